"""Roles as rows: who holds what, where, since when, until when."""

from dataclasses import dataclass

from storage import people
from storage.paths import beyond
from storage.tx import Tx

COLUMNS = "r.id, r.person_id, r.role, r.place_id, p.path, r.since, r.until, r.given_by"
FROM = "FROM roles r JOIN places p ON p.id = r.place_id"


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody holds or has held."""

    id: int
    person_id: int
    role: str
    place_id: int
    path: str
    since: int
    until: int | None
    given_by: int | None


def get(tx: Tx, role_id: int) -> Held | None:
    row = tx.one(f"SELECT {COLUMNS} {FROM} WHERE r.id = :id", id=role_id)
    return Held(*row) if row else None


def below(tx: Tx, path: str, limit: int) -> list[Held]:
    """What is held at a place and everywhere below it, the widest place first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM places p JOIN roles r ON r.place_id = p.id AND r.until IS NULL"
        " WHERE p.path >= :start AND p.path < :end ORDER BY p.path, r.role, r.id LIMIT :limit",
        start=path,
        end=beyond(path),
        limit=limit,
    )
    return [Held(*row) for row in rows]


def ended(tx: Tx, person_id: int, role: str) -> list[str]:
    """The paths of the places at which somebody has held a role once."""
    rows = tx.all(
        "SELECT p.path FROM roles r JOIN places p ON p.id = r.place_id"
        " WHERE r.person_id = :person AND r.role = :role AND r.until IS NOT NULL",
        person=person_id,
        role=role,
    )
    return [row[0] for row in rows]


def end(tx: Tx, held: Held, by: int, now: int) -> bool:
    """End a role; False when it has ended already."""
    tx.touched.add((people.MENU, held.person_id))
    return bool(
        tx.do(
            "UPDATE roles SET until = :now, ended_by = :by WHERE id = :id AND until IS NULL",
            id=held.id,
            by=by,
            now=now,
        )
    )
