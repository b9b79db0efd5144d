"""Looking a table over before anything of it is entered."""

import json
from collections import Counter

from community.imports.access import Known, holds, may_give, nearer, right, takes_part
from community.imports.others import BY_KIND
from community.imports.rows import (
    Book,
    Checked,
    OtherRow,
    Path,
    PersonRow,
    PlaceRow,
    Problem,
    Row,
)
from community.places import SHARED, UNNAMED, Kind
from community.roles import Role
from storage import places
from storage.people import Person
from storage.places import BELOW_MOST, Place
from storage.tx import Tx

KINDS = tuple(Kind)  # of a place by the number of names that lead to it


def check(tx: Tx, who: Person | None, book: Book, now: int) -> Checked:
    """Look a table over, changing nothing; nobody (`who`) is the command line, which may all."""
    return _Looking(tx, who, book, now).over(book)


class _Looking:
    """One look over a table."""

    def __init__(self, tx: Tx, who: Person | None, book: Book, now: int) -> None:
        self._tx = tx
        self._who = who
        self._now = now
        self._others: set[str] = set()
        self._known = Known(tx, who)
        self._root = places.roots(tx)[0]
        self._called = self._root.name  # what the rows before call the subdistrict
        self._standing = _standing(tx, self._root, book)
        self._within = {at: place.path for at, place in self._standing.items()}
        self._below = Counter(at[:-1] for at in self._standing if at)
        self._homes: dict[tuple[str, str | Path], Path] = {}
        self._given: set[tuple[tuple[str, str | Path], str, Path]] = set()
        self._found = {"places": 0, "people": 0, "roles": 0, "others": 0, "same": 0}
        self._problems: list[Problem] = []

    def over(self, book: Book) -> Checked:
        for place in book.places:
            self._place(place)
        for person in book.people:
            self._person(person)
        for other in book.others:
            self._other(other)
        return Checked(self._problems) if self._problems else Checked((), **self._found)

    def _place(self, row: PlaceRow) -> None:
        renamed = row.root not in ("", self._called)
        if renamed and (self._called != UNNAMED or not right(self._who, self._root.path)):
            self._wrong(row, "root", self._called)
        elif renamed:
            self._called = row.root
        depth = max(end for end in range(len(row.path) + 1) if row.path[:end] in self._within)
        if not right(self._who, self._within[row.path[:depth]]):
            self._wrong(row, "not_yours", "/".join(row.path))
            return
        self._found["same"] += depth == len(row.path) and not renamed
        for end in range(depth + 1, len(row.path) + 1):
            self._add(row, row.path[:end])

    def _add(self, row: PlaceRow, path: Path) -> None:
        self._within[path] = self._within[path[:-1]]
        self._found["places"] += 1
        self._below[path[:-1]] += 1
        if self._below[path[:-1]] == BELOW_MOST + 1:
            self._wrong(row, "crowded", "/".join(path[:-1]))

    def _person(self, row: PersonRow) -> None:
        before = len(self._problems)
        self._lives(row)
        if row.role:
            self._may(row, Role(row.role))
        if len(self._problems) > before:
            return
        person = self._known.meant(row, self._standing.get(row.home))
        if person and row.role and not takes_part(person):
            self._wrong(row, "apart", row.name)
            return
        self._count(row, person)

    def _lives(self, row: PersonRow) -> None:
        home = self._within.get(row.home)
        if home is None or not row.home:
            self._wrong(row, "no_place", "/".join(row.home) or self._called)
        elif not right(self._who, home):
            self._wrong(row, "not_yours", "/".join(row.home))
        elif self._homes.setdefault(_key(row), row.home) != row.home:
            self._wrong(row, "two_homes", row.name)

    def _may(self, row: PersonRow, role: Role) -> None:
        at, standing = self._within.get(row.at), self._standing.get(row.at)
        kind = standing.kind if standing else KINDS[len(row.at)]
        if at is None:
            self._wrong(row, "no_place", "/".join(row.at))
        elif not may_give(self._who, role, at, kind):
            self._wrong(row, "role", "/".join(row.at))
        elif row.phone is None:
            self._wrong(row, "role_phone", row.name)

    def _count(self, row: PersonRow, person: Person | None) -> None:
        """Count what the row brings that neither stands nor was in a row before."""
        fresh = person is None and (_key(row), "", ()) not in self._given
        self._given.add((_key(row), "", ()))
        given = False
        if row.role and not holds(person, row.role, self._standing.get(row.at)):
            given = (_key(row), row.role, row.at) not in self._given
            self._given.add((_key(row), row.role, row.at))
        self._found["people"] += fresh
        self._found["roles"] += given
        moved = nearer(person, row, self._standing.get(row.home[:-1]))
        self._found["same"] += not (fresh or given or moved)

    def _other(self, row: OtherRow) -> None:
        rules = BY_KIND[row.kind]
        if problem := rules.look(self._tx, self._who, row.values, self._now):
            self._wrong(row, *problem)
            return
        key = json.dumps(row.values, sort_keys=True)
        fresh = key not in self._others and not rules.stands(self._tx, row.values)
        self._others.add(key)
        self._found["others" if fresh else "same"] += 1

    def _wrong(self, row: Row, reason: str, value: str) -> None:
        self._problems.append(Problem(row.sheet, row.line, reason, value))


def _key(row: PersonRow) -> tuple[str, str | Path]:
    """By what the same person in several rows is known."""
    return row.name, row.phone or row.home


def _standing(tx: Tx, root: Place, book: Book) -> dict[Path, Place]:
    """Every place that there is, by its names; of households those of which there is talk."""
    names: dict[int, Path] = {root.id: ()}
    found: dict[Path, Place] = {(): root}
    for place in places.of_kinds(tx, root.path, SHARED)[1:]:
        path = (*names[place.parent_id or 0], place.name)
        names[place.id] = path
        found.setdefault(path, place)
    for stairwell in _stairwells(book) & found.keys():
        for home in places.households(tx, found[stairwell].id):
            found.setdefault((*stairwell, home.name), home)
    return found


def _stairwells(book: Book) -> set[Path]:
    """Those of whose households the table speaks: of a city not every flat is looked at."""
    paths = [row.path for row in book.places] + [row.home for row in book.people]
    return {path[:-1] for path in paths if len(path) == len(SHARED)}
