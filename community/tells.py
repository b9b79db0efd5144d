"""Telling people: a rule names the notice, the handlers word it."""

from collections.abc import Iterable
from typing import Any

from storage.people import Person
from storage.tx import Tell, Tx


def tell(
    tx: Tx, person_id: int, notice: str, subject: int, *, stale: int | None = None, **facts: Any
) -> None:
    """Tell one person, before the unit ends, in their own language.

    What would be `stale` by the time at which it could be said is not said at all.
    """
    tx.told.append(Tell(person_id, notice, subject, facts, stale))


def tell_all(
    tx: Tx,
    people: Iterable[Person],
    notice: str,
    subject: int,
    *,
    stale: int | None = None,
    **facts: Any,
) -> None:
    for person in people:
        tell(tx, person.id, notice, subject, stale=stale, **facts)
