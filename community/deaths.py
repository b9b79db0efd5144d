"""Somebody has died: all messages to them stop at once, silently (domain §2)."""

from community.checkins import mornings
from community.going import Why
from community.leaving import leave_all
from community.people import looked_after
from community.refused import Refused
from community.roles import STAFF
from storage import drafts, people, resting, timers, unsent
from storage.people import Person
from storage.tx import Tx


def note(tx: Tx, who: Person, person_id: int, now: int) -> None:
    """Note it: roles end, and what waits for them is neither sent nor asked."""
    person = _in_hands(tx, who, person_id)
    people.set_died(tx, person.id, person.died or now)
    leave_all(tx, person, Why.DIED, now)
    unsent.drop(tx, person.id, now)
    resting.take(tx, person.id)
    drafts.remove(tx, person.id)
    timers.cancel_all(tx, person.id)


def take_back(tx: Tx, who: Person, person_id: int, now: int) -> None:
    """It was a mistake; roles have to be given anew, the daily question goes on at once."""
    person = _in_hands(tx, who, person_id)
    people.set_died(tx, person.id, None)
    mornings.go_on(tx, person, now)


def _in_hands(tx: Tx, who: Person, person_id: int) -> Person:
    person = people.get(tx, person_id)
    if person is None or person.id == who.id or not looked_after(tx, who, person, STAFF):
        raise Refused("people.not_found")
    return person
