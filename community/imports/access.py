"""Who may bring in what, and whom a row means."""

from community.imports.rows import PersonRow
from community.people import looked_after
from community.roles import INVITES, Role, kinds_for
from storage import people
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

IMPORTS = frozenset({Role.SUBDISTRICT_STAFF, Role.ADMIN})


def imports_tables(who: Person) -> bool:
    """Whether they may bring in tables anywhere."""
    return any(held.role in IMPORTS for held in who.roles)


def right(who: Person | None, path: str) -> bool:
    """Whether they may bring in tables there; nobody (`who`) is the command line."""
    return who is None or who.holds(IMPORTS, path)


def may_give(who: Person | None, role: Role, path: str, kind: str) -> bool:
    """Whether a table of theirs may give the role at such a place; administrators never."""
    if role is Role.ADMIN or kind not in kinds_for(role):
        return False
    return who is None or any(
        role in INVITES.get(Role(held.role), frozenset()) and path.startswith(held.path)
        for held in who.roles
        if held.role in IMPORTS
    )


def meant(tx: Tx, who: Person | None, row: PersonRow, home: Place | None) -> Person | None:
    """Who is here with the same name and number, or without a number with the same home.

    A number that somebody has typed themselves proves nothing: a row must not give a role to
    whoever claims to be the one it names.
    """
    if row.phone is not None:
        near = [
            one
            for one in people.by_phone(tx, row.phone)
            if one.telegram_id is None or one.verified is not None
        ]
        near = [one for one in near if who is None or looked_after(tx, who, one, IMPORTS)]
    else:
        near = people.living_at(tx, home.id) if home else []
    return next((one for one in near if people.name(tx, one) == row.name), None)


def takes_part(person: Person) -> bool:
    """Whether a role can be given to somebody who is here already."""
    return person.consented is not None and person.died is None


def holds(person: Person | None, role: str | None, at: Place | None) -> bool:
    """Whether somebody holds the role at this very place."""
    return person is not None and any(
        (held.role, held.place_id) == (role, at.id if at else None) for held in person.roles
    )
