"""What several screens of check-ins say alike."""

from collections.abc import Iterable

from storage import people, places
from storage.cipher import Unreadable
from storage.moments import local
from storage.people import Person
from storage.tx import Tx
from talk.several import listed
from talk.words import Word, _


def names_of(tx: Tx, found: Iterable[Person]) -> Word:
    """People by name."""
    return listed([Word(people.name(tx, one)) for one in found])


def readable(tx: Tx, person: Person) -> str:
    """Somebody's name, where it can be read; an alarm goes out without it."""
    try:
        return people.name(tx, person) or "–"
    except Unreadable:
        return "–"


def called(tx: Tx, person_id: int | None) -> Word:
    """Somebody's name; an administrator may not have said theirs yet."""
    person = people.get(tx, person_id) if person_id else None
    name = people.name(tx, person) if person else ""
    return Word(name) if name else _("The community")


def hour_of(tx: Tx, place_id: int, at: int) -> str:
    """A time as the clocks of the place show it."""
    place = places.get(tx, place_id) or places.roots(tx)[0]
    return f"{local(at, place.zone):%H:%M}"
