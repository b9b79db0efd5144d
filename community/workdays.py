"""Which days are worked: as the office says, as the nation does, else Monday to Friday."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar

from storage import workdays
from storage.tx import Tx

SATURDAY = 5
BEGINS, ENDS = 9, 17  # the hours in which staff are alerted
YEARS = frozenset(day.year for day in chinese_calendar.workdays)


def is_workday(tx: Tx, day: date) -> bool:
    """Whether a day is worked, holidays and make-up workdays considered."""
    said = workdays.declared(tx, day)
    if said is not None:
        return said
    if provisional(day):
        return day.weekday() < SATURDAY
    return bool(chinese_calendar.is_workday(day))


def provisional(day: date) -> bool:
    """Whether the holidays of its year are not known yet."""
    return day.year not in YEARS


def working_day_later(tx: Tx, now: int, zone: str) -> int:
    """The same time on the next working day."""
    local = _local(now, zone) + timedelta(days=1)
    while not is_workday(tx, local.date()):
        local += timedelta(days=1)
    return int(local.timestamp() * 1000)


def working_time(tx: Tx, now: int, zone: str) -> int:
    """Now, if people are at work; otherwise when they begin again."""
    local = _local(now, zone)
    if is_workday(tx, local.date()) and BEGINS <= local.hour < ENDS:
        return now
    if local.hour >= BEGINS or not is_workday(tx, local.date()):
        local += timedelta(days=1)
        while not is_workday(tx, local.date()):
            local += timedelta(days=1)
    return int(local.replace(hour=BEGINS, minute=0, second=0, microsecond=0).timestamp() * 1000)


def _local(at: int, zone: str) -> datetime:
    return datetime.fromtimestamp(at / 1000, ZoneInfo(zone))
