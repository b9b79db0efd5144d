"""Groups and channels a broadcast goes to, and what became of it in each."""

from dataclasses import dataclass

from storage.recipients import Settled
from storage.tx import Tx

COLUMNS = "id, broadcast_id, group_id, state, letter_id"


@dataclass(frozen=True, slots=True)
class Posting:
    id: int
    broadcast_id: int
    group_id: int
    state: str
    letter_id: int | None


def add(tx: Tx, broadcast_id: int, group_id: int, now: int) -> None:
    tx.do(
        "INSERT INTO postings (id, broadcast_id, group_id, state)"
        " VALUES (:id, :broadcast, :group_id, 'waiting')",
        id=tx.new_id(now),
        broadcast=broadcast_id,
        group_id=group_id,
    )


def get(tx: Tx, posting_id: int) -> Posting | None:
    row = tx.one(f"SELECT {COLUMNS} FROM postings WHERE id = :id", id=posting_id)
    return Posting(*row) if row else None


def of(tx: Tx, broadcast_id: int) -> list[Posting]:
    """All of a broadcast."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM postings WHERE broadcast_id = :broadcast ORDER BY id",
        broadcast=broadcast_id,
    )
    return [Posting(*row) for row in rows]


def under_way(tx: Tx, broadcast_id: int) -> list[Settled]:
    """The letters that were handed over and of which nothing is noted yet."""
    rows = tx.all(
        "SELECT p.id, o.state, o.error FROM postings p LEFT JOIN outbox o ON o.id = p.letter_id"
        " WHERE p.broadcast_id = :broadcast AND p.state = 'handed'",
        broadcast=broadcast_id,
    )
    return [Settled(*row) for row in rows]


def note(tx: Tx, posting_id: int, state: str, letter_id: int | None = None) -> None:
    """Note how far it has come in one of them."""
    tx.do(
        "UPDATE postings SET state = :state,"
        " letter_id = coalesce(CAST(:letter AS BIGINT), letter_id) WHERE id = :id",
        id=posting_id,
        state=state,
        letter=letter_id,
    )
