"""A table of places and people, right and waiting to be confirmed by who brought it."""

from community import imports as rules
from community.imports.rows import Book, Checked, PlaceRow
from community.roles import Role
from storage import people, places
from storage.people import Person
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW
from tests.rights.scene import Scene


def _staff(tx: Tx) -> Person:
    """The reporter, who works for the subdistrict as well."""
    who = gathered(tx).reporter
    people.grant(tx, who.id, Role.SUBDISTRICT_STAFF, places.roots(tx)[0].id, None, NOW)
    return people.known(tx, who.id)


def begins(tx: Tx, _name: str) -> Scene:
    who = _staff(tx)
    return Scene(who.id, relations={"bringer": who})


def ready(tx: Tx, _name: str) -> Scene:
    who = _staff(tx)
    one = rules.begin(tx, who, "file", NOW)
    book = Book([PlaceRow("", 2, "", ("新社区",))], [])
    rules.looked_over(tx, one.id, book, Checked((), places=1))
    return Scene(one.id, relations={"bringer": who})
