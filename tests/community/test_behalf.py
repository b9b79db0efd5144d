"""Somebody for whom others speak is kept no longer than what was said for them."""

from community import issues, upkeep
from community.behalf import Other, Whom
from community.issues import Category, detours
from community.people import Agreed, How
from storage import cases, people, personal
from storage.engine import Database
from storage.tx import Tx
from tests.community.conftest import gathered
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
