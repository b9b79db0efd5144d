"""The desk of those on duty: five heaps, and what each capability lays on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage.people import Person
from storage.tx import Tx


class Heap(StrEnum):
    """What is to be done next about the things in it, and by whom."""

    WAITING = "waiting"
    LATE = "late"
    MINE = "mine"
    CALLS = "calls"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Sieve:
    """To what the desk is narrowed: a place with everything below it, maybe one category."""

    path: str
    category: str | None = None


def anybody(_person: Person) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Pile:
    """What a capability lays on a heap: the rows for one reader at a time, each a card to open.

    Who is not `allowed` can have nothing on it, and does not read a nought that means nothing.
    """

    card: str
    find: Callable[[Tx, Person, Sieve, int], Sequence[int]]
    line: Callable[[Tx, Person, int], str]
    allowed: Callable[[Person], bool] = anybody


@dataclass(frozen=True, slots=True)
class Desk:
    """A capability's part of the desk, and the categories by which it can be narrowed."""

    piles: Mapping[Heap, Sequence[Pile]]
    categories: Callable[[Tx, Person], Sequence[tuple[str, str]]]
