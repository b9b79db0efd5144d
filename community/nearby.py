"""Those near somebody's home who hear first when something is wished for or changes."""

from community.duty import on_duty
from community.places import shared
from community.roles import Role
from storage import people, places
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

NEAR = (Role.STAIRWELL_HEAD, Role.GRID_WORKER)


def home_of(tx: Tx, person: Person) -> Place:
    """At which stairwell somebody lives; who has not said it belongs to the whole subdistrict."""
    home = places.get(tx, person.home_id) if person.home_id else None
    return shared(tx, home) if home else places.roots(tx)[0]


def near(tx: Tx, place: Place, but: int, now: int) -> list[Person]:
    """Whom messages reach of the stairwell heads and grid workers, else of who is on duty."""
    found = reached(people.holders(tx, place, NEAR), but)
    return found or reached(on_duty(tx, place, now), but)


def reached(found: list[Person], but: int) -> list[Person]:
    """Those of them whom messages reach, without the one whom it is about."""
    return [person for person in found if person.reachable and person.id != but]
