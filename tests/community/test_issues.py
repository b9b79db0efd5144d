"""Who may take which step of a report at which stage: the table of the town's rules."""

from collections.abc import Callable
from functools import partial

import pytest

from community import issues
from community.cases import Stage
from community.deadlines import DAY_MS
from community.issues import REOPEN_MS, Category, Result, access, callback, detours, known
from community.places import Kind
from community.refused import Refused
from storage import people, places
from storage.cases import Case
from storage.engine import Database
from storage.people import Person
from storage.tx import Tx
from tests.community.conftest import DEPTH, case_at, gathered
from tests.conftest import NOW

Step = Callable[[Tx, Person, Case], object]


def _dispatch(tx: Tx, who: Person, case: Case) -> object:
    return issues.dispatch(tx, who, case.id, gathered(tx).responsible.id, NOW)


def _sign(tx: Tx, who: Person, case: Case) -> object:
    return issues.sign(tx, who, case.id, NOW)


def _answer(tx: Tx, who: Person, case: Case) -> object:
    return issues.answer(tx, who, case.id, Result.EXPLAINED, "说清楚了", (), NOW)


def _confirm(tx: Tx, who: Person, case: Case) -> object:
    return issues.confirm(tx, who, case.id, NOW)


def _reopen(tx: Tx, who: Person, case: Case) -> object:
    return issues.reopen(tx, who, case.id, NOW)


def _give_back(tx: Tx, who: Person, case: Case) -> object:
    return detours.give_back(tx, who, case.id, "不归我管", NOW)


def _decline(tx: Tx, who: Person, case: Case) -> object:
    return detours.decline(tx, who, case.id, "不归社区管", "交警队 122", NOW)


def _withdraw(tx: Tx, who: Person, case: Case) -> object:
    return detours.withdraw(tx, who, case.id, NOW)


def _supplement(tx: Tx, who: Person, case: Case) -> object:
    return detours.supplement(tx, who, case.id, "还有一盏", (), NOW)


def _urge(tx: Tx, who: Person, case: Case) -> object:
    return detours.urge(tx, who, case.id, NOW)


def _pause(tx: Tx, who: Person, case: Case) -> object:
    return detours.pause(tx, who, case.id, "等配件", NOW)


def _resume(tx: Tx, who: Person, case: Case) -> object:
    return detours.resume(tx, who, case.id, NOW)


def _extend(tx: Tx, who: Person, case: Case) -> object:
    return detours.extend(tx, who, case.id, 2, "缺人手", NOW)


def _called(tx: Tx, who: Person, case: Case) -> object:
    return callback.called(tx, who, case.id, callback.Call.SOLVED, NOW)


def _merge(tx: Tx, who: Person, case: Case) -> object:
    other = case_at(tx, Stage.RECEIVED)
    return known.merge(tx, who, case.id, other.id, NOW)


R, D, W, A, C = Stage.RECEIVED, Stage.DISPATCHED, Stage.WORKING, Stage.ANSWERED, Stage.CLOSED
P = Stage.PAUSED
# Step → who alone may take it, and at which stages.
STEPS: dict[str, tuple[Step, set[str], set[Stage]]] = {
    "dispatch or transfer": (_dispatch, {"staff"}, {R, D, W, P}),
    "sign": (_sign, {"responsible"}, {D}),
    "answer": (_answer, {"responsible"}, {W}),
    "confirm": (_confirm, {"reporter"}, {A}),
    "reopen": (_reopen, {"reporter"}, {A, C}),
    "return": (_give_back, {"responsible"}, {D, W}),
    "decline": (_decline, {"staff"}, {R}),
    "withdraw": (_withdraw, {"reporter"}, {R, D, W, P}),
    "supplement": (_supplement, {"reporter"}, {R, D, W, P, A}),
    "urge": (_urge, {"reporter", "staff"}, {R, D, W, P}),
    "pause": (_pause, {"responsible"}, {W}),
    "resume": (_resume, {"responsible", "staff"}, {P}),
    "call back": (_called, {"staff"}, {A}),
    "extend": (_extend, {"responsible"}, {D, W}),
    "merge": (_merge, {"staff"}, {R, D, W, P, A}),
}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("name", STEPS)
async def test_each_step_is_for_one_at_its_stages(
    settled: Database, name: str, stage: Stage
) -> None:
    step, allowed, stages = STEPS[name]

    def tried(whose: str, tx: Tx) -> None:
        case = case_at(tx, stage)
        step(tx, dict(gathered(tx).everybody())[whose], case)

    for whose in ("reporter", "staff", "responsible", "stranger"):
        if whose in allowed and stage in stages:
            await settled.run(partial(tried, whose))
            continue
        # Before it is dispatched a case is nobody's to do.
        nobodys = whose == "responsible" and DEPTH[stage] == 0
        with pytest.raises(Refused) as caught:
            await settled.run(partial(tried, whose))
        theirs = whose in allowed and not nobodys
        assert caught.value.reason == ("cases.moved_on" if theirs else "cases.not_found")


async def test_an_emergency_is_never_a_case(settled: Database) -> None:
    def report(tx: Tx) -> None:
        who = gathered(tx).reporter
        issues.report(tx, who, Category.EMERGENCY, who.home_id or 0, "着火了", (), NOW)

    with pytest.raises(Refused, match=r"issues\.emergency"):
        await settled.run(report)


async def test_a_place_that_is_gone_is_refused(settled: Database) -> None:
    with pytest.raises(Refused, match=r"places\.gone"):
        await settled.run(
            lambda tx: issues.report(
                tx, gathered(tx).reporter, Category.NOISE, 404, "吵死了", (), NOW
            )
        )


@pytest.mark.parametrize(("later", "allowed"), [(REOPEN_MS, True), (REOPEN_MS + 1, False)])
async def test_what_is_closed_can_be_reopened_for_thirty_days(
    settled: Database, later: int, allowed: bool
) -> None:
    def reopen(tx: Tx) -> Case:
        case = case_at(tx, Stage.CLOSED)
        return issues.reopen(tx, gathered(tx).reporter, case.id, NOW + later)

    if allowed:
        again = await settled.run(reopen)
        assert (again.stage, again.round, again.closed) == (Stage.WORKING, 2, None)
        assert again.result == Result.SOLVED, "the first round keeps its result"
    else:
        with pytest.raises(Refused, match=r"issues\.too_late"):
            await settled.run(reopen)


async def test_the_end_of_a_case_does_not_move_when_it_is_handed_on(settled: Database) -> None:
    def hand_on(tx: Tx) -> tuple[Case, Case]:
        first = case_at(tx, Stage.DISPATCHED)
        cast = gathered(tx)
        return first, issues.dispatch(tx, cast.staff, first.id, cast.staff.id, NOW + 5 * DAY_MS)

    first, second = await settled.run(hand_on)
    assert second.finish_due == first.finish_due
    assert second.contact_due == NOW + 6 * DAY_MS, "whoever has it now has a working day, too"


async def test_duty_falls_to_the_nearest_staff_there_are(settled: Database) -> None:
    def on_duty(tx: Tx) -> tuple[list[str], list[str]]:
        root = places.roots(tx)[0]
        here, elsewhere = places.below(tx, root.id)[:2]
        assert here.kind == Kind.COMMUNITY
        stranger = gathered(tx).stranger
        people.set_name(tx, stranger.id, "老陈")
        people.grant(tx, stranger.id, "subdistrict_staff", root.id, None, NOW)
        names = [
            [people.name(tx, person) for person in access.on_duty(tx, place)]
            for place in (here, elsewhere)
        ]
        return names[0], names[1]

    assert await settled.run(on_duty) == (["小李"], ["老陈"])


async def test_nobody_asks_after_their_own_work(settled: Database) -> None:
    def own(tx: Tx) -> None:
        cast, case = gathered(tx), case_at(tx, Stage.WORKING)
        issues.dispatch(tx, cast.staff, case.id, cast.staff.id, NOW)
        issues.sign(tx, cast.staff, case.id, NOW)
        issues.answer(tx, cast.staff, case.id, Result.SOLVED, "好了", (), NOW)
        callback.called(tx, cast.staff, case.id, callback.Call.SOLVED, NOW)

    with pytest.raises(Refused, match=r"issues\.own_work"):
        await settled.run(own)
