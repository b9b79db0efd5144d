"""The office's own calendar: days it declares, years it completes, the reminder of December."""

from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from community.refused import Refused
from community.roles import OFFICE, of_office
from community.tells import tell_all
from community.workdays import BEGINS, YEARS, complete, provisional
from storage import changes, people, places, timers, workdays
from storage.moments import local
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from storage.workdays import Declared

REMIND = "calendar.declare"  # the timer, and what is told
DECEMBER = ((12, 1), (12, 15), (12, 28))  # when it is asked, as long as the next year is open
SHOWN = 30  # days of a year are rarely more


class Why(StrEnum):
    """Why a day is not what the week says."""

    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    LOCAL = "local"
    SUDDEN = "sudden"


def may_declare(person: Person) -> bool:
    """Whether somebody decides about the office's calendar."""
    return of_office(person)


def declare(tx: Tx, who: Person, day: date, *, working: bool, why: Why, now: int) -> None:
    """Say that a day to come is worked or free; deadlines that are set already do not move."""
    place = _allowed(tx, who)
    if day < local(now, place.zone).date():
        raise Refused("calendar.over")
    before = workdays.declared(tx, day)
    workdays.declare(tx, day, working=working, why=why)
    said = None if before is None else _said(before)
    changes.note(tx, now, who.id, f"calendar.{why}", day.isoformat(), said, _said(working))
    tx.touched.add(("calendar", place.id))


def finish(tx: Tx, who: Person, year: int, now: int) -> None:
    """Say that all days of a year are declared; what was provisional holds from now on."""
    place = _allowed(tx, who)
    if year not in open_years(tx):
        raise Refused("cases.moved_on")
    complete(tx, year, now)
    changes.note(tx, now, who.id, "calendar.complete", str(year), None, None)
    tx.touched.add(("calendar", place.id))


def shown(tx: Tx) -> list[Declared]:
    """What the office has declared, the latest days."""
    return workdays.latest(tx, SHOWN)


def open_years(tx: Tx) -> list[int]:
    """Provisional years of which some day is declared: they can be completed."""
    years = sorted({one.day.year for one in workdays.latest(tx, SHOWN)})
    return [year for year in years if provisional(tx, date(year, 1, 1))]


def first_unknown() -> int:
    """From which year on the nation's calendar is not known."""
    return max(YEARS) + 1


def ensure_reminder(tx: Tx, now: int) -> None:
    """See that the next December is not forgotten."""
    for place in places.roots(tx):
        _remind_again(tx, place, now)


def remind(tx: Tx, place_id: int, occasion: str, now: int) -> None:
    """December: next year's holidays are announced by now; whoever may declare them is asked."""
    place = places.get(tx, place_id)
    if place is None:
        return
    _remind_again(tx, place, now)
    year = date.fromisoformat(occasion).year + 1
    if provisional(tx, date(year, 1, 1)):
        tell_all(tx, people.holders(tx, place, sorted(OFFICE)), REMIND, place.id, year=year)


def _remind_again(tx: Tx, place: Place, now: int) -> None:
    day = _next(local(now, place.zone).date())
    at = datetime.combine(day, time(BEGINS), ZoneInfo(place.zone))
    timers.add(tx, REMIND, place.id, day.isoformat(), int(at.timestamp() * 1000), now)


def _next(after: date) -> date:
    """The first day of asking after this one."""
    days = [date(year, *day) for year in (after.year, after.year + 1) for day in DECEMBER]
    return next(day for day in days if day > after)


def _allowed(tx: Tx, who: Person) -> Place:
    if not may_declare(who):
        raise Refused("cases.not_found")
    return places.roots(tx)[0]


def _said(working: bool) -> str:
    return "work" if working else "off"
