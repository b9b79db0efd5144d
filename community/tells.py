"""Telling people: a rule names the notice, the handlers word it."""

from collections.abc import Iterable
from typing import Any

from storage.people import Person
from storage.tx import Tell, Tx


def tell(tx: Tx, person_id: int, notice: str, subject: int, **facts: Any) -> None:
    """Tell one person, before the unit ends, in their own language."""
    tx.told.append(Tell(person_id, notice, subject, facts))


def tell_all(tx: Tx, people: Iterable[Person], notice: str, subject: int, **facts: Any) -> None:
    for person in people:
        tell(tx, person.id, notice, subject, **facts)
