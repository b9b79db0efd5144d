"""Messages reach somebody no more: the next rung is pulled forward (domain §5)."""

from community.checkins import losing
from community.checkins.kinds import State, Way
from community.checkins.ladder import climb, held
from community.nearby import home_of, near
from community.tells import tell_all
from storage import checkin_alerts, checkin_days, checkin_plans, people
from storage.checkin_days import Day
from storage.people import Person
from storage.tx import Tx


def reach(tx: Tx, person: Person, now: int) -> None:
    """Go on at once where they were asked, or were the only ones told."""
    if person.reachable:
        return
    losing.out_of_reach(tx, person, now)
    plan = checkin_plans.hold_of(tx, person.id)
    if plan is not None and plan.ended is None and plan.way == Way.CHAT:
        tell_all(tx, near(tx, home_of(tx, person), person.id, now), "checkins.unreached", person.id)
        for day in checkin_days.standing(tx, plan.id):
            if day.state == State.ASKED:
                climb(tx, plan, day, now)
    for day_id in checkin_alerts.open_for(tx, person.id):
        found = held(tx, day_id)
        if found and not _expected(tx, found[1]):
            climb(tx, *found, now)


def _expected(tx: Tx, day: Day) -> bool:
    """Whether somebody still reached may say something of it."""
    if day.taken_by is not None:
        return people.known(tx, day.taken_by).reachable
    told = [one for one in checkin_alerts.of(tx, day.id) if one.rung == day.rung]
    return any(people.known(tx, one.person_id).reachable for one in told)
