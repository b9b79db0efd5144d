"""Figures as capabilities bring them, and how they are said: a rate never without its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from talk.words import Word, _

NAME_MOST = 9  # letters of a section's name, which a button carries
NOTHING = _("nothing due")


@dataclass(frozen=True, slots=True)
class Table:
    """The figures to be drawn, the first row the heading, with a note below."""

    rows: Sequence[Sequence[str]]
    note: str = ""


Lines = Callable[[Tx, Person, Place, Span], Sequence[str]]
Drawn = Callable[[Tx, Person, Place, Span], Table]


@dataclass(frozen=True, slots=True)
class Section:
    """What a capability counts of a place and a period; it is never added to another's.

    It is offered to who holds one of the `roles` there; that they may have it the rule checks.
    """

    name: str
    label: Word
    roles: frozenset[str]
    lines: Lines
    table: Drawn

    def __post_init__(self) -> None:
        if len(self.name) > NAME_MOST:
            raise ValueError(f"{self.name!r} does not fit a button")


def rate(part: int, whole: int, language: str) -> str:
    """A rate with its numerator and denominator; where nothing was due that is said."""
    if not whole:
        return f"{NOTHING.to(language)} (0/0)"
    return f"{percent(part, whole)} ({part}/{whole})"


def percent(part: int, whole: int) -> str:
    """Two places, rounded; 100 % is all of them and 0 % none."""
    hundredths = (part * 20_000 + whole) // (2 * whole)
    if 0 < part < whole:
        hundredths = min(max(hundredths, 1), 9_999)
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".") + "%"
