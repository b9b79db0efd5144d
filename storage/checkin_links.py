"""Links by which somebody says yes to being there for who is asked each morning."""

from dataclasses import dataclass

from storage import tokens
from storage.tx import Tx

PURPOSE = "checkin"  # of the digest of a link's token
COLUMNS = "id, plan_id, part, made_by, expires, used_by"


@dataclass(frozen=True, slots=True)
class Link:
    id: int
    plan_id: int
    part: str
    made_by: int
    expires: int
    used_by: int | None


def put_out(
    tx: Tx, token: str, plan_id: int, part: str, made_by: int, now: int, expires: int
) -> None:
    """Make a link; of one kind there is one unused at a time."""
    tx.do(
        "DELETE FROM checkin_links WHERE plan_id = :plan AND part = :part AND used_by IS NULL",
        plan=plan_id,
        part=part,
    )
    tx.do(
        "INSERT INTO checkin_links (id, digest, plan_id, part, made_by, made, expires)"
        " VALUES (:id, :digest, :plan, :part, :by, :now, :expires)",
        id=tx.new_id(now),
        digest=tx.cipher.digest(token, PURPOSE),
        plan=plan_id,
        part=part,
        by=made_by,
        now=now,
        expires=expires,
    )


def by_token(tx: Tx, token: str) -> Link | None:
    select = f"SELECT {COLUMNS} FROM checkin_links WHERE digest = :digest"
    row = tokens.opened(tx, select, token, PURPOSE)
    return Link(*row) if row else None


def use(tx: Tx, link_id: int, person_id: int, now: int) -> bool:
    """Use a link up; False when somebody did already."""
    return bool(
        tx.do(
            "UPDATE checkin_links SET used_by = :person, used = :now"
            " WHERE id = :id AND used_by IS NULL",
            id=link_id,
            person=person_id,
            now=now,
        )
    )
