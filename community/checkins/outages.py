"""The bot or the platform was down: one notice to the staff, not an alarm for everybody."""

from community.checkins.kinds import OUTAGE, Outcome
from community.deadlines import HOUR_MS, MINUTE_MS
from community.duty import OFFICES, on_duty
from community.tells import tell_all
from storage import checkin_days, places, timers
from storage.moments import local
from storage.places import Place
from storage.tx import Tx


def note(tx: Tx, place: Place, now: int) -> None:
    """Note that somebody's question or ladder was held up; the staff of the place hear it once."""
    office = next(at for at in reversed(places.upwards(tx, place)) if at.kind in OFFICES)
    timers.add(tx, OUTAGE, office.id, str(now // HOUR_MS), now + MINUTE_MS, now)


def tell_staff(tx: Tx, office_id: int, _occasion: str, now: int) -> None:
    """Tell whoever is on duty that all came late; how many were not asked, or are silent."""
    office = places.get(tx, office_id)
    if office is None:
        return
    today = local(now, office.zone).date()
    days = checkin_days.below(tx, office.path, today, today)
    missed = sum(day.outcome == Outcome.MISSED for day in days)
    silent = sum(day.ended is None and day.asked is not None for day in days)
    hearers = on_duty(tx, office, now)
    tell_all(tx, hearers, OUTAGE, office.id, missed=missed, silent=silent)
