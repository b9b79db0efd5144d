"""Somebody goes: they are asked no more, and whom they were on the way to, others look after."""

from community.checkins import losing, rounds
from community.checkins.helping import hand_on
from community.checkins.kinds import DAY, RUNG, Outcome, State
from community.checkins.kinds import Why as Ended
from community.going import Gone, Why
from community.tells import tell
from storage import (
    checkin_alerts,
    checkin_days,
    checkin_helpers,
    checkin_plans,
    people,
    timers,
)
from storage.checkin_plans import Plan
from storage.tx import Tx


def leave(tx: Tx, gone: Gone, now: int) -> int:
    """End what was asked of who has died, silently; of who is erased nothing is left."""
    hand_on(tx, gone.person, now, all_of_it=gone.why is not Why.ROLE_ENDED)
    rounds.pass_on(tx, gone.person, now)
    if gone.why is Why.ROLE_ENDED:
        return 0
    losing.gone(tx, gone.person, now)
    plan = checkin_plans.hold_of(tx, gone.person.id)
    if plan is None:
        return 0
    stop(tx, plan, Ended.DIED if gone.why is Why.DIED else Ended.LEFT, now)
    if gone.why is Why.ERASED:
        checkin_plans.remove(tx, plan.id)
    return 0


def stop(tx: Tx, plan: Plan, why: Ended, now: int) -> None:
    """Ask no more, and let what stands open drop; of who has died nobody is told anything."""
    timers.cancel(tx, DAY, plan.id)
    if why is not Ended.DIED:
        _release(tx, plan)
    for day in checkin_days.standing(tx, plan.id):
        timers.cancel(tx, RUNG, day.id)
        checkin_days.change(
            tx, day, state=State.ENDED, outcome=Outcome.DROPPED, ended=now, next_at=None
        )
    checkin_plans.end(tx, plan.id, why, now)
    people.set_heard(tx, plan.person_id, None)


def _release(tx: Tx, plan: Plan) -> None:
    """Whoever looks for them hears that it is over, and whoever is there for them."""
    name = people.name(tx, people.known(tx, plan.person_id))  # none is left of who is erased
    standing = checkin_days.standing(tx, plan.id)
    alarmed = {one.person_id for day in standing for one in checkin_alerts.of(tx, day.id)}
    for person_id in sorted(alarmed):
        tell(tx, person_id, "checkins.ended", plan.id, elder=name)
    for helper in checkin_helpers.of(tx, plan.id):
        checkin_helpers.remove(tx, helper.id)
        if helper.person_id not in alarmed and helper.declined is None:
            tell(tx, helper.person_id, "checkins.let_go", plan.id, elder=name)
