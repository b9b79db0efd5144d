"""Whoever is alarmed: 我过去看看, 打通了,平安, 没打通, and what comes of it."""

from community import wishes
from community.checkins.callers import ringing
from community.checkins.endings import close
from community.checkins.kinds import (
    CALLER,
    GOING_MS,
    Occasion,
    Outcome,
    Part,
    Said,
    State,
    Step,
    Who,
    led,
)
from community.checkins.ladder import climb, held, named, rungs_of, step, wait
from community.duty import on_duty
from community.issues.watch import above
from community.nearby import reached
from community.refused import Refused
from community.roles import ENTERS, STAFF, on_desk
from community.tells import tell
from community.wishes import Matter
from storage import checkin_alerts, checkin_days, checkin_helpers, people, places
from storage.checkin_days import Day
from storage.checkin_plans import Plan
from storage.people import Person
from storage.tx import Tx

CALL = "call"  # as what staff stand among those told who took it up by themselves


def may_help(tx: Tx, who: Person, day: Day) -> bool:
    """Whether it is for them: the staff of the place, and who was alarmed and still is what for."""
    place = places.get(tx, day.place_id)
    if who.id == day.person_id or place is None:
        return False
    if who.holds(STAFF, place.path):
        return True
    told = checkin_alerts.to(tx, day.id, who.id)
    if told is None:
        return False
    rostered = told.who in (Who.DUTY, CALLER) and on_desk(
        who
    )  # for the night, maybe of other buildings
    return rostered or who.holds(ENTERS, place.path) or _stands_by(tx, who, day)


def _stands_by(tx: Tx, who: Person, day: Day) -> bool:
    """Whether they have named somebody for such a morning, who has not gone back on it."""
    named_for = (Part.CONTACT, Part.NEIGHBOUR)
    if any(who.id in checkin_helpers.agreed(tx, day.plan_id, part) for part in named_for):
        return True
    return any(one.id == who.id for one in ringing(tx, day.plan_id))


def take(tx: Tx, who: Person, day_id: int, now: int) -> Day:
    """我过去看看: the first who says so; the climb waits, the others see who goes."""
    plan, day = _open(tx, who, day_id, now)
    if day.taken_by == who.id:
        return day
    if day.taken_by is not None:
        raise Refused("checkins.taken")
    day = checkin_days.change(tx, day, state=led(day, Step.TAKE), taken=now, taken_by=who.id)
    checkin_alerts.say(tx, day.id, who.id, Said.COMING)
    step(tx, day, Occasion.GOING, now + GOING_MS, now)
    tell(tx, plan.person_id, "checkins.coming", day.id)
    return day


def unanswered(tx: Tx, who: Person, day_id: int, now: int) -> Day:
    """没打通: once all of a rung say so, or who went there, the next one hears it at once."""
    plan, day = _open(tx, who, day_id, now)
    went = day.taken_by == who.id
    checkin_alerts.say(tx, day.id, who.id, Said.CLOSED if went else Said.UNANSWERED)
    if not went and day.taken_by is not None:
        return checkin_days.change(tx, day, rung=day.rung)  # somebody else is on their way
    if went:
        day = let_go(tx, day)
    if not went and (day.state == State.HELD or _expected(tx, day)):
        checkin_days.change(tx, day, rung=day.rung)
    elif day.rung < len(rungs_of(tx, plan)):
        climb(tx, plan, day, now)
    elif went:
        wait(tx, plan, day, now)
    return day  # the last rung is told again when it was to be, whoever says so meanwhile


def _expected(tx: Tx, day: Day, but: Person | None = None) -> bool:
    """Whether somebody told on this rung, maybe besides one who goes, may still say something."""
    told = [one for one in checkin_alerts.of(tx, day.id) if one.rung == day.rung]
    silent = [people.known(tx, one.person_id) for one in told if one.said is None]
    return any(
        one.reachable and may_help(tx, one, day)
        for one in silent
        if but is None or one.id != but.id
    )


def let_go(tx: Tx, day: Day) -> Day:
    """Nobody looks after it any more."""
    return checkin_days.change(tx, day, state=led(day, Step.LET_GO), taken=None, taken_by=None)


def hand_on(tx: Tx, who: Person, now: int, *, all_of_it: bool = False) -> None:
    """Let the next rung hear at once of whom they look after and may not any more.

    So it does where they were the only ones told.
    """
    told = checkin_alerts.open_for(tx, who.id)
    tx.touched |= {("checkin", day_id) for day_id in told}
    tx.touched.add(("caround", who.id))
    for day_id in dict.fromkeys([*(day.id for day in checkin_days.taken_by(tx, who.id)), *told]):
        if all_of_it or not may_help(tx, who, checkin_days.known(tx, day_id)):
            found = held(tx, day_id)
            if found and found[1].taken_by == who.id:
                climb(tx, found[0], let_go(tx, found[1]), now)
            elif found and _waits_for(tx, *found, who):
                climb(tx, *found, now)


def _waits_for(tx: Tx, plan: Plan, day: Day, who: Person) -> bool:
    """Whether a rung below the last has heard of it, and of that nobody but them."""
    told = checkin_alerts.to(tx, day.id, who.id)
    below = told is not None and told.rung == day.rung and 0 < day.rung < len(rungs_of(tx, plan))
    return below and day.state == State.CLIMBING and not _expected(tx, day, who)


def well(tx: Tx, who: Person, day_id: int, now: int) -> Day:
    """打通了,平安: it ends, and everybody alarmed hears so."""
    plan, day = _open(tx, who, day_id, now)
    close(tx, plan, Outcome.WELL, who, now)
    return day


def needs_help(tx: Tx, who: Person, day_id: int, now: int) -> Day:
    """They need help: it is asked for in their name, and who is on duty hears it at once.

    It ends only where somebody else hears it; else it climbs on.
    """
    plan, day = _open(tx, who, day_id, now)
    wishes.begin(tx, people.known(tx, plan.person_id), Matter.OTHER, None, None, now)
    if _spread(tx, plan, day, who, now):
        close(tx, plan, Outcome.HELP, who, now)
    else:
        climb(tx, plan, day, now)
    return day


def ambulance(tx: Tx, who: Person, day_id: int, now: int) -> Day:
    """已打120: whoever is on duty and all whom they have named hear it at once."""
    plan, day = _open(tx, who, day_id, now)
    _spread(tx, plan, day, who, now)
    close(tx, plan, Outcome.AMBULANCE, who, now)
    return day


def _spread(tx: Tx, plan: Plan, day: Day, who: Person, now: int) -> bool:
    """Count who is on duty and all named among those who hear the end; whether any are reached."""
    for one in (*_named(tx, plan), *_on_duty(tx, day, who, now)):
        if one.id != who.id and checkin_alerts.to(tx, day.id, one.id) is None:
            checkin_alerts.put(tx, day.id, one.id, day.rung, Who.DUTY, now)
    told = [people.known(tx, one.person_id) for one in checkin_alerts.of(tx, day.id)]
    return any(one.id != who.id for one in reached(told, plan.person_id))


def _named(tx: Tx, plan: Plan) -> list[Person]:
    family = () if plan.family is None else (Part.FAMILY,)
    parts = (Part.CONTACT, Part.NEIGHBOUR, *family)
    found = [one for part in parts for one in named(tx, plan, part)]
    return reached(found, plan.person_id)


def _on_duty(tx: Tx, day: Day, but: Person, now: int) -> list[Person]:
    """Who is on duty; the level above where that is nobody, or only who says it."""
    place = places.get(tx, day.place_id)
    if place is None:
        return []
    found = [one for one in reached(on_duty(tx, place, now), day.person_id) if one.id != but.id]
    return found or reached(above(tx, place), day.person_id)


def _open(tx: Tx, who: Person, day_id: int, now: int) -> tuple[Plan, Day]:
    """What is in their hands to say something of, held; staff come in by themselves."""
    day = checkin_days.get(tx, day_id)
    day = gone_on(tx, day) if day else None
    if day is None or not may_help(tx, who, day):
        raise Refused("checkins.not_found")
    found = held(tx, day.id)
    if found is None:
        raise Refused("checkins.over")
    if checkin_alerts.to(tx, day.id, who.id) is None:
        checkin_alerts.put(tx, day.id, who.id, found[1].rung, CALL, now)
    return found


def gone_on(tx: Tx, day: Day) -> Day:
    """The day itself, or the one that has taken it over and still stands."""
    if day.outcome != Outcome.DROPPED:
        return day
    return next(iter(checkin_days.standing(tx, day.plan_id)), day)
