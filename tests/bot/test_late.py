"""The bot was down over a due time: each timer is judged once, by its own rule (docs/trust.md)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from bot.app import CAPABILITIES
from bot.units import Units
from community import broadcasts, calendar, imports, issues, mediation, seekers, upkeep, wishes
from community.activities import attending, line, planning, repeating, signing
from community.agreements import after, pacts, sessions
from community.broadcasts import running, sending
from community.broadcasts.kinds import BEGIN, FEED, LASTS_MS, STALE
from community.checkins import answering, boards, kinds, mornings, outages, rounds
from community.deadlines import DAY_MS, HOUR_MS, MINUTE_MS
from community.duty import roster
from community.issues import Category, Result, detours, emergency, onward, watch
from community.issues.kinds import Onward
from community.jobs import employers
from community.jobs import vacancies as offers
from community.matchmaking import Children, Marital, Sex, handing, introducing
from community.matchmaking import registering as matchmaking
from community.matchmaking.ending import AFTER, SILENT
from community.mediation import joining, mediators, rooms
from community.mediation import watch as disputes
from community.mediation.kinds import Side
from community.people import REACH, lost
from community.seekers import Reach, applying, meeting, outcome, spread
from community.seekers.stages import ANSWER, CHECK, MEETING
from community.tasks import (
    Wanted,
    doing,
    feasts,
    offering,
    open_task,
    opening,
    teams,
    weekly,
)
from community.tasks import joining as helping
from community.tasks.joining import Offered
from community.tasks.kinds import Age, Skill
from storage import (
    checkin_alerts,
    checkin_days,
    checkin_helpers,
    people,
    places,
    sign_ups,
    timers,
    updates,
)
from storage.activities import Activity
from storage.applications import Application
from storage.audiences import Audience
from storage.broadcasts import Broadcast, Content
from storage.cases import Case
from storage.engine import Database
from storage.introductions import Introduction
from storage.moments import local
from storage.seekers import Sought
from storage.tasks import Task
from storage.tx import Tell, Tx
from storage.vacancies import Vacancy
from storage.weeklies import Weekly
from talk import quiet, standing
from talk.events import Event, Sender
from talk.registry import Registry
from tests.community import disputed
from tests.community.conftest import Cast, gathered
from tests.community.mediated import Mediated, mediated
from tests.community.test_vacancies import entry, offered
from tests.conftest import NOW
from tests.rights.activities import plan

UNITS = Units(Registry(CAPABILITIES, "example_bot"), frozenset())
MONDAY = NOW + 11 * DAY_MS + HOUR_MS  # nine in the morning in the town; a week without holidays
LATE = {"a second": 1000, "an hour": HOUR_MS, "a day": DAY_MS, "three days": 3 * DAY_MS}
PAGE = Path(__file__).parents[2] / "docs" / "trust.md"


@dataclass(frozen=True, slots=True)
class Down:
    """What is due while the bot is down, and to whom a letter goes after each of LATE."""

    kind: str
    set_up: Callable[[Tx, Cast], int]  # returns when it is due
    told: tuple[str, str, str, str]
    up: int = MONDAY  # until then all went well


def _reported(tx: Tx, cast: Cast) -> Case:
    home = cast.reporter.home_id or 0
    return issues.report(tx, cast.reporter, Category.SUPPLY, home, "停水了", (), MONDAY)


def with_nobody(tx: Tx, cast: Cast) -> int:
    _reported(tx, cast)
    return MONDAY + 30 * MINUTE_MS


def _with_zhang(tx: Tx, cast: Cast) -> Case:
    case = _reported(tx, cast)
    return issues.dispatch(tx, cast.staff, case.id, cast.responsible.id, MONDAY)


def nearly_unsigned(tx: Tx, cast: Cast) -> int:
    _with_zhang(tx, cast)
    return MONDAY + 24 * MINUTE_MS


def unsigned(tx: Tx, cast: Cast) -> int:
    _with_zhang(tx, cast)
    return MONDAY + 30 * MINUTE_MS


def _signed(tx: Tx, cast: Cast) -> Case:
    return issues.sign(tx, cast.responsible, _with_zhang(tx, cast).id, MONDAY)


def nearly_absent(tx: Tx, cast: Cast) -> int:
    _signed(tx, cast)
    return MONDAY + 192 * MINUTE_MS


def absent(tx: Tx, cast: Cast) -> int:
    _signed(tx, cast)
    return MONDAY + 4 * HOUR_MS


def overtime(tx: Tx, cast: Cast) -> int:
    issues.arrive(tx, cast.responsible, _with_zhang(tx, cast).id, MONDAY)
    return MONDAY + DAY_MS


def _answered(tx: Tx, cast: Cast) -> Case:
    case = _signed(tx, cast)
    return issues.answer(
        tx, cast.responsible, case.id, Result.SOLVED, "来水了", (), MONDAY + MINUTE_MS
    )


def not_called_back(tx: Tx, cast: Cast) -> int:
    return (_answered(tx, cast).answered or 0) + issues.CALL_MS


def not_said(tx: Tx, cast: Cast) -> int:
    """The day before it ends by itself; after a day it has ended."""
    return (_answered(tx, cast).answered or 0) + issues.REMIND_MS


def never_called_back(tx: Tx, cast: Cast) -> int:
    return (_answered(tx, cast).answered or 0) + issues.LAPSE_MS


def planned(tx: Tx, cast: Cast) -> int:
    case, wednesday = _signed(tx, cast), Onward(date(2026, 1, 14))
    issues.answer(
        tx, cast.responsible, case.id, Result.PLANNED, "换管", (), MONDAY, onward=wednesday
    )
    issues.confirm(tx, cast.reporter, case.id, MONDAY)
    return MONDAY + 2 * DAY_MS


def alarm_not_taken(tx: Tx, cast: Cast) -> int:
    emergency.raise_alarm(tx, cast.reporter, MONDAY)
    return MONDAY + emergency.AGAIN_MS


def nobody_tonight(tx: Tx, cast: Cast) -> int:
    home = places.get(tx, cast.reporter.home_id or 0)
    assert home is not None
    community = next(place for place in places.upwards(tx, home) if place.kind == "community")
    roster.watch(tx, community, MONDAY)
    return MONDAY + 8 * HOUR_MS


def set_aside(tx: Tx, _cast: Cast) -> int:
    for at in (MONDAY - HOUR_MS, MONDAY):
        updates.set_aside(tx, "update", at, "ValueError", None, at)
        upkeep.warn_of_set_aside(tx, at)
    return MONDAY - HOUR_MS + DAY_MS


def looping(tx: Tx, _cast: Cast) -> int:
    upkeep.note_loop(tx, "task", MONDAY + 1)
    return MONDAY + 1


def resting(tx: Tx, cast: Cast) -> int:
    tell = Tell(cast.staff.id, "people.accepted", cast.reporter.id, {"role": "volunteer"})
    for until in (MONDAY + HOUR_MS, MONDAY + 2 * HOUR_MS):
        quiet.rest(tx, tell, until, MONDAY)
    return MONDAY + 2 * HOUR_MS


def handler_out_of_reach(tx: Tx, cast: Cast) -> int:
    detours.pause(tx, cast.responsible, _signed(tx, cast).id, "等配件", MONDAY)
    lost(tx, cast.responsible.id, MONDAY + HOUR_MS)
    return MONDAY + HOUR_MS


def half_filled_in(tx: Tx, cast: Cast) -> int:
    number = cast.reporter.telegram_id or 0
    event = Event(1, number, True, Sender(number, "王阿姨", "zh"), 1, command="report")
    UNITS.handle(event, MONDAY)(tx)
    return MONDAY + standing.REMINDER_MS


def table_not_confirmed(tx: Tx, cast: Cast) -> int:
    imports.begin(tx, people.known(tx, cast.stranger.id), "file", MONDAY)
    return MONDAY + imports.EXPIRY_MS


def help_not_taken_up(tx: Tx, cast: Cast) -> int:
    wishes.ask(tx, cast.reporter, wishes.Matter.ERRANDS, None, None, MONDAY)
    return MONDAY + HOUR_MS


def help_taken_up(tx: Tx, cast: Cast) -> int:
    """What became of it is asked next day."""
    wish = wishes.ask(tx, cast.reporter, wishes.Matter.ERRANDS, None, None, MONDAY)
    wishes.take(tx, cast.staff, wish.id, MONDAY)
    [timer] = timers.standing(tx, [wishes.TAKEN], wish.id)
    return timer.due


def _published(tx: Tx, cast: Cast, **changes: object) -> Vacancy:
    employer = employers.ask(tx, cast.reporter, entry(tx), MONDAY)
    employers.accept(tx, cast.staff, employer.id, MONDAY)
    vacancy = offers.offer(tx, cast.reporter, employer.id, offered(tx, **changes), MONDAY)
    return offers.approve(tx, cast.staff, vacancy.id, MONDAY)


def vacancy_to_be_confirmed(tx: Tx, cast: Cast) -> int:
    return _due(tx, offers.REMIND, _published(tx, cast))


def vacancy_unconfirmed(tx: Tx, cast: Cast) -> int:
    """It was asked whether it still holds while all went well."""
    vacancy = _published(tx, cast)
    timers.cancel(tx, offers.REMIND, vacancy.id)
    return _due(tx, offers.HIDE, vacancy)


def vacancy_at_its_end(tx: Tx, cast: Cast) -> int:
    return _due(tx, offers.EXPIRE, _published(tx, cast, valid_until="2026-01-15"))


def _due(tx: Tx, kind: str, vacancy: Vacancy) -> int:
    [timer] = timers.standing(tx, [kind], vacancy.id)
    return timer.due


def _applied(tx: Tx, cast: Cast) -> Application:
    """张师傅 has applied for what 王阿姨 offers."""
    vacancy = _published(tx, cast, number=1)
    timers.cancel(tx, spread.SPREAD, vacancy.id)
    people.set_phone(tx, cast.responsible.id, "13800001111")
    return applying.apply(tx, people.known(tx, cast.responsible.id), vacancy.id, MONDAY)


def vacancy_to_be_spread(tx: Tx, cast: Cast) -> int:
    """It suits 张师傅, who takes any work."""
    reach = (seekers.reach_of(tx, cast.responsible, seekers.Reach.ANYWHERE),)
    hours = seekers.hours_of((seekers.Window.ALWAYS,)).text
    said = Sought((), hours, reach, None, None, (), told=True)
    seekers.register(tx, cast.responsible, said, MONDAY)
    _published(tx, cast)
    return MONDAY


def application_to_be_answered(tx: Tx, cast: Cast) -> int:
    [timer] = timers.standing(tx, [ANSWER], _applied(tx, cast).id)
    return timer.due


def application_not_answered(tx: Tx, cast: Cast) -> int:
    one = _applied(tx, cast)
    timers.cancel(tx, ANSWER, one.id)
    timers.add(tx, ANSWER, one.id, applying.OVERDUE, one.due, MONDAY)
    return one.due


def interview_to_come(tx: Tx, cast: Cast) -> int:
    """It is on Thursday at nine; the reminder of the day before is due on Wednesday."""
    one = _applied(tx, cast)
    meeting.invite(tx, cast.reporter, one.id, MONDAY + 3 * DAY_MS, "店里", MONDAY)
    meeting.agree(tx, cast.responsible, one.id, MONDAY)
    return MONDAY + 2 * DAY_MS


def placed_a_month_ago(tx: Tx, cast: Cast) -> int:
    one = _applied(tx, cast)
    outcome.place(tx, cast.reporter, one.id, MONDAY)
    [timer] = timers.standing(tx, [CHECK], one.id)
    return timer.due


def december(tx: Tx, _cast: Cast) -> int:
    """Of a year of which no calendar knows the holidays yet."""
    top = places.roots(tx)[0]
    timers.add(tx, calendar.REMIND, top.id, "2098-12-01", MONDAY + HOUR_MS, MONDAY)
    return MONDAY + HOUR_MS


def _greeted(tx: Tx, cast: Cast) -> int:
    """王阿姨 is asked from the next morning on; 张师傅 is her contact. Returns her plan."""
    plan = mornings.begin(tx, cast.reporter, None, MONDAY)
    named = checkin_helpers.add(tx, plan.id, cast.responsible.id, kinds.Part.CONTACT, MONDAY)
    checkin_helpers.agree(tx, named.id, MONDAY)
    return plan.id


def morning_without_a_word(tx: Tx, cast: Cast) -> int:
    _greeted(tx, cast)
    return MONDAY + DAY_MS


def question_without_an_answer(tx: Tx, cast: Cast) -> int:
    """She was asked while all went well."""
    _greeted(tx, cast)
    return MONDAY + DAY_MS + 30 * MINUTE_MS


def emergency_of_hers(tx: Tx, cast: Cast) -> int:
    """Only what those hear whom she has named."""
    timers.cancel(tx, kinds.DAY, _greeted(tx, cast))
    alert = emergency.raise_alarm(tx, cast.reporter, MONDAY)
    timers.cancel(tx, emergency.UNHEARD, alert.id)
    answering.touch(tx, people.known(tx, cast.reporter.id), MONDAY, deed=True)
    return MONDAY + 3 * MINUTE_MS


def greetings_held_up(tx: Tx, cast: Cast) -> int:
    home = places.get(tx, cast.reporter.home_id or 0)
    assert home is not None
    outages.note(tx, home, MONDAY)
    return MONDAY + MINUTE_MS


def _looked_for(tx: Tx, cast: Cast, *but: str) -> Task:
    """小李 looks for somebody for tomorrow, and 张师傅 could; only timers of one kind stand."""
    said = Offered(
        (Skill.HANDS,), seekers.hours_of((seekers.Window.ALWAYS,)), Reach.COMMUNITY, Age.ADULT
    )
    one = helping.apply(tx, cast.responsible, said, MONDAY)
    helping.accept(tx, cast.staff, one.id, MONDAY)
    begins = MONDAY + DAY_MS
    place = cast.responsible.home_id or 0
    what = Wanted(place, Skill.HANDS, "搬几把椅子", begins, begins + HOUR_MS)
    task = open_task(tx, cast.staff, what, MONDAY)
    timers.cancel_each(tx, [kind for kind in opening.TIMERS if kind not in but], task.id)
    return task


def task_to_be_asked_for(tx: Tx, cast: Cast) -> int:
    _looked_for(tx, cast, opening.WAVE)
    return MONDAY


def offers_to_be_chosen_from(tx: Tx, cast: Cast) -> int:
    task = _looked_for(tx, cast, opening.CHOOSE)
    offering.offer(tx, people.known(tx, cast.responsible.id), task.id, MONDAY)
    return task.choosing or 0


def nobody_for_a_task(tx: Tx, cast: Cast) -> int:
    task = _looked_for(tx, cast, opening.ALARM)
    return (task.choosing or 0) + HOUR_MS


def task_over_its_time(tx: Tx, cast: Cast) -> int:
    return _looked_for(tx, cast, opening.END).ends


def _talks(tx: Tx, cast: Cast) -> Weekly:
    """张师傅 rings up 王阿姨 each Tuesday at ten, who was born in the middle of autumn."""
    said = Offered(
        (Skill.TALK,), seekers.hours_of((seekers.Window.ALWAYS,)), Reach.COMMUNITY, Age.ADULT
    )
    one = helping.apply(tx, cast.responsible, said, MONDAY)
    helping.accept(tx, cast.staff, one.id, MONDAY)
    home = cast.reporter.home_id or 0
    people.set_phone(tx, cast.reporter.id, "13911112222")
    place = places.get(tx, cast.staff.roles[0].place_id)
    assert place is not None
    station = teams.found_station(tx, cast.staff, place, "星光", MONDAY)
    team = teams.found(tx, cast.staff, station.id, "唠嗑", "陪着说说话", Skill.TALK, MONDAY)
    who = people.known(tx, cast.responsible.id)
    teams.join(tx, who, team.id, MONDAY)
    talk = Wanted(
        *(home, Skill.TALK, "", MONDAY, MONDAY + HOUR_MS),
        urgent=True,
        by_phone=True,
        person_id=cast.reporter.id,
        team_id=team.id,
    )
    task = open_task(tx, None, talk, MONDAY)
    offering.offer(tx, who, task.id, MONDAY)
    doing.finish(tx, who, task.id, 60, None, MONDAY)
    weekly_talk = weekly.propose(tx, who, task.id, 2, 10, "LUNAR=08-15", MONDAY)
    weekly.agree(tx, cast.reporter, weekly_talk.id, MONDAY)
    timers.cancel_each(tx, (weekly.NEXT, feasts.BIRTHDAY), weekly_talk.id)
    timers.cancel_each(tx, (feasts.FESTIVAL,), team.id)
    return weekly_talk


def a_weekly_talk(tx: Tx, cast: Cast) -> int:
    one = _talks(tx, cast)
    timers.add(tx, weekly.NEXT, one.id, "2026-01-13", MONDAY + HOUR_MS, MONDAY)
    return MONDAY + HOUR_MS


def a_birthday_that_comes(tx: Tx, cast: Cast) -> int:
    one = _talks(tx, cast)
    timers.add(tx, feasts.BIRTHDAY, one.id, "2026-01-15", MONDAY + HOUR_MS, MONDAY)
    return MONDAY + HOUR_MS


def a_festival_that_comes(tx: Tx, cast: Cast) -> int:
    one = _talks(tx, cast)
    timers.add(tx, feasts.FESTIVAL, one.team_id or 0, "laba.2026-01-15", MONDAY + HOUR_MS, MONDAY)
    return MONDAY + HOUR_MS


def task_soon_to_begin(tx: Tx, cast: Cast) -> int:
    """张师傅 does it; the reminder is due two hours before."""
    task = _looked_for(tx, cast)
    offering.offer(tx, people.known(tx, cast.responsible.id), task.id, MONDAY)
    offering.gathered(tx, task.id, "", task.choosing or 0)
    return task.starts - 2 * HOUR_MS


def board_to_be_drawn(tx: Tx, cast: Cast) -> int:
    timers.add(tx, boards.REDRAWN, cast.reporter.home_id or 0, "", MONDAY + MINUTE_MS, MONDAY)
    return MONDAY + MINUTE_MS


def round_grown_longer(tx: Tx, cast: Cast) -> int:
    """张师傅 is to phone her."""
    plan_id, home_id = _greeted(tx, cast), cast.reporter.home_id or 0
    timers.cancel(tx, kinds.DAY, plan_id)
    day = checkin_days.add(
        *(tx, plan_id, cast.reporter.id, home_id, date(2026, 3, 1), kinds.State.ASKED, MONDAY)
    )
    assert day is not None
    caller = cast.responsible.id
    checkin_alerts.put(tx, day.id, caller, rounds.FIRST, kinds.CALLER, MONDAY)
    timers.add(tx, rounds.CALLS, caller, "", MONDAY + MINUTE_MS, MONDAY)
    return MONDAY + MINUTE_MS


def week_of_greetings(tx: Tx, cast: Cast) -> int:
    """She was heard of each day."""
    plan_id, home = _greeted(tx, cast), places.get(tx, cast.reporter.home_id or 0)
    timers.cancel(tx, kinds.DAY, plan_id)
    assert home is not None
    boards.begin_weeks(tx, home, MONDAY)
    checkin_days.add(
        *(tx, plan_id, cast.reporter.id, home.id, local(MONDAY, home.zone).date()),
        *(kinds.State.ENDED, MONDAY),
        outcome=kinds.Outcome.TOUCHED,
    )
    return min(
        one.due for one in timers.due(tx, MONDAY + 8 * DAY_MS, 100) if one.kind == boards.WEEK
    )


BOTH = "小李 张师傅"
WITH_WANG = "张师傅 王阿姨"


def _introduced(tx: Tx, cast: Cast) -> Introduction:
    """Two people who have been introduced by 张师傅."""
    people.grant(tx, cast.responsible.id, "matchmaker", cast.reporter.home_id or 0, None, MONDAY)
    keeper, found = people.known(tx, cast.responsible.id), []
    for who, sex in ((cast.reporter, Sex.WOMAN), (cast.staff, Sex.MAN)):
        born = date(1990, 1, 1)
        said = matchmaking.Declared(sex, born, Marital.NEVER, Children.NONE, keeper.id)
        found.append(matchmaking.register(tx, who, said, MONDAY).id)
        handing.see_papers(tx, keeper, found[-1], MONDAY)
    return introducing.introduce(tx, keeper, found[0], found[1], None, None, MONDAY)


def nobody_answers(tx: Tx, cast: Cast) -> int:
    _introduced(tx, cast)
    return MONDAY + 3 * DAY_MS


def they_have_met(tx: Tx, cast: Cast) -> int:
    made = _introduced(tx, cast)
    for who in (cast.reporter, cast.staff):
        introducing.answer(tx, who, made.id, introducing.YES, MONDAY)
    return MONDAY + 3 * DAY_MS


def papers_not_seen(tx: Tx, cast: Cast) -> int:
    said = matchmaking.Declared(Sex.WOMAN, date(1990, 1, 1), Marital.NEVER, Children.NONE)
    matchmaking.register(tx, cast.reporter, said, MONDAY)
    return MONDAY + 3 * DAY_MS


def announced(tx: Tx, cast: Cast) -> Broadcast:
    """What 小李 tells everybody of the estate."""
    home = places.get(tx, cast.reporter.home_id or 0)
    assert home is not None
    estate = next(place for place in places.upwards(tx, home) if place.kind == "estate")
    audience = Audience((estate.id,))
    return broadcasts.prepare(tx, cast.staff, Content("停水"), MONDAY, audience=audience)


TOLD = "小李 张师傅 王阿姨"
ASKED = "小李 老周 马姐"


def _mediated(tx: Tx) -> Case:
    """老周 has taken up what 王阿姨 asks for."""
    case = mediation.request(tx, disputed.sides(tx).a, disputed.wanted(tx), MONDAY)
    return mediators.take(tx, disputed.sides(tx).mediator, case.id, MONDAY)


def dispute_not_taken_up(tx: Tx, _cast: Cast) -> int:
    case = mediation.request(tx, disputed.sides(tx).a, disputed.wanted(tx), MONDAY)
    return case.contact_due or 0


def sides_nearly_unheard(tx: Tx, _cast: Cast) -> int:
    _mediated(tx)
    return MONDAY + 4 * DAY_MS


def dispute_over_a_month(tx: Tx, _cast: Cast) -> int:
    case, cast = _mediated(tx), disputed.sides(tx)
    joining.invite(tx, cast.mediator, case.id, "token", MONDAY)
    joining.join(tx, cast.b, "token", MONDAY)
    joining.agree(tx, cast.b, case.id, MONDAY)
    for side in Side:
        case = rooms.hear(tx, cast.mediator, case.id, side, MONDAY)
    return case.finish_due or 0


def _agreed_to(tx: Tx, made: Mediated, pact_id: int) -> None:
    for who, side in ((made.one, "a"), (made.other, "b")):
        pacts.agree(tx, who, pact_id, side, MONDAY)
    pacts.conclude(tx, made.mediator, pact_id, pacts.Way.WRITTEN, (), MONDAY)


def _agreeing(tx: Tx) -> Mediated:
    """老周 has in hand what both take part in; of its deadlines nothing is said here."""
    made = mediated(tx)
    timers.cancel_each(tx, disputes.WATCHED, made.case.id)
    return made


def session_tomorrow(tx: Tx, _cast: Cast) -> int:
    made = _agreeing(tx)
    begins, phone = MONDAY + 2 * DAY_MS, sessions.Way.PHONE
    one = sessions.propose(tx, made.mediator, made.case.id, phone, begins, None, MONDAY)
    for who, side in ((made.one, "a"), (made.other, "b")):
        sessions.answer(tx, who, one.id, side, None, MONDAY)
    return MONDAY + DAY_MS


def court_in_ten_days(tx: Tx, _cast: Cast) -> int:
    made = _agreeing(tx)
    then = MONDAY + 90 * DAY_MS
    pact = pacts.draft(tx, made.mediator, made.case.id, "十点以后安静", then, MONDAY)
    _agreed_to(tx, made, pact.id)
    return MONDAY + 20 * DAY_MS


def promise_due(tx: Tx, _cast: Cast) -> int:
    made = _agreeing(tx)
    then = MONDAY + 7 * DAY_MS
    pact = pacts.draft(tx, made.mediator, made.case.id, "十点以后安静", then, MONDAY)
    _agreed_to(tx, made, pact.id)
    return then


def _activity(tx: Tx, cast: Cast, capacity: int | None = None) -> Activity:
    """小李 holds one on Thursday; 王阿姨 has signed up."""
    planned = plan(cast.reporter.home_id or 0, starts=MONDAY + 3 * DAY_MS, capacity=capacity)
    draft = planning.draft(tx, cast.staff, planned, MONDAY)
    activity = planning.publish(tx, cast.staff, draft.id, MONDAY)
    signing.sign_up(tx, cast.reporter, activity.id, 1, MONDAY)
    return activity


def activity_tomorrow(tx: Tx, cast: Cast) -> int:
    timers.cancel_each(tx, (planning.END,), _activity(tx, cast).id)
    return MONDAY + 2 * DAY_MS


def activity_over(tx: Tx, cast: Cast) -> int:
    timers.cancel_each(tx, (planning.REMIND,), _activity(tx, cast).id)
    return MONDAY + 3 * DAY_MS + 2 * HOUR_MS


def thanks_for_coming(tx: Tx, cast: Cast) -> int:
    activity = _activity(tx, cast)
    own = sign_ups.of(tx, activity.id, ("in",))[0]
    attending.mark(tx, cast.staff, own.id, activity.starts)
    planning.finish(tx, activity.id, "", activity.ends)
    timers.cancel_each(tx, (planning.REMIND, planning.END), activity.id)
    [timer] = timers.standing(tx, [planning.THANK], activity.id)
    return timer.due


def _in_line(tx: Tx, cast: Cast, left: int) -> Activity:
    """张师傅 waits, and 王阿姨 signs off."""
    activity = _activity(tx, cast, capacity=1)
    timers.cancel_each(tx, planning.TIMERS, activity.id)
    signing.sign_up(tx, cast.responsible, activity.id, 1, MONDAY)
    signing.leave(tx, cast.reporter, activity.id, left)
    return activity


def place_not_taken(tx: Tx, cast: Cast) -> int:
    """It is kept over the night, until eight."""
    _in_line(tx, cast, MONDAY + HOUR_MS)
    return MONDAY + 23 * HOUR_MS


def festivals_undecided(tx: Tx, _cast: Cast) -> int:
    top = places.roots(tx)[0]
    timers.add(tx, repeating.AHEAD, top.id, "2026-01-13", MONDAY + HOUR_MS, MONDAY)
    return MONDAY + HOUR_MS


def place_freed_at_night(tx: Tx, cast: Cast) -> int:
    _in_line(tx, cast, MONDAY + 13 * HOUR_MS)
    return MONDAY + 23 * HOUR_MS


SIDES = "孙大爷 王阿姨"


def announcement_to_begin(tx: Tx, cast: Cast) -> int:
    one = announced(tx, cast)
    sending.submit(tx, cast.staff, one.id, MONDAY + HOUR_MS, None, MONDAY)
    return MONDAY + HOUR_MS


def announcement_begun(tx: Tx, cast: Cast) -> int:
    one = announced(tx, cast)
    sending.submit(tx, cast.staff, one.id, None, None, MONDAY)
    timers.cancel(tx, BEGIN, one.id)
    sending.begin(tx, one.id, "", MONDAY)
    return MONDAY


def announcement_paused(tx: Tx, cast: Cast) -> int:
    one = announced(tx, cast)
    sending.submit(tx, cast.staff, one.id, None, None, MONDAY)
    timers.cancel(tx, BEGIN, one.id)
    sending.begin(tx, one.id, "", MONDAY)
    running.pause(tx, cast.staff, one.id, MONDAY)
    return MONDAY + LASTS_MS


DOWN = (
    Down(watch.ACCEPT, with_nobody, ("小李", "小李", "老陈", "老陈")),
    Down(watch.CONTACT, nearly_unsigned, ("张师傅", BOTH, BOTH, "老陈")),
    Down(watch.CONTACT, unsigned, (BOTH, BOTH, "老陈", "老陈")),
    Down(watch.SITE, nearly_absent, ("张师傅", BOTH, BOTH, "老陈")),
    Down(watch.SITE, absent, (BOTH, BOTH, "老陈", "老陈")),
    Down(watch.FINISH, overtime, (BOTH, BOTH, "老陈", "老陈")),
    Down(issues.CALL_BACK, not_called_back, ("小李", "小李", "小李", "小李 王阿姨")),
    Down(issues.CALL_BACK, not_said, ("王阿姨",) * 4, MONDAY + 4 * DAY_MS),
    Down(issues.CALL_BACK, never_called_back, ("王阿姨",) * 4, MONDAY + 6 * DAY_MS + HOUR_MS),
    Down(onward.PLANNED, planned, (BOTH,) * 4),
    Down(
        emergency.UNHEARD, alarm_not_taken, ("小李", "小李 王阿姨 老陈", "小李 老陈", "小李 老陈")
    ),
    Down(roster.EVENING, nobody_tonight, ("小李",) * 4),
    Down(upkeep.SET_ASIDE, set_aside, ("老陈",) * 4),
    Down(upkeep.LOOPING, looping, ("老陈",) * 4),
    Down(REACH, handler_out_of_reach, ("小李",) * 4),
    Down(quiet.RESTED, resting, ("小李 小李",) * 4),
    Down(imports.EXPIRY, table_not_confirmed, ("",) * 4),
    Down(disputes.ACCEPT, dispute_not_taken_up, (ASKED, ASKED, "小李 老陈", "小李 老陈")),
    Down(disputes.HEAR, sides_nearly_unheard, ("老周", "老周", "", "小李 老周")),
    Down(
        disputes.FINISH,
        dispute_over_a_month,
        ("小李 老周", "小李 老周", "老陈", "老陈"),
        MONDAY + 25 * DAY_MS,
    ),
    Down(sessions.SOON, session_tomorrow, (f"{SIDES} 老周", f"{SIDES} 老周", "", "")),
    Down(after.COURT, court_in_ten_days, (f"{SIDES} 老周",) * 4),
    Down(after.KEPT, promise_due, (SIDES,) * 4),
    Down(kinds.DAY, morning_without_a_word, ("王阿姨", "", "", "")),
    Down(kinds.RUNG, question_without_an_answer, ("王阿姨", "王阿姨", "", ""), MONDAY + DAY_MS),
    Down(kinds.SOS, emergency_of_hers, ("张师傅", "张师傅", "小李", "小李")),
    Down(kinds.OUTAGE, greetings_held_up, ("小李",) * 4),
    Down(rounds.CALLS, round_grown_longer, ("张师傅",) * 4),
    Down(boards.REDRAWN, board_to_be_drawn, ("",) * 4),
    Down(boards.WEEK, week_of_greetings, ("小李",) * 4, MONDAY + 6 * DAY_MS),
    Down(wishes.UNHEARD, help_not_taken_up, ("小李",) * 4),
    Down(wishes.TAKEN, help_taken_up, ("小李",) * 4),
    Down(
        SILENT, nobody_answers, ("张师傅 张师傅", "张师傅 张师傅", "张师傅 张师傅", "张师傅 张师傅")
    ),
    Down(AFTER, they_have_met, ("小李 王阿姨",) * 4),
    Down(matchmaking.UNSEEN, papers_not_seen, ("小李 老陈",) * 4),
    Down(offers.REMIND, vacancy_to_be_confirmed, ("王阿姨",) * 4),
    Down(offers.HIDE, vacancy_unconfirmed, ("王阿姨",) * 4),
    Down(offers.EXPIRE, vacancy_at_its_end, ("王阿姨",) * 4),
    Down(spread.SPREAD, vacancy_to_be_spread, ("张师傅",) * 4, MONDAY - 1),
    Down(ANSWER, application_to_be_answered, ("王阿姨",) * 4),
    Down(ANSWER, application_not_answered, ("小李 张师傅 王阿姨",) * 4),
    Down(MEETING, interview_to_come, ("张师傅 王阿姨", "张师傅 王阿姨", "", "王阿姨")),
    Down(CHECK, placed_a_month_ago, ("张师傅 王阿姨",) * 4),
    Down(planning.REMIND, activity_tomorrow, ("王阿姨", "王阿姨", "", "")),
    Down(planning.END, activity_over, ("小李",) * 4),
    Down(planning.THANK, thanks_for_coming, ("王阿姨",) * 4),
    Down(line.OFFER, place_not_taken, ("张师傅",) * 4),
    Down(repeating.AHEAD, festivals_undecided, ("小李",) * 4),
    Down(line.FILL, place_freed_at_night, ("张师傅", "张师傅", "张师傅", "")),
    Down(BEGIN, announcement_to_begin, (TOLD, TOLD, TOLD, "小李")),
    Down(FEED, announcement_begun, (TOLD, TOLD, TOLD, "小李"), MONDAY - 1),
    Down(STALE, announcement_paused, ("小李",) * 4),
    Down(opening.WAVE, task_to_be_asked_for, ("张师傅", "张师傅", "张师傅", ""), MONDAY - 1),
    Down(opening.CHOOSE, offers_to_be_chosen_from, (BOTH, BOTH, "", "")),
    Down(opening.ALARM, nobody_for_a_task, ("小李", "小李", "", "")),
    Down(opening.END, task_over_its_time, ("小李",) * 4),
    Down(weekly.NEXT, a_weekly_talk, (WITH_WANG, WITH_WANG, "", "")),
    Down(feasts.BIRTHDAY, a_birthday_that_comes, ("小李", "小李", "小李", "")),
    Down(feasts.FESTIVAL, a_festival_that_comes, ("小李", "小李", "小李", "")),
    Down(opening.FOLLOW, task_soon_to_begin, ("张师傅", "张师傅", "", "")),
    Down(calendar.REMIND, december, ("老陈",) * 4),
    Down(standing.REMINDER, half_filled_in, ("王阿姨",) * 4),
)


def _chief(tx: Tx) -> None:
    chief = gathered(tx).stranger
    people.set_name(tx, chief.id, "老陈")
    people.grant(tx, chief.id, "admin", places.roots(tx)[0].id, None, NOW)


class Undone(Exception):
    """What came of something that shall not have happened."""


def fired(tx: Tx, now: int) -> str:
    """Fire all that is due, as bot/timing.py does; to whom letters went, by name."""
    letters = []
    tx.told.clear()  # what was told while all went well has gone out
    while due := timers.due(tx, now, limit=100):
        for timer in due:
            letters += UNITS.fire([timer], now)(tx).letters
    readers = [people.known(tx, one.person_id or 0) for one in letters if one.act == "send"]
    return " ".join(sorted(str(people.name(tx, reader)) for reader in readers))


def lived_through(tx: Tx, down: Down, late: str) -> None:
    due = down.set_up(tx, gathered(tx))
    fired(tx, down.up)
    back = due + LATE[late]
    raise Undone(fired(tx, back), fired(tx, back))


@pytest.mark.parametrize("late", LATE)
async def test_what_came_due_meanwhile_is_judged_once(settled: Database, late: str) -> None:
    await settled.run(_chief)
    came = {}
    for down in DOWN:
        try:
            await settled.run(partial(lived_through, down=down, late=late))
        except Undone as undone:
            came[down.set_up.__name__] = undone.args
    index = list(LATE).index(late)
    assert came == {down.set_up.__name__: (down.told[index], "") for down in DOWN}


async def test_an_alarm_of_days_ago_and_a_call_after_the_end_climb_no_further(
    settled: Database,
) -> None:
    def lived(tx: Tx) -> list[str]:
        _chief(tx)
        alarm_not_taken(tx, gathered(tx))
        not_called_back(tx, gathered(tx))
        return [fired(tx, MONDAY + days * DAY_MS) for days in (8, 9)]

    assert await settled.run(lived) == ["小李 王阿姨 老陈", ""]


async def test_the_night_that_runs_is_looked_at_though_its_evening_was_missed(
    settled: Database,
) -> None:
    def lived(tx: Tx) -> list[str]:
        due = nobody_tonight(tx, gathered(tx))
        tuesday, wednesday = due + DAY_MS, due + 2 * DAY_MS
        return [fired(tx, at) for at in (tuesday + 5 * HOUR_MS, wednesday - 1, wednesday)]

    assert await settled.run(lived) == ["小李", "", "小李"]


def test_each_kind_of_timer_says_what_it_is_worth_late() -> None:
    kinds = set(UNITS.registry.timers)
    assert {down.kind for down in DOWN} == kinds
    rows = re.findall(r"^\| `([\w.]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert set(rows) == kinds
