"""The local minimum wage, as the province makes it known and the office enters it."""

from datetime import date

from community.calendar import may_declare
from community.refused import Refused
from storage import changes, wages
from storage.people import Person
from storage.tx import Tx


def declare(tx: Tx, who: Person, month: int, hour: int, since: date, now: int) -> None:
    """Say what is paid at least, in fen, for a month and for an hour, from a day on."""
    if not may_declare(who):
        raise Refused("jobs.not_found")
    before = wages.on(tx, since.isoformat())
    wages.put(tx, month, hour, since.isoformat(), who.id, now)
    said = f"{before.month}/{before.hour}" if before else None
    changes.note(tx, now, who.id, "wages.minimum", since.isoformat(), said, f"{month}/{hour}")
