"""Whoever joins as the one others have entered: of what there is one each, their own stands."""

from community import joining
from storage import checkin_plans, people, seekers, volunteers, weeklies
from storage.engine import Database
from storage.people import Person
from storage.tx import Tx
from tests.community.mornings import Asked, asked
from tests.community.test_seekers import seeks
from tests.conftest import NOW


async def test_what_both_have_is_one(settled: Database) -> None:
    await settled.run(_both)


def _both(tx: Tx) -> None:
    cast = asked(tx)
    joins, entered = cast.daughter, people.add(tx, None, "zh", NOW)
    people.set_home(tx, entered.id, cast.elder.home_id or 0)
    for one in (joins, people.known(tx, entered.id)):
        seeks(tx, one)
        _rung_up(tx, cast, one)
        people.set_phone(tx, one.id, "13900001234", NOW)
    own, theirs = weeklies.of_person(tx, joins.id), weeklies.of_person(tx, entered.id)
    joining.join(tx, people.known(tx, joins.id), entered.id, NOW)
    assert people.get(tx, entered.id) is None
    assert seekers.of(tx, joins.id) is not None
    assert weeklies.of_person(tx, joins.id) == own
    assert theirs is not None
    assert weeklies.get(tx, theirs.id) != theirs, "ended"
    assert volunteers.of(tx, joins.id) is None
    assert checkin_plans.of(tx, joins.id) is None


def _rung_up(tx: Tx, cast: Asked, who: Person) -> None:
    weeklies.add(
        tx,
        who.id,
        None,
        NOW,
        place_id=cast.elder.home_id,
        volunteer_id=cast.head.id,
        team_id=None,
        weekday=1,
        oclock=10,
        stage="standing",
        made_by=cast.head.id,
    )
