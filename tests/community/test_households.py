"""People who live in a flat: known to those who must come to the door, and to nobody else."""

import pytest

from community.imports.entering import enter
from community.imports.looking import check
from community.issues import Category, emergency, report
from community.nearby import home_of
from community.places import Kind, label, shared
from community.refused import Refused
from community.wishes import Matter, ask
from storage import alerts, people, places
from storage.engine import Database
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.community.test_imports import HOME, NUMBER, book, person, place
from tests.conftest import NOW

FLAT = "canary 501"
TABLE = book(place(*HOME, FLAT), person(home=(*HOME, FLAT)))
STAIRWELL = "广安社区 森林公园小区 3号楼 2单元"


def _lives(tx: Tx) -> tuple[Person, Place]:
    """赵奶奶, brought in with her flat by a table."""
    found = check(tx, None, TABLE, NOW)
    assert (found.problems, found.places, found.people) == ((), 1, 1)
    assert enter(tx, None, TABLE.rows, NOW) == []
    [granny] = people.by_phone(tx, NUMBER)
    home = places.get(tx, granny.home_id or 0)
    assert home is not None
    return granny, home


async def test_a_flat_is_sealed_and_comes_once(settled: Database) -> None:
    def lives(tx: Tx) -> None:
        _granny, home = _lives(tx)
        assert (home.kind, home.name, label(tx, home)) == (
            Kind.HOUSEHOLD,
            FLAT,
            f"{STAIRWELL} {FLAT}",
        )
        [(name, sealed)] = tx.all("SELECT name, label FROM places WHERE id = :id", id=home.id)
        assert name == ""
        assert FLAT.encode() not in sealed
        again = check(tx, None, TABLE, NOW)
        assert (again.places, again.people, again.same) == (0, 0, 2)
        assert enter(tx, None, TABLE.rows, NOW) == []
        assert len(places.households(tx, home.parent_id or 0)) == 1
        assert len(people.by_phone(tx, NUMBER)) == 1
        assert places.below(tx, home.parent_id or 0) == [], "nobody chooses from a list of flats"

    await settled.run(lives)


async def test_a_later_table_says_in_which_flat_somebody_lives(settled: Database) -> None:
    def moves(tx: Tx) -> None:
        assert enter(tx, None, [person()], NOW) == []
        [granny] = people.by_phone(tx, NUMBER)
        assert granny.home_id is not None
        found = check(tx, None, TABLE, NOW)
        assert (found.places, found.people, found.same) == (1, 0, 0)
        assert enter(tx, None, TABLE.rows, NOW) == []
        [flat] = places.households(tx, granny.home_id)
        assert [one.home_id for one in people.by_phone(tx, NUMBER)] == [flat.id]
        assert check(tx, None, book(person()), NOW).same == 1, (
            "the stairwell alone moves nobody out"
        )
        assert enter(tx, None, [person()], NOW) == []
        assert [one.home_id for one in people.by_phone(tx, NUMBER)] == [flat.id]

    await settled.run(moves)


async def test_who_must_come_to_the_door_knows_it_and_others_the_stairwell(
    settled: Database,
) -> None:
    def lives(tx: Tx) -> None:
        granny, home = _lives(tx)
        alert = alerts.get(tx, emergency.raise_alarm(tx, granny, NOW).id)
        wish = ask(tx, granny, Matter.ERRANDS, None, None, NOW)
        assert alert is not None
        assert (alert.place_id, wish.place_id) == (home.id, shared(tx, home).id)
        assert label(tx, home_of(tx, granny)) == STAIRWELL
        assert [one.id for one in people.holders(tx, home, ["community_staff"])] == [
            gathered(tx).staff.id
        ]
        with pytest.raises(Refused, match=r"places\.gone"):  # it is about what neighbours share
            report(tx, granny, Category.LIGHTING, home.id, "灯不亮", (), NOW)

    await settled.run(lives)
