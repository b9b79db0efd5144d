"""Nobody answers: one rung after the other hears of it, the last again and again."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from community.checkins import boards, family, outages
from community.checkins.callers import callers_of, to_phone
from community.checkins.kinds import (
    ANEW_MS,
    CALLER,
    CATCH_UP_MS,
    GAP_MS,
    LATE_MS,
    LATEST,
    REPEAT_MS,
    RUNG,
    SILENT_MS,
    USUAL,
    Occasion,
    Part,
    State,
    Step,
    Who,
    led,
)
from community.deadlines import MINUTE_MS
from community.duty import on_duty
from community.issues.watch import above
from community.nearby import reached
from community.roles import Role
from community.tells import tell, tell_all
from storage import (
    checkin_alerts,
    checkin_board,
    checkin_days,
    checkin_helpers,
    checkin_plans,
    checkin_rungs,
    people,
    places,
    timers,
)
from storage.checkin_days import Day
from storage.checkin_plans import Plan
from storage.checkin_rungs import Rung
from storage.moments import local, moment
from storage.people import Person
from storage.places import Place
from storage.tx import Tx


def foresee(tx: Tx, day_ids: Sequence[int], now: int) -> None:  # noqa: ARG001
    """Look up for very many who do not answer what `due` asks of each of them."""
    days = checkin_days.each(tx, day_ids)
    plans = checkin_plans.hold_all(tx, sorted({day.plan_id for day in days}))
    checkin_days.hold_all(tx, sorted(day.id for day in days))
    plan_ids = [plan.id for plan in plans]
    checkin_rungs.foresee(tx, plan_ids)
    helpers = checkin_helpers.foresee(tx, plan_ids)
    people.foresee(tx, sorted({*helpers, *(plan.person_id for plan in plans)}))
    places.foresee(tx, {day.place_id for day in days})
    checkin_board.foresee(tx)


def held(tx: Tx, day_id: int) -> tuple[Plan, Day] | None:
    """The plan and the day, in the order in which everybody takes them; None when it is over."""
    day = checkin_days.get(tx, day_id)
    plan = checkin_plans.hold(tx, day.plan_id) if day else None
    day = checkin_days.hold(tx, day_id) if plan else None
    return (plan, day) if plan and day and day.ended is None else None


def due(tx: Tx, day_id: int, occasion: str, now: int) -> None:
    """A day's next step is due: climb, ask who looks after it, or go on without them."""
    found = held(tx, day_id)
    if found is None:
        return
    plan, day = found
    late = now - (day.next_at or now) > LATE_MS
    if late:
        outages.note(tx, _place(tx, day), now, outages.SAID_MS)
    if late and _may_wait(day, now):
        _held_up(tx, plan, checkin_days.change(tx, day, held_up=now), occasion, now)
    elif occasion == Occasion.GOING and day.taken_by is not None:
        tell(tx, day.taken_by, "checkins.still", day.id)
        step(tx, day, Occasion.SILENT, now + SILENT_MS, now)
    else:
        climb(tx, plan, day, now)


def _may_wait(day: Day, now: int) -> bool:
    """Whether a late step waits: once others are alarmed no more than once a day."""
    if day.held_up is None:
        return True
    return day.alarmed is None and now - day.held_up >= ANEW_MS


def _place(tx: Tx, day: Day) -> Place:
    return places.get(tx, day.place_id) or places.roots(tx)[0]


def _held_up(tx: Tx, plan: Plan, day: Day, occasion: str, now: int) -> None:
    """The bot or the platform was down: what was written meanwhile comes first.

    Who could not answer is asked once more before anybody is alarmed. In the dark or on another day
    nobody is: the staff have the number of them, and the next morning's question takes its place.
    What is held up anew soon after that waits no longer: it climbs.
    """
    zone = _place(tx, day).zone
    if day.state != State.ASKED or day.asked is None:
        step(tx, day, occasion, now + CATCH_UP_MS, now)
        return
    at = local(now, zone)
    if at.date().isoformat() == day.day and at.hour * 60 + at.minute < LATEST:
        _ask_again(tx, day, now)
        asked_again = max(day.rung, _first_of_others(rungs_of(tx, plan)))
        step(tx, checkin_days.change(tx, day, rung=asked_again), occasion, now + REPEAT_MS, now)
    else:
        step(tx, day, occasion, _next_question(plan, at, zone) + REPEAT_MS, now)


def evening(day: date, zone: str, now: int) -> int:
    """From when on what is asked now of that date is stale: nobody is asked in the dark."""
    return max(moment(day, LATEST, zone), now + REPEAT_MS)


def _ask_again(tx: Tx, day: Day, now: int) -> None:
    stale = evening(date.fromisoformat(day.day), _place(tx, day).zone, now)
    tell(tx, day.person_id, "checkins.again", day.id, stale=stale)


def _next_question(plan: Plan, at: datetime, zone: str) -> int:
    """When they are asked next; `at` is the time by the clocks of the zone."""
    over = at.hour * 60 + at.minute >= plan.closes
    return moment(at.date() + timedelta(days=over), plan.closes, zone)


def _first_of_others(rungs: Sequence[Rung]) -> int:
    """How many rungs there are before others than the person hear of it."""
    return next((nth for nth, rung in enumerate(rungs) if rung.who != Who.AGAIN), 0)


def step(tx: Tx, day: Day, occasion: str, at: int, now: int) -> None:
    """Set the day's one timer, in place of what was set."""
    checkin_days.wait(tx, day.id, at)
    timers.cancel(tx, RUNG, day.id)
    timers.put(tx, RUNG, day.id, occasion, at, now)


def wait(tx: Tx, plan: Plan, day: Day, now: int) -> None:
    """Let the next rung wait for its time."""
    step(tx, day, Occasion.CLIMB, _next_at(rungs_of(tx, plan), day, now), now)


def rungs_of(tx: Tx, plan: Plan) -> Sequence[Rung]:
    """Somebody's ladder: their own, or the usual one."""
    return checkin_rungs.of(tx, plan.id) or USUAL


def first_at(tx: Tx, plan: Plan, *, reached: bool, now: int) -> int:
    """When the first rung of a day that begins now is due."""
    return _after(rungs_of(tx, plan), now, asked=reached) or now + REPEAT_MS


def _next_at(rungs: Sequence[Rung], day: Day, now: int) -> int:
    """When the rung after the last one told is due; the last one repeats."""
    at = _after(rungs[day.rung :], day.made, asked=day.asked is not None)
    if at is None:
        return now + REPEAT_MS
    return max(at, now + GAP_MS) if day.rung else at


def _after(rungs: Sequence[Rung], made: int, *, asked: bool) -> int | None:
    """When the first of some rungs is due; none is their own where they were not asked."""
    for rung in rungs:
        if rung.who != Who.AGAIN or asked:
            return made + rung.after * MINUTE_MS
    return None


def climb(tx: Tx, plan: Plan, day: Day, now: int) -> None:
    """Tell the next rung on which messages reach anybody; the last is told again and again."""
    rungs = rungs_of(tx, plan)
    person = people.known(tx, plan.person_id)
    for position in range(day.rung + 1, len(rungs) + 1):
        who = Who(rungs[position - 1].who)
        if who is Who.AGAIN:
            if day.state == State.ASKED and day.asked is not None and person.reachable:
                _ask_again(tx, day, now)
                wait(tx, plan, checkin_days.change(tx, day, rung=position), now)
                return
        elif found := _hearers(tx, plan, person, day, who, now):
            _alarm(tx, plan, day, position, who, found, now)
            return
    last = _hearers(tx, plan, person, day, Who.DUTY, now)
    if last:
        _alarm(tx, plan, day, len(rungs), Who.DUTY, last, now)
    else:
        _alone(tx, plan, day, len(rungs), now)


def _alone(tx: Tx, plan: Plan, day: Day, position: int, now: int) -> None:
    """No staff can be reached: all who know of it, or are named, hear the duty room's number.

    For the staff it stands under their 📋.
    """
    place = places.get(tx, day.place_id)
    for one in on_duty(tx, place, now) if place else []:
        if one.id != plan.person_id:
            checkin_alerts.put(tx, day.id, one.id, position, Who.DUTY, now)
    told = [people.known(tx, one.person_id) for one in checkin_alerts.of(tx, day.id)]
    found = [*told, *named(tx, plan, Part.CONTACT), *named(tx, plan, Part.NEIGHBOUR)]
    hearing = reached(list({one.id: one for one in found}.values()), plan.person_id)
    for one in hearing:
        if checkin_alerts.to(tx, day.id, one.id) is None:
            checkin_alerts.put(tx, day.id, one.id, position, Who.NEAR, now)
    _go_up(tx, plan, day, position, now)
    tell_all(tx, hearing, "checkins.alone", day.id)


def _alarm(
    tx: Tx, plan: Plan, day: Day, position: int, who: Who, found: Sequence[Person], now: int
) -> None:
    contacts = {one.id for one in named(tx, plan, Part.CONTACT)}
    for one in found:
        phones = who is Who.CONTACT and one.id not in contacts  # in place of a contact
        checkin_alerts.put(tx, day.id, one.id, position, CALLER if phones else who, now)
        if phones:
            tx.touched.add(("caround", one.id))
    _go_up(tx, plan, day, position, now)
    tell_all(tx, found, "checkins.unanswered", day.id)


def _go_up(tx: Tx, plan: Plan, day: Day, position: int, now: int) -> None:
    """It stands on a rung, in nobody's hands, and waits for the next one."""
    first = day.alarmed is None
    day = checkin_days.change(
        *(tx, day),
        state=led(day, Step.CLIMB),
        rung=position,
        alarmed=day.alarmed or now,
        taken=None,
        taken_by=None,
    )
    if first:
        family.unanswered(tx, plan, day, now)
    boards.changed(tx, day.place_id, now)
    wait(tx, plan, day, now)


def _hearers(tx: Tx, plan: Plan, person: Person, day: Day, who: Who, now: int) -> Sequence[Person]:
    """Whom messages reach on a rung."""
    place = places.get(tx, day.place_id)
    if place is None:
        return []
    match who:
        case Who.CONTACT:
            found = named(tx, plan, Part.CONTACT)
            if to_phone(tx, found):
                found = [*found, *callers_of(tx, plan.id, place, person.id, now)]
        case Who.NEAR:
            heads = people.holders(tx, place, [Role.STAIRWELL_HEAD])
            found = [*named(tx, plan, Part.NEIGHBOUR), *heads]
        case Who.GRID:
            found = people.holders(tx, place, [Role.GRID_WORKER])
        case _:
            found = on_duty(tx, place, now)
            if day.rung >= len(rungs_of(tx, plan)):  # it repeats
                found = [*found, *above(tx, place)]
    unique = {one.id: one for one in found}
    return reached(list(unique.values()), person.id)


def named(tx: Tx, plan: Plan, part: Part) -> list[Person]:
    """Those who have agreed to be that for somebody."""
    return [people.known(tx, one) for one in checkin_helpers.agreed(tx, plan.id, part)]
