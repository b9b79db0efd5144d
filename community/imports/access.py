"""Who may bring in what, and whom a row means."""

from community.imports.rows import PersonRow
from community.people import looked_after
from community.places import SHARED
from community.roles import INVITES, Role, kinds_for
from storage import namesakes, people
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

IMPORTS = frozenset({Role.SUBDISTRICT_STAFF, Role.ADMIN})
OTHERS = frozenset({Role.JOB_OFFICER})  # whose tables bring other rows than places and people


def imports_tables(who: Person) -> bool:
    """Whether they may bring in tables anywhere."""
    return any(held.role in IMPORTS | OTHERS for held in who.roles)


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


class Known:
    """Whom the rows of a table may mean; each home and each number is asked about once."""

    def __init__(self, tx: Tx, who: Person | None) -> None:
        self._tx = tx
        self._who = who
        self._named: dict[str | int, dict[str, list[int]]] = {}  # by number, or by home

    def meant(self, row: PersonRow, home: Place | None) -> Person | None:
        """Who is here with the same name and number, or without a number with the same home."""
        named = self._near(row, home).get(row.name, ())
        found = (people.known(self._tx, person_id) for person_id in named)
        return next((one for one in found if row.phone is None or self._vouched(one)), None)

    def add(self, row: PersonRow, home: Place, person_id: int) -> None:
        """Know somebody whom a row has brought."""
        self._near(row, home).setdefault(row.name, []).append(person_id)

    def _near(self, row: PersonRow, home: Place | None) -> dict[str, list[int]]:
        tx, number = self._tx, row.phone
        if number is not None:
            if number not in self._named:
                self._named[number] = namesakes.named_with(tx, number)
            return self._named[number]
        if home is None:  # the table brings it too
            return {}
        if home.id not in self._named:
            self._named[home.id] = namesakes.named_at(tx, home.id)
        return self._named[home.id]

    def _vouched(self, person: Person) -> bool:
        """Whether it is known that the number is theirs, and they are theirs to bring.

        A number that somebody has typed themselves proves nothing: a row must not give a role
        to whoever claims to be the one it names.
        """
        if person.telegram_id is not None and person.verified is None:
            return False
        return self._who is None or looked_after(self._tx, self._who, person, IMPORTS)


def takes_part(person: Person) -> bool:
    """Whether a role can be given to somebody who is here already."""
    return person.consented is not None and person.died is None


def nearer(person: Person | None, row: PersonRow, above: Place | None) -> bool:
    """Whether a row says of somebody known by their stairwell in which flat they live."""
    flat = len(row.home) == len(SHARED)
    return flat and person is not None and above is not None and person.home_id == above.id


def holds(person: Person | None, role: str | None, at: Place | None) -> bool:
    """Whether somebody holds the role at this very place."""
    return person is not None and any(
        (held.role, held.place_id) == (role, at.id if at else None) for held in person.roles
    )
