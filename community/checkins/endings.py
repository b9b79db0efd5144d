"""How a day ends, and that everybody who was alarmed hears it."""

from collections.abc import Iterable

from community.checkins import boards, family
from community.checkins.kinds import GOOD, GRAVE, RUNG, Outcome, Step, led
from community.tells import tell
from storage import checkin_alerts, checkin_days, timers
from storage.checkin_days import Day
from storage.checkin_plans import Plan
from storage.people import Person
from storage.tx import Tx


def close(tx: Tx, plan: Plan, outcome: Outcome, by: Person | None, now: int) -> list[Day]:
    """End all that stands open of somebody; those who were alarmed hear how."""
    ended = [
        checkin_days.change(
            *(tx, day),
            state=led(day, Step.END),
            outcome=outcome,
            ended=now,
            ended_by=by.id if by else None,
            next_at=None,
        )
        for day in checkin_days.standing(tx, plan.id)
    ]
    for day in ended:
        timers.cancel(tx, RUNG, day.id)
        _tell(tx, day, {plan.person_id, by.id} if by else {plan.person_id})
        _tell_others(tx, plan, day, now)
    return ended


def _tell(tx: Tx, day: Day, but: Iterable[int]) -> None:
    """How it ended, to exactly those alarmed; once more an alarm where it is grave."""
    notice = "checkins.needed" if day.outcome in GRAVE else "checkins.over"
    for told in checkin_alerts.of(tx, day.id):
        if told.person_id not in but:
            tell(tx, told.person_id, notice, day.id)


def _tell_others(tx: Tx, plan: Plan, day: Day, now: int) -> None:
    """The family, the staff's boards, and after too many false alarms whoever is near."""
    if day.outcome in GOOD:
        family.ended(tx, plan, day, now)
    elif day.outcome == Outcome.PAUSED and day.alarmed is not None:
        family.settled(tx, plan, day, now)
    if false_alarm(day):
        boards.too_many(tx, plan, now)
    boards.changed(tx, day.place_id, now)


def false_alarm(day: Day) -> bool:
    """Whether others were alarmed and all was well."""
    return day.alarmed is not None and day.outcome in GOOD
