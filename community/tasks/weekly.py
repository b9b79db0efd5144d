"""唠嗑 each week: agreed by both, asked for by itself, ended by either (domain §5)."""

from datetime import date, timedelta

from community.daytime import by_day
from community.deadlines import DAY_MS, HOUR_MS
from community.nearby import home_of
from community.people import How
from community.refused import Refused
from community.tasks import feasts
from community.tasks.access import hear, place_for, sees_to
from community.tasks.closing import call_off, not_needed
from community.tasks.kinds import (
    STANDING,
    WEEKLY,
    Agreed,
    Answer,
    Skill,
    Source,
    Stage,
    Standing,
)
from community.tasks.offering import choose
from community.tasks.opening import call, open_task
from community.tells import tell, tell_all
from storage import (
    checkin_plans,
    consents,
    offers,
    people,
    tasks,
    teams,
    timers,
    volunteers,
    weeklies,
)
from storage.moments import local, moment
from storage.people import Person
from storage.tasks import Task
from storage.tx import Tx
from storage.weeklies import Weekly

NEXT = "tasks.weekly"  # the timer of the next talk
AHEAD_MS = DAY_MS  # so long before it is asked for
LASTS_MS = HOUR_MS
ANSWER_MS = 7 * DAY_MS  # so long a time that is proposed waits for a yes
CONSENT = "weekly"  # to be rung up each week
HOURS = range(9, 20)  # at which a talk may begin
WEEK = range(1, 8)


def may_propose(tx: Tx, who: Person, task: Task) -> bool:
    """Whether somebody may propose it: who has just talked with them, and where none stands."""
    own = offers.of(tx, task.id, who.id)
    volunteer = volunteers.of(tx, who.id)
    if own is None or (own.stage, task.stage) != (Answer.DONE, Stage.DONE):
        return False
    if volunteer is None or volunteer.stage != Standing.ACTIVE or task.skill != Skill.TALK:
        return False
    person = people.get(tx, task.person_id) if task.person_id else None
    if person is None or person.died is not None or people.phone(tx, person) is None:
        return False  # nobody can be rung up without a number
    # Who has said no is not asked again for the same talk.
    asked = weeklies.proposed(tx, person.id, who.id, task.ended or 0)
    return not asked and weeklies.of_person(tx, person.id) is None


def propose(
    tx: Tx,
    who: Person,
    task_id: int,
    weekday: int,
    hour: int,
    birthday: str | None,
    now: int,
    how: How | None = None,
) -> Weekly:
    """Propose the time that was spoken of.

    Who has no Telegram has said yes on the telephone: how is noted, and who sees to it hears so.
    """
    task = tasks.hold(tx, task_id)
    if task is None or task.person_id is None or not may_propose(tx, who, task):
        raise Refused("tasks.not_found")
    if weekday not in WEEK or hour not in HOURS:
        raise Refused("tasks.times")
    person = people.known(tx, task.person_id)
    if person.chat_id is None and how is None:
        raise Refused("tasks.no_yes")
    own = next((team for team in teams.of(tx, who.id) if team.skill == Skill.TALK), None)
    one = weeklies.add(
        tx,
        person.id,
        birthday,
        now,
        place_id=home_of(tx, person).id,
        volunteer_id=who.id,
        team_id=task.team_id or (own.id if own else None),
        weekday=weekday,
        oclock=hour,
        stage=Agreed.ASKED,
        made_by=who.id,
    )
    if one is None:
        raise Refused("cases.moved_on")
    tx.touched.add(("task", task.id))
    if how is not None and person.chat_id is None:
        consents.give(tx, person.id, CONSENT, now, how, who.id)
        hearing = [other for other in hear(tx, one.team_id, one.place_id) if other.id != who.id]
        tell_all(tx, hearing, "tasks.weekly_noted", one.id)
        return _stands(tx, one, now)
    tell(tx, person.id, "tasks.weekly_asked", one.id)
    timers.add(tx, NEXT, one.id, str(now), now + ANSWER_MS, now)
    return one


def agree(tx: Tx, who: Person, weekly_id: int, now: int) -> Weekly:
    """好的: from next time on it is asked for by itself."""
    one = weeklies.hold(tx, weekly_id)
    if one is None or one.person_id != who.id:
        raise Refused("tasks.not_found")
    if one.stage != Agreed.ASKED:
        raise Refused("cases.moved_on")
    timers.cancel_each(tx, (NEXT,), one.id)
    consents.give(tx, who.id, CONSENT, now)
    one = _stands(tx, one, now)
    if one.volunteer_id is not None:
        tell(tx, one.volunteer_id, "tasks.weekly_stands", one.id)
    return one


def _stands(tx: Tx, one: Weekly, now: int) -> Weekly:
    one = weeklies.change(tx, one, stage=Agreed.STANDING)
    tx.touched.add((WEEKLY, one.id))
    _next(tx, one, now + AHEAD_MS, now)  # they have just talked
    feasts.begin(tx, one, now)
    return one


def _next(tx: Tx, one: Weekly, after: int, now: int) -> None:
    """Set the timer of the first talk that begins after a moment."""
    zone = place_for(tx, one.place_id).zone
    day = local(after, zone).date()
    day += timedelta(days=(one.weekday - day.isoweekday()) % 7)
    if moment(day, one.oclock * 60, zone) <= after:
        day += timedelta(days=7)
    starts = moment(day, one.oclock * 60, zone)
    timers.add(tx, NEXT, one.id, day.isoformat(), max(now, starts - AHEAD_MS), now)


def ask(tx: Tx, weekly_id: int, occasion: str, now: int) -> None:
    """A day before: who has agreed does it, else the team is asked; the next one follows.

    What nobody has answered within a week is over, so that another can propose a time.
    """
    one = weeklies.hold(tx, weekly_id)
    if one is not None and one.stage == Agreed.ASKED:
        close(tx, one, now)
        return
    if one is None or one.stage != Agreed.STANDING:
        return
    zone = place_for(tx, one.place_id).zone
    starts = moment(date.fromisoformat(occasion), one.oclock * 60, zone)
    at = by_day(now, zone)
    if now < at < starts:  # held up until the night
        timers.add(tx, NEXT, one.id, occasion, at, now)
        return
    _next(tx, one, max(now, starts), now)
    if now < starts and not rests(tx, people.known(tx, one.person_id), starts):
        _open(tx, one, starts, now)


def see_to(tx: Tx, weekly_id: int, occasion: str, now: int) -> None:
    """Asking by itself has failed: whoever sees to it does so once, and the next one follows."""
    one = weeklies.hold(tx, weekly_id)
    if one is not None and one.stage == Agreed.STANDING:
        zone = place_for(tx, one.place_id).zone
        starts = moment(date.fromisoformat(occasion), one.oclock * 60, zone)
        _next(tx, one, max(now, starts), now)
        tell_all(tx, hear(tx, one.team_id, one.place_id), "tasks.weekly_stuck", one.id)


def _open(tx: Tx, one: Weekly, starts: int, now: int) -> None:
    wanted = call(tx, one, Source.WEEKLY, one.id, starts, starts + LASTS_MS)
    task = open_task(tx, None, wanted, now)
    if one.volunteer_id is not None and _free(tx, one.volunteer_id, starts):
        choose(tx, task, one.volunteer_id, now)
    tell(tx, one.person_id, "tasks.weekly_comes", task.id, stale=starts)


def _free(tx: Tx, volunteer_id: int, at: int) -> bool:
    """Whether who has agreed can be counted on then."""
    volunteer, person = volunteers.of(tx, volunteer_id), people.known(tx, volunteer_id)
    helps = volunteer is not None and volunteer.stage == Standing.ACTIVE
    return helps and person.reachable and (person.away_until or 0) <= at


def rests(tx: Tx, person: Person, at: int) -> bool:
    """Whether somebody is away then, or asked to be left in peace."""
    plan = checkin_plans.of(tx, person.id)
    paused = plan.paused_until if plan is not None else None
    return person.died is not None or max(person.away_until or 0, paused or 0) > at


def oversees(tx: Tx, who: Person, team_id: int) -> bool:
    """Whether they see to whom a team rings up: its leader's matter, and the staff's."""
    team = teams.get(tx, team_id)
    return team is not None and sees_to(tx, who, team.id, team.place_id)


def end(tx: Tx, who: Person, weekly_id: int, now: int) -> Weekly:
    """以后不用了: of who is rung up, or of who sees to it."""
    one = weeklies.hold(tx, weekly_id)
    if one is None or (who.id != one.person_id and not sees_to(tx, who, one.team_id, one.place_id)):
        raise Refused("tasks.not_found")
    if one.stage == Agreed.ENDED:
        raise Refused("cases.moved_on")
    return close(tx, one, now, by=who.id)


def close(tx: Tx, one: Weekly, now: int, by: int | None = None) -> Weekly:
    """It is over: whoever else has to do with it hears so."""
    timers.cancel_each(tx, (NEXT, feasts.BIRTHDAY), one.id)
    not_needed(tx, Source.WEEKLY, one.id, now)
    consents.withdraw(tx, one.person_id, CONSENT, now)
    tx.touched.add((WEEKLY, one.id))
    for other in (one.volunteer_id, one.person_id):
        if other is not None and other != by and people.known(tx, other).died is None:
            tell(tx, other, "tasks.weekly_ended", one.id, weekday=one.weekday, hour=one.oclock)
    return weeklies.end(tx, one, Agreed.ENDED, now)


def hand_back(tx: Tx, who: Person, weekly_id: int, now: int) -> Weekly:
    """以后去不了了: of who has agreed to ring up; from now on the team is asked each week."""
    one = weeklies.hold(tx, weekly_id)
    if one is None or one.volunteer_id != who.id:
        raise Refused("tasks.not_found")
    if one.stage == Agreed.ENDED:
        raise Refused("cases.moved_on")
    return free(tx, one, now)


def free(tx: Tx, one: Weekly, now: int) -> Weekly:
    """Let the team do what somebody had agreed to; what was not agreed yet is over."""
    if one.stage == Agreed.ASKED:
        return close(tx, one, now, by=one.volunteer_id)
    tell_all(tx, hear(tx, one.team_id, one.place_id), "tasks.weekly_freed", one.id)
    tx.touched.add((WEEKLY, one.id))
    return weeklies.change(tx, one, volunteer_id=None)


def skip(tx: Tx, who: Person, task_id: int, now: int) -> Task:
    """这次不用: one talk alone; who rings up hears so."""
    task = tasks.hold(tx, task_id)
    if task is None or task.person_id != who.id or task.source != Source.WEEKLY:
        raise Refused("tasks.not_found")
    if task.stage not in STANDING:
        raise Refused("cases.moved_on")
    return call_off(tx, task, now)


def leave(tx: Tx, person_id: int, now: int) -> None:
    """Nobody is rung up any more who goes, nor their birthday told."""
    one = weeklies.of_person(tx, person_id)
    held = weeklies.hold(tx, one.id) if one else None
    if held is not None and held.stage != Agreed.ENDED:
        close(tx, held, now, by=person_id)


def join(tx: Tx, who: Person, old: Person, now: int) -> None:
    """Two who turn out to be one are rung up once a week."""
    if weeklies.of_person(tx, who.id) is not None:
        leave(tx, old.id, now)


def helps_no_more(tx: Tx, person_id: int, now: int) -> None:
    """Who stops helping rings up nobody each week."""
    for one in weeklies.by_volunteer(tx, person_id):
        held = weeklies.hold(tx, one.id)
        if held is not None and held.volunteer_id == person_id and held.stage != Agreed.ENDED:
            free(tx, held, now)
