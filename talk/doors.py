"""Where a free sentence may lead, and how people say that they want to go there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storage.people import Person
from storage.said import said
from storage.tx import Tx
from talk.screens import Button
from talk.words import Word

if TYPE_CHECKING:
    from talk.turn import Turn

Examples = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Door:
    """What a free sentence may be about.

    `open` begins with the sentence, which is never asked again. `code` stands in buttons and in
    rows and never changes; the `examples` are those of its code, unless it brings others.
    """

    code: str
    label: Word
    open: Callable[[Turn, str], None]
    order: int
    brings: Examples | None = field(default=None)
    coming: bool = False  # not open yet: what is said there goes to the staff

    @property
    def examples(self) -> Examples:
        """Sentences with which people ask for it, by language."""
        return said(self.code) if self.brings is None else self.brings

    @property
    def every(self) -> tuple[str, ...]:
        """The examples of all languages."""
        return tuple(sentence for each in self.examples.values() for sentence in each)


@dataclass(frozen=True, slots=True)
class Awaited:
    """What somebody waits to hear of, a button each, and the words by which they ask after it."""

    sounds: re.Pattern[str]
    mine: Callable[[Tx, Person], Sequence[Button]]


@dataclass(frozen=True, slots=True)
class Leading:
    """How free words are led to their doors.

    `guess` gives the code of the door they are plainly about, or of two things said at once those
    of both; `lead` offers those they may be about, and tells whether there are any; `aside` does
    so only where they are plainly about doors that are none of those of the form that is open;
    `carry` gives the way through the door of a key in the menu, by its label, with what was just
    said in hand; `awaited` tells whether they ask after what the person waits to hear of.
    """

    guess: Callable[[Tx, str], tuple[str, ...]]
    lead: Callable[[Turn, str], bool]
    aside: Callable[[Turn, frozenset[str], str], bool]
    carry: Callable[[Turn, Word], Callable[[Turn], None] | None]
    awaited: Callable[[Turn, str], bool]


NOWHERE = Leading(
    lambda _tx, _text: (),
    lambda _turn, _text: False,
    lambda _turn, _own, _text: False,
    lambda _turn, _label: None,
    lambda _turn, _text: False,
)
