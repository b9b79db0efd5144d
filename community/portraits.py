"""Portraits of those on duty, for the people they look after; each with a consent of its own."""

from community.going import Gone
from community.people import How
from community.refused import Refused
from community.roles import ENTERS, STAFF
from community.tells import tell
from storage import consents, media, people
from storage.people import Person
from storage.tx import Tx

PORTRAIT = "portrait"  # the purpose of the consent
File = tuple[str, str]  # the platform's two names for it


def may_show(who: Person) -> bool:
    """Whether there is anybody to whom somebody's picture is shown."""
    return any(held.role in ENTERS for held in who.roles)


def give(tx: Tx, who: Person, file: File, now: int) -> None:
    """Show one's own picture to those one looks after, by one's own tap."""
    if not may_show(who):
        raise Refused("people.no_portrait")
    _keep(tx, who, file, now)
    consents.give(tx, who.id, PORTRAIT, now)


def give_for(tx: Tx, who: Person, person_id: int, file: File, how: How, now: int) -> None:
    """The same for somebody who works where one is staff, and who has agreed to it."""
    person = people.get(tx, person_id)
    if person is None or person.id == who.id or not _staff_over(who, person):
        raise Refused("people.not_found")
    _keep(tx, person, file, now)
    consents.give(tx, person.id, PORTRAIT, now, how, who.id)
    tell(tx, person.id, "people.portrayed", who.id)


def _staff_over(who: Person, person: Person) -> bool:
    """Whether somebody has their picture shown where the other one is staff."""
    return any(held.role in ENTERS and who.holds(STAFF, held.path) for held in person.roles)


def leave(tx: Tx, gone: Gone, now: int) -> int:
    """Nobody sees the picture any more of who looks after nobody."""
    if not may_show(gone.person):
        take_away(tx, gone.person, now)
    return 0


def take_away(tx: Tx, person: Person, now: int) -> None:
    """Show it no more; the file is deleted."""
    media.take_portrait(tx, person.id, now)
    consents.withdraw(tx, person.id, PORTRAIT, now)


def _keep(tx: Tx, person: Person, file: File, now: int) -> None:
    consents.withdraw(tx, person.id, PORTRAIT, now)
    media.portray(tx, now, person.id, *file)
