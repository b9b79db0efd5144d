"""The bot or the platform was down: one notice to the staff, not an alarm for everybody."""

from collections import defaultdict

from community.checkins.kinds import CATCH_UP_MS, OUTAGE, Outcome
from community.deadlines import MINUTE_MS
from community.duty import OFFICES, on_duty
from community.tells import tell
from storage import checkin_days, places, timers
from storage.moments import local
from storage.places import Place
from storage.tx import Tx

SAID_MS = CATCH_UP_MS + MINUTE_MS  # until what comes late has come


def note(tx: Tx, place: Place, now: int, after: int = MINUTE_MS) -> None:
    """Note that somebody's question or ladder was held up; the staff of the place hear it once."""
    office = next(at for at in reversed(places.upwards(tx, place)) if at.kind in OFFICES)
    timers.add(tx, OUTAGE, office.id, "", now + after, now)


def tell_staff(tx: Tx, office_id: int, _occasion: str, now: int) -> None:
    """Tell whoever is on duty that all came late; how many were not asked, or are silent.

    Who is on duty for several offices hears of them all in one.
    """
    heard: dict[int, list[Place]] = defaultdict(list)
    for office in _held_up(tx, office_id):
        for person in on_duty(tx, office, now):
            heard[person.id].append(office)
    for person_id, all_of_them in heard.items():
        offices = _apart(all_of_them)
        missed, silent = map(sum, zip(*(_counted(tx, one, now) for one in offices), strict=True))
        about = offices[0] if len(offices) == 1 else places.upwards(tx, offices[0])[0]
        tell(tx, person_id, OUTAGE, about.id, missed=missed, silent=silent)


def _held_up(tx: Tx, office_id: int) -> list[Place]:
    """The office, and all others of which it is noted and not said yet."""
    others = [waiting.subject for waiting in timers.of_kind(tx, OUTAGE)]
    for other in others:
        timers.cancel(tx, OUTAGE, other)
    found = (places.get(tx, one) for one in (office_id, *others))
    return [office for office in found if office is not None]


def _apart(offices: list[Place]) -> list[Place]:
    """Without those that lie in another of them."""
    return [one for one in offices if not any(_within(one, other) for other in offices)]


def _within(one: Place, other: Place) -> bool:
    return one.id != other.id and one.path.startswith(other.path)


def _counted(tx: Tx, office: Place, now: int) -> tuple[int, int]:
    today = local(now, office.zone).date()
    days = checkin_days.below(tx, office.path, today, today)
    missed = sum(day.outcome == Outcome.MISSED for day in days)
    return missed, sum(day.ended is None and day.asked is not None for day in days)
