"""Entering the rows of a table, each at most once however often the table comes."""

from collections.abc import Sequence

from community import joining
from community.imports.access import Known, may_give, nearer, right, takes_part
from community.imports.others import BY_KIND
from community.imports.rows import OtherRow, Path, PersonRow, PlaceRow, Problem, Row
from community.people import GENERAL, How
from community.places import UNNAMED, Kind
from community.roles import Role
from community.tells import tell
from storage import consents, people, places
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

LEVELS = (Kind.COMMUNITY, Kind.ESTATE, Kind.BUILDING, Kind.STAIRWELL, Kind.HOUSEHOLD)
STRETCH = 50  # rows in a unit, which keeps everybody else waiting


def enter(tx: Tx, who: Person | None, rows: Sequence[Row], now: int) -> list[Problem]:
    """Enter a stretch of rows; returns those that do not fit any more."""
    entering = _Entering(tx, who, now)
    return [problem for row in rows if (problem := entering.row(row))]


class _Entering:
    """One stretch; the subdistrict is held, so that two tables at once add nothing twice."""

    def __init__(self, tx: Tx, who: Person | None, now: int) -> None:
        self._tx = tx
        self._who = who
        self._now = now
        self._root = places.hold_root(tx)
        self._known = Known(tx, who)
        self._places: dict[Path, Place] = {(): self._root}

    def row(self, row: Row) -> Problem | None:
        match row:
            case PlaceRow():
                fits, value = self._place(row), "/".join(row.path)
            case PersonRow():
                fits, value = self._person(row), row.name
            case OtherRow():
                rules = BY_KIND[row.kind]
                fits = rules.enter(self._tx, self._who, row.values, self._now)
                value = rules.named(row.values)
        return None if fits else Problem(row.sheet, row.line, "unfit", value)

    def _place(self, row: PlaceRow) -> bool:
        if row.root and self._root.name == UNNAMED and right(self._who, self._root.path):
            self._root = self._places[()] = places.rename(self._tx, self._root, row.root)
        for end, kind in enumerate(LEVELS[: len(row.path)], 1):
            path = row.path[:end]
            if self._find(path) is None:
                above = self._places[path[:-1]]
                if not right(self._who, above.path):
                    return False
                added = places.add(self._tx, above, kind, path[-1], above.zone, self._now)
                self._places[path] = added
        return True

    def _person(self, row: PersonRow) -> bool:
        home = self._find(row.home)
        if home is None or not right(self._who, home.path):
            return False
        person = self._known.meant(row, home)
        if person is None:
            person = self._added(row, home)
        elif nearer(person, row, self._places.get(row.home[:-1])):
            people.set_home(self._tx, person.id, home.id)
        return row.role is None or self._given(row, person, Role(row.role))

    def _given(self, row: PersonRow, person: Person, role: Role) -> bool:
        at = self._find(row.at)
        if at is None or not takes_part(person) or not may_give(self._who, role, at.path, at.kind):
            return False
        by = self._who.id if self._who else None
        if people.grant(self._tx, person.id, role, at.id, by, self._now):
            tell(self._tx, person.id, "imports.appointed", person.id, role=role, place=at.id)
            if person.telegram_id is None:  # they may be here already, under another name
                joining.offer(self._tx, person)
        return True

    def _added(self, row: PersonRow, home: Place) -> Person:
        tx, now, who = self._tx, self._now, self._who
        by, language = (who.id, who.language) if who else (None, "zh")
        person = people.add(tx, None, language, now, entered_by=by)
        people.set_name(tx, person.id, row.name)
        people.set_home(tx, person.id, home.id)
        if row.phone is not None:
            people.set_phone(tx, person.id, row.phone)
        consents.give(tx, person.id, GENERAL, now, How(row.how), by, row.witness)
        self._known.add(row, home, person.id)
        return people.known(tx, person.id)

    def _find(self, path: Path) -> Place | None:
        """The place with these names, looked up from above."""
        for end in range(1, len(path) + 1):
            if path[:end] not in self._places:
                found = places.child(self._tx, self._places[path[: end - 1]], path[end - 1])
                if found is None:
                    return None
                self._places[path[:end]] = found
        return self._places[path]
