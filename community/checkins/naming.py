"""Who is there for somebody: named by them or for them, and only after a yes of their own (A12)."""

from community.behalf import Other, spoken_for
from community.checkins.callers import talkers
from community.checkins.enrolling import in_hands, sees
from community.checkins.helping import hand_on
from community.checkins.kinds import Part, Way
from community.checkins.losing import looking
from community.deadlines import DAY_MS, HOUR_MS
from community.invitations import WRONG_LINKS
from community.nearby import home_of
from community.people import looked_after
from community.refused import Refused
from community.tells import tell, tell_all
from storage import (
    checkin_greetings,
    checkin_helpers,
    checkin_links,
    checkin_plans,
    invitations,
    people,
)
from storage.checkin_helpers import Helper
from storage.checkin_plans import Plan
from storage.people import Person
from storage.tx import Tx

CARER = "carer"
LINK_MS = 7 * DAY_MS
MOST = 6  # people named for one


def link(tx: Tx, who: Person, plan_id: int, part: Part, token: str, now: int) -> None:
    """Make the link with which somebody says yes, once and within a week; 128 random bits."""
    plan, person = in_hands(tx, who, plan_id)
    if part is Part.CALLER:
        raise Refused("checkins.not_found")  # they are asked by name
    if part is Part.FAMILY and person.telegram_id is None and plan.family is None:
        raise Refused("checkins.their_own")  # they read of it in no chat: first it is noted
    if len(checkin_helpers.of(tx, plan.id)) >= MOST:
        raise Refused("checkins.enough")
    checkin_links.put_out(tx, token, plan.id, part, who.id, now, now + LINK_MS)


def come(tx: Tx, who: Person, token: str, now: int) -> Helper | None:
    """Open the link: one is named then, and asked; nothing for a used or unknown one alike."""
    if invitations.wrong_since(tx, who.id, now - HOUR_MS) >= WRONG_LINKS:
        raise Refused("people.too_many_links")
    found = checkin_links.by_token(tx, token)
    plan = checkin_plans.hold(tx, found.plan_id) if found else None
    if found is None or plan is None or plan.ended is not None:
        invitations.note_wrong(tx, who.id, now)
        return None
    if plan.person_id == who.id:
        raise Refused("checkins.oneself")
    if found.used_by == who.id:
        return _named(tx, plan, who, found.part)
    if found.expires <= now or not checkin_links.use(tx, found.id, who.id, now):
        invitations.note_wrong(tx, who.id, now)
        return None
    _renew(tx, plan)
    return checkin_helpers.add(tx, plan.id, who.id, found.part, now)


def ask_caller(tx: Tx, who: Person, plan_id: int, volunteer_id: int, now: int) -> Helper:
    """Ask a 唠嗑 volunteer to phone each morning somebody who is asked by no message."""
    plan, person = in_hands(tx, who, plan_id)
    found = [one for one in talkers(tx, home_of(tx, person)) if one.id == volunteer_id]
    if not looked_after(tx, who, person) or plan.way != Way.ROUND or not found:
        raise Refused("checkins.not_found")
    if person.id == volunteer_id:
        raise Refused("checkins.oneself")
    if len(checkin_helpers.of(tx, plan.id)) >= MOST:
        raise Refused("checkins.enough")
    helper = checkin_helpers.add(tx, plan.id, volunteer_id, Part.CALLER, now)
    _renew(tx, plan)
    tell(tx, volunteer_id, "checkins.asked", helper.id)
    return helper


def _named(tx: Tx, plan: Plan, who: Person, part: str) -> Helper | None:
    named = checkin_helpers.of(tx, plan.id)
    return next((one for one in named if (one.person_id, one.part) == (who.id, part)), None)


def enter(tx: Tx, who: Person, plan_id: int, part: Part, other: Other, now: int) -> Helper:
    """Name somebody without Telegram who has said yes on the telephone or face to face."""
    plan, person = in_hands(tx, who, plan_id)
    if not looked_after(tx, who, person):
        raise Refused("checkins.not_found")
    if len(checkin_helpers.of(tx, plan.id)) >= MOST:
        raise Refused("checkins.enough")
    named, _as = spoken_for(tx, who, other, home_of(tx, person), now)
    if named.id == person.id:
        raise Refused("checkins.oneself")
    helper = checkin_helpers.add(tx, plan.id, named.id, part, now)
    checkin_helpers.agree(tx, helper.id, now)
    _say(tx, plan, who, named)
    return helper


def agree(tx: Tx, who: Person, helper_id: int, now: int) -> Plan:
    """愿意: from now on they hear it; whom it is for hears that they are there."""
    helper, plan = theirs(tx, who, helper_id)
    if not checkin_helpers.agree(tx, helper.id, now):
        raise Refused("checkins.moved_on")
    _say(tx, plan, None, who)
    if helper.part == Part.FAMILY:
        checkin_greetings.ask(tx, plan.id, who.id, now)  # they read that they may send one
    return plan


def decline(tx: Tx, who: Person, helper_id: int, now: int) -> Plan:
    """不方便, at once or later: whom it is for hears it, and who looks after them."""
    helper, plan = theirs(tx, who, helper_id)
    if not checkin_helpers.decline(tx, helper.id, now):
        raise Refused("checkins.moved_on")
    _renew(tx, plan)
    hand_on(tx, who, now)
    tx.touched.add((CARER, helper.id))
    tell(tx, plan.person_id, "checkins.declined", plan.id, helper=who.id)
    if helper.agreed is not None:
        person = people.known(tx, plan.person_id)
        those = looking(tx, plan, person, who, now)
        tell_all(tx, those, "checkins.stepped_down", person.id, helper=who.id)
    return plan


def theirs(tx: Tx, who: Person, helper_id: int) -> tuple[Helper, Plan]:
    """As what one is named oneself, for somebody who is still asked."""
    helper = checkin_helpers.get(tx, helper_id)
    plan = checkin_plans.hold(tx, helper.plan_id) if helper else None
    if helper is None or plan is None or helper.person_id != who.id or plan.ended is not None:
        raise Refused("checkins.not_found")
    return helper, plan


def remove(tx: Tx, who: Person, helper_id: int, now: int) -> Plan:
    """Take somebody off the list; they hear it, and so does whom it was for."""
    helper = checkin_helpers.get(tx, helper_id)
    if helper is None:
        raise Refused("checkins.not_found")
    plan, person = in_hands(tx, who, helper.plan_id)
    checkin_helpers.remove(tx, helper.id)
    hand_on(tx, people.known(tx, helper.person_id), now)
    _renew(tx, plan)
    name = people.name(tx, person)
    tell(tx, helper.person_id, "checkins.let_go", plan.id, elder=name)
    if who.id != person.id:
        tell(tx, person.id, "checkins.changed", plan.id, by=who.id)
    return plan


def _renew(tx: Tx, plan: Plan) -> None:
    checkin_plans.renew(tx, plan.id)
    tx.touched.add(("care", plan.person_id))


def _say(tx: Tx, plan: Plan, by: Person | None, helper: Person) -> None:
    _renew(tx, plan)
    for helping in checkin_helpers.helping(tx, helper.id):
        if helping.plan_id == plan.id:
            tx.touched.add((CARER, helping.id))
    tell(tx, plan.person_id, "checkins.agreed", plan.id, helper=helper.id, by=by and by.id)


def shown(tx: Tx, who: Person, helper_id: int) -> tuple[Helper, Plan] | None:
    """A helper as they may look at it: themselves, whom it is for, who looks after those."""
    helper = checkin_helpers.get(tx, helper_id)
    plan = checkin_plans.get(tx, helper.plan_id) if helper else None
    if helper is None or plan is None or plan.ended is not None:
        return None
    allowed = helper.person_id == who.id or sees(tx, who, people.known(tx, plan.person_id))
    return (helper, plan) if allowed else None
