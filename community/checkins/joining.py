"""Whoever was entered by others and is asked each morning has Telegram now."""

from community.checkins import leaving
from community.checkins.endings import close
from community.checkins.kinds import Outcome, Way
from community.checkins.kinds import Why as Ended
from community.tells import tell
from storage import checkin_plans, people
from storage.people import Person
from storage.tx import Tx


def join(tx: Tx, who: Person, old: Person, now: int) -> None:
    """They go on being asked, by a message from now on; of two plans that stand, by their own."""
    entered, own = checkin_plans.hold_of(tx, old.id), checkin_plans.hold_of(tx, who.id)
    if entered is None:
        return
    if own is not None and (own.ended is None or entered.ended is not None):
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
