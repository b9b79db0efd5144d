"""When somebody is asked: every local date once, at the end of their window."""

from datetime import date, timedelta

from community.checkins.kinds import CLOSES, DAY, OPENS, Way
from community.nearby import home_of
from storage import checkin_plans, people, timers
from storage.checkin_plans import Plan
from storage.moments import local, moment
from storage.people import Person
from storage.tx import Tx


def begin(
    tx: Tx,
    person: Person,
    by: Person | None,
    now: int,
    way: Way = Way.CHAT,
    opens: int = OPENS,
    closes: int = CLOSES,
) -> Plan:
    """Ask somebody each morning from the next window on that is still to close."""
    plan = checkin_plans.add(tx, person.id, way, opens, closes, by.id if by else None, now)
    people.set_heard(tx, person.id, person.heard or 0)
    set_next(tx, plan, now)
    return plan


def set_next(tx: Tx, plan: Plan, now: int) -> None:
    """Set the timer of the next end of the window after now, in place of what was set."""
    zone = zone_of(tx, plan)
    day = local(now, zone).date()
    if closing(plan, day, zone) <= now:
        day += timedelta(days=1)
    timers.cancel(tx, DAY, plan.id)
    timers.add(tx, DAY, plan.id, day.isoformat(), closing(plan, day, zone), now)


def zone_of(tx: Tx, plan: Plan) -> str:
    """The zone of the clocks where they live."""
    return home_of(tx, people.known(tx, plan.person_id)).zone


def opening(plan: Plan, day: date, zone: str) -> int:
    """From when on a word of theirs counts for a date."""
    return moment(day, plan.opens, zone)


def closing(plan: Plan, day: date, zone: str) -> int:
    """When they are asked on a date."""
    return moment(day, plan.closes, zone)
