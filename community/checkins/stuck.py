"""A timer that always raises: who is on duty looks after it, and the next one is set.

Nothing here reads what is sealed, and no card is drawn anew: that may be what raises.
"""

from community.checkins.kinds import REPEAT_MS, Occasion, Who
from community.checkins.ladder import held, step
from community.checkins.mornings import resting, set_next
from community.duty import on_duty
from community.nearby import home_of, reached
from community.tells import tell_all
from storage import checkin_alerts, checkin_plans, people, places
from storage.people import Person
from storage.places import Place
from storage.tx import Tx


def climb(tx: Tx, day_id: int, _occasion: str, now: int) -> None:
    """A day that cannot climb by itself: duty hears of it again and again, until it has ended."""
    found = held(tx, day_id)
    if found is None:
        return
    day = found[1]
    place = places.get(tx, day.place_id) or places.roots(tx)[0]
    for one in _alarm(tx, place, day.person_id, now):
        checkin_alerts.put(tx, day.id, one.id, day.rung, Who.DUTY, now)
    step(tx, day, Occasion.CLIMB, now + REPEAT_MS, now)


def ask(tx: Tx, plan_id: int, _occasion: str, now: int) -> None:
    """A morning that cannot be asked for: duty looks in, and the next morning comes."""
    plan = checkin_plans.hold(tx, plan_id)
    if plan is None or plan.ended is not None:
        return
    set_next(tx, plan, now)
    person = people.known(tx, plan.person_id)
    if not resting(plan, person, now):
        _alarm(tx, home_of(tx, person), person.id, now)


def _alarm(tx: Tx, place: Place, person_id: int, now: int) -> list[Person]:
    found = reached(on_duty(tx, place, now), person_id)
    tell_all(tx, found, "checkins.stuck", person_id)
    return found
