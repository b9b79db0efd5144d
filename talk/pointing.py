"""What an announcement may lead to: a row of a capability, opened by one button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.people import Person
from storage.tx import Tx
from talk.words import Word

if TYPE_CHECKING:
    from talk.turn import Turn


def nothing(_tx: Tx, _who: Person) -> Sequence[int]:
    return ()


@dataclass(frozen=True, slots=True)
class Pointer:
    """A kind of things to point to.

    `offered` gives the rows that somebody may point to, `says` what the button says to a reader,
    nothing once the row is over; `open` shows the row to who taps. `start` is the prefix of a
    link to it, for groups, which have no buttons of ours.
    """

    kind: str
    label: Word
    offered: Callable[[Tx, Person], Sequence[int]]
    says: Callable[[Tx, Person, int], str | None]
    open: Callable[[Turn, int], None]
    start: str | None = None
