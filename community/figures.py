"""Of which place and period figures are given; docs/figures.md says what they count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from community.refused import Refused
from storage import chores, places
from storage.moments import Span, local, moment
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

PICTURE = "figures.picture"  # the chore
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


def tops(tx: Tx, who: Person, roles: frozenset[str]) -> list[Place]:
    """The places where somebody holds such a role, without those below another of them."""
    held = {role.path: role.place_id for role in who.roles if role.role in roles}
    highest = [
        place_id
        for path, place_id in sorted(held.items())
        if not any(path != other and path.startswith(other) for other in held)
    ]
    return [place for place_id in highest if (place := places.get(tx, place_id))]


def span(place: Place, period: Period, now: int) -> Span:
    """The period as it can be counted now: what is still to come is not in it."""
    if period.last < period.first:
        raise Refused("figures.ends_first")
    if period.first > today(place, now):
        raise Refused("figures.not_begun")
    if period.first < FIRST:
        raise Refused("figures.too_early")
    since = moment(period.first, 0, place.zone)
    end = moment(min(period.last, LAST) + timedelta(days=1), 0, place.zone)
    return Span(period.first, period.last, since, min(end, now + 1), now, now < end)


def ask_picture(tx: Tx, who: Person, place: Place, period: Period, section: str, now: int) -> bool:
    """Have the table drawn; False if one of this place is being drawn for the person already."""
    span(place, period, now)
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    facts = {**days, "section": section, "now": now}
    return chores.ask(tx, PICTURE, place.id, who.id, facts, now)


def asked(place: Place, facts: Mapping[str, str | int]) -> Span:
    """What was asked to be drawn, as it stood then."""
    first, last = (date.fromisoformat(str(facts[name])) for name in ("first", "last"))
    return span(place, Period(first, last), int(facts["now"]))


def _end_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
