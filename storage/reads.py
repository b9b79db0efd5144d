"""Who has read what is kept about somebody else: which case, when, on what occasion."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.people import Person
from storage.tx import Tx

COLUMNS = "id, reader_id, role, place_id, about_id, case_id, why, lines, at"


@dataclass(frozen=True, slots=True)
class Read:
    """One opening, or one look at a list; role and place are those the reader had then."""

    id: int
    reader_id: int
    role: str | None
    place_id: int | None
    about_id: int | None  # none: a list of many
    case_id: int | None
    why: str
    lines: int | None
    at: int


def add(
    tx: Tx,
    reader: Person,
    about_id: int | None,
    case_id: int | None,
    why: str,
    now: int,
    lines: int | None = None,
) -> None:
    held = min(reader.roles, key=lambda role: role.path, default=None)
    tx.later(
        f"INSERT INTO reads ({COLUMNS}) VALUES"
        " (:id, :reader, :role, :place, :about, :case, :why, :lines, :now)",
        id=tx.new_id(now),
        reader=reader.id,
        role=held.role if held else None,
        place=held.place_id if held else None,
        about=about_id,
        case=case_id,
        why=why,
        lines=lines,
        now=now,
    )


def note(
    tx: Tx,
    reader: Person,
    about: int | Sequence[int] | None,
    case_id: int | None,
    why: str,
    now: int,
) -> None:
    """Note an opening under each whom it is about, but for the reader."""
    for about_id in (about,) if isinstance(about, int) else about or ():
        if about_id != reader.id:
            add(tx, reader, about_id, case_id, why, now)


def of_person(tx: Tx, person_id: int, limit: int, skip: int = 0) -> list[Read]:
    """Who has read about a person, the newest first."""
    return _newest(tx, "about_id", person_id, limit, skip)


def of_case(tx: Tx, case_id: int, limit: int, skip: int = 0) -> list[Read]:
    """Who has read a case, the newest first."""
    return _newest(tx, "case_id", case_id, limit, skip)


def by_person(tx: Tx, person_id: int, limit: int, skip: int = 0) -> list[Read]:
    """What a person has read, the newest first."""
    return _newest(tx, "reader_id", person_id, limit, skip)


def _newest(tx: Tx, column: str, subject: int, limit: int, skip: int) -> list[Read]:
    rows = tx.all(
        f"SELECT {COLUMNS} FROM reads WHERE {column} = :subject"
        f" ORDER BY {column} DESC, id DESC LIMIT :limit OFFSET :skip",
        subject=subject,
        limit=limit,
        skip=skip,
    )
    return [Read(*row) for row in rows]


def forget(tx: Tx, before: int) -> int:
    return tx.do("DELETE FROM reads WHERE at < :before", before=before)
