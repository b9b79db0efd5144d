"""When somebody is asked: every local date once, at the end of their window."""

from collections.abc import Sequence
from datetime import date, timedelta

from community.checkins import family, outages, rounds
from community.checkins.endings import close
from community.checkins.kinds import (
    CATCH_UP_MS,
    CLOSES,
    DAY,
    HELD_UP,
    LATE_MS,
    LATEST,
    OPENS,
    REPEAT_MS,
    RUNG,
    Occasion,
    Outcome,
    State,
    Way,
    Why,
)
from community.checkins.ladder import climb, evening, first_at, step
from community.nearby import home_of, near
from community.tells import tell, tell_all
from storage import (
    alerts,
    checkin_alerts,
    checkin_days,
    checkin_greetings,
    checkin_plans,
    checkin_rungs,
    people,
    places,
    timers,
)
from storage.checkin_days import Day
from storage.checkin_plans import Plan
from storage.moments import local, moment
from storage.people import Person
from storage.places import Place
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


def go_on(tx: Tx, person: Person, now: int) -> None:
    """Ask again whose death was noted by mistake; what helpers must know is to be said anew."""
    plan = checkin_plans.hold_of(tx, person.id)
    if plan is not None and plan.why == Why.DIED and checkin_plans.go_on(tx, plan.id):
        people.set_heard(tx, person.id, 0)
        set_next(tx, checkin_plans.known(tx, plan.id), now)
        tell_all(tx, near(tx, home_of(tx, person), person.id, now), "checkins.goes_on", plan.id)


def set_next(tx: Tx, plan: Plan, now: int) -> None:
    """Set the timer of the next end of the window after now, in place of what was set."""
    timers.cancel(tx, DAY, plan.id)
    _follow(tx, plan, home_of(tx, people.known(tx, plan.person_id)).zone, now)


def _follow(tx: Tx, plan: Plan, zone: str, now: int) -> None:
    """Set the timer of the next end of the window, where none is set."""
    day = local(now, zone).date()
    if closing(plan, day, zone) <= now:
        day += timedelta(days=1)
    timers.put(tx, DAY, plan.id, day.isoformat(), closing(plan, day, zone), now)


def move(tx: Tx, plan: Plan, now: int) -> None:
    """Follow other hours: what is being judged stays; a window closed by them is over now."""
    waiting = timers.standing(tx, (DAY,), plan.id)
    if any(one.due <= now or one.occasion.endswith(HELD_UP) for one in waiting):
        return
    person = people.known(tx, plan.person_id)
    home = home_of(tx, person)
    today = local(now, home.zone).date()
    pending = any(one.occasion == today.isoformat() for one in waiting)
    if pending and closing(plan, today, home.zone) <= now:
        _account(tx, plan, person, home, today, now, late=False)
    set_next(tx, plan, now)


def closing(plan: Plan, day: date, zone: str) -> int:
    """When they are asked on a date."""
    return moment(day, plan.closes, zone)


def foresee(tx: Tx, plan_ids: Sequence[int], now: int) -> None:
    """Look up for very many whose windows end together what `judge` asks of each of them."""
    plans = checkin_plans.hold_all(tx, plan_ids)
    people.foresee(tx, [plan.person_id for plan in plans])
    found = [people.known(tx, plan.person_id) for plan in plans]
    places.foresee(tx, {person.home_id for person in found if person.home_id})
    around = local(now, "UTC").date()  # the date of every zone is this one or beside it
    checkin_days.foresee(tx, plan_ids, around - timedelta(days=1), around + timedelta(days=1))
    checkin_rungs.foresee(tx, plan_ids)
    checkin_greetings.foresee(tx, plan_ids)


def judge(tx: Tx, plan_id: int, occasion: str, now: int) -> None:
    """A window is over: account for its date, and for those that have passed unjudged."""
    plan = checkin_plans.hold(tx, plan_id)
    if plan is None or plan.ended is not None:
        return
    person = people.known(tx, plan.person_id)
    home = home_of(tx, person)
    day = date.fromisoformat(occasion.removesuffix(HELD_UP))
    today = local(now, home.zone).date()
    late = now - closing(plan, day, home.zone) > LATE_MS
    if late and not occasion.endswith(HELD_UP):
        timers.add(tx, DAY, plan_id, f"{day}{HELD_UP}", now + CATCH_UP_MS, now)
        return
    while day < today:
        _miss(tx, plan, home, day, now)
        day += timedelta(days=1)
    if closing(plan, today, home.zone) <= now:
        since = now - closing(plan, today, home.zone)
        _account(tx, plan, person, home, today, now, late=since > LATE_MS)
    _follow(tx, plan, home.zone, now)


def first_sign(tx: Tx, plan: Plan, person: Person, now: int) -> bool:
    """Whether nothing was heard of them before in the window that is open now."""
    zone = home_of(tx, person).zone
    today = local(now, zone).date()
    opening = moment(today, plan.opens, zone)
    return (person.heard or 0) < opening <= now < closing(plan, today, zone)


def resting(plan: Plan, person: Person, now: int) -> bool:
    """Whether nothing is asked now: they are away, or the staff have said so."""
    until = max(plan.paused_until or 0, person.away_until or 0)
    return now < until


def _account(
    tx: Tx, plan: Plan, person: Person, home: Place, day: date, now: int, *, late: bool
) -> None:
    """One row for the date: what made the question needless, or the question."""
    at = local(now, home.zone)
    if resting(plan, person, now):
        close(tx, plan, Outcome.PAUSED, None, now)
        _done(tx, plan, home, day, Outcome.PAUSED, now)
        return
    _back(tx, plan, person)
    if not checkin_days.standing(tx, plan.id) and _touched(tx, plan, person, home, day):
        _done(tx, plan, home, day, Outcome.TOUCHED, now)
    elif late and at.hour * 60 + at.minute >= LATEST:
        _miss(tx, plan, home, day, now)
    else:
        if late:
            outages.note(tx, home, now)
        _ask(tx, plan, person, home, day, now)


def _back(tx: Tx, plan: Plan, person: Person) -> None:
    """What they were not asked for is over: nothing that shows them says so any more."""
    if plan.paused_until is not None:
        checkin_plans.pause(tx, plan.id, None, None, None)
    if person.away_until is not None:
        people.set_away(tx, person.id, None)
    if plan.paused_until is not None or person.away_until is not None:
        tx.touched.add(("care", person.id))


def _touched(tx: Tx, plan: Plan, person: Person, home: Place, day: date) -> bool:
    """Whether they were heard of in the window; a cry for help is no sign of being well.

    Mere words end nothing that stands from the day before: a human must understand them first.
    """
    since = moment(day, plan.opens, home.zone)
    heard = person.heard is not None and person.heard >= since
    last = closing(plan, day - timedelta(days=1), home.zone)  # a cry in the night counts, too
    return heard and alerts.open_since(tx, person.id, last - 1) is None


def _miss(tx: Tx, plan: Plan, home: Place, day: date, now: int) -> None:
    """Nobody could ask on that date; staff hear of it."""
    if _done(tx, plan, home, day, Outcome.MISSED, now):
        outages.note(tx, home, now)


def _done(tx: Tx, plan: Plan, home: Place, day: date, outcome: Outcome, now: int) -> bool:
    """A date that is over as it begins; False when it was accounted for already."""
    person_id, state = plan.person_id, State.ENDED
    begun = checkin_days.add(tx, plan.id, person_id, home.id, day, state, now, outcome=outcome)
    return begun is not None


def _ask(tx: Tx, plan: Plan, person: Person, home: Place, day: date, now: int) -> None:
    """Put the question; where nothing reaches them, the ladder begins at once."""
    reached = plan.way == Way.CHAT and person.reachable
    earlier = checkin_days.standing(tx, plan.id)
    rung = max((one.rung for one in earlier), default=0)
    begun = checkin_days.add(
        *(tx, plan.id, person.id, home.id, day, State.ASKED, now),
        rung=rung,
        asked=now if reached else None,
        next_at=first_at(tx, plan, reached=reached, now=now),
    )
    if begun is None:
        return
    if reached:
        stale = evening(day, home.zone, now)
        tell(tx, person.id, "checkins.question", begun.id, stale=stale)
        family.greet(tx, plan)
    elif plan.way == Way.ROUND:
        rounds.call(tx, person, begun, now)
    if earlier:
        _go_on(tx, begun, earlier, now)
    elif plan.way == Way.CHAT and not reached:
        climb(tx, plan, begun, now)
    else:
        timers.put(tx, RUNG, begun.id, Occasion.CLIMB, begun.next_at or now, now)


def _go_on(tx: Tx, day: Day, earlier: list[Day], now: int) -> None:
    """Take over what still stands from the days before: nobody is alarmed from the first rung.

    Who looks after it goes on doing so, until the time that they had.
    """
    last = earlier[-1]
    waiting = timers.standing(tx, (RUNG,), last.id)
    for old in earlier:
        for told in checkin_alerts.of(tx, old.id):
            checkin_alerts.put(tx, day.id, told.person_id, told.rung, told.who, now)
        timers.cancel(tx, RUNG, old.id)
        checkin_days.change(
            tx, old, state=State.ENDED, outcome=Outcome.DROPPED, ended=now, next_at=None
        )
    alarmed = next((old.alarmed for old in earlier if old.alarmed), None)
    state = State.CLIMBING if alarmed else State.ASKED
    day = checkin_days.change(
        *(tx, day),
        state=State.HELD if last.state == State.HELD else state,
        alarmed=alarmed,
        heard=last.heard,
        taken=last.taken,
        taken_by=last.taken_by,
    )
    if last.taken_by is not None:
        tell(tx, last.taken_by, "checkins.yours", day.id)
    if last.state == State.HELD and waiting:
        step(tx, day, waiting[0].occasion, waiting[0].due, now)
    else:
        step(tx, day, Occasion.CLIMB, now + REPEAT_MS, now)
