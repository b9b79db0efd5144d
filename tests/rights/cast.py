"""Who tries: every role at the place of a matter, below it and elsewhere, and who it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from bot import town
from community import people as rules
from community.places import Kind
from community.roles import STAFF, Role, kinds_for
from storage import people, places
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from tests.community.conftest import STRANGER
from tests.conftest import NOW

HERE, BELOW, ELSEWHERE = "here", "below", "elsewhere"
FIRST = 910_000
NEWCOMER = 909_999
DUTY = frozenset(Role) - {Role.RESIDENT, Role.VOLUNTEER}
GROUPS = {"staff": STAFF, "duty": DUTY, **{str(role): frozenset({role}) for role in Role}}


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who tries: with a role somewhere, or as what they are to the matter."""

    telegram_id: int
    role: Role | None = None
    where: str = ""
    relation: str = ""

    @property
    def asked(self) -> frozenset[str]:
        """What changes when nothing does: a newcomer is asked to agree, whatever they send."""
        return frozenset({"drafts", "timers"}) if self.relation == "newcomer" else frozenset()

    def __str__(self) -> str:
        return self.relation or (f"{self.role} {self.where}" if self.role else "a resident")

    def may(self, answer: str) -> bool:
        """Whether the table's answer names them."""
        return any(self._named(term.split()) for term in answer.split(","))

    def _named(self, term: list[str]) -> bool:
        match term:
            case ["anybody"]:
                return True
            case ["everybody"]:
                return self.relation != "newcomer"
            case ["nobody"]:
                return False
            case [group, "within"]:
                return self.role in GROUPS[group] and self.where in (HERE, BELOW)
            case [group, "here"]:
                return self.role in GROUPS[group] and self.where == HERE
            case [name] if name in GROUPS:
                return self.role in GROUPS[name]
            case [relation]:
                return self.relation == relation
        raise AssertionError(f"the table says {' '.join(term)!r}")


def settle(tx: Tx) -> list[Actor]:
    """Build the town with everybody who tries, matters being about one of its estates."""
    town.build(tx, "Asia/Shanghai", NOW)
    here, elsewhere = places.below(tx, places.roots(tx)[0].id)[:2]
    estate = _estate(tx)
    below = places.below(tx, estate.id)[0]
    for member in town.CAST:
        people.set_home(tx, _met(tx, member.telegram_id).id, estate.id)
    found = [Actor(NEWCOMER, relation="newcomer"), Actor(STRANGER)]
    _met(tx, NEWCOMER)
    _join(tx, STRANGER, elsewhere)
    for order, role in enumerate(Role):
        for step, (where, place) in enumerate(
            ((HERE, here), (BELOW, below), (ELSEWHERE, elsewhere))
        ):
            actor = Actor(FIRST + order * 3 + step, role, where)
            if where == HERE and kinds_for(role) == {Kind.SUBDISTRICT}:
                place = places.roots(tx)[0]  # above: they are nowhere else
            who = _join(tx, actor.telegram_id, place)
            people.grant(tx, who.id, role, place.id, None, NOW)
            found.append(actor)
    return found


def related(relations: Mapping[str, Person]) -> list[Actor]:
    """Those a matter is about."""
    return [
        Actor(person.telegram_id, relation=name)
        for name, person in relations.items()
        if person.telegram_id is not None
    ]


def _estate(tx: Tx) -> Place:
    wang = people.by_telegram(tx, town.CAST[0].telegram_id)
    home = places.get(tx, wang.home_id) if wang and wang.home_id else None
    assert home is not None
    return next(place for place in places.upwards(tx, home) if place.kind == Kind.ESTATE)


def _join(tx: Tx, telegram_id: int, home: Place) -> Person:
    who = _met(tx, telegram_id)
    rules.join(tx, who, "某人", home.id, NOW)
    return who


_met = partial(rules.meet, language="zh", admins=frozenset[int](), now=NOW)
