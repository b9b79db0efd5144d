"""Staff set for one person who hears of their silence, and after how many minutes."""

from collections.abc import Mapping
from itertools import pairwise

from community.checkins.enrolling import changed
from community.checkins.kinds import USUAL, Who
from community.checkins.ladder import rungs_of
from community.checkins.paces import before_dark
from community.checkins.pausing import in_staff_hands
from community.refused import Refused
from storage import checkin_days, checkin_rungs
from storage.checkin_plans import Plan
from storage.checkin_rungs import Rung
from storage.people import Person
from storage.tx import Tx

SHORTEST = 10  # minutes between two rungs: time to go to the telephone
LONGEST = USUAL[-1].after


def minutes_of(tx: Tx, plan: Plan) -> dict[Who, int]:
    """After how many minutes each hears of it; who is left out is not in it."""
    return {Who(rung.who): rung.after for rung in rungs_of(tx, plan)}


def set_rungs(tx: Tx, who: Person, plan_id: int, minutes: Mapping[Who, int], now: int) -> Plan:
    """Give somebody a ladder of their own; without minutes a rung is left out, but never the last.

    Not while they are looked for: nobody shall be passed over on a ladder that is being climbed.
    """
    plan, person = in_staff_hands(tx, who, plan_id)
    if checkin_days.standing(tx, plan.id):
        raise Refused("checkins.looked_for")
    rungs = [Rung(minutes[who], who) for who in Who if minutes.get(who)]
    afters = [0, *(rung.after for rung in rungs)]
    steps = [later - earlier for earlier, later in pairwise(afters)]
    if not minutes.get(Who.DUTY) or min(steps) < SHORTEST or afters[-1] > LONGEST:
        raise Refused("checkins.rungs")
    before_dark(plan.opens, plan.closes, rungs)
    checkin_rungs.put(tx, plan.id, () if tuple(rungs) == USUAL else rungs, now)
    return changed(tx, who, plan, person)
