"""Whose a case is: its reporter's, its responsible's, the staff's of its place."""

from community.cases import OPEN, held, voices
from community.duty import nearest_staff
from community.issues.kinds import KIND
from community.refused import Refused
from community.roles import RESPONSIBLE, Role, staff_of
from community.tells import tell, tell_all
from storage import cases, places
from storage.cases import Case
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

JOINT = 3  # the round from which on the visit is a joint one
VISITORS = frozenset({Role.BRANCH_SECRETARY, Role.GRID_WORKER})


def staff_for(tx: Tx, case: Case) -> list[Person]:
    """Who hears of a case first."""
    place = places.get(tx, case.place_id)
    return on_duty(tx, place) if place else []


def on_duty(tx: Tx, place: Place) -> list[Person]:
    """Who hears of what is no emergency: whatever the roster says, the nearest staff."""
    return nearest_staff(tx, place)


def found(tx: Tx, case_id: int) -> Case | None:
    """The case, if it is a report."""
    case = cases.get(tx, case_id)
    return case if case and case.kind == KIND else None


def may_see(tx: Tx, who: Person, case: Case) -> bool:
    """Whether this is a case of theirs as staff or as the responsible."""
    place = places.get(tx, case.place_id)
    if place is None:
        return False
    return is_responsible(who, case, place) or staff_of(who, place) or joins(who, case, place)


def joins(who: Person, case: Case, place: Place) -> bool:
    """Whether they are asked to visit together: after two reopenings (domain §3)."""
    return case.round >= JOINT and case.stage in OPEN and who.holds(VISITORS, place.path)


def is_responsible(who: Person, case: Case, place: Place) -> bool:
    """Whether the case is theirs to do; it ends with the role that made it so."""
    return case.responsible_id == who.id and who.holds(frozenset(RESPONSIBLE), place.path)


def in_hand(tx: Tx, who: Person, case_id: int) -> tuple[Case, Place]:
    """A case the person is responsible for."""
    case, place = held(tx, case_id, KIND)
    if not is_responsible(who, case, place):
        raise Refused("cases.not_found")
    return case, place


def reported(tx: Tx, who: Person, case_id: int) -> tuple[Case, Place]:
    """A case the person has reported, for themselves or for somebody else."""
    case, place = held(tx, case_id, KIND)
    if who.id not in voices(case):
        raise Refused("cases.not_found")
    return case, place


def judges(case: Case, who: Person) -> bool:
    """Whether it is for them to say what came of it: not of their own work for somebody else."""
    return who.id == case.reporter_id or (
        who.id == case.speaker_id and who.id != case.responsible_id
    )


def judged(tx: Tx, who: Person, case_id: int) -> tuple[Case, Place]:
    """A case of which the person may say what came of it."""
    case, place = reported(tx, who, case_id)
    if not judges(case, who):
        raise Refused("issues.own_work")
    return case, place


def supervised(tx: Tx, who: Person, case_id: int) -> tuple[Case, Place]:
    """A case at a place where the person is staff."""
    case, place = held(tx, case_id, KIND)
    if not staff_of(who, place):
        raise Refused("cases.not_found")
    return case, place


def in_hand_or_supervised(tx: Tx, who: Person, case_id: int) -> tuple[Case, Place]:
    """A case the person is responsible for, or at a place where they are staff."""
    case, place = held(tx, case_id, KIND)
    if not (is_responsible(who, case, place) or staff_of(who, place)):
        raise Refused("cases.not_found")
    return case, place


def tell_those_at_work(tx: Tx, case: Case, place: Place, notice: str) -> None:
    """Tell the responsible, or the staff while nobody is."""
    if case.responsible_id is not None:
        tell(tx, case.responsible_id, notice, case.id)
    else:
        tell_all(tx, on_duty(tx, place), notice, case.id)
