"""Whose a dispute is: its sides', its mediator's; of others' stories staff see nothing."""

from community.cases import Stage, held
from community.mediation.kinds import KIND, LEVELS, MEDIATES, Level, Side
from community.mediation.steps import LIVE
from community.places import Kind
from community.refused import Refused
from community.roles import staff_of
from storage import cases, disputes, parties, people, places, unfit_mediators
from storage.cases import Case
from storage.parties import Party
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

MANY = 1_000


def found(tx: Tx, case_id: int) -> Case | None:
    """The case, if it is a dispute."""
    case = cases.get(tx, case_id)
    return case if case and case.kind == KIND else None


def place_of(tx: Tx, case: Case) -> Place:
    place = places.get(tx, case.place_id)
    assert place is not None, "places of cases stay"
    return place


def party_of(tx: Tx, who: Person, case: Case) -> Party | None:
    """The side that somebody is."""
    sides = parties.of(tx, case.id).values()
    return next((party for party in sides if party.person_id == who.id), None)


def partaken(tx: Tx, who: Person) -> list[Case]:
    """The open disputes in which somebody is a side that has not left."""
    own = [one for one in parties.theirs(tx, who.id, MANY) if one.gone is None]
    return [case for one in own if (case := found(tx, one.case_id)) and case.stage in LIVE]


def partaking(tx: Tx, who: Person, case_id: int) -> tuple[Case, Place, Party]:
    """A dispute in which somebody is a side that has not left."""
    case, place = held(tx, case_id, KIND)
    party = party_of(tx, who, case)
    if party is None or party.gone is not None:
        raise Refused("cases.not_found")
    return case, place, party


def taking_part(tx: Tx, who: Person, case_id: int) -> tuple[Case, Place, Party]:
    """A dispute in which somebody is a side that has said yes to it."""
    case, place, party = partaking(tx, who, case_id)
    if not party.takes_part:
        raise Refused("mediation.not_agreed")
    return case, place, party


def mediates(who: Person, case: Case, place: Place) -> bool:
    """Whether it is theirs to mediate; that ends with the role that made it so."""
    return case.responsible_id == who.id and who.holds(MEDIATES, place.path)


def in_hand(tx: Tx, who: Person, case_id: int) -> tuple[Case, Place]:
    """A dispute that somebody mediates."""
    case, place = held(tx, case_id, KIND)
    if not mediates(who, case, place):
        raise Refused("cases.not_found")
    return case, place


def conflicted(tx: Tx, who: Person, case: Case) -> bool:
    """Whether they are a side, live at one stairwell with one, or shall not mediate it."""
    if who.id in unfit_mediators.of(tx, case.id):
        return True
    sides = [people.get(tx, party.person_id) for party in parties.of(tx, case.id).values()]
    if any(one is not None and one.id == who.id for one in sides):
        return True
    own = stairwell(tx, who.home_id)
    homes = [case.place_id, *(one.home_id for one in sides if one is not None)]
    return own is not None and any(stairwell(tx, home) == own for home in homes)


def stairwell(tx: Tx, place_id: int | None) -> int | None:
    """The stairwell in which a place lies, if it is one or in one."""
    place = places.get(tx, place_id) if place_id is not None else None
    above = places.upwards(tx, place) if place else []
    return next((at.id for at in above if at.kind == Kind.STAIRWELL), None)


def fit(tx: Tx, who: Person, case: Case, place: Place) -> bool:
    """Whether somebody could mediate it at the level on which it is."""
    level = disputes.known(tx, case.id).level
    able = frozenset(role for at, roles in LEVELS.items() if at >= level for role in roles)
    return who.holds(able, place.path) and not conflicted(tx, who, case)


def may_take(tx: Tx, who: Person, case: Case, place: Place) -> bool:
    """Whether it is for them to take up: for whom a side asks, and the staff of the place."""
    if case.stage != Stage.DISPATCHED or not fit(tx, who, case, place):
        return False
    wished = chosen(tx, case, place)
    return wished is None or wished.id == who.id or staff_of(who, place)


def offered(tx: Tx, who: Person, case_id: int) -> tuple[Case, Place]:
    """A dispute that somebody may take up."""
    case, place = held(tx, case_id, KIND)
    if not may_take(tx, who, case, place):
        raise Refused("cases.not_found")
    return case, place


def candidates(tx: Tx, case: Case, place: Place) -> list[Person]:
    """Who could mediate it, the nearest first."""
    level = disputes.known(tx, case.id).level
    able = [role for at, roles in LEVELS.items() if at >= level for role in roles]
    holding = people.holders(tx, place, able)
    return [one for one in holding if one.answers and not conflicted(tx, one, case)]


def chosen(tx: Tx, case: Case, place: Place) -> Person | None:
    """Whom a side has chosen, as long as they could mediate it and can be asked."""
    dispute = disputes.known(tx, case.id)
    wished = people.get(tx, dispute.chosen_id) if dispute.chosen_id else None
    able = wished is not None and wished.answers and fit(tx, wished, case, place)
    return wished if able else None


def asked(tx: Tx, case: Case, place: Place) -> list[Person]:
    """Who is asked to take it up: whom a side has chosen, else those of the lowest level."""
    if wished := chosen(tx, case, place):
        return [wished]
    lowest = disputes.known(tx, case.id).level
    for level in [at for at in Level if at >= lowest]:
        holding = people.holders(tx, place, LEVELS[level])
        if able := [one for one in holding if one.answers and not conflicted(tx, one, case)]:
            return able
    return []


def sides_of(tx: Tx, case: Case) -> dict[Side, Party]:
    """The sides there are, by which they are."""
    return {Side(side): party for side, party in parties.of(tx, case.id).items()}
