"""The three parts of a deadline (domain §3), in the zone of the place."""

from dataclasses import dataclass
from enum import Enum

from community.workdays import working_day_later
from storage.tx import Tx

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS


class Term(Enum):
    """How long each kind of matter may take."""

    URGENT = "urgent"
    SUPPLY = "supply"  # water, power, gas, heat, lifts
    ORDINARY = "ordinary"
    COMPLEX = "complex"


@dataclass(frozen=True, slots=True)
class Deadlines:
    """UTC milliseconds; what a term does not limit is None."""

    contact: int
    site: int | None
    finish: int | None


def deadlines(tx: Tx, term: Term, now: int, zone: str) -> Deadlines:
    """When the first contact, being on the spot and the end are due for what begins now."""
    if term is Term.URGENT:
        return Deadlines(now + 15 * MINUTE_MS, now + HOUR_MS, None)
    whole = length(term)
    end = whole and now + whole
    if term is Term.SUPPLY:
        return Deadlines(now + 30 * MINUTE_MS, now + 4 * HOUR_MS, end)
    return Deadlines(working_day_later(tx, now, zone), None, end)


def length(term: Term) -> int | None:
    """How many milliseconds the whole may take, where that is limited."""
    days = {Term.SUPPLY: 1, Term.ORDINARY: 7, Term.COMPLEX: 15}.get(term)
    return days and days * DAY_MS
