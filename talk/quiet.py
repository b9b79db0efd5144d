"""Quiet hours: pushes told at night wait until the morning, as what was told, not as words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from storage import places, resting, timers
from storage.moments import local, moment
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
        at = local(now, zone)
        minute = at.hour * 60 + at.minute
        overnight = self.start > self.end
        if overnight:
            inside = minute >= self.start or minute < self.end
        else:
            inside = self.start <= minute < self.end
        if not inside:
            return None
        day = at.date() + timedelta(days=1 if overnight and minute >= self.start else 0)
        return moment(day, self.end, zone)


NEVER = Hours(0, 0)


def hours_of(person: Person, usual: Hours) -> Hours:
    """Return the person's own quiet hours, or the usual ones."""
    if person.quiet_from is None or person.quiet_until is None:
        return usual
    return Hours(person.quiet_from, person.quiet_until)


def rests(tx: Tx, usual: Hours, reader: Person, tell: Tell, now: int) -> bool:
    """Keep what is told until the reader's quiet hours are over; False outside them."""
    until = over(tx, usual, reader, now)
    if until is None:
        return False
    rest(tx, tell, until, now)
    return True


def over(tx: Tx, usual: Hours, reader: Person, now: int) -> int | None:
    """When the reader's quiet hours are over; None outside them."""
    return hours_of(reader, usual).over(now, zone_of(tx, reader))


def zone_of(tx: Tx, reader: Person) -> str:
    """The zone of the reader's home, or of the office."""
    home = places.get(tx, reader.home_id) if reader.home_id else None
    return (home or places.roots(tx)[0]).zone


def rest(tx: Tx, tell: Tell, until: int, now: int) -> None:
    """Keep what is told until then."""
    resting.add(tx, tell, now)
    timers.add(tx, RESTED, tell.person, str(until), until, now)


def wake(tx: Tx, person_id: int, _occasion: str, _now: int) -> None:
    """Tell what has waited; how things stand by then decides what is said."""
    tells = resting.take(tx, person_id)
    if tells:
        tx.told.append(Tell(person_id, RESTED, person_id, {"tells": tells}))
