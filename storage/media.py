"""Photos and the like of cases, portraits of people: their numbers, and whether a file is kept.

Whoever attaches one thereby asks for its download, whoever takes it away for its deletion.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from storage import chores
from storage.cases import Entry
from storage.kept import name_of
from storage.tx import Tx

COLUMNS = "id, case_id, timeline_id, kind, file_id, unique_id, kept"
FETCH, ERASE, SWEEP = "media.fetch", "media.erase", "media.sweep"  # the chores


@dataclass(frozen=True, slots=True)
class Medium:
    id: int
    case_id: int | None
    timeline_id: int | None
    kind: str
    file_id: str
    unique_id: str
    kept: int | None  # since when the file itself is kept here

    @property
    def name(self) -> str:
        """The name under which the file is kept."""
        return name_of(self.unique_id)


def attach(tx: Tx, now: int, entry: Entry, kind: str, file_id: str, unique_id: str) -> None:
    medium_id = tx.new_id(now)
    tx.do(
        "INSERT INTO media (id, case_id, timeline_id, kind, file_id, unique_id, made)"
        " VALUES (:id, :case, :entry, :kind, :file, :unique, :now)",
        id=medium_id,
        case=entry.case_id,
        entry=entry.id,
        kind=kind,
        file=file_id,
        unique=unique_id,
        now=now,
    )
    chores.ask(tx, FETCH, medium_id, None, {"unique_id": unique_id}, now)


def portray(tx: Tx, now: int, person_id: int, file_id: str, unique_id: str) -> None:
    """Keep a portrait of somebody, in place of an older one."""
    take_portrait(tx, person_id, now)
    medium_id = tx.new_id(now)
    tx.do(
        "INSERT INTO media (id, person_id, kind, file_id, unique_id, made)"
        " VALUES (:id, :person, 'photo', :file, :unique, :now)",
        id=medium_id,
        person=person_id,
        file=file_id,
        unique=unique_id,
        now=now,
    )
    chores.ask(tx, FETCH, medium_id, None, {"unique_id": unique_id}, now)


def keep(tx: Tx, now: int, file_id: str, unique_id: str) -> int:
    """Keep a photo that some other row names as its own; returns its id."""
    medium_id = tx.new_id(now)
    tx.do(
        "INSERT INTO media (id, kind, file_id, unique_id, made)"
        " VALUES (:id, 'photo', :file, :unique, :now)",
        id=medium_id,
        file=file_id,
        unique=unique_id,
        now=now,
    )
    chores.ask(tx, FETCH, medium_id, None, {"unique_id": unique_id}, now)
    return medium_id


def drop(tx: Tx, medium_id: int, now: int) -> None:
    """Delete a photo that no row names any more; the file goes as soon as this is committed."""
    medium = get(tx, medium_id)
    if medium is not None:
        tx.do("DELETE FROM media WHERE id = :id", id=medium_id)
        chores.ask(tx, ERASE, tx.new_id(now), None, {"unique_ids": [medium.unique_id]}, now)


def portrait(tx: Tx, person_id: int) -> Medium | None:
    """The newest portrait of somebody."""
    found = _portraits(tx, person_id)
    return found[-1] if found else None


def take_portrait(tx: Tx, person_id: int, now: int) -> None:
    """Take somebody's portrait away; the file goes as soon as this is committed."""
    unique_ids = [medium.unique_id for medium in _portraits(tx, person_id)]
    if unique_ids:
        tx.do("DELETE FROM media WHERE person_id = :person", person=person_id)
        chores.ask(tx, ERASE, tx.new_id(now), None, {"unique_ids": unique_ids}, now)


def _portraits(tx: Tx, person_id: int) -> list[Medium]:
    rows = tx.all(
        f"SELECT {COLUMNS} FROM media WHERE person_id = :person ORDER BY id", person=person_id
    )
    return [Medium(*row) for row in rows]


def get(tx: Tx, medium_id: int) -> Medium | None:
    row = tx.one(f"SELECT {COLUMNS} FROM media WHERE id = :id", id=medium_id)
    return Medium(*row) if row else None


def of(tx: Tx, case_id: int) -> list[Medium]:
    """What is attached to a case, in its order."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM media WHERE case_id = :case ORDER BY case_id, id", case=case_id
    )
    return [Medium(*row) for row in rows]


def note_kept(tx: Tx, medium_id: int, now: int) -> bool:
    """Note that the file is kept; False when the medium has been taken away meanwhile."""
    return bool(tx.do("UPDATE media SET kept = :now WHERE id = :id", id=medium_id, now=now))


def take_away(tx: Tx, case_id: int, now: int) -> None:
    """Take everything off a case; the files go as soon as this is committed."""
    unique_ids = [medium.unique_id for medium in of(tx, case_id)]
    if unique_ids:
        tx.do("DELETE FROM media WHERE case_id = :case", case=case_id)
        chores.ask(tx, ERASE, tx.new_id(now), None, {"unique_ids": unique_ids}, now)


def unused(tx: Tx, unique_ids: Iterable[str]) -> list[str]:
    """Those of the platform's numbers that nothing refers to any more."""
    return [
        unique_id
        for unique_id in dict.fromkeys(unique_ids)
        if tx.one("SELECT 1 FROM media WHERE unique_id = :unique LIMIT 1", unique=unique_id) is None
    ]


def names(tx: Tx) -> frozenset[str]:
    """The names of all files that something refers to."""
    rows = tx.all("SELECT DISTINCT unique_id FROM media ORDER BY unique_id")
    return frozenset(name_of(unique_id) for (unique_id,) in rows)
