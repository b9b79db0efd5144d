"""A dispute at any point of its way, with everybody who has to do with it."""

from dataclasses import dataclass

from community import mediation
from community import people as rules
from community.mediation import joining, mediators
from community.mediation.kinds import Matter, Opposite, Request
from community.roles import Role
from storage import people, places
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW

STORY, MAY_TELL, SETTLE = "楼上半夜拖椅子", "请晚上十点后轻一点", "铺个地毯"
SUN, ZHOU, MA = 900_061, 900_062, 900_063
TOKEN = "the token"


@dataclass(frozen=True, slots=True)
class Sides:
    """王阿姨 asks, 孙大爷 lives above, 老周 and 马姐 mediate, 小李 is staff, 张师傅 none of it."""

    a: Person
    b: Person
    mediator: Person
    other: Person
    staff: Person
    stranger: Person


def sides(tx: Tx) -> Sides:
    """Everybody, the first time made."""
    cast = gathered(tx)
    home = places.get(tx, cast.reporter.home_id or 0)
    assert home is not None
    _subdistrict, community, estate, *_rest = places.upwards(tx, home)
    far = places.below(tx, places.below(tx, estate.id)[-1].id)[-1]
    found = []
    for number, name, lives, role in (
        (SUN, "孙大爷", home, None),
        (ZHOU, "老周", far, Role.MEDIATOR),
        (MA, "马姐", far, Role.GRID_WORKER),
    ):
        person = people.by_telegram(tx, number)
        if person is None:
            person = rules.meet(tx, number, "zh", frozenset(), NOW)
            rules.join(tx, person, name, lives.id, NOW)
            if role:
                people.grant(tx, person.id, role, community.id, None, NOW)
        found.append(people.known(tx, person.id))
    b, mediator, other = found
    return Sides(cast.reporter, b, mediator, other, cast.staff, cast.responsible)


def wanted(tx: Tx, name: str | None = "楼上孙大爷") -> Request:
    home = sides(tx).a.home_id or 0
    told = MAY_TELL if name else None
    return Request(Matter.NOISE, Opposite.NEIGHBOUR, home, STORY, name, told, SETTLE)


def asked(tx: Tx, name: str | None = "楼上孙大爷") -> Case:
    """王阿姨 has asked for mediation."""
    return mediation.request(tx, sides(tx).a, wanted(tx, name), NOW)


def taken(tx: Tx, name: str | None = "楼上孙大爷") -> Case:
    """老周 has taken it up."""
    return mediators.take(tx, sides(tx).mediator, asked(tx, name).id, NOW)


def joined(tx: Tx) -> Case:
    """孙大爷 has come by the link and not said yet whether he takes part."""
    case = taken(tx)
    joining.invite(tx, sides(tx).mediator, case.id, TOKEN, NOW)
    found = joining.join(tx, sides(tx).b, TOKEN, NOW)
    assert found is not None
    return found


def both(tx: Tx) -> Case:
    """Both sides take part."""
    return joining.agree(tx, sides(tx).b, joined(tx).id, NOW)
