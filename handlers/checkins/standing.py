"""The plan of who is asked each morning, as somebody may look at it or change it."""

from community.checkins import enrolling as rules
from storage import checkin_plans
from storage.checkin_plans import Plan
from storage.tx import Tx
from talk.turn import Turn


def standing(tx: Tx, person_id: int) -> Plan | None:
    """The plan of somebody who is asked now."""
    plan = checkin_plans.of(tx, person_id)
    return plan if plan is not None and plan.ended is None else None


def plan_of(turn: Turn, person_id: int) -> Plan:
    """The plan of somebody, as far as it is theirs to change."""
    plan = checkin_plans.of(turn.tx, person_id)
    return rules.in_hands(turn.tx, turn.who, plan.id if plan else 0)[0]
