"""Somebody goes: who has died is asked no more, and of who is erased nothing stays."""

from community.checkins.kinds import DAY, RUNG, Outcome, State
from community.checkins.kinds import Why as Ended
from community.going import Gone, Why
from storage import checkin_days, checkin_plans, people, timers
from storage.checkin_plans import Plan
from storage.tx import Tx


def leave(tx: Tx, gone: Gone, now: int) -> int:
    """End what was asked of who has died, silently; of who is erased nothing is left."""
    plan = checkin_plans.hold_of(tx, gone.person.id)
    if plan is None or gone.why is Why.ROLE_ENDED:
        return 0
    stop(tx, plan, Ended.DIED if gone.why is Why.DIED else Ended.LEFT, now)
    if gone.why is Why.ERASED:
        checkin_plans.remove(tx, plan.id)
    return 0


def stop(tx: Tx, plan: Plan, why: Ended, now: int) -> None:
    """Ask no more, and let what stands open drop."""
    timers.cancel(tx, DAY, plan.id)
    for day in checkin_days.standing(tx, plan.id):
        timers.cancel(tx, RUNG, day.id)
        checkin_days.change(
            tx, day, state=State.ENDED, outcome=Outcome.DROPPED, ended=now, next_at=None
        )
    checkin_plans.end(tx, plan.id, why, now)
    people.set_heard(tx, plan.person_id, None)
