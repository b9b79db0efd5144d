"""Invitations to a role: a token is kept as its digest only, counts once, and expires."""

from dataclasses import dataclass

from storage import tokens
from storage.tx import Tx

COLUMNS = "id, role, place_id, made_by, expires, used_by, revoked"


@dataclass(frozen=True, slots=True)
class Invitation:
    id: int
    role: str
    place_id: int
    made_by: int | None
    expires: int
    used_by: int | None
    revoked: int | None


def add(
    tx: Tx, token: str, role: str, place_id: int, made_by: int | None, now: int, expires: int
) -> None:
    tx.do(
        "INSERT INTO invitations (id, digest, role, place_id, made_by, made, expires)"
        " VALUES (:id, :digest, :role, :place, :by, :now, :expires)",
        id=tx.new_id(now),
        digest=tx.cipher.digest(token, "invitation"),
        role=role,
        place=place_id,
        by=made_by,
        now=now,
        expires=expires,
    )


def find(tx: Tx, token: str) -> Invitation | None:
    select = f"SELECT {COLUMNS} FROM invitations WHERE digest = :digest"
    row = tokens.opened(tx, select, token, "invitation")
    return Invitation(*row) if row else None


def get(tx: Tx, invitation_id: int) -> Invitation | None:
    row = tx.one(f"SELECT {COLUMNS} FROM invitations WHERE id = :id", id=invitation_id)
    return Invitation(*row) if row else None


def standing(tx: Tx, now: int, limit: int) -> list[Invitation]:
    """Those that can still be taken up, the first to expire first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM invitations WHERE used_by IS NULL AND revoked IS NULL"
        " AND expires > :now ORDER BY expires LIMIT :limit",
        now=now,
        limit=limit,
    )
    return [Invitation(*row) for row in rows]


def revoke(tx: Tx, invitation_id: int, by: int, now: int) -> bool:
    """Let it count no more; False when it was used or revoked already."""
    return bool(
        tx.do(
            "UPDATE invitations SET revoked = :now, revoked_by = :by"
            " WHERE id = :id AND used_by IS NULL AND revoked IS NULL",
            id=invitation_id,
            by=by,
            now=now,
        )
    )


def use(tx: Tx, invitation_id: int, person_id: int, now: int) -> bool:
    """Use it up; False when somebody did already."""
    return bool(
        tx.do(
            "UPDATE invitations SET used_by = :person, used = :now"
            " WHERE id = :id AND used_by IS NULL AND revoked IS NULL",
            id=invitation_id,
            person=person_id,
            now=now,
        )
    )


def note_wrong(tx: Tx, person_id: int, now: int) -> None:
    """Note that somebody tried a link that counts for nothing."""
    tx.do(
        "INSERT INTO wrong_links (id, person_id, at) VALUES (:id, :person, :now)",
        id=tx.new_id(now),
        person=person_id,
        now=now,
    )


def wrong_since(tx: Tx, person_id: int, since: int) -> int:
    """How many such links somebody has tried; those of before are forgotten."""
    tx.do(
        "DELETE FROM wrong_links WHERE person_id = :person AND at < :since",
        person=person_id,
        since=since,
    )
    row = tx.one("SELECT count(*) FROM wrong_links WHERE person_id = :person", person=person_id)
    return int(row[0]) if row else 0
