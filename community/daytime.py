"""The hours in which people are asked for something that can wait."""

from community.deadlines import DAY_MS
from storage.moments import local, moment

MORNING, EVENING = 8, 20


def by_day(at: int, zone: str) -> int:
    """The same moment, or the next morning where it is night."""
    hour = local(at, zone).hour
    if MORNING <= hour < EVENING:
        return at
    day = local(at if hour < MORNING else at + DAY_MS // 2, zone).date()
    return moment(day, MORNING * 60, zone)
