"""The last place, the line and the end of an activity, when two want them at once."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from community import broadcasts as announcing
from community.activities import attending, finding, line, planning, repeating, signing
from community.activities.kinds import Category, Coming, Stage
from community.activities.repeating import Every, Festival
from community.broadcasts import sending
from community.deadlines import DAY_MS, HOUR_MS
from community.refused import Refused
from community.roles import Role
from storage import activities, albums, broadcasts, people, places, sign_ups, timers
from storage.audiences import Audience
from storage.broadcasts import Broadcast, Content
from storage.cipher import Cipher
from storage.engine import Database
from storage.people import Person
from storage.tx import Tx
from tests.community.announced import fires
from tests.community.conftest import gathered
from tests.community.racing import raced
from tests.conftest import NOW
from tests.rights.activities import STARTS, plan, published

MORNING = NOW + 2 * HOUR_MS  # ten in the town


def _made(tx: Tx, capacity: int | None = 1) -> int:
    return published(tx, capacity=capacity).id


def _joins(tx: Tx, who: str, activity_id: int, count: int = 1) -> str:
    return signing.sign_up(tx, getattr(gathered(tx), who), activity_id, count, MORNING).stage


def _stands(tx: Tx, who: str, activity_id: int) -> str:
    found = sign_ups.by(tx, activity_id, getattr(gathered(tx), who).id)
    assert found is not None
    return found.stage


async def test_the_last_place_is_one_persons(
    settled: Database, database_url: str, cipher: Cipher
) -> None:
    activity_id = await settled.run(_made)
    came = await raced(
        settled,
        database_url,
        cipher,
        partial(_joins, who="reporter", activity_id=activity_id),
        partial(_joins, who="responsible", activity_id=activity_id),
    )
    assert sorted(came) == [Coming.IN, Coming.WAITING]
    counted = await settled.run(lambda tx: sign_ups.counted(tx, activity_id))
    assert counted == {"in": 1, "waiting": 1}


async def test_nobody_moves_up_into_what_is_called_off(
    settled: Database, database_url: str, cipher: Cipher
) -> None:
    def set_up(tx: Tx) -> int:
        activity_id = _made(tx)
        _joins(tx, "reporter", activity_id)
        _joins(tx, "responsible", activity_id)
        return activity_id

    activity_id = await settled.run(set_up)

    def leaves(tx: Tx) -> str:
        signing.leave(tx, gathered(tx).reporter, activity_id, MORNING)
        return "left"

    def cancels(tx: Tx) -> str:
        planning.cancel(tx, gathered(tx).staff, activity_id, "要下大雨", MORNING)
        return "cancelled"

    assert await raced(settled, database_url, cipher, cancels, leaves) == [
        "cancelled",
        "cases.moved_on",
    ]
    assert await settled.run(lambda tx: _stands(tx, "responsible", activity_id)) == Coming.WAITING
    left = await settled.run(lambda tx: timers.due(tx, NOW + 99 * DAY_MS, 999))
    assert not [one for one in left if one.kind.startswith("activities")]


async def test_whoever_signs_up_while_it_is_called_off_is_in_or_refused(
    settled: Database, database_url: str, cipher: Cipher
) -> None:
    activity_id = await settled.run(_made)

    def cancels(tx: Tx) -> str:
        planning.cancel(tx, gathered(tx).staff, activity_id, "要下大雨", MORNING)
        return "cancelled"

    joins = partial(_joins, who="reporter", activity_id=activity_id)
    assert await raced(settled, database_url, cipher, cancels, joins) == [
        "cancelled",
        "activities.closed",
    ]


async def test_a_place_goes_down_the_line_as_far_as_it_is_enough(settled: Database) -> None:
    def lived(tx: Tx) -> list[str]:
        cast, activity_id = gathered(tx), _made(tx, 2)
        steps = [
            _joins(tx, "reporter", activity_id, 2),
            _joins(tx, "stranger", activity_id, 2),
            _joins(tx, "responsible", activity_id, 1),
        ]
        signing.sign_up(tx, cast.reporter, activity_id, 1, MORNING)
        steps += [_stands(tx, "stranger", activity_id), _stands(tx, "responsible", activity_id)]
        offered = sign_ups.by(tx, activity_id, cast.responsible.id)
        assert offered is not None
        assert offered.until == MORNING + 22 * HOUR_MS, "twelve hours, and no night's end"
        line.lapse(tx, offered.id, "", offered.until or 0)
        steps.append(_stands(tx, "responsible", activity_id))
        signing.leave(tx, cast.reporter, activity_id, MORNING)
        return [*steps, _stands(tx, "stranger", activity_id)]

    assert await settled.run(lived) == [
        *("in", "waiting", "waiting"),
        *("waiting", "offered", "out", "offered"),
    ]


def _kept(tx: Tx, freed: int) -> int:
    """Until when a place is kept that becomes free then."""
    cast, activity_id = gathered(tx), _made(tx)
    _joins(tx, "reporter", activity_id)
    _joins(tx, "responsible", activity_id)
    signing.leave(tx, cast.reporter, activity_id, freed)
    offered = sign_ups.by(tx, activity_id, cast.responsible.id)
    assert offered is not None
    return offered.until or 0


async def test_a_place_is_kept_for_twelve_hours_and_on_the_last_day_for_two(
    settled: Database,
) -> None:
    next_day = NOW + DAY_MS  # eight in the town: nobody need answer by night
    late, last = NOW + 12 * HOUR_MS - 1, STARTS - DAY_MS + HOUR_MS
    for freed, until in ((NOW, next_day), (late, next_day), (last, last + 2 * HOUR_MS)):
        assert await settled.run(partial(_kept, freed=freed)) == until


async def test_who_has_signed_off_is_reminded_of_nothing(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        cast, activity_id = gathered(tx), _made(tx, 2)
        for who in ("reporter", "responsible"):
            _joins(tx, who, activity_id)
        signing.leave(tx, cast.reporter, activity_id, MORNING)
        for what, before in (("day", DAY_MS), ("hours", 2 * HOUR_MS)):
            tx.told.clear()
            planning.remind(tx, activity_id, f"{what}.{STARTS}", STARTS - before)
            told = [(tell.notice, tell.person) for tell in tx.told]
            assert told == [("activities.soon", cast.responsible.id)]

    await settled.run(lived)


async def test_at_night_nobody_is_asked_and_one_without_telegram_moves_up_at_once(
    settled: Database,
) -> None:
    def lived(tx: Tx) -> list[str]:
        cast, activity_id = gathered(tx), _made(tx)
        _joins(tx, "reporter", activity_id)
        one = signing.enter(tx, cast.staff, activity_id, "赵大爷", 1, MORNING)
        tx.told.clear()
        night = MORNING + 13 * HOUR_MS
        signing.leave(tx, cast.reporter, activity_id, night)
        steps = [sign_ups.known(tx, one.id).stage, str(len(tx.told))]
        [timer] = timers.standing(tx, (line.FILL,), activity_id)
        line.fill_by_day(tx, activity_id, timer.occasion, timer.due)
        told = [tell.notice for tell in tx.told]
        return [*steps, sign_ups.known(tx, one.id).stage, *told]

    assert await settled.run(lived) == ["waiting", "0", "in", "activities.moved_up"]


async def test_the_code_at_the_door_is_good_around_the_time_alone(settled: Database) -> None:
    def scans(tx: Tx, at: int, code: str | None = None) -> str:
        cast = gathered(tx)
        activity = activities.known(tx, activity_id)
        good = attending.code(tx, activity)
        try:
            return attending.arrive(tx, cast.stranger, activity.id, code or good, at).stage
        except Refused as refused:
            return refused.reason

    activity_id = await settled.run(_made)
    tries = [
        (STARTS - 2 * HOUR_MS, None, "activities.too_early"),
        (STARTS, "0" * 16, "activities.not_found"),
        (STARTS + 4 * HOUR_MS, None, "activities.too_late"),
        (STARTS, None, Coming.ATTENDED),
        (STARTS, None, Coming.ATTENDED),
    ]
    for at, code, expected in tries:
        assert await settled.run(partial(scans, at=at, code=code)) == expected
    assert await settled.run(lambda tx: sign_ups.counted(tx, activity_id)) == {"attended": 1}


def test_festivals_fall_where_the_calendars_say() -> None:
    first, last = date(2026, 1, 1), date(2027, 12, 31)
    found = {
        festival: repeating.days(rule, first, first, last)
        for festival, rule in repeating.FESTIVALS.items()
    }
    assert found[Festival.LABA] == [date(2026, 1, 26), date(2027, 1, 15)]
    assert found[Festival.LANTERNS] == [date(2026, 3, 3), date(2027, 2, 20)]
    assert found[Festival.ELDERS] == [date(2026, 10, 18), date(2027, 10, 8)]
    assert found[Festival.MOTHERS] == [date(2026, 5, 10), date(2027, 5, 9)]
    fifth = date(2026, 5, 31)
    rule = repeating.rule_of(fifth, Every.MONTH)
    assert repeating.days(rule, fifth, date(2026, 6, 1), date(2026, 7, 31)) == [
        date(2026, 6, 28),
        date(2026, 7, 26),
    ]
    thirtieth = repeating.days("LUNAR=12-30", first, first, last)
    assert thirtieth == [date(2026, 2, 16), date(2027, 2, 5)], "a month of 29 days ends before"


async def test_a_day_of_the_calendar_is_accepted_once_or_struck_out(settled: Database) -> None:
    def lived(tx: Tx) -> tuple[str, str, list[bool]]:
        staff, activity = gathered(tx).staff, published(tx)
        repeating.repeat(tx, staff, activity.id, Every.WEEK, MORNING)
        [place] = repeating.places_of(tx, people.known(tx, staff.id))
        weekly = [one for one in repeating.calendar(tx, place, MORNING) if one.repeat]
        again = repeating.accept(tx, staff, place, weekly[0].what, weekly[0].day, MORNING)
        assert again.starts == activity.starts + 7 * DAY_MS
        try:
            repeating.accept(tx, staff, place, weekly[0].what, weekly[0].day, MORNING)
            twice = "twice"
        except Refused as refused:
            twice = refused.reason
        repeating.strike(tx, staff, place, weekly[1].what, weekly[1].day, MORNING)
        after = [one for one in repeating.calendar(tx, place, MORNING) if one.repeat][:3]
        return again.stage, twice, [one.decided is not None for one in after]

    assert await settled.run(lived) == ("published", "cases.moved_on", [True, True, False])


async def test_what_is_past_or_closes_after_its_beginning_is_not_planned(
    settled: Database,
) -> None:
    def lived(tx: Tx) -> None:
        staff, home = gathered(tx).staff, gathered(tx).reporter.home_id or 0
        good = plan(home)
        for bad, reason in (
            (replace(good, starts=NOW, ends=NOW + HOUR_MS), "past"),
            (plan(home, starts=NOW + 401 * DAY_MS), "past"),
            (replace(good, closes=STARTS + 1), "closes_late"),
            (replace(good, closes=NOW), "closes_late"),
        ):
            with pytest.raises(Refused, match=rf"activities\.{reason}"):
                planning.draft(tx, staff, bad, NOW)
        drafted = planning.draft(tx, staff, replace(good, closes=STARTS), NOW)
        with pytest.raises(Refused, match=r"activities\.past"):
            planning.publish(tx, staff, drafted.id, STARTS)
        assert activities.known(tx, drafted.id).stage == Stage.DRAFT

    await settled.run(lived)


async def test_one_comes_with_so_many_and_with_more_only_where_there_is_room(
    settled: Database,
) -> None:
    def lived(tx: Tx) -> None:
        cast, small, large = gathered(tx), _made(tx, 4), _made(tx, None)
        _joins(tx, "reporter", small, 2)
        _joins(tx, "responsible", small)
        with pytest.raises(Refused, match=r"activities\.no_room") as told:
            _joins(tx, "reporter", small, 4)
        assert told.value.values == {"free": 1}
        assert sign_ups.counted(tx, small) == {Coming.IN: 3}
        _joins(tx, "reporter", small, 3)
        for count in (0, 7):
            with pytest.raises(Refused, match=r"activities\.too_many"):
                _joins(tx, "reporter", large, count)
        with pytest.raises(Refused, match=r"activities\.too_many"):
            signing.enter(tx, cast.staff, large, "赵大爷", 61, MORNING)
        assert sign_ups.counted(tx, large) == {}

    await settled.run(lived)


async def test_nobody_waits_for_more_places_than_there_are(settled: Database) -> None:
    activity_id = await settled.run(lambda tx: _made(tx, 2))
    with pytest.raises(Refused, match="too_big"):
        await settled.run(lambda tx: _joins(tx, "reporter", activity_id, 3))
    assert await settled.run(lambda tx: _joins(tx, "reporter", activity_id, 2)) == Coming.IN


async def test_whatever_becomes_of_a_sign_up_its_hosts_see(settled: Database) -> None:
    def lived(tx: Tx) -> list[bool]:
        activity_id, cast, seen = _made(tx), gathered(tx), []

        def looks() -> None:
            seen.append(("activity", activity_id) in tx.touched)
            tx.touched.clear()

        tx.touched.clear()
        _joins(tx, "reporter", activity_id)
        looks()
        _joins(tx, "responsible", activity_id)
        looks()
        signing.leave(tx, cast.reporter, activity_id, MORNING)
        looks()
        signing.accept(tx, cast.responsible, activity_id)
        looks()
        activity = activities.known(tx, activity_id)
        attending.arrive(tx, cast.responsible, activity_id, attending.code(tx, activity), STARTS)
        looks()
        return seen

    assert await settled.run(lived) == [True] * 5


async def test_who_waits_with_many_is_asked_whether_fewer_would_do(settled: Database) -> None:
    def lived(tx: Tx) -> list[str]:
        cast, activity_id = gathered(tx), _made(tx, 3)
        steps = [
            _joins(tx, "reporter", activity_id, 3),
            _joins(tx, "stranger", activity_id, 3),
            _joins(tx, "responsible", activity_id, 3),
        ]
        tx.told.clear()
        signing.leave(tx, cast.responsible, activity_id, MORNING)
        assert not tx.told, "who waits takes no place: nothing has become free"
        _joins(tx, "responsible", activity_id, 3)
        _joins(tx, "reporter", activity_id, 1)
        [asked] = tx.told
        assert (asked.notice, asked.person) == ("activities.fewer", cast.stranger.id)
        assert asked.facts["room"] == 2
        return [
            *steps,
            _joins(tx, "stranger", activity_id, 2),
            _joins(tx, "responsible", activity_id, 1),
        ]

    assert await settled.run(lived) == ["in", "waiting", "waiting", "in", "waiting"]


def _leads(tx: Tx, who: str) -> Person:
    person = getattr(gathered(tx), who)
    people.grant(tx, person.id, Role.TEAM_LEADER, person.home_id, None, NOW)
    return people.known(tx, person.id)


async def test_what_a_team_has_planned_is_theirs_and_the_staffs(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        mine, other = _leads(tx, "reporter"), _leads(tx, "responsible")
        staff, home = gathered(tx).staff, places.get(tx, mine.home_id or 0)
        assert home is not None
        drafted = planning.draft(tx, mine, plan(home.id), NOW)
        planning.publish(tx, mine, drafted.id, NOW)
        for rule in (
            partial(planning.cancel, tx, other, drafted.id, "要下大雨", NOW),
            partial(planning.rewrite, tx, other, drafted.id, plan(home.id, capacity=1), NOW),
            partial(signing.enter, tx, other, drafted.id, "赵大爷", 1, NOW),
            partial(repeating.repeat, tx, other, drafted.id, Every.WEEK, NOW),
        ):
            with pytest.raises(Refused, match="not_found"):
                rule()
        assert not finding.hosted(tx, other, Stage.PUBLISHED, 9)
        assert [one.id for one in finding.hosted(tx, mine, Stage.PUBLISHED, 9)] == [drafted.id]
        repeating.repeat(tx, mine, drafted.id, Every.WEEK, NOW)
        [place] = repeating.places_of(tx, staff)
        weekly = next(one for one in repeating.calendar(tx, place, NOW) if one.repeat)
        again = repeating.accept(tx, staff, place, weekly.what, weekly.day, NOW)
        assert again.made_by == mine.id, "it stays theirs whoever keeps the calendar"

    await settled.run(lived)


async def test_that_it_begins_soon_is_not_said_once_it_has_begun(settled: Database) -> None:
    def lived(tx: Tx) -> list[str]:
        staff, mei = gathered(tx).staff, gathered(tx).reporter
        dawn = NOW + 23 * HOUR_MS  # seven in the town, in most people's quiet hours
        drafted = planning.draft(tx, staff, plan(mei.home_id or 0, starts=dawn), NOW)
        planning.publish(tx, staff, drafted.id, NOW)
        signing.sign_up(tx, mei, drafted.id, 1, NOW)
        fires(tx, dawn - 2 * HOUR_MS)
        resting = tx.one("SELECT count(*) FROM resting")
        assert resting == (1,), "it waits for the end of the quiet hours"
        fires(tx, dawn + HOUR_MS)
        assert tx.one("SELECT count(*) FROM resting") == (0,)
        return [one[0] for one in tx.all("SELECT id FROM outbox WHERE person_id = :id", id=mei.id)]

    before = await settled.run(lambda tx: tx.one("SELECT count(*) FROM outbox"))
    assert before == (0,)
    assert not await settled.run(lived)


async def test_what_invites_to_it_goes_no_further_when_it_is_called_off_or_moved(
    settled: Database,
) -> None:
    await settled.run(_announced)


def _invites(tx: Tx, activity_id: int, at: int | None) -> Broadcast:
    """An announcement of it, sent at once or at a time."""
    staff, estate = gathered(tx).staff, activities.known(tx, activity_id).place_id
    says = Content("欢迎来猜灯谜", target="activity", target_id=activity_id)
    one = announcing.prepare(tx, staff, says, MORNING, audience=Audience((estate,)))
    return sending.submit(tx, staff, one.id, at, None, MORNING)


def _announced(tx: Tx) -> None:
    staff, activity_id = gathered(tx).staff, _made(tx)
    other = _invites(tx, _made(tx), MORNING + HOUR_MS)
    going, later = _invites(tx, activity_id, None), _invites(tx, activity_id, MORNING + HOUR_MS)
    sending.begin(tx, going.id, "", MORNING)
    moved = plan(activities.known(tx, activity_id).place_id, starts=STARTS + DAY_MS, capacity=1)
    planning.rewrite(tx, staff, activity_id, moved, MORNING)
    stages = [broadcasts.known(tx, one.id).stage for one in (going, later, other)]
    assert stages == ["paused", "draft", "scheduled"]
    assert not timers.standing(tx, ("broadcasts.begin",), later.id)
    sending.submit(tx, staff, later.id, MORNING + 2 * HOUR_MS, None, MORNING)
    planning.cancel(tx, staff, activity_id, "下大雨", MORNING)
    stages = [broadcasts.known(tx, one.id).stage for one in (going, later, other)]
    assert stages == ["cancelled", "cancelled", "scheduled"]
    told = [(tell.notice, tell.subject, tell.person) for tell in tx.told]
    for one in (going, later):
        assert ("broadcasts.changed", one.id, staff.id) in told
        assert ("broadcasts.called_off", one.id, staff.id) in told
    assert not timers.standing(tx, ("broadcasts.begin",), later.id)


async def test_one_looks_at_those_near_of_a_week_or_of_a_kind(settled: Database) -> None:
    await settled.run(_looked_for)


def _looked_for(tx: Tx) -> None:
    mei, staff, root = gathered(tx).reporter, gathered(tx).staff, places.roots(tx)[0]
    people.grant(tx, staff.id, Role.SUBDISTRICT_STAFF, root.id, None, NOW)
    office = people.known(tx, staff.id)
    home = places.get(tx, mei.home_id or 0)
    assert home is not None
    here, *_rest, there = places.below(tx, root.id)
    assert home.path.startswith(here.path)

    def held(at: int, kind: Category, starts: int = STARTS) -> int:
        what = replace(plan(at, starts=starts), category=kind)
        one = planning.draft(tx, office, what, NOW)
        return planning.publish(tx, office, one.id, NOW).id

    near, far = held(home.id, Category.FESTIVAL), held(there.id, Category.CLINIC)
    everybody = held(root.id, Category.FESTIVAL, STARTS + 8 * DAY_MS)

    def shown(which: str) -> list[int]:
        return [one.id for one in finding.coming(tx, mei, which, NOW)]

    assert sorted(shown("all")) == sorted((near, far, everybody))
    assert shown("near") == [near, everybody], "the whole street is near, too"
    assert sorted(shown("week")) == sorted((near, far))
    assert shown("clinic") == [far]


async def test_its_photos_go_with_age(settled: Database) -> None:
    await settled.run(_pictured)


def _pictured(tx: Tx) -> None:
    staff, activity_id = gathered(tx).staff, _made(tx)
    planning.finish(tx, activity_id, "", STARTS + DAY_MS)
    attending.add_photos(tx, staff, activity_id, [("a", "ua"), ("b", "ub")], STARTS + DAY_MS)
    albums.OF_ACTIVITIES.forget(tx, STARTS, STARTS + 2 * DAY_MS)
    assert len(albums.OF_ACTIVITIES.of(tx, activity_id)) == 2, "they are younger"
    albums.OF_ACTIVITIES.forget(tx, STARTS + 2 * DAY_MS, STARTS + 2 * DAY_MS)
    assert albums.OF_ACTIVITIES.of(tx, activity_id) == []


async def test_after_its_day_nobody_signs_up_and_those_who_did_may_go(settled: Database) -> None:
    await settled.run(_closed)


def _closed(tx: Tx) -> None:
    staff, mei, other = (getattr(gathered(tx), one) for one in ("staff", "reporter", "responsible"))
    until = STARTS - DAY_MS
    drafted = planning.draft(tx, staff, replace(plan(mei.home_id or 0), closes=until), NOW)
    one = planning.publish(tx, staff, drafted.id, NOW)
    signing.sign_up(tx, mei, one.id, 1, until - 1)
    with pytest.raises(Refused, match=r"activities\.closed"):
        signing.sign_up(tx, other, one.id, 1, until)
    signing.enter(tx, staff, one.id, "赵大爷", 1, until)  # whoever holds it may still
    signing.leave(tx, mei, one.id, until)
    assert sign_ups.counted(tx, one.id) == {"in": 1, "out": 1}
