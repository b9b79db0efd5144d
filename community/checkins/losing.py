"""Somebody who is there for others is out of reach, or gone: another one must be named (F18)."""

from community.checkins.kinds import Part
from community.checkins.ladder import named
from community.duty import on_duty
from community.nearby import home_of, near, reached
from community.tells import tell, tell_all
from storage import checkin_helpers, checkin_plans, people
from storage.checkin_helpers import Helper
from storage.checkin_plans import Plan
from storage.people import Person
from storage.tx import Tx

LOST = "checkins.lost"


def out_of_reach(tx: Tx, helper: Person, now: int) -> None:
    """Messages reach them no more: whoever counts on them hears it, and who looks after those."""
    for helping, plan in _counting(tx, helper):
        tx.touched.add(("carer", helping.id))
        _say(tx, plan, helper, now)


def gone(tx: Tx, helper: Person, now: int) -> None:
    """They have died, or had all erased: they stand on no list any more."""
    for helping, plan in _counting(tx, helper):
        checkin_helpers.remove(tx, helping.id)
        checkin_plans.renew(tx, plan.id)
        tx.touched.add(("care", plan.person_id))
        _say(tx, plan, helper, now)


def withdrawn(tx: Tx, helper: Person, now: int) -> None:
    """They agree to nothing any more: whoever counted on them hears it, as when they had gone."""
    counting = _counting(tx, helper)
    for one in checkin_helpers.helping(tx, helper.id):
        checkin_helpers.decline(tx, one.id, now)
        tx.touched.add(("carer", one.id))
    for _helping, plan in counting:
        checkin_plans.renew(tx, plan.id)
        tx.touched.add(("care", plan.person_id))
        _say(tx, plan, helper, now)


def _counting(tx: Tx, helper: Person) -> list[tuple[Helper, Plan]]:
    """For whom they have said yes who are still asked."""
    named = [
        (one, checkin_plans.known(tx, one.plan_id))
        for one in checkin_helpers.helping(tx, helper.id)
        if one.agreed is not None and one.declined is None
    ]
    return [(one, plan) for one, plan in named if plan.ended is None]


def _say(tx: Tx, plan: Plan, helper: Person, now: int) -> None:
    person = people.known(tx, plan.person_id)
    name = people.name(tx, helper)  # who has had all erased has none when it is read
    tell_all(tx, looking(tx, plan, person, helper, now), LOST, person.id, helper=name)
    tell(tx, person.id, LOST, person.id, helper=name)


def looking(tx: Tx, plan: Plan, person: Person, helper: Person, now: int) -> list[Person]:
    """Who must know that somebody has one less: who looks after the home, the other contacts."""
    home = home_of(tx, person)
    contacts = reached(named(tx, plan, Part.CONTACT), helper.id)
    duty = reached(on_duty(tx, home, now), helper.id)
    found = {one.id: one for one in (*near(tx, home, helper.id, now), *duty, *contacts)}
    return [one for one in found.values() if one.id != person.id]
