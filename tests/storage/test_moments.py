"""Local times on the days when clocks are changed."""

from datetime import UTC, date, datetime

import pytest

from storage.moments import moment


@pytest.mark.parametrize(
    ("day", "minute", "zone", "instant"),
    [
        (date(2026, 3, 1), 7 * 60 + 30, "Asia/Shanghai", "2026-02-28 23:30"),
        (date(2026, 3, 29), 2 * 60 + 30, "Europe/Berlin", "2026-03-29 01:00"),  # the first that is
        (date(2026, 3, 29), 2 * 60, "Europe/Berlin", "2026-03-29 01:00"),
        (date(2026, 3, 29), 3 * 60, "Europe/Berlin", "2026-03-29 01:00"),
        (date(2026, 10, 25), 2 * 60 + 30, "Europe/Berlin", "2026-10-25 00:30"),  # of two the first
        (date(2026, 10, 4), 2 * 60 + 15, "Australia/Lord_Howe", "2026-10-03 15:30"),  # half an hour
        (date(2011, 12, 30), 12 * 60, "Pacific/Apia", "2011-12-30 10:00"),  # a whole day
        (date(2028, 2, 29), 0, "UTC", "2028-02-29 00:00"),
    ],
)
def test_the_first_time_that_exists(day: date, minute: int, zone: str, instant: str) -> None:
    expected = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert moment(day, minute, zone) == int(expected.timestamp() * 1000)
