"""Quiet hours in the reader's own time: over midnight, within a day, never."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from talk.quiet import Hours

ZONE = "Asia/Shanghai"


def at(text: str, zone: str = ZONE) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


@pytest.mark.parametrize(
    ("hours", "now", "over"),
    [
        ("21:30-07:30", "2026-03-01 21:29", None),
        ("21:30-07:30", "2026-03-01 21:30", "2026-03-02 07:30"),
        ("21:30-07:30", "2026-02-28 23:59", "2026-03-01 07:30"),
        ("21:30-07:30", "2026-03-02 07:29", "2026-03-02 07:30"),
        ("21:30-07:30", "2026-03-02 07:30", None),
        ("12:00-14:00", "2026-03-01 13:00", "2026-03-01 14:00"),
        ("12:00-14:00", "2026-03-01 14:00", None),
        ("00:00-00:00", "2026-03-01 00:00", None),
    ],
)
def test_when_quiet_hours_are_over(hours: str, now: str, over: str | None) -> None:
    read = Hours.read(hours)
    assert read is not None
    assert read.over(at(now), ZONE) == (at(over) if over else None)


def test_a_night_in_which_the_clock_is_changed_ends_at_its_own_morning() -> None:
    read = Hours.read("21:30-07:30")
    assert read is not None
    night = at("2026-03-28 22:00", "Europe/Berlin")
    assert read.over(night, "Europe/Berlin") == at("2026-03-29 07:30", "Europe/Berlin")


@pytest.mark.parametrize("text", ["", "21:30", "24:00-07:00", "9:00-10:00", "21:30-07:60", "x"])
def test_what_are_no_hours(text: str) -> None:
    assert Hours.read(text) is None
