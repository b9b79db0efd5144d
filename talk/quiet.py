"""Quiet hours: pushes told at night wait until the morning, as what was told, not as words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from storage import places, resting, timers
from storage.people import Person
from storage.tx import Tell, Tx

RESTED = "quiet.over"  # the timer at the end of somebody's quiet hours
WRITTEN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Hours:
    """From one minute of the day until another, maybe of the next day; equal ones are none."""

    start: int
    end: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read hours such as 21:30-07:30; None if they are none."""
        found = WRITTEN.fullmatch(text)
        if found is None:
            return None
        parts = [int(part) for part in found.groups()]
        return cls(parts[0] * 60 + parts[1], parts[2] * 60 + parts[3])

    def __str__(self) -> str:
        """Return the hours as people write them."""
        start, end = divmod(self.start, 60), divmod(self.end, 60)
        return f"{start[0]:02}:{start[1]:02}–{end[0]:02}:{end[1]:02}"

    def over(self, now: int, zone: str) -> int | None:
        """Return when the hours that hold now are over, in UTC milliseconds; None outside them."""
        local = datetime.fromtimestamp(now / 1000, ZoneInfo(zone))
        minute = local.hour * 60 + local.minute
        overnight = self.start > self.end
        if overnight:
            inside = minute >= self.start or minute < self.end
        else:
            inside = self.start <= minute < self.end
        if not inside:
            return None
        day = local.date() + timedelta(days=1 if overnight and minute >= self.start else 0)
        hour, minute = divmod(self.end, 60)
        end = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))
        return int(end.timestamp() * 1000)


NEVER = Hours(0, 0)


def hours_of(person: Person, usual: Hours) -> Hours:
    """Return the person's own quiet hours, or the usual ones."""
    if person.quiet_from is None or person.quiet_until is None:
        return usual
    return Hours(person.quiet_from, person.quiet_until)


def rests(tx: Tx, usual: Hours, reader: Person, tell: Tell, now: int) -> bool:
    """Keep what is told until the reader's quiet hours are over; False outside them."""
    home = places.get(tx, reader.home_id) if reader.home_id else None
    over = hours_of(reader, usual).over(now, (home or places.roots(tx)[0]).zone)
    if over is None:
        return False
    resting.add(tx, tell, now)
    timers.add(tx, RESTED, reader.id, str(over), over, now)
    return True


def wake(tx: Tx, person_id: int, _occasion: str, _now: int) -> None:
    """Tell what has waited; how things stand by then decides what is said."""
    tx.told += resting.take(tx, person_id)
