"""The family far away: one line in the morning, by consent, and a greeting for the next one."""

from collections.abc import Iterable

from community.checkins.kinds import Part
from community.tells import tell
from storage import checkin_alerts, checkin_greetings, checkin_helpers, people
from storage.checkin_days import Day
from storage.checkin_plans import Plan
from storage.tx import Tx


def well(tx: Tx, plan: Plan, now: int) -> None:
    """The first sign of a morning: the family reads it, and their greeting is given."""
    _tell(tx, plan, "checkins.family_well", now)
    greet(tx, plan)


def unanswered(tx: Tx, plan: Plan, day: Day, now: int) -> None:
    """The first rung has heard of it: the family reads so, and that somebody sees to it."""
    _tell(tx, plan, "checkins.family_unanswered", now, _alarmed(tx, day))


def ended(tx: Tx, plan: Plan, day: Day, now: int) -> None:
    """All is well after a question: the family reads it, but for who has heard it already."""
    _tell(tx, plan, "checkins.family_well", now, _alarmed(tx, day))


def settled(tx: Tx, plan: Plan, day: Day, now: int) -> None:
    """It is known where they are: whoever has read that there is no answer waits for none."""
    _tell(tx, plan, "checkins.family_settled", now, _alarmed(tx, day))


def _alarmed(tx: Tx, day: Day) -> set[int]:
    return {one.person_id for one in checkin_alerts.of(tx, day.id)}


def _tell(tx: Tx, plan: Plan, notice: str, now: int, but: Iterable[int] = ()) -> None:
    """Tell whoever has agreed to be family, as long as the person allows it."""
    if plan.family is None:
        return
    for person_id in checkin_helpers.agreed(tx, plan.id, Part.FAMILY):
        if person_id not in but:
            tell(tx, person_id, notice, plan.person_id, at=now)


def greet(tx: Tx, plan: Plan) -> None:
    """Give the person what their family has sent for this morning."""
    for greeting in checkin_greetings.take(tx, plan.id):
        if greeting.person_id in checkin_helpers.agreed(tx, plan.id, Part.FAMILY):
            message = (people.known(tx, greeting.person_id).chat_id, greeting.message_id)
            tell(tx, plan.person_id, "checkins.greeting", greeting.person_id, message=message)
