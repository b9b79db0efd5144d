"""Which days are worked: as the office says, as the nation does, else Monday to Friday.

The nation's holidays are known from a kept library, and each year only once they are announced. A
year it does not know is provisional until the office has declared its days and said so.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import chinese_calendar

from storage import counters, workdays
from storage.tx import Tx

SATURDAY = 5
BEGINS, ENDS = 9, 17  # the hours in which staff are alerted
YEARS: frozenset[int] = frozenset(day.year for day in chinese_calendar.workdays)


def is_workday(tx: Tx, day: date) -> bool:
    """Whether a day is worked, holidays and make-up workdays considered."""
    said = workdays.declared(tx, day)
    if said is not None:
        return said
    return _ordinarily(day)


@lru_cache(maxsize=1000)  # the library looks through all of its holidays each time
def _ordinarily(day: date) -> bool:
    """Whether a day is worked as long as the office says nothing else."""
    if day.year not in YEARS:
        return day.weekday() < SATURDAY
    return bool(chinese_calendar.is_workday(day))


def provisional(tx: Tx, day: date) -> bool:
    """Whether the holidays of its year are not known yet."""
    return day.year not in YEARS and not counters.get(tx, _complete(day.year))


def complete(tx: Tx, year: int, now: int) -> None:
    """All days of a year are declared: it is provisional no more."""
    counters.put(tx, _complete(year), now)


def working_day_later(tx: Tx, now: int, zone: str) -> int:
    """The same time on the next working day; a day off counts as the next morning of work."""
    local = _local(now, zone)
    if not is_workday(tx, local.date()):
        local = _morning(_next_workday(tx, local))
    return int(_next_workday(tx, local).timestamp() * 1000)


def working_time(tx: Tx, now: int, zone: str) -> int:
    """Now, if people are at work; otherwise when they begin again."""
    local = _local(now, zone)
    if is_workday(tx, local.date()) and BEGINS <= local.hour < ENDS:
        return now
    if local.hour >= BEGINS or not is_workday(tx, local.date()):
        local = _next_workday(tx, local)
    return int(_morning(local).timestamp() * 1000)


def _next_workday(tx: Tx, local: datetime) -> datetime:
    local += timedelta(days=1)
    while not is_workday(tx, local.date()):
        local += timedelta(days=1)
    return local


def _morning(local: datetime) -> datetime:
    return local.replace(hour=BEGINS, minute=0, second=0, microsecond=0)


def _complete(year: int) -> str:
    return f"workdays-{year}"


def _local(at: int, zone: str) -> datetime:
    return datetime.fromtimestamp(at / 1000, ZoneInfo(zone))
