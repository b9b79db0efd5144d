"""Whoever was entered by others and is asked each morning has Telegram now."""

from community.checkins import leaving
from community.checkins.endings import close
from community.checkins.enrolling import written
from community.checkins.kinds import Outcome, Way
from community.checkins.kinds import Why as Ended
from community.tells import tell
from storage import checkin_helpers, checkin_plans, people
from storage.checkin_plans import NOTES, Plan
from storage.people import Person
from storage.tx import Tx


def join(tx: Tx, who: Person, old: Person, now: int) -> None:
    """They go on being asked, by a message from now on; of two plans that stand, by their own."""
    entered, own = checkin_plans.hold_of(tx, old.id), checkin_plans.hold_of(tx, who.id)
    if entered is None:
        return
    if own is not None and (own.ended is None or entered.ended is not None):
        if entered.ended is None:
            close(tx, entered, Outcome.ANSWERED, None, now)
            _take_over(tx, entered, own)
        leaving.stop(tx, entered, Ended.LEFT, now)
        checkin_plans.remove(tx, entered.id)
        return
    if own is not None:
        checkin_plans.remove(tx, own.id)
    if entered.ended is None:
        close(tx, entered, Outcome.ANSWERED, None, now)  # they are here, with their own number
        checkin_plans.set_way(tx, entered.id, Way.CHAT)
        people.set_heard(tx, who.id, now)
        tell(tx, who.id, "checkins.by_chat", entered.id)


def _take_over(tx: Tx, entered: Plan, own: Plan) -> None:
    """Who is there for them stays so, and what helpers must know, where their own says nothing."""
    known = {(one.person_id, one.part) for one in checkin_helpers.of(tx, own.id)}
    for helper in checkin_helpers.of(tx, entered.id):
        if (helper.person_id, helper.part) in known or helper.person_id == own.person_id:
            checkin_helpers.remove(tx, helper.id)
        else:
            checkin_helpers.move(tx, helper.id, own.id)
            tx.touched.add(("carer", helper.id))
    for column in NOTES:
        if column in written(entered) and column not in written(own):
            checkin_plans.set_note(tx, own.id, column, checkin_plans.note(tx, entered, column))
    if own.paused_until is None and entered.paused_until is not None:
        pause = (entered.paused_until, entered.paused_why, entered.paused_by)
        checkin_plans.pause(tx, own.id, *pause)
    checkin_plans.renew(tx, own.id)
    tx.touched.add(("care", own.person_id))
