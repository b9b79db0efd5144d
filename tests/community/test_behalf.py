"""Somebody for whom others speak is kept no longer than what was said for them."""

from functools import partial

import pytest

from community import behalf, issues, upkeep
from community.agreements import endings
from community.behalf import Other, Whom
from community.issues import Category, detours
from community.mediation.kinds import KEPT_MS, Outcome
from community.people import Agreed, How
from storage import cases, people, personal, seekers, singles
from storage.engine import Database
from storage.seekers import Sought
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.community.mediated import mediated
from tests.conftest import NOW

DAY_MS = 24 * 3_600_000
GRANNY = Other(Whom.FAMILY, "赵奶奶", "13900001111", Agreed(How.ORAL))


async def test_who_is_known_by_matters_alone_is_forgotten_with_the_last(settled: Database) -> None:
    await settled.run(_forgotten_with_the_last)


def _forgotten_with_the_last(tx: Tx) -> None:
    cast = gathered(tx)
    home = cast.reporter.home_id
    assert home is not None
    first, last = [
        issues.report(tx, cast.reporter, Category.LIGHTING, home, "灯坏了", (), at, other=GRANNY)
        for at in (NOW, NOW + DAY_MS)
    ]
    granny = first.reporter_id
    assert last.reporter_id == granny != cast.reporter.id
    detours.withdraw(tx, cast.reporter, first.id, NOW + DAY_MS)
    assert upkeep.forget_texts(tx, 30, NOW + 40 * DAY_MS) == 1
    assert people.name(tx, people.known(tx, granny)) == "赵奶奶", "one of her matters is open"
    detours.withdraw(tx, cast.reporter, last.id, NOW + 2 * DAY_MS)
    assert upkeep.forget_texts(tx, 30, NOW + 40 * DAY_MS) == 1
    assert people.is_erased(tx, granny)
    assert "13900001111" not in personal.export(tx, cast.reporter)
    assert cases.known(tx, last.id).speaker_id == cast.reporter.id


async def test_who_was_entered_as_a_side_stays_as_long_as_the_file_and_no_longer(
    settled: Database,
) -> None:
    await settled.run(_kept_with_the_file)


def _kept_with_the_file(tx: Tx) -> None:
    made = mediated(tx, telegram=False)
    granny = made.other.id
    people.set_phone(tx, granny, "13900001111")

    def stays() -> bool:
        return people.name(tx, people.known(tx, granny)) == "赵奶奶"

    behalf.forget(tx, granny, NOW)
    assert stays(), "the dispute is open"
    endings.end(tx, made.mediator, made.case.id, Outcome.UNSETTLED, None, NOW)
    assert upkeep.forget_texts(tx, 30, NOW + 40 * DAY_MS) == 0
    behalf.forget(tx, granny, NOW + 40 * DAY_MS)
    assert stays(), "the law has the file kept"
    assert upkeep.forget_texts(tx, 30, NOW + KEPT_MS) == 1
    assert people.is_erased(tx, granny)
    assert people.phone(tx, people.known(tx, granny)) is None
    assert people.name(tx, people.known(tx, made.one.id)), "who has a chat asks for it themselves"


@pytest.mark.parametrize("waits", ["introduced", "hired"])
async def test_who_waits_for_something_else_is_not_forgotten(settled: Database, waits: str) -> None:
    await settled.run(partial(_waits, waits=waits))


def _waits(tx: Tx, waits: str) -> None:
    cast = gathered(tx)
    home = cast.reporter.home_id
    assert home is not None
    lamp = issues.report(
        tx, cast.reporter, Category.LIGHTING, home, "灯坏了", (), NOW, other=GRANNY
    )
    if waits == "introduced":
        singles.add(tx, lamp.reporter_id, home, "woman", 1960, "open", None, {}, NOW)
    else:
        sought = Sought(("catering",), "12345 08:00-15:00", (home,), None, None, (), told=True)
        seekers.put(tx, lamp.reporter_id, sought, NOW)
    detours.withdraw(tx, cast.reporter, lamp.id, NOW)
    assert upkeep.forget_texts(tx, 30, NOW + 40 * DAY_MS) == 1
    assert not people.is_erased(tx, lamp.reporter_id)
