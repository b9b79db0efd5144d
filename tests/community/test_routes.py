"""Where the office has set a route, a report goes its way by itself."""

import pytest

from community import issues
from community.cases import Stage
from community.issues import Category
from community.issues.kinds import KIND
from community.refused import Refused
from community.roles import Role
from storage import casebooks, cases, categories, people, places, reach, routes
from storage.engine import Database
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW


def home_of(tx: Tx) -> Place:
    home = places.get(tx, gathered(tx).reporter.home_id or 0)
    assert home is not None
    return home


def worker(tx: Tx, number: int, role: Role, place: Place) -> Person:
    """Somebody with a role there, whom messages reach."""
    person = people.add(tx, number, "zh", NOW)
    people.grant(tx, person.id, role, place.id, None, NOW)
    return people.known(tx, person.id)


def reported(tx: Tx, now: int = NOW) -> tuple[str, int | None]:
    """The stage of a new report and who has it."""
    who = gathered(tx).reporter
    case = issues.report(tx, who, Category.LIGHTING, home_of(tx).id, "路灯坏了", (), now)
    return case.stage, case.responsible_id


async def test_it_goes_to_the_nearest_then_to_the_least_busy_then_in_turn(
    settled: Database,
) -> None:
    def lived(tx: Tx) -> None:
        stairwell, building, *_above = reversed(places.upwards(tx, home_of(tx)))
        top = places.roots(tx)[0]
        far = worker(tx, 1, Role.GRID_WORKER, top)
        routes.put(tx, Category.LIGHTING, top.id, Role.GRID_WORKER, None, True, NOW)
        assert reported(tx) == (Stage.DISPATCHED, far.id)
        near = [worker(tx, number, Role.GRID_WORKER, building) for number in (2, 3)]
        turns = [reported(tx, NOW + at)[1] for at in range(1, 5)]
        assert turns == [near[0].id, near[1].id] * 2
        reach.set_unreachable(tx, near[0].id, NOW)
        assert [reported(tx, NOW + at)[1] for at in (5, 6)] == [near[1].id] * 2
        routes.put(tx, Category.LIGHTING, stairwell.id, Role.GRID_WORKER, far.id, True, NOW)
        assert reported(tx, NOW + 7)[1] == far.id  # the one named goes before the nearest

    await settled.run(lived)


async def test_it_is_dispatched_by_nobody_and_staff_are_not_asked(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        cast = gathered(tx)
        top = places.roots(tx)[0]
        routes.put(tx, Category.LIGHTING, top.id, Role.PROPERTY, None, True, NOW)
        tx.told.clear()
        reported(tx)
        assert {(tell.notice, tell.person) for tell in tx.told} == {
            ("issues.yours", cast.responsible.id),
            ("issues.dispatched", cast.reporter.id),
        }
        case = casebooks.handled_by(tx, cast.responsible.id, [Stage.DISPATCHED], 1, KIND)[0]
        entries = [(entry.step, entry.who_id) for entry in cases.timeline(tx, case.id)]
        assert entries == [("report", cast.reporter.id), ("dispatch", None)]

    await settled.run(lived)


async def test_without_anybody_to_reach_staff_hear_as_ever(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        top = places.roots(tx)[0]
        routes.put(tx, Category.LIGHTING, top.id, Role.GRID_WORKER, None, True, NOW)
        assert reported(tx) == (Stage.RECEIVED, None)
        assert [tell.notice for tell in tx.told] == ["issues.received"]
        # A route that is not automatic only puts whom it names first.
        cast, last = gathered(tx), worker(tx, 5, Role.SUBDISTRICT_STAFF, top)
        routes.put(tx, Category.LIGHTING, top.id, Role.SUBDISTRICT_STAFF, last.id, False, NOW)
        case = issues.report(
            tx, cast.reporter, Category.LIGHTING, home_of(tx).id, "灯不亮", (), NOW
        )
        assert case.stage == Stage.RECEIVED
        assert issues.candidates(tx, cast.staff, case.id)[0] == last

    await settled.run(lived)


async def test_staff_give_a_case_another_term(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        cast = gathered(tx)
        case = issues.report(
            tx, cast.reporter, Category.LIGHTING, home_of(tx).id, "灯不亮", (), NOW
        )
        with pytest.raises(Refused):
            issues.set_term(tx, cast.responsible, case.id, "urgent", NOW)
        case = issues.set_term(tx, cast.staff, case.id, "complex", NOW)
        assert (case.term, case.finish_due) == ("complex", None)
        case = issues.dispatch(tx, cast.staff, case.id, cast.responsible.id, NOW)
        assert case.finish_due == NOW + 15 * 86_400_000
        case = issues.set_term(tx, cast.staff, case.id, "urgent", NOW + 1)
        assert (case.site_due, case.finish_due) == (NOW + 3_600_000, None)

    await settled.run(lived)


async def test_a_hidden_category_is_chosen_no_more(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        row = categories.by_code(tx, Category.LIGHTING)
        assert row is not None
        categories.change(tx, row, hidden=NOW)

    await settled.run(lived)
    with pytest.raises(Refused, match="no_category"):
        await settled.run(reported)
