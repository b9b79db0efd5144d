"""What an office decides about a capability, and how its changes are said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from storage.people import Person
from storage.tx import Tx
from talk.screens import Rows
from talk.words import Word


def unnamed(_tx: Tx, _name: str) -> Word | None:
    """Nothing has a name beside its own."""
    return None


@dataclass(frozen=True, slots=True)
class Office:
    """A capability's part of 🏛.

    `rows` are what a reader may decide, who works for the office. `changes` words each kind of
    change it notes; `named` gives the words for what was changed and for its values, where they
    have other words than those in the row.
    """

    rows: Callable[[Tx, Person], Rows]
    changes: Mapping[str, Word] = field(default_factory=dict)
    named: Callable[[Tx, str], Word | None] = unnamed
