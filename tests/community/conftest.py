"""A case of every stage in the demonstration town, without a bot around it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pytest

from bot import town as demonstration
from community import issues, reaching
from community import people as rules
from community.cases import Stage
from community.issues import Category, Result, detours, known
from storage import people
from storage.cases import Case
from storage.engine import Database
from storage.people import Person
from storage.tx import Tx
from tests.conftest import NOW

STRANGER = 900_050
# How many steps of the straight way lead to a stage, or to where it branches off.
DEPTH = {
    Stage.RECEIVED: 0,
    Stage.DISPATCHED: 1,
    Stage.WORKING: 2,
    Stage.ANSWERED: 3,
    Stage.CLOSED: 4,
    Stage.PAUSED: 2,
    Stage.DECLINED: 0,
    Stage.WITHDRAWN: 0,
    Stage.MERGED: 0,
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who to a case."""

    reporter: Person
    staff: Person
    responsible: Person
    stranger: Person

    def everybody(self) -> Iterator[tuple[str, Person]]:
        for name in self.__slots__:
            yield name, getattr(self, name)


@pytest.fixture
async def settled(database: Database) -> Database:
    """The demonstration town, once on each engine."""
    await database.run(partial(demonstration.build, zone="Asia/Shanghai", now=NOW))
    await database.run(lambda tx: people.add(tx, STRANGER, "zh", NOW))
    return database


def gathered(tx: Tx) -> Cast:
    """王阿姨 reports, 小李 is staff, 张师傅 is responsible, somebody has nothing to do with it."""
    found = [people.by_telegram(tx, one.telegram_id) for one in demonstration.CAST]
    everybody = [one for one in (*found, people.by_telegram(tx, STRANGER)) if one]
    return Cast(*everybody)


def blocks(tx: Tx, who: Person) -> None:
    """Messages reach somebody no more, and who counts on them hears it."""
    rules.lost(tx, who.id, NOW)
    reaching.changed(tx, who.id, "", NOW)


def comes_back(tx: Tx, who: Person) -> None:
    """Somebody who had blocked the bot writes again."""
    assert who.telegram_id is not None
    rules.meet(tx, who.telegram_id, who.language, frozenset(), NOW)
    reaching.changed(tx, who.id, "", NOW)


def case_at(tx: Tx, stage: Stage) -> Case:
    """A case that has come as far as this stage."""
    cast = gathered(tx)
    home = cast.reporter.home_id
    assert home is not None
    case = issues.report(tx, cast.reporter, Category.LIGHTING, home, "路灯坏了", (), NOW)
    steps: tuple[Callable[[], Case], ...] = (
        lambda: issues.dispatch(tx, cast.staff, case.id, cast.responsible.id, NOW),
        lambda: issues.sign(tx, cast.responsible, case.id, NOW),
        lambda: issues.answer(tx, cast.responsible, case.id, Result.SOLVED, "好了", (), NOW),
        lambda: issues.confirm(tx, cast.reporter, case.id, NOW),
    )
    for step in steps[: DEPTH[stage]]:
        case = step()
    match stage:
        case Stage.PAUSED:
            case = detours.pause(tx, cast.responsible, case.id, "等配件", NOW)
        case Stage.DECLINED:
            case = detours.decline(tx, cast.staff, case.id, "不归社区管", "交警队 122", NOW)
        case Stage.WITHDRAWN:
            case = detours.withdraw(tx, cast.reporter, case.id, NOW)
        case Stage.MERGED:
            leading = issues.report(tx, cast.reporter, Category.LIGHTING, home, "又坏了", (), NOW)
            case = known.merge(tx, cast.staff, case.id, leading.id, NOW)
    assert case.stage == stage
    return case
