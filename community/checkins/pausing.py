"""Staff let the question rest: in hospital, or for another reason, ninety days at most."""

from datetime import timedelta

from community.checkins.endings import close
from community.checkins.enrolling import in_hands
from community.checkins.kinds import Outcome, Pause
from community.nearby import home_of
from community.people import looked_after
from community.refused import Refused
from community.roles import STAFF
from community.tells import tell
from storage import checkin_plans
from storage.checkin_plans import Plan
from storage.moments import local, moment
from storage.people import Person
from storage.tx import Tx

MOST = 90  # days (domain §5); what they say themselves is 🚶, thirty at most


def rest(tx: Tx, who: Person, plan_id: int, days: int, why: Pause, now: int) -> Plan:
    """Ask nothing for so many days; it begins again by itself on the morning after."""
    plan, person = in_staff_hands(tx, who, plan_id)
    if not 1 <= days <= MOST:
        raise Refused("checkins.too_long")
    zone = home_of(tx, person).zone
    until = moment(local(now, zone).date() + timedelta(days=days), 0, zone)
    checkin_plans.pause(tx, plan.id, until, why, who.id)
    close(tx, plan, Outcome.PAUSED, who, now)  # whoever looks for them hears that it is over
    tx.touched.add(("care", person.id))
    tell(tx, person.id, "checkins.rests", plan.id, until=until)
    return checkin_plans.known(tx, plan.id)


def resume(tx: Tx, who: Person, plan_id: int) -> Plan:
    """Ask again from the next morning on."""
    plan, person = in_staff_hands(tx, who, plan_id)
    if plan.paused_until is None:
        raise Refused("checkins.moved_on")
    checkin_plans.pause(tx, plan.id, None, None, None)
    tx.touched.add(("care", person.id))
    tell(tx, person.id, "checkins.rests", plan.id, until=None)
    return checkin_plans.known(tx, plan.id)


def in_staff_hands(tx: Tx, who: Person, plan_id: int) -> tuple[Plan, Person]:
    """Somebody who lives where one is staff; nobody lets their own question rest like this."""
    plan, person = in_hands(tx, who, plan_id)
    if who.id == person.id or not looked_after(tx, who, person, STAFF):
        raise Refused("checkins.not_found")
    return plan, person
