"""The three parts of a deadline (domain §3), in the zone of the place."""

from dataclasses import dataclass

from community.workdays import working_day_later
from storage.terms import Term
from storage.tx import Tx

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
DAY_MINUTES = DAY_MS // MINUTE_MS


@dataclass(frozen=True, slots=True)
class Deadlines:
    """UTC milliseconds; what a term does not limit is None."""

    contact: int
    site: int | None
    finish: int | None


def deadlines(tx: Tx, term: Term, now: int, zone: str) -> Deadlines:
    """When the first contact, being on the spot and the end are due for what begins now."""
    site = term.site and now + term.site * MINUTE_MS
    whole = length(term)
    return Deadlines(_contact(tx, term, now, zone), site, whole and now + whole)


def _contact(tx: Tx, term: Term, now: int, zone: str) -> int:
    if term.natural_time:
        return now + term.contact * MINUTE_MS
    due = now
    for _day in range(term.contact // DAY_MINUTES):
        due = working_day_later(tx, due, zone)
    return due


def length(term: Term) -> int | None:
    """How many milliseconds the whole may take, where that is limited."""
    return term.finish and term.finish * MINUTE_MS
