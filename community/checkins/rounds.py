"""代报平安: who has no Telegram is phoned by somebody near, who says how it went."""

from community.deadlines import MINUTE_MS
from community.duty import on_duty
from community.nearby import reached
from community.roles import Role
from community.tells import tell
from storage import checkin_alerts, checkin_days, people, places, timers
from storage.checkin_days import Day
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

ROUND = "round"  # as what somebody stands among those told who only makes the round
FIRST = 0  # the rung below the first
CALLS = "checkins.calls"  # the timer of a list that has become longer
GATHERED_MS = MINUTE_MS  # within which those whose windows end together come as one list
NEAREST = (Role.STAIRWELL_HEAD, Role.GRID_WORKER)


def call(tx: Tx, person: Person, day: Day, now: int) -> bool:
    """Put somebody on the list of who makes the round; False where nobody does."""
    place = places.get(tx, day.place_id)
    callers = callers_of(tx, place, person.id, now) if place else []
    for caller in callers:
        checkin_alerts.put(tx, day.id, caller.id, FIRST, ROUND, now)
        if len(listed(tx, caller)) == 1:
            tell(tx, caller.id, "checkins.round", caller.id)
        else:
            timers.add(tx, CALLS, caller.id, "", now + GATHERED_MS, now)
            tx.touched.add(("caround", caller.id))
    return bool(callers)


def longer(tx: Tx, caller_id: int, _occasion: str, _now: int) -> None:
    """The list has become longer: who makes the round hears it, once for all who are new on it."""
    if listed(tx, people.known(tx, caller_id)):
        tell(tx, caller_id, "checkins.round", caller_id)


def callers_of(tx: Tx, place: Place, but: int, now: int) -> list[Person]:
    """Who makes the round there: stairwell heads, else grid workers, else who is on duty."""
    for role in NEAREST:
        if found := reached(people.holders(tx, place, [role]), but):
            return found
    return reached(on_duty(tx, place, now), but)


def listed(tx: Tx, caller: Person) -> list[Day]:
    """Whom somebody is still to phone."""
    found = []
    for day_id in checkin_alerts.open_for(tx, caller.id):
        told = checkin_alerts.to(tx, day_id, caller.id)
        if told is not None and told.who == ROUND:
            found.append(checkin_days.known(tx, day_id))
    return found
