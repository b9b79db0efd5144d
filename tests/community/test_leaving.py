"""Who may no longer be responsible: what they had in hand waits for the staff again, at once."""

from collections.abc import Callable
from functools import partial

import pytest

from community import appointments, deaths, issues, portraits, privacy
from community import wishes as rules
from community.cases import Stage
from community.deadlines import HOUR_MS
from community.issues import Category
from community.roles import Role
from community.wishes import Matter
from storage import cases, media, people, places, roles, wishes
from storage.cases import Case
from storage.engine import Database
from storage.tx import Tx
from tests.community.conftest import case_at, gathered
from tests.conftest import NOW

LATER = NOW + 5 * HOUR_MS
HELD = (Stage.DISPATCHED, Stage.WORKING, Stage.PAUSED)


def _wish_in_hand(tx: Tx) -> int:
    """王阿姨 wishes for somebody to talk to, and 张师傅 gets in touch with her."""
    cast = gathered(tx)
    home = places.get(tx, cast.reporter.home_id or 0)
    assert home is not None
    people.grant(tx, cast.responsible.id, Role.GRID_WORKER, home.parent_id or 0, None, NOW)
    wish = rules.ask(tx, cast.reporter, Matter.TALK, None, None, NOW)
    rules.take(tx, gathered(tx).responsible, wish.id, NOW)
    return wish.id


def _taken_by(tx: Tx, wish_id: int) -> int | None:
    wish = wishes.get(tx, wish_id)
    assert wish is not None
    assert wish.ended is None
    return wish.taken_by


def _three(tx: Tx) -> list[Case]:
    return [case_at(tx, stage) for stage in HELD]


def _ends(tx: Tx, role: Role = Role.PROPERTY) -> None:
    """小李 ends a role of 张师傅's."""
    cast = gathered(tx)
    for one in roles.below(tx, places.roots(tx)[0].path, 99):
        if one.person_id == cast.responsible.id and one.role == role:
            appointments.end(tx, cast.staff, one.id, LATER)


def _dies(tx: Tx) -> None:
    cast = gathered(tx)
    deaths.note(tx, cast.staff, cast.responsible.id, LATER)


def _erases(tx: Tx) -> None:
    privacy.erase(tx, gathered(tx).responsible, LATER)


@pytest.mark.parametrize(("way", "told"), [(_ends, 0), (_dies, 1), (_erases, 1)])
async def test_what_was_in_hand_waits_again_with_its_clock_running(
    settled: Database, way: Callable[[Tx], None], told: int
) -> None:
    def left(tx: Tx) -> None:
        before, staff = _three(tx), gathered(tx).staff
        answered = case_at(tx, Stage.ANSWERED)
        tx.told.clear()
        way(tx)
        after = [cases.known(tx, case.id) for case in before]
        assert {(case.stage, case.responsible_id, case.paused) for case in after} == {
            (Stage.RECEIVED, None, None)
        }
        moved = [
            (now.finish_due or 0) - (was.finish_due or 0)
            for was, now in zip(before, after, strict=True)
        ]
        assert moved == [0, 0, 5 * HOUR_MS], "the time of the pause does not count"
        assert [entry.step for entry in cases.timeline(tx, after[2].id)][-2:] == ["resume", "leave"]
        assert {kind for case in after for kind in _watched(tx, case)} == {
            "issues.accept",
            "issues.finish",
        }
        assert cases.known(tx, answered.id).stage == Stage.ANSWERED
        heard = [tell for tell in tx.told if tell.notice == "issues.left"]
        assert [tell.person for tell in heard] == [staff.id] * told, "who has done it knows"
        assert all(len(tell.facts["cases"]) == 3 for tell in heard)

    await settled.run(left)


def _watched(tx: Tx, case: Case) -> list[str]:
    rows = tx.all("SELECT kind FROM timers WHERE subject = :case", case=case.id)
    return [kind for (kind,) in rows]


@pytest.mark.parametrize("way", [partial(_ends, role=Role.GRID_WORKER), _dies, _erases])
async def test_a_wish_in_hand_is_offered_again_and_the_picture_goes(
    settled: Database, way: Callable[[Tx], None]
) -> None:
    def left(tx: Tx) -> None:
        wish_id, cast = _wish_in_hand(tx), gathered(tx)
        who = cast.responsible
        portraits.give(tx, who, ("file", "unique"), NOW)
        _ends(tx)
        assert _taken_by(tx, wish_id) == who.id, "by another role"
        assert media.portrait(tx, who.id), "likewise"
        tx.told.clear()
        way(tx)
        assert _taken_by(tx, wish_id) is None
        kinds = tx.all("SELECT kind FROM timers WHERE subject = :wish", wish=wish_id)
        assert kinds == [("wishes.unheard",)]
        heard = [tell.person for tell in tx.told if tell.notice == "wishes.wanted"]
        assert heard == [cast.staff.id]
        assert media.portrait(tx, who.id) is None

    await settled.run(left)


async def test_who_is_administrator_no_more_leaves_likewise(settled: Database) -> None:
    def left(tx: Tx) -> None:
        wish_id, top = _wish_in_hand(tx), places.roots(tx)[0]
        who = gathered(tx).responsible
        _ends(tx, Role.GRID_WORKER)
        people.grant(tx, who.id, Role.ADMIN, top.id, None, NOW)
        who = gathered(tx).responsible
        portraits.give(tx, who, ("file", "unique"), NOW)
        rules.take(tx, who, wish_id, NOW)
        appointments.end_old_admins(tx, frozenset(), LATER)
        assert media.portrait(tx, who.id) is None
        assert _taken_by(tx, wish_id) is None

    await settled.run(left)


async def test_another_role_keeps_it_and_a_unit_undone_changes_nothing(settled: Database) -> None:
    before = await settled.run(_three)

    def breaks(tx: Tx) -> None:
        _ends(tx)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await settled.run(breaks)

    def still(tx: Tx) -> list[Case]:
        return [cases.known(tx, case.id) for case in before]

    assert await settled.run(still) == before

    def ends_one_of_two(tx: Tx) -> None:
        who = gathered(tx).responsible
        community = places.below(tx, places.roots(tx)[0].id)[0]
        people.grant(tx, who.id, Role.GRID_WORKER, community.id, None, NOW)
        _ends(tx)

    await settled.run(ends_one_of_two)
    assert await settled.run(still) == before, "they are a grid worker there, too"


async def test_what_is_reopened_does_not_go_to_who_has_left(settled: Database) -> None:
    def reopened(tx: Tx) -> Case:
        case = case_at(tx, Stage.CLOSED)
        _ends(tx)
        return issues.reopen(tx, gathered(tx).reporter, case.id, LATER)

    case = await settled.run(reopened)
    assert (case.stage, case.responsible_id, case.round) == (Stage.RECEIVED, None, 2)


async def test_their_own_report_in_their_own_hands_goes_with_them(settled: Database) -> None:
    def erased(tx: Tx) -> int:
        cast = gathered(tx)
        who, home = cast.responsible, cast.responsible.home_id
        assert home is not None
        case = issues.report(tx, who, Category.LIGHTING, home, "灯不亮", (), NOW)
        issues.dispatch(tx, cast.staff, case.id, who.id, NOW)
        privacy.erase(tx, who, LATER)
        assert cases.get(tx, case.id) is None
        return len(_watched(tx, case))

    assert await settled.run(erased) == 0


async def test_staff_hand_on_what_is_paused(settled: Database) -> None:
    def handed_on(tx: Tx) -> tuple[Case, Case]:
        before, cast = case_at(tx, Stage.PAUSED), gathered(tx)
        return before, issues.dispatch(tx, cast.staff, before.id, cast.staff.id, LATER)

    before, after = await settled.run(handed_on)
    assert (after.stage, after.paused) == (Stage.DISPATCHED, None)
    assert (after.finish_due or 0) - (before.finish_due or 0) == 5 * HOUR_MS
