"""Somebody without Telegram looks for work: an officer enters it, and applies once they agree."""

from dataclasses import replace

from community.jobs.access import OFFICERS
from community.people import How, opposite
from community.refused import Refused
from community.seekers import Reach, applying, forget, reach_of, register
from community.seekers.applying import PASSED_ON, Age
from community.seekers.caring import cares_for
from storage import consents, people, seekers
from storage.applications import Application
from storage.people import Person
from storage.seekers import Seeker, Sought
from storage.tx import Tx

PURPOSE = "work"  # of the consent that an officer notes
LISTED = 200


def enter(
    tx: Tx, who: Person, phone: str, how: How, reach: Reach, said: Sought, now: int
) -> Seeker:
    """Keep what somebody at the counter looks for, and how they agreed to it."""
    person = opposite(tx, who, phone, OFFICERS)
    if person is None:
        raise Refused("seekers.not_entered")
    if not any(given.purpose == PURPOSE for given in consents.of(tx, person.id)):
        consents.give(tx, person.id, PURPOSE, now, how, who.id)
    within = replace(said, reach=(reach_of(tx, person, reach),))
    return register(tx, person, within, now, by_id=who.id)


def in_care(tx: Tx, who: Person) -> list[Person]:
    """Whom officers have entered where one is an officer, each one's newest first."""
    found = (people.known(tx, seeker.person_id) for seeker in seekers.entered(tx, LISTED))
    return [person for person in found if cares_for(tx, who, person)]


def theirs(tx: Tx, who: Person, person_id: int) -> Person:
    """Somebody without Telegram for whom one cares, and who looks for work."""
    person = people.get(tx, person_id)
    if person is None or not cares_for(tx, who, person) or seekers.of(tx, person.id) is None:
        raise Refused("seekers.not_found")
    return person


def apply(
    tx: Tx, who: Person, person_id: int, vacancy_id: int, how: How, age: Age, now: int
) -> Application:
    """Apply for somebody who has said yes to it, and that the employer may see them."""
    person = theirs(tx, who, person_id)
    if not any(given.purpose == PASSED_ON for given in consents.of(tx, person.id)):
        consents.give(tx, person.id, PASSED_ON, now, how, who.id)
    return applying.apply(tx, person, vacancy_id, now, age)


def erase(tx: Tx, who: Person, person_id: int, now: int) -> None:
    """They look for work no more; what was applied for goes on."""
    person = theirs(tx, who, person_id)
    forget(tx, person)
    consents.withdraw(tx, person.id, PURPOSE, now)
