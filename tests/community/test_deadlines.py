"""The three parts of a deadline: working days, weekends, and clocks that are put forward."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from community.deadlines import DAY_MS, HOUR_MS, MINUTE_MS, Deadlines, deadlines
from community.workdays import complete, is_workday, provisional, working_day_later, working_time
from storage import terms, workdays
from storage.engine import Database
from storage.tx import Tx

SHANGHAI = "Asia/Shanghai"
BERLIN = "Europe/Berlin"


def at(local: str, zone: str = SHANGHAI) -> int:
    return int(datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


WORKING_DAYS = [
    ("a Monday", "2026-11-23T09:30", "2026-11-24T09:30", SHANGHAI),
    ("a Thursday", "2026-11-26T23:59", "2026-11-27T23:59", SHANGHAI),
    ("a Friday", "2026-11-27T09:30", "2026-11-30T09:30", SHANGHAI),
    ("a Saturday", "2026-11-28T09:30", "2026-12-01T09:00", SHANGHAI),
    ("a Sunday", "2026-11-29T00:00", "2026-12-01T09:00", SHANGHAI),
    ("the end of a year", "2027-12-31T18:00", "2028-01-03T18:00", SHANGHAI),
    ("the week of the National Day", "2026-09-30T10:00", "2026-10-08T10:00", SHANGHAI),
    ("a Saturday made up", "2026-10-09T10:00", "2026-10-10T10:00", SHANGHAI),
    ("the day before a leap day", "2028-02-28T12:00", "2028-02-29T12:00", SHANGHAI),
    ("clocks put forward over a weekend", "2026-03-27T10:00", "2026-03-30T10:00", BERLIN),
    ("clocks put back over a weekend", "2026-10-23T10:00", "2026-10-26T10:00", BERLIN),
    ("Friday here, Thursday in UTC", "2026-11-27T01:00", "2026-11-30T01:00", SHANGHAI),
]


@pytest.mark.parametrize(
    ("start", "end", "zone"),
    [row[1:] for row in WORKING_DAYS],
    ids=[row[0] for row in WORKING_DAYS],
)
async def test_the_same_local_time_on_the_next_working_day(
    database: Database, start: str, end: str, zone: str
) -> None:
    later = await database.run(partial(working_day_later, now=at(start, zone), zone=zone))
    assert later == at(end, zone)


async def test_the_zone_of_the_place_decides_which_day_it_is(database: Database) -> None:
    midnight = at("2026-11-27T00:30")
    for zone, days in ((SHANGHAI, 3), ("UTC", 1)):
        later = await database.run(partial(working_day_later, now=midnight, zone=zone))
        assert later - midnight == days * DAY_MS


async def test_a_local_time_that_does_not_exist_is_the_first_that_does(
    database: Database,
) -> None:
    # New York puts its clocks forward on Sunday, Cairo on a Friday at midnight.
    thursday = at("2026-04-23T00:30", "Africa/Cairo")
    later = await database.run(partial(working_day_later, now=thursday, zone="Africa/Cairo"))
    assert later == at("2026-04-24T01:30", "Africa/Cairo")


NOW = at("2026-11-27T22:00")
TERMS = [
    ("urgent", 15 * MINUTE_MS, HOUR_MS, None),
    ("supply", 30 * MINUTE_MS, 4 * HOUR_MS, DAY_MS),
    ("ordinary", 3 * DAY_MS, None, 7 * DAY_MS),
    ("complex", 3 * DAY_MS, None, 15 * DAY_MS),
]


@pytest.mark.parametrize(("term", "contact", "site", "finish"), TERMS)
async def test_contact_site_and_finish_on_a_friday_night(
    database: Database, term: str, contact: int, site: int | None, finish: int | None
) -> None:
    def set_now(tx: Tx) -> Deadlines:
        return deadlines(tx, terms.known(tx, term), NOW, SHANGHAI)

    due = await database.run(set_now)
    assert due.contact == NOW + contact
    assert due.site == (None if site is None else NOW + site)
    assert due.finish == (None if finish is None else NOW + finish)


async def test_what_the_office_declares_goes_before_the_calendar(database: Database) -> None:
    def declared(tx: Tx) -> list[bool]:
        workdays.declare(tx, date(2026, 11, 24), working=False, why="local")
        workdays.declare(tx, date(2026, 11, 28), working=False, why="local")
        workdays.declare(tx, date(2026, 11, 28), working=True, why="local")
        return [is_workday(tx, date(2026, 11, day)) for day in (23, 24, 28, 29)]

    assert await database.run(declared) == [True, False, True, False]


async def test_a_year_without_an_announced_calendar_is_provisional_until_it_is_completed(
    database: Database,
) -> None:
    def seen(tx: Tx) -> list[bool]:
        days = [date(year, 5, 1) for year in (2026, 2098, 2099)]
        before = [provisional(tx, day) for day in days]
        complete(tx, 2099, 1)
        return before + [provisional(tx, day) for day in days]

    assert await database.run(seen) == [False, True, True, False, True, False]


@pytest.mark.parametrize(
    ("now", "heard"),
    [
        ("2026-11-27T09:00", "2026-11-27T09:00"),
        ("2026-11-27T16:59", "2026-11-27T16:59"),
        ("2026-11-27T17:00", "2026-11-30T09:00"),
        ("2026-11-27T03:00", "2026-11-27T09:00"),
        ("2026-11-28T03:00", "2026-11-30T09:00"),
        ("2026-10-10T03:00", "2026-10-10T09:00"),
    ],
)
async def test_staff_are_alerted_while_they_work(database: Database, now: str, heard: str) -> None:
    assert await database.run(partial(working_time, now=at(now), zone=SHANGHAI)) == at(heard)
