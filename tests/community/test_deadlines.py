"""The three parts of a deadline: working days, weekends, and clocks that are put forward."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from community.deadlines import DAY_MS, HOUR_MS, MINUTE_MS, Term, deadlines, working_day_later

SHANGHAI = "Asia/Shanghai"
BERLIN = "Europe/Berlin"


def at(local: str, zone: str = SHANGHAI) -> int:
    return int(datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


WORKING_DAYS = [
    ("a Monday", "2026-11-23T09:30", "2026-11-24T09:30", SHANGHAI),
    ("a Thursday", "2026-11-26T23:59", "2026-11-27T23:59", SHANGHAI),
    ("a Friday", "2026-11-27T09:30", "2026-11-30T09:30", SHANGHAI),
    ("a Saturday", "2026-11-28T09:30", "2026-11-30T09:30", SHANGHAI),
    ("a Sunday", "2026-11-29T00:00", "2026-11-30T00:00", SHANGHAI),
    ("the end of a year", "2027-12-31T18:00", "2028-01-03T18:00", SHANGHAI),
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
def test_the_same_local_time_on_the_next_working_day(start: str, end: str, zone: str) -> None:
    assert working_day_later(at(start, zone), zone) == at(end, zone)


def test_the_zone_of_the_place_decides_which_day_it_is() -> None:
    midnight = at("2026-11-27T00:30")
    assert working_day_later(midnight, SHANGHAI) - midnight == 3 * DAY_MS
    assert working_day_later(midnight, "UTC") - midnight == DAY_MS


def test_a_local_time_that_does_not_exist_is_the_first_that_does() -> None:
    # New York puts its clocks forward on Sunday, Cairo on a Friday at midnight.
    thursday = at("2026-04-23T00:30", "Africa/Cairo")
    assert working_day_later(thursday, "Africa/Cairo") == at("2026-04-24T01:30", "Africa/Cairo")


NOW = at("2026-11-27T22:00")
TERMS = [
    (Term.URGENT, 15 * MINUTE_MS, HOUR_MS, None),
    (Term.SUPPLY, 30 * MINUTE_MS, 4 * HOUR_MS, DAY_MS),
    (Term.ORDINARY, 3 * DAY_MS, None, 7 * DAY_MS),
    (Term.COMPLEX, 3 * DAY_MS, None, 15 * DAY_MS),
]


@pytest.mark.parametrize(("term", "contact", "site", "finish"), TERMS)
def test_contact_site_and_finish_on_a_friday_night(
    term: Term, contact: int, site: int | None, finish: int | None
) -> None:
    due = deadlines(term, NOW, SHANGHAI)
    assert due.contact == NOW + contact
    assert due.site == (None if site is None else NOW + site)
    assert due.finish == (None if finish is None else NOW + finish)
