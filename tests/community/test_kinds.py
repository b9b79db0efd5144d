"""Cases of other kinds are none of the reports: no list, rule or card of reports knows them."""

from functools import partial

import pytest

from community import issues, upkeep
from community.cases import Stage, open_case
from community.deadlines import DAY_MS
from community.issues import callback, detours, watch
from community.issues.callback import Call
from community.issues.kinds import KIND, Result
from community.refused import Refused
from handlers.issues import mine
from handlers.issues.desk import desk_card
from handlers.issues.own import own_card
from storage import casebooks, cases, places
from storage.cases import Case
from storage.engine import Database
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW


def _dispute(tx: Tx, stage: Stage) -> Case:
    cast = gathered(tx)
    home = places.get(tx, cast.reporter.home_id or 0)
    assert home is not None
    case, _entry = open_case(tx, cast.reporter, home, "mediation", "noise", "楼上吵", NOW)
    return cases.change(tx, case, stage=stage, responsible_id=cast.responsible.id)


@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.WORKING, Stage.ANSWERED])
async def test_no_card_or_list_of_reports_shows_a_dispute(settled: Database, stage: Stage) -> None:
    def job(tx: Tx) -> None:
        case = _dispute(tx, stage)
        for name, who in gathered(tx).everybody():
            assert desk_card(tx, who, case.id) is None, name
            assert own_card(tx, who, case.id) is None, name
            assert mine(tx, who) == [], name

    await settled.run(job)


async def test_no_rule_of_reports_moves_a_dispute(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, case = gathered(tx), _dispute(tx, Stage.DISPATCHED)
        steps = (
            partial(issues.sign, tx, cast.responsible, case.id, NOW),
            partial(issues.answer, tx, cast.responsible, case.id, Result.SOLVED, "好了", (), NOW),
            partial(issues.dispatch, tx, cast.staff, case.id, cast.staff.id, NOW),
            partial(issues.confirm, tx, cast.reporter, case.id, NOW),
            partial(detours.urge, tx, cast.staff, case.id, NOW),
            partial(detours.urge, tx, cast.reporter, case.id, NOW),
            partial(callback.called, tx, cast.staff, case.id, Call.SOLVED, NOW),
            partial(watch.contact, tx, case.id, watch.DUE, NOW),
        )
        for step in steps:
            with pytest.raises(Refused, match=r"cases\.not_found"):
                step()
        assert cases.known(tx, case.id) == case

    await settled.run(job)


async def test_a_dispute_counts_for_no_limit_and_no_turn_of_reports(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, case = gathered(tx), _dispute(tx, Stage.WORKING)
        home = places.get(tx, cast.reporter.home_id or 0)
        assert home is not None
        assert casebooks.load(tx, KIND, cast.responsible.id, [Stage.WORKING]) == (0, 0)
        assert casebooks.load(tx, case.kind, cast.responsible.id, [Stage.WORKING])[0] == 1
        assert cases.alike(tx, KIND, "noise", home.path, [Stage.WORKING], 9) == []
        again = issues.report(tx, cast.reporter, "noise", home.id, "太吵", (), NOW, 1)
        assert again.id != case.id

    await settled.run(job)


async def test_what_the_law_keeps_keeps_its_words_until_then(settled: Database) -> None:
    def job(tx: Tx) -> None:
        case = _dispute(tx, Stage.CLOSED)
        cases.change(tx, case, closed=NOW, kept_until=NOW + 400 * DAY_MS)
        assert upkeep.forget_texts(tx, 30, NOW + 399 * DAY_MS) == 0
        assert cases.story(tx, cases.known(tx, case.id)) == "楼上吵"
        assert upkeep.forget_texts(tx, 30, NOW + 400 * DAY_MS) == 1
        assert cases.story(tx, cases.known(tx, case.id)) == ""

    await settled.run(job)
