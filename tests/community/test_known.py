"""What is known already where somebody reports: the newest, however many others there are."""

import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import cast

import pytest

from community.cases import OPEN, Stage
from community.issues import Category
from community.issues.kinds import KIND
from storage import cases, places
from storage.cases import Case
from storage.engine import Database
from storage.places import Place
from storage.sqlite import Sqlite
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW

MANY = 400  # who report the same of one stairwell
STEP = 100  # of SQLite's machine, between two counts


async def test_the_newest_of_all_stairwells_of_a_building_are_found(settled: Database) -> None:
    def job(tx: Tx) -> None:
        building, home, other = _building(tx)
        old = [_standing(tx, place, NOW + at) for at, place in enumerate((other, home, other))]
        for stage in (Stage.CLOSED, Stage.WITHDRAWN):
            cases.change(tx, _standing(tx, home, NOW + 9), stage=stage, closed=NOW + 9)
        # Of the same moment the one with the greater id is the newer.
        new = [_standing(tx, place, NOW + 5) for place in (home, other, home)]
        found = [_alike(tx, building.path, most) for most in (2, 4, 9)]
        assert found == [new[1:], [old[2], *new], [*old, *new]]

    await settled.run(job)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # which counts its steps
async def test_hundreds_who_report_the_same_make_looking_it_up_no_dearer(
    settled: Database,
) -> None:
    def more(tx: Tx, many: int) -> str:
        building, home, _other = _building(tx)
        for at in range(many):
            _standing(tx, home, NOW + at)
        return building.path

    async def steps(many: int) -> int:
        path = await settled.run(partial(more, many=many))
        counted: list[int] = []

        def count(raw: sqlite3.Connection) -> None:
            raw.set_progress_handler(lambda: counted.append(1), STEP)

        await writer.hop(count)
        assert len(await settled.run(lambda tx: _alike(tx, path, 3))) == 3
        await writer.hop(lambda raw: raw.set_progress_handler(None, STEP))
        return len(counted)

    writer = cast(Sqlite, settled)._writer
    few = await steps(5)
    assert few > 0
    assert await steps(MANY) <= few * 2


def _building(tx: Tx) -> tuple[Place, Place, Place]:
    """王阿姨's building, her stairwell, and the one beside it."""
    home = places.get(tx, gathered(tx).reporter.home_id or 0)
    assert home is not None
    building = places.upwards(tx, home)[-2]
    other = next(at for at in places.below(tx, building.id) if at.id != home.id)
    return building, home, other


def _alike(tx: Tx, path: str, most: int) -> Sequence[Case]:
    return cases.alike(tx, KIND, Category.LIGHTING, path, sorted(OPEN), most)


def _standing(tx: Tx, place: Place, made: int) -> Case:
    return cases.add(
        tx,
        made,
        number=f"{tx.new_id(made)}",
        kind=KIND,
        category=Category.LIGHTING,
        place_id=place.id,
        reporter_id=gathered(tx).reporter.id,
        speaker_id=None,
        spoken_as=None,
        stage=Stage.RECEIVED,
        story="路灯坏了",
    )
