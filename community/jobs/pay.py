"""Whether the pay is what the law asks for at least."""

from community.jobs.hours import Hours
from community.jobs.kinds import Unit
from storage.wages import Minimum

PART_TIME = 24 * 60  # minutes a week up to which work counts as part-time (labour contract law, 68)
WEEK_MOST = 44 * 60  # minutes a week (labour law, 36)
DAYS_A_MONTH = 2175  # hundredths of a day of work: 21.75 days
WEEKS_A_MONTH = 52 / 12
FEN = 100


def least(minimum: Minimum, unit: str, hours: Hours) -> int:
    """The least that may be paid, in whole yuan rounded up, for these hours."""
    return -(-_fen(minimum, unit, hours) // FEN)


def below(pay: int, minimum: Minimum, unit: str, hours: Hours) -> bool:
    """Whether the pay, in yuan, is less than it may be."""
    return pay * FEN < _fen(minimum, unit, hours)


def too_long(hours: Hours) -> bool:
    """Whether it is more than a week of work may have as a rule."""
    return hours.week > WEEK_MOST


def _fen(minimum: Minimum, unit: str, hours: Hours) -> int:
    if unit == Unit.HOUR:
        return minimum.hour
    if unit == Unit.DAY:
        day = minimum.month * 100 // DAYS_A_MONTH
        return min(day, minimum.hour * hours.longest_day // 60) if _short(hours) else day
    if _short(hours):
        return int(minimum.hour * hours.week / 60 * WEEKS_A_MONTH)
    return minimum.month


def _short(hours: Hours) -> bool:
    return hours.week <= PART_TIME
