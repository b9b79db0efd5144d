"""Who may no longer be responsible: what they had in hand waits for the staff again, at once."""

from collections.abc import Callable

import pytest

from community import appointments, deaths, issues, privacy
from community.cases import Stage
from community.deadlines import HOUR_MS
from community.issues import Category
from community.roles import Role
from storage import cases, people, places, roles
from storage.cases import Case
from storage.engine import Database
from storage.tx import Tx
from tests.community.conftest import case_at, gathered
from tests.conftest import NOW

LATER = NOW + 5 * HOUR_MS
HELD = (Stage.DISPATCHED, Stage.WORKING, Stage.PAUSED)


def _three(tx: Tx) -> list[Case]:
    return [case_at(tx, stage) for stage in HELD]


def _ends(tx: Tx) -> None:
    """小李 ends 张师傅's role at the property company."""
    cast = gathered(tx)
    for one in roles.below(tx, places.roots(tx)[0].path, 99):
        if one.person_id == cast.responsible.id and one.role == Role.PROPERTY:
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
