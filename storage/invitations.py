"""Invitations to a role: a token is kept as its digest only, counts once, and expires."""

from dataclasses import dataclass

from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Invitation:
    id: int
    role: str
    place_id: int
    made_by: int | None
    expires: int
    used_by: int | None


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
    # Tokens are not kept, so a new key cannot redo their digests: older keys find them.
    for digest in tx.cipher.digests(token, "invitation"):
        row = tx.one(
            "SELECT id, role, place_id, made_by, expires, used_by FROM invitations"
            " WHERE digest = :digest",
            digest=digest,
        )
        if row:
            return Invitation(*row)
    return None


def use(tx: Tx, invitation_id: int, person_id: int, now: int) -> bool:
    """Use it up; False when somebody did already."""
    return bool(
        tx.do(
            "UPDATE invitations SET used_by = :person, used = :now"
            " WHERE id = :id AND used_by IS NULL",
            id=invitation_id,
            person=person_id,
            now=now,
        )
    )
