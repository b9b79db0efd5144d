"""Speaking for somebody without Telegram: whose matter it is, and that they agreed (domain §2)."""

from dataclasses import dataclass
from enum import StrEnum

from community.people import GENERAL, Agreed, looked_after
from community.places import Kind
from community.refused import Refused
from community.roles import ENTERS
from storage import casebooks, consents, people, personal, places, retention
from storage.people import Person
from storage.places import Place
from storage.tx import Tx


class Whom(StrEnum):
    SELF = "self"
    FAMILY = "family"
    NEIGHBOUR = "neighbour"


OFFICE = "office"  # as what somebody speaks who looks after the place
HOMES = frozenset({Kind.BUILDING, Kind.STAIRWELL})
OTHERS = frozenset({Whom.FAMILY, Whom.NEIGHBOUR})


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody for whom one speaks, and how they agreed to it."""

    whom: Whom
    name: str
    phone: str | None
    consent: Agreed


def in_care(tx: Tx, who: Person, person_id: int) -> Person:
    """Somebody entered before, whom one looks after and may speak for."""
    person = people.get(tx, person_id)
    alive = person is not None and person.died is None and person.consented is not None
    if person is None or not alive or person.id == who.id or not looked_after(tx, who, person):
        raise Refused("people.not_found")
    return person


def spoken_for(
    tx: Tx, who: Person, other: Other | Person, place: Place, now: int
) -> tuple[Person, str]:
    """Whose matter it is, and as what one speaks for them."""
    if isinstance(other, Person):
        return in_care(tx, who, other.id), OFFICE
    office = other.whom != Whom.FAMILY and who.holds(ENTERS, place.path)
    return _by_matters(tx, who, other, now), OFFICE if office else other.whom


def _by_matters(tx: Tx, who: Person, other: Other, now: int) -> Person:
    """Somebody known by this matter alone, or whom one looks after.

    A resident's words find nobody whom others have entered: they prove nothing about them. Where
    something is to be mended need not be where they live: it settles nobody anywhere.
    """
    person = _known(tx, who, other)
    if person is None:
        person = people.add(tx, None, who.language, now, entered_by=who.id)
        people.set_name(tx, person.id, other.name)
        if other.phone is not None:
            people.set_phone(tx, person.id, other.phone)
    if person.consented is None:
        agreed = other.consent
        consents.give(tx, person.id, GENERAL, now, agreed.how, who.id, agreed.witness)
    return people.known(tx, person.id)


def _known(tx: Tx, who: Person, other: Other) -> Person | None:
    """Somebody of this name and number whom one has spoken for before, or looks after."""
    for person in people.by_phone(tx, other.phone) if other.phone else []:
        mine = person.telegram_id is None and people.entered_by(tx, person.id) == who.id
        same = person.died is None and people.name(tx, person) == other.name
        if same and (mine or looked_after(tx, who, person)):
            return person
    return None


def settles(tx: Tx, who: Person, person_id: int) -> Place | None:
    """Where somebody may live of whom one has last spoken for the office, and no home is known."""
    person = people.get(tx, person_id)
    matters = casebooks.reported_by(tx, person_id, 1) if person else []
    if person is None or person.telegram_id or person.home_id or person.died or not matters:
        return None
    case, place = matters[0], places.get(tx, matters[0].place_id)
    spoken = case.speaker_id == who.id and case.spoken_as == OFFICE
    if place is None or place.kind not in HOMES or not who.holds(ENTERS, place.path):
        return None
    return place if spoken else None


def settle(tx: Tx, who: Person, person_id: int) -> Place:
    """Note that they live where the matter is; from then on those who look after it find them."""
    place = settles(tx, who, person_id)
    if place is None:
        raise Refused("people.not_found")
    people.set_home(tx, person_id, place.id)
    return place


def forget(tx: Tx, person_id: int, now: int) -> None:
    """Forget somebody known by matters alone once the last one is over and its words are gone."""
    person = people.get(tx, person_id)
    if person is None or person.telegram_id is not None or person.home_id is not None:
        return
    if people.entered_by(tx, person_id) is None:
        return
    if not retention.concerns(tx, person_id):
        personal.erase(tx, person, now)
