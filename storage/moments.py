"""Local times as instants: one that does not exist is the first that does, one of two the first."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from the first to the last as instants in UTC milliseconds, looked at `at` one.

    `until` is the first instant after it; what is still to come is not in it.
    """

    first: date
    last: date
    since: int
    until: int
    at: int
    running: bool


@lru_cache(maxsize=1024)  # all that is due at once
def local(at: int, zone: str) -> datetime:
    """What the clocks of a zone show at an instant in UTC milliseconds."""
    return datetime.fromtimestamp(at / 1000, ZoneInfo(zone))


@lru_cache(maxsize=4096)  # many windows close at the same minute
def moment(day: date, minute: int, zone: str) -> int:
    """The instant, in UTC milliseconds, of a minute of the day by the clocks of a zone."""
    hour, minute = divmod(minute, 60)
    wanted = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))
    return int(first(wanted).timestamp() * 1000)


def first(wanted: datetime) -> datetime:
    """The time itself; where a change of clocks skips it, the first after the gap."""
    early = wanted.replace(fold=0).astimezone(UTC)
    late = wanted.replace(fold=1).astimezone(UTC)
    if late >= early:  # it exists once, or twice
        return early.astimezone(wanted.tzinfo)
    offset = early.astimezone(wanted.tzinfo).utcoffset()
    while early - late > MINUTE:
        middle = late + (early - late) / 2
        after = middle.astimezone(wanted.tzinfo).utcoffset() == offset
        early, late = (middle, late) if after else (early, middle)
    return early.replace(second=0, microsecond=0).astimezone(wanted.tzinfo)
