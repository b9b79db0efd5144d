"""The demonstration town adds up to what one documented subdistrict reported (domain §1)."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from bot import town
from bot.app import CAPABILITIES
from community.activities import figures as gatherings
from community.activities.kinds import Category
from community.activities.kinds import Origin as Origin_
from community.agreements import figures
from community.checkins import mornings
from community.checkins.kinds import DAY, State
from community.issues import figures as reports
from community.jobs import figures as employment
from community.jobs.figures import Counted
from community.mediation.kinds import Origin
from community.tasks import figures as helping
from storage import (
    activities,
    applications,
    checkin_days,
    checkin_helpers,
    checkin_plans,
    people,
    places,
    tasks,
    teams,
    timers,
    vacancies,
)
from storage.engine import Database
from storage.figures import By
from storage.moments import Span, local, moment
from storage.tx import Tx

NOW = int(datetime(2026, 11, 23, 4, tzinfo=UTC).timestamp() * 1000)


async def test_disputes_are_settled_as_reported_and_the_origins_kept_apart(
    database: Database,
) -> None:
    await database.run(partial(town.settled, zone="Asia/Shanghai", now=NOW))
    await database.run(_disputes)


def _disputes(tx: Tx) -> None:
    office = people.by_telegram(tx, town.OFFICE.telegram_id)
    root = places.roots(tx)[0]
    assert office is not None

    def counted(first: datetime, until: datetime) -> dict[Origin, tuple[int, int]]:
        since, end = (int(at.timestamp() * 1000) for at in (first, until))
        span = Span(first.date(), until.date(), since, end, NOW, running=False)
        found, _ever = figures.of(tx, office, root, span)
        return {origin: (sums.settled, sums.defused) for origin, sums in found.items()}

    zone = local(NOW, root.zone).tzinfo
    year = datetime(2026, 1, 1, tzinfo=zone)
    assert counted(year, year.replace(month=9))[Origin.TEAM] == (33, 0)
    assert counted(year.replace(month=9), year.replace(month=12))[Origin.TEAM] == (0, 0)
    since_founding = counted(year.replace(year=2020), year.replace(month=12))
    assert since_founding == {Origin.TEAM: (33, 0), Origin.COUNCIL: (12, 2)}
    left = [timer.kind for timer in timers.due(tx, NOW + 365 * 24 * 3_600_000, 10_000)]
    assert not [kind for kind in left if kind.startswith(("agreements", "mediation"))]


TO_AUGUST, TO_DATE = date(2026, 8, 31), date(2026, 11, 30)
# Section, until when, and what the office reads of this year: word for word what was reported.
READ = (
    ("disputes", TO_AUGUST, ("志愿者调解队", "调解成功 100% (33/33)（到期末累计 33）")),
    ("disputes", TO_DATE, ("居民议事厅", "（到期末累计 12）")),
    ("jobs", TO_DATE, ("收录用人单位 42（到期末累计 42）", "发布招聘信息 35（到期末累计 35）")),
    ("jobs", TO_DATE, ("其中妇女 26（到期末累计 26）", "她们来自的小区 8（到期末累计 8）")),
    ("match", TO_DATE, ("志愿红娘（现有） 18", "登记单身（累计） 123", "牵线（累计） 52")),
    ("events", TO_AUGUST, ("文体娱乐：23 场", "义诊健康：19 场", "家庭教育：47 场")),
    ("events", TO_AUGUST, ("▪️ 志愿服务队：89 场（到期末累计 89 场）",)),
    ("events", TO_DATE, ("▪️ 五方联动（主题活动）：", "（到期末累计 18 场）")),
    ("tasks", TO_DATE, ("期末志愿服务站 4", "下设志愿队 18")),
    ("tasks", TO_DATE, ("期末志愿者人数 108", "其中能人 20")),
    ("mornings", TO_DATE, ("期末在册、每天问候的老人 7", "报了平安 100%")),
)


async def test_the_office_reads_what_was_reported_with_its_period(database: Database) -> None:
    await database.run(partial(town.settled, zone="Asia/Shanghai", now=NOW))
    await database.run(_read)


def _read(tx: Tx) -> None:
    office = people.by_telegram(tx, town.OFFICE.telegram_id)
    root = places.roots(tx)[0]
    assert office is not None
    sections = {one.name: one for brings in CAPABILITIES for one in brings.figures}
    first = date(2026, 1, 1)
    for name, until, lines in READ:
        since, end = (moment(day, 0, root.zone) for day in (first, until + timedelta(days=1)))
        span = Span(first, until, since, end, NOW, running=False)
        said = "\n".join(sections[name].lines(tx, office, root, span))
        for line in lines:
            assert line in said


async def test_what_was_reported_is_mended_and_nothing_waits(database: Database) -> None:
    await database.run(partial(town.settled, zone="Asia/Shanghai", now=NOW))
    await database.run(_reports)


def _reports(tx: Tx) -> None:
    office = people.by_telegram(tx, town.OFFICE.telegram_id)
    root = places.roots(tx)[0]
    assert office is not None
    today = local(NOW, root.zone).date()
    span = Span(today - timedelta(days=60), today, NOW - 60 * 86_400_000, NOW, NOW, running=True)
    found = reports.of(tx, office, root, span, By.ALL).total
    assert (found.accepted, found.closed, found.called_back) == (10, 10, 10)
    assert (found.contacts, found.ends, found.solved, found.satisfied) == (10, 10, 10, 9)
    assert (found.signed, found.in_time) == (10, 10)
    left = {timer.kind for timer in timers.due(tx, NOW + 365 * 86_400_000, 10_000)}
    assert not [kind for kind in left if kind.startswith("issues")]


async def test_employment_adds_up_as_reported(database: Database) -> None:
    await database.run(partial(town.settled, zone="Asia/Shanghai", now=NOW))
    await database.run(_employment)


def _employment(tx: Tx) -> None:
    office = people.by_telegram(tx, town.OFFICE.telegram_id)
    root = places.roots(tx)[0]
    assert office is not None
    today = local(NOW, root.zone).date()
    span = Span(today, today, NOW, NOW + 1, NOW, running=True)
    now, ever = employment.of(tx, office, root, span)
    assert (now, ever) == (Counted(0, 0, 0, 0, 0), Counted(42, 35, 26, 26, 8))
    there = vacancies.newest(tx, root.path, "open", None, 100)
    assert len(there) == 12, "there is work to be found"
    due = {timer.kind for timer in timers.due(tx, NOW, 10_000)}
    assert not [kind for kind in due if kind.startswith("jobs")], "nothing is asked at the start"
    assert not applications.unanswered(tx, root.path, "placed", NOW, 100), "both have answered"


@pytest.mark.parametrize("hour", [0, 12])
async def test_volunteers_and_their_teams_add_up_as_reported(database: Database, hour: int) -> None:
    await database.run(partial(town.settled, zone="Asia/Shanghai", now=NOW + hour * 3_600_000))
    await database.run(partial(_volunteers, now=NOW + hour * 3_600_000))


def _volunteers(tx: Tx, now: int) -> None:
    office = people.by_telegram(tx, town.OFFICE.telegram_id)
    root = places.roots(tx)[0]
    assert office is not None
    today = local(now, root.zone).date()
    span = Span(today, today, 0, now + 1, now, running=True)
    counted = helping.of(tx, office, root, span)
    assert (counted.volunteers, counted.skilled) == (108, 20)
    assert (counted.stations, counted.teams) == (4, 18)
    assert (counted.ended.done, counted.ended.missed) == (25, 0)
    assert counted.minutes > 0
    stations, standing = teams.stations(tx), teams.standing(tx)
    assert (len(stations), len(standing)) == (4, 18)
    named = {team.name for team in standing if "虚构" not in team.charter}
    assert named == {"社区红娘", "暖心“唠嗑”", "“环保妈妈”", "“三人行”家庭教育"}
    assert all(team.leader_id and teams.strength(tx, team.id) for team in standing)
    starlight = next(one for one in stations if one.name == "星光“一助一”")
    own = [team for team in standing if team.station_id == starlight.id]
    assert len({one for team in own for one in teams.members(tx, team.id)}) == 108
    assert len(tasks.below(tx, root.path, ("open",), 9)) == 1, "there is something to do"


async def test_activities_add_up_under_their_own_origins(database: Database) -> None:
    await database.run(partial(town.settled, zone="Asia/Shanghai", now=NOW))
    await database.run(_activities)


def _activities(tx: Tx) -> None:
    office = people.by_telegram(tx, town.OFFICE.telegram_id)
    root = places.roots(tx)[0]
    assert office is not None

    def held(since: datetime, until: datetime) -> dict[tuple[Origin_, Category], int]:
        first, end = (int(at.timestamp() * 1000) for at in (since, until))
        span = Span(since.date(), until.date(), first, end, NOW, running=False)
        found, _ever = gatherings.of(tx, office, root, span)
        return {key: sums.held for key, sums in found.items()}

    zone = local(NOW, root.zone).tzinfo
    year = datetime(2026, 1, 1, tzinfo=zone)
    team = {
        kind: count
        for (origin, kind), count in held(year, year.replace(month=9)).items()
        if origin is Origin_.TEAM
    }
    assert team == {Category.CULTURE: 23, Category.CLINIC: 19, Category.FAMILY: 47}
    to_date = held(year.replace(year=2020), year.replace(month=12))
    assert sum(n for (origin, _kind), n in to_date.items() if origin is Origin_.JOINT) == 18
    assert sum(n for (origin, _kind), n in to_date.items() if origin is Origin_.TEAM) == 89
    coming = activities.coming(tx, 100)
    assert len(coming) == 4, "there is something to sign up for"
    assert all(one.starts > NOW for one in coming)
    due = {timer.kind for timer in timers.due(tx, NOW, 10_000)}
    assert not [kind for kind in due if kind.startswith("activities")]


async def test_elders_have_been_greeted_and_wait_for_the_next_morning(database: Database) -> None:
    await database.run(partial(town.settled, zone="Asia/Shanghai", now=NOW))
    await database.run(_greetings)


def _greetings(tx: Tx) -> None:
    root = places.roots(tx)[0]
    plans = checkin_plans.below(tx, root.path, 100)
    granny = people.by_telegram(tx, town.GRANNY.telegram_id)
    assert granny is not None
    assert granny.simple is not None
    days = checkin_days.below(
        tx, root.path, local(0, root.zone).date(), local(NOW, root.zone).date()
    )
    assert {day.outcome for day in days} == {"touched"}
    assert len(days) == 13 * len(plans)
    next_ones = [one for one in timers.due(tx, NOW + 2 * 86_400_000, 10_000) if one.kind == DAY]
    assert {one.subject for one in next_ones} == {plan.id for plan in plans}
    [own] = [plan for plan in plans if plan.person_id == granny.id]
    assert len(checkin_helpers.of(tx, own.id)) == 2
    assert sum(plan.paused_until is not None for plan in plans) == 6, "nobody waits at a door"


@pytest.mark.parametrize("start", ["06:40", "07:30", "08:57", "09:30", "12:30", "17:30", "22:00"])
async def test_the_first_morning_asks_whenever_the_demonstration_began(
    database: Database, start: str
) -> None:
    hours, minutes = start.split(":")
    now = moment(date(2026, 11, 24), int(hours) * 60 + int(minutes), "Asia/Shanghai")
    await database.run(partial(town.settled, zone="Asia/Shanghai", now=now))
    await database.run(partial(_first_morning, now=now))


def _first_morning(tx: Tx, now: int) -> None:
    granny = people.by_telegram(tx, town.GRANNY.telegram_id)
    assert granny is not None
    people.set_heard(tx, granny.id, now + 30_000)  # the page opens her chat
    plan = checkin_plans.of(tx, granny.id)
    assert plan is not None
    [end] = timers.standing(tx, (DAY,), plan.id)
    at = local(end.due, "Asia/Shanghai")
    assert (at.hour, at.minute, now < end.due < now + 86_400_000) == (9, 0, True)
    mornings.judge(tx, plan.id, end.occasion, end.due)
    day = checkin_days.at(tx, plan.id, at.date())
    assert day is not None
    assert (day.state, day.outcome) == (State.ASKED, None)
