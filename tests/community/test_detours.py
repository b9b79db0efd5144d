"""Back, aside, later: what each step beside the straight way changes."""

import pytest

from community.cases import Stage
from community.deadlines import DAY_MS, HOUR_MS
from community.issues import detours
from community.refused import Refused
from storage.cases import Case
from storage.engine import Database
from storage.tx import Tx
from tests.community.conftest import case_at, gathered
from tests.conftest import NOW


async def test_declining_needs_a_next_door(settled: Database) -> None:
    def decline(tx: Tx) -> Case:
        case = case_at(tx, Stage.RECEIVED)
        return detours.decline(tx, gathered(tx).staff, case.id, "不归社区管", " ", NOW)

    with pytest.raises(Refused, match=r"issues\.no_door"):
        await settled.run(decline)


async def test_a_pause_does_not_count(settled: Database) -> None:
    def paused(tx: Tx) -> tuple[Case, Case]:
        before, who = case_at(tx, Stage.WORKING), gathered(tx).responsible
        detours.pause(tx, who, before.id, "等配件", NOW)
        return before, detours.resume(tx, who, before.id, NOW + 5 * HOUR_MS)

    before, after = await settled.run(paused)
    assert (after.finish_due or 0) - (before.finish_due or 0) == 5 * HOUR_MS
    assert (after.site_due, after.paused) == (before.site_due, None)


async def test_a_returned_case_keeps_its_end(settled: Database) -> None:
    def returned(tx: Tx) -> tuple[Case, Case]:
        before, cast = case_at(tx, Stage.DISPATCHED), gathered(tx)
        back = detours.give_back(tx, cast.responsible, before.id, "不归我管", NOW)
        assert back.responsible_id is None
        return before, back

    before, back = await settled.run(returned)
    assert (back.stage, back.finish_due) == (Stage.RECEIVED, before.finish_due)


@pytest.mark.parametrize(
    ("days", "later", "at_once"),
    [(3, 0, True), (5, 0, False), (3, 8 * DAY_MS, False)],
    ids=["half the term", "more than half", "after it is over"],
)
async def test_the_first_extension_in_time_needs_nobody(
    settled: Database, days: int, later: int, at_once: bool
) -> None:
    def extended(tx: Tx) -> tuple[Case, Case]:
        before, who = case_at(tx, Stage.WORKING), gathered(tx).responsible
        return before, detours.extend(tx, who, before.id, days, "缺人手", NOW + later)

    before, after = await settled.run(extended)
    assert ((after.finish_due or 0) > (before.finish_due or 0)) is at_once
    assert (after.asked_due is None) is at_once


async def test_the_second_extension_is_for_staff_to_grant(settled: Database) -> None:
    def twice(tx: Tx) -> tuple[Case, Case]:
        cast, case = gathered(tx), case_at(tx, Stage.WORKING)
        detours.extend(tx, cast.responsible, case.id, 1, "缺人手", NOW)
        asked = detours.extend(tx, cast.responsible, case.id, 1, "还缺人手", NOW)
        with pytest.raises(Refused, match=r"cases\.not_found"):
            detours.grant_time(tx, cast.responsible, case.id, NOW)
        return asked, detours.grant_time(tx, cast.staff, case.id, NOW)

    asked, granted = await settled.run(twice)
    assert granted.finish_due == asked.asked_due == (asked.finish_due or 0) + DAY_MS
    assert granted.asked_due is None


async def test_what_is_not_asked_for_cannot_be_granted(settled: Database) -> None:
    def denied_twice(tx: Tx) -> None:
        cast, case = gathered(tx), case_at(tx, Stage.WORKING)
        detours.extend(tx, cast.responsible, case.id, 7, "缺人手", NOW)
        assert detours.deny_time(tx, cast.staff, case.id, NOW).asked_due is None
        detours.deny_time(tx, cast.staff, case.id, NOW)

    with pytest.raises(Refused, match=r"cases\.moved_on"):
        await settled.run(denied_twice)


async def test_a_reporter_urges_once_a_day_and_staff_as_often_as_it_takes(
    settled: Database,
) -> None:
    def urged(tx: Tx) -> None:
        cast, case = gathered(tx), case_at(tx, Stage.WORKING)
        detours.urge(tx, cast.reporter, case.id, NOW)
        detours.urge(tx, cast.staff, case.id, NOW)
        detours.urge(tx, cast.staff, case.id, NOW)
        detours.urge(tx, cast.reporter, case.id, NOW + DAY_MS)
        detours.urge(tx, cast.reporter, case.id, NOW + DAY_MS)

    with pytest.raises(Refused, match=r"issues\.urged_today"):
        await settled.run(urged)
