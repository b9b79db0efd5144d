"""Deadlines are watched: who is alerted of what, when, and once."""

from functools import partial

from community import issues
from community.cases import Stage
from community.deadlines import DAY_MS, HOUR_MS
from community.issues import detours, watch
from community.issues.kinds import Category
from storage import cases, people, places, timers
from storage.engine import Database
from storage.tx import Tx
from tests.community.conftest import case_at, gathered
from tests.conftest import NOW

HALF_HOUR_MS = HOUR_MS // 2
Alert = tuple[str, str]
RULES = {
    watch.ACCEPT: watch.accept,
    watch.CONTACT: watch.contact,
    watch.SITE: watch.site,
    watch.FINISH: watch.finish,
}


def fire(tx: Tx, until: int) -> list[Alert]:
    """Let everything happen that is due until then, one after the other; who heard of what."""
    heard: list[Alert] = []
    while due := [timer for timer in timers.due(tx, until, 100) if timer.kind in RULES]:
        timer = due[0]
        timers.take(tx, timer.id)
        tx.told.clear()
        RULES[timer.kind](tx, timer.subject, timer.occasion, timer.due)
        heard += [(t.notice, people.name(tx, people.known(tx, t.person))) for t in tx.told]
    tx.told.clear()
    return heard


def supply(tx: Tx) -> int:
    """Water is off and 张师傅 has it."""
    cast = gathered(tx)
    home = cast.reporter.home_id or 0
    case = issues.report(tx, cast.reporter, Category.SUPPLY, home, "停水了", (), NOW)
    issues.dispatch(tx, cast.staff, case.id, cast.responsible.id, NOW)
    return case.id


async def test_each_alert_comes_once_and_climbs(settled: Database) -> None:
    def lived(tx: Tx) -> list[Alert]:
        supply(tx)
        top = gathered(tx).stranger
        people.set_name(tx, top.id, "老陈")
        people.grant(tx, top.id, "subdistrict_staff", places.roots(tx)[0].id, None, NOW)
        return fire(tx, NOW + 30 * DAY_MS)

    heard = await settled.run(lived)
    assert sorted(heard) == [
        *(("issues.absent", "小李"), ("issues.absent", "张师傅")),
        *[("issues.escalated", "老陈")] * 3,
        *(("issues.overdue", "小李"), ("issues.overdue", "张师傅")),
        *(("issues.overtime", "小李"), ("issues.overtime", "张师傅")),
        *[("issues.soon", "张师傅")] * 3,
    ]


async def test_what_nobody_has_is_told_to_the_staff_then_to_the_level_above_once_each(
    settled: Database,
) -> None:
    def lived(tx: Tx) -> tuple[list[list[Alert]], int]:
        cast = gathered(tx)
        people.set_name(tx, cast.stranger.id, "老陈")
        people.grant(tx, cast.stranger.id, "subdistrict_staff", places.roots(tx)[0].id, None, NOW)
        home = cast.reporter.home_id or 0
        case = issues.report(tx, cast.reporter, Category.LIFTS, home, "电梯停了", (), NOW)
        heard = [fire(tx, NOW + HALF_HOUR_MS - 1), fire(tx, NOW + HALF_HOUR_MS)]
        heard.append(fire(tx, NOW + 10 * DAY_MS))
        issues.dispatch(tx, cast.staff, case.id, cast.responsible.id, NOW)
        assert watch.ACCEPT not in {timer.kind for timer in timers.due(tx, NOW * 2, 100)}
        back = NOW + HOUR_MS
        detours.give_back(tx, cast.responsible, case.id, "不归我管", back)
        due = timers.due(tx, NOW * 2, 100)
        again = next(t.due for t in due if (t.kind, t.occasion) == (watch.ACCEPT, watch.DUE))
        return heard, again - back

    heard, again = await settled.run(lived)
    assert heard == [[], [("issues.undispatched", "小李")], [("issues.escalated", "老陈")]]
    assert again == HALF_HOUR_MS, "what is given back waits anew"


async def test_being_on_the_spot_signs_for_it_and_is_watched_no_more(settled: Database) -> None:
    def lived(tx: Tx) -> tuple[list[Alert], str]:
        case_id = supply(tx)
        case = issues.arrive(tx, gathered(tx).responsible, case_id, NOW + HOUR_MS // 4)
        return fire(tx, NOW + 5 * HOUR_MS), case.stage

    heard, stage = await settled.run(lived)
    assert (heard, stage) == ([], Stage.WORKING)


async def test_signing_leaves_only_the_end_to_watch_and_an_answer_nothing(
    settled: Database,
) -> None:
    def watched(tx: Tx, stage: Stage) -> set[str]:
        case = case_at(tx, stage)
        found = timers.due(tx, NOW + 60 * DAY_MS, 100)
        return {timer.kind for timer in found if timer.subject == case.id} & RULES.keys()

    both = {watch.CONTACT, watch.FINISH}
    assert await settled.run(partial(watched, stage=Stage.DISPATCHED)) == both
    assert await settled.run(partial(watched, stage=Stage.WORKING)) == {watch.FINISH}
    for stage in (Stage.ANSWERED, Stage.PAUSED, Stage.WITHDRAWN):
        assert await settled.run(partial(watched, stage=stage)) == set()


async def test_at_night_nobody_is_alerted_of_an_ordinary_matter(settled: Database) -> None:
    def lived(tx: Tx) -> tuple[list[Alert], list[Alert]]:
        cast = gathered(tx)
        home = cast.reporter.home_id or 0
        case = issues.report(tx, cast.reporter, Category.NOISE, home, "吵", (), NOW)
        case = issues.dispatch(tx, cast.staff, case.id, cast.responsible.id, NOW)
        night = NOW + 4 * DAY_MS + 12 * HOUR_MS  # a Monday, eight in the evening
        late = cases.change(tx, case, contact_due=night, finish_due=None)
        watch.set_watch(tx, late, places.roots(tx)[0], NOW)
        fire(tx, night - 1)
        return fire(tx, night), fire(tx, night + 13 * HOUR_MS)

    at_night, in_the_morning = await settled.run(lived)
    assert at_night == []
    assert ("issues.overdue", "小李") in in_the_morning


async def test_an_alert_that_waits_for_the_morning_outlives_what_is_done_at_night(
    settled: Database,
) -> None:
    def lived(tx: Tx) -> tuple[list[Alert], list[Alert]]:
        cast = gathered(tx)
        home = cast.reporter.home_id or 0
        case = issues.report(tx, cast.reporter, Category.NOISE, home, "吵", (), NOW)
        case = issues.dispatch(tx, cast.staff, case.id, cast.responsible.id, NOW)
        night = NOW + 4 * DAY_MS + 12 * HOUR_MS  # a Monday, eight in the evening
        case = cases.change(tx, case, finish_due=night)
        watch.set_watch(tx, case, places.roots(tx)[0], NOW)
        fire(tx, night - 1)
        at_night = fire(tx, night)
        issues.sign(tx, cast.responsible, case.id, night + HOUR_MS)
        return at_night, fire(tx, night + 13 * HOUR_MS)

    at_night, in_the_morning = await settled.run(lived)
    assert at_night == []
    assert ("issues.overtime", "小李") in in_the_morning


async def test_a_pause_and_an_extension_move_the_alerts(settled: Database) -> None:
    def moved(tx: Tx) -> list[int]:
        case, who = case_at(tx, Stage.WORKING), gathered(tx).responsible

        def end() -> int:
            found = timers.due(tx, NOW + 60 * DAY_MS, 100)
            return next(t.due for t in found if (t.kind, t.occasion) == (watch.FINISH, watch.DUE))

        seen = [end()]
        detours.pause(tx, who, case.id, "等配件", NOW)
        detours.resume(tx, who, case.id, NOW + HOUR_MS)
        seen.append(end())
        detours.extend(tx, who, case.id, 1, "缺人手", NOW + HOUR_MS)
        return [*seen, end()]

    first, paused, extended = await settled.run(moved)
    assert (paused - first, extended - paused) == (HOUR_MS, DAY_MS)
