"""Two sides: what is put to both of them, and who may answer for one."""

from community.cases import held
from community.mediation import access
from community.mediation.access import mediates, party_of
from community.mediation.kinds import KIND, Side
from community.mediation.steps import LIVE
from community.refused import Refused
from community.roles import staff_of
from storage import cases, pacts, parties, people, places, sittings
from storage.cases import Case
from storage.parties import Party
from storage.people import Person
from storage.places import Place
from storage.tx import Tx


def in_hand(tx: Tx, who: Person, case_id: int) -> tuple[Case, Place]:
    """A dispute that somebody mediates, while it is not over."""
    case, place = access.in_hand(tx, who, case_id)
    if case.stage not in LIVE:
        raise Refused("cases.moved_on")
    return case, place


def supervised(tx: Tx, who: Person, case_id: int) -> tuple[Case, Place]:
    """A dispute at a place where the person is staff, and of which they are no side."""
    case, place = held(tx, case_id, KIND)
    if not watches(tx, who, case, place):
        raise Refused("cases.not_found")
    return case, place


def watches(tx: Tx, who: Person, case: Case, place: Place) -> bool:
    """Whether somebody keeps an eye on it as staff: who is a side of it does not."""
    return staff_of(who, place) and party_of(tx, who, case) is None


def both(tx: Tx, case: Case) -> dict[str, Party]:
    """Both sides, who have agreed to be mediated; else nothing can be put to them."""
    found = parties.of(tx, case.id)
    if found.keys() != set(Side) or not all(party.takes_part for party in found.values()):
        raise Refused("agreements.one_side")
    return found


def mediator_of(tx: Tx, case_id: int) -> Person | None:
    """Who mediates it, as long as they may."""
    case = cases.get(tx, case_id)
    place = places.get(tx, case.place_id) if case else None
    if case is None or place is None or case.responsible_id is None:
        return None
    found = people.known(tx, case.responsible_id)
    return found if mediates(found, case, place) else None


def unreached(tx: Tx, case_id: int, side: str) -> bool:
    """Whether the mediator has to ask a side by telephone or at the door."""
    party = parties.of(tx, case_id).get(side)
    person = people.known(tx, party.person_id) if party else None
    if person is None or person.died is not None or person.sealed_name is None:
        return False  # nobody is asked for who is no more, or wants to be forgotten
    return not person.answers


def redraw(tx: Tx, case: Case) -> None:
    """Every session and draft that was put to both: who may see or answer it is another now."""
    tx.touched |= {("sitting", one.id) for one in sittings.of(tx, case.id)}
    tx.touched |= {("pact", one.id) for one in pacts.of(tx, case.id)}


def speaks(tx: Tx, who: Person, case: Case, side: str) -> bool:
    """Whether somebody may answer for a side: itself, or the mediator whom it talks to by phone."""
    party = parties.of(tx, case.id).get(side)
    if party is None or not party.takes_part:
        return False
    if party.person_id == who.id:
        return True
    place = places.get(tx, case.place_id)
    return place is not None and mediates(who, case, place) and unreached(tx, case.id, side)


def put_to(tx: Tx, who: Person, case_id: int, side: str) -> Case:
    """An open dispute in which the person answers for a side, kept for this transaction."""
    case, _place = held(tx, case_id, KIND)
    if not speaks(tx, who, case, side):
        raise Refused("cases.not_found")
    if case.stage not in LIVE:
        raise Refused("cases.moved_on")
    return case


def side_of(tx: Tx, who: Person, case: Case) -> Party | None:
    """As which side somebody still takes part."""
    party = party_of(tx, who, case)
    return party if party is not None and party.takes_part else None


def everybody(tx: Tx, case_id: int) -> list[int]:
    """Both sides as far as they take part, and the mediator."""
    found = [party.person_id for party in parties.of(tx, case_id).values() if party.takes_part]
    mediator = mediator_of(tx, case_id)
    return [*found, *([mediator.id] if mediator else [])]
