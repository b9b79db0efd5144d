"""True figures of a place and a period (domain §4); docs/figures.md says what each counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from community.issues import LAPSE_MS
from community.issues.kinds import KIND
from community.refused import Refused
from community.roles import STAFF, staff_of
from storage import chores, figures, people, places
from storage.figures import By, Scope, Sums
from storage.moments import local, moment
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

PICTURE = "issues.figures"  # the chore
FIRST = date(2000, 1, 1)  # nothing was counted before
LAST = date(2999, 12, 31)  # a forged button may name a day that has none after it


class Named(StrEnum):
    """The periods that have a name."""

    MONTH = "month"
    LAST_MONTH = "last_month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included, as days are at the place."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted at that time: the period may still run; it is `settled` once all is said."""

    place: Place
    period: Period
    by: By
    total: Sums
    parts: Mapping[str, Sums]
    at: int
    running: bool
    settled: bool


def named(name: Named, today: date) -> Period:
    """The period of this name on that day."""
    month = today.replace(day=1)
    match name:
        case Named.MONTH:
            return Period(month, _end_of_month(month))
        case Named.LAST_MONTH:
            last = month - timedelta(days=1)
            return Period(last.replace(day=1), last)
        case Named.QUARTER:
            first = month.replace(month=(month.month - 1) // 3 * 3 + 1)
            return Period(first, _end_of_month(first.replace(month=first.month + 2)))
        case Named.YEAR:
            return Period(date(today.year, 1, 1), date(today.year, 12, 31))


def today(place: Place, now: int) -> date:
    """The day it is at the place."""
    return local(now, place.zone).date()


def tops(tx: Tx, who: Person) -> list[Place]:
    """The places of which somebody may have figures, without those below another of them."""
    held = {role.path: role.place_id for role in who.roles if role.role in STAFF}
    highest = [
        place_id
        for path, place_id in sorted(held.items())
        if not any(path != other and path.startswith(other) for other in held)
    ]
    return [place for place_id in highest if (place := places.get(tx, place_id))]


def of(tx: Tx, who: Person, place_id: int, period: Period, by: By, now: int) -> Figures:
    """The figures of a place of theirs and everything below it."""
    place = places.get(tx, place_id)
    if place is None or not staff_of(who, place):
        raise Refused("cases.not_found")
    _check(period, today(place, now))
    since = moment(period.first, 0, place.zone)
    end = moment(min(period.last, LAST) + timedelta(days=1), 0, place.zone)
    scope = Scope(KIND, place.path, since, min(end, now + 1), by)
    parts = figures.count(tx, scope)
    total = Sums()
    for sums in parts.values():
        total += sums
    return Figures(place, period, by, total, parts, now, now < end, now >= end + LAPSE_MS)


def ask_picture(tx: Tx, who: Person, place_id: int, period: Period, by: By, now: int) -> bool:
    """Have the table drawn; False if one of this place is being drawn for the person already."""
    found = of(tx, who, place_id, period, by, now)
    facts = {"first": period.first.isoformat(), "last": period.last.isoformat(), "by": by}
    return chores.ask(tx, PICTURE, found.place.id, who.id, {**facts, "now": now}, now)


def asked(tx: Tx, who_id: int, place_id: int, facts: Mapping[str, str | int]) -> Figures | None:
    """What was asked to be drawn, as it stood then; none for who may not have it any more."""
    who, place = people.get(tx, who_id), places.get(tx, place_id)
    if who is None or place is None or not staff_of(who, place):
        return None
    first, last = (date.fromisoformat(str(facts[name])) for name in ("first", "last"))
    return of(tx, who, place_id, Period(first, last), By(str(facts["by"])), int(facts["now"]))


def _check(period: Period, today: date) -> None:
    if period.last < period.first:
        raise Refused("issues.ends_first")
    if period.first > today:
        raise Refused("issues.not_begun")
    if period.first < FIRST:
        raise Refused("issues.too_early")


def _end_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
