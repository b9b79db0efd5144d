"""代报平安: who has no Telegram is phoned by somebody near, who says how it went."""

from datetime import date

from community.checkins.callers import callers_of
from community.checkins.helping import may_help
from community.checkins.kinds import CALLER, Way
from community.checkins.ladder import evening
from community.deadlines import MINUTE_MS
from community.tells import tell
from storage import checkin_alerts, checkin_days, checkin_plans, people, places, timers
from storage.checkin_days import Day
from storage.people import Person
from storage.tx import Tx

FIRST = 0  # the rung below the first
CALLS = "checkins.calls"  # the timer of a list that has become longer
GATHERED_MS = MINUTE_MS  # within which those whose windows end together come as one list
MANY = 100  # whom one person phones on a morning


def call(tx: Tx, person: Person, day: Day, now: int) -> bool:
    """Put somebody on the list of who makes the round; False where nobody does."""
    place = places.get(tx, day.place_id)
    callers = callers_of(tx, day.plan_id, place, person.id, now) if place else []
    for caller in callers:
        checkin_alerts.put(tx, day.id, caller.id, FIRST, CALLER, now)
        if len(checkin_alerts.open_as(tx, caller.id, CALLER, 2)) == 1:
            tell(tx, caller.id, "checkins.round", caller.id, stale=_stale(tx, day, now))
        else:
            timers.add(tx, CALLS, caller.id, "", now + GATHERED_MS, now)
            tx.touched.add(("caround", caller.id))
    return bool(callers)


def _stale(tx: Tx, day: Day, now: int) -> int:
    """From when on nobody need hear of the round: it is dark, and the ladder stands elsewhere."""
    place = places.get(tx, day.place_id) or places.roots(tx)[0]
    return evening(date.fromisoformat(day.day), place.zone, now)


def longer(tx: Tx, caller_id: int, _occasion: str, now: int) -> None:
    """The list has become longer: who makes the round hears it, once for all who are new on it."""
    if days := listed(tx, people.known(tx, caller_id)):
        tell(tx, caller_id, "checkins.round", caller_id, stale=_stale(tx, days[-1], now))


def pass_on(tx: Tx, who: Person, now: int) -> None:
    """Whoever may not make the round any more: others make it for whom they had not reached."""
    for day_id in checkin_alerts.open_as(tx, who.id, CALLER, MANY):
        day = checkin_days.known(tx, day_id)
        if not may_help(tx, who, day):
            call(tx, people.known(tx, day.person_id), day, now)


def listed(tx: Tx, caller: Person) -> list[Day]:
    """Whom somebody is still to phone."""
    days = [
        checkin_days.known(tx, one) for one in checkin_alerts.open_as(tx, caller.id, CALLER, MANY)
    ]
    return [day for day in days if may_help(tx, caller, day)]


def missed(tx: Tx, caller: Person) -> list[Day]:
    """Who is still looked for and stands on nobody's list any more, but climbs."""
    known = {day.id for day in listed(tx, caller)}
    days = [checkin_days.known(tx, one) for one in checkin_alerts.open_for(tx, caller.id)[:MANY]]
    return [
        day
        for day in days
        if day.id not in known
        and checkin_plans.known(tx, day.plan_id).way == Way.ROUND
        and may_help(tx, caller, day)
    ]
