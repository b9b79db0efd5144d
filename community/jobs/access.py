"""Who may do what at the station for employment."""

from community.refused import Refused
from community.roles import STAFF, Role
from storage import people, places
from storage.employers import Employer
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

OFFICERS = STAFF | {Role.JOB_OFFICER}  # who checks what employers say, and sees who applies
TEAM = OFFICERS | {Role.STATION_LEADER, Role.TEAM_LEADER, Role.VOLUNTEER}  # who visits employers


def is_officer(who: Person) -> bool:
    """Whether somebody is an officer anywhere."""
    return any(held.role in OFFICERS for held in who.roles)


def drafts(who: Person) -> bool:
    """Whether somebody may put employers forward anywhere."""
    return any(held.role in TEAM for held in who.roles)


def officer_of(tx: Tx, who: Person, employer: Employer) -> bool:
    """Whether somebody is an officer where the employer is."""
    place = places.get(tx, employer.place_id)
    return place is not None and who.holds(OFFICERS, place.path)


def speaks_for(who: Person, employer: Employer) -> bool:
    """Whether somebody speaks for the employer in the chat."""
    return employer.person_id == who.id


def sees(tx: Tx, who: Person, employer: Employer) -> bool:
    """Whether somebody sees the employer's own card."""
    return speaks_for(who, employer) or officer_of(tx, who, employer)


def officers(tx: Tx, place_id: int) -> list[Person]:
    """Who is asked about what is at a place: the officers, else the staff, if any is reached."""
    place = places.get(tx, place_id)
    if place is None:
        return []
    for roles in ([Role.JOB_OFFICER], [Role.COMMUNITY_STAFF], [Role.SUBDISTRICT_STAFF]):
        if found := [one for one in people.holders(tx, place, roles) if one.answers]:
            return found
    return []


def speaker(tx: Tx, employer: Employer) -> Person | None:
    """Who speaks for the employer, as long as they can be asked here."""
    person = people.get(tx, employer.person_id) if employer.person_id else None
    return person if person is not None and person.answers else None


def answering(tx: Tx, employer: Employer) -> list[Person]:
    """Who answers for the employer: who speaks for it, else the officers in their place."""
    person = speaker(tx, employer)
    return [person] if person else officers(tx, employer.place_id)


def place_for(tx: Tx, place_id: int) -> Place:
    """The place, which must be there."""
    place = places.get(tx, place_id)
    if place is None:
        raise Refused("places.gone")
    return place
