"""Everybody a broadcast goes to, and what became of it with each."""

from collections.abc import Collection
from dataclasses import dataclass

from storage.tx import Tx, in_list

COLUMNS = "id, broadcast_id, person_id, state, letter_id, receipt"


@dataclass(frozen=True, slots=True)
class Recipient:
    id: int
    broadcast_id: int
    person_id: int
    state: str
    letter_id: int | None
    receipt: int | None


@dataclass(frozen=True, slots=True)
class Settled:
    """What the outbox says of the letter to a recipient; none: it knows it no more."""

    id: int
    state: str | None
    error: str | None


def get(tx: Tx, recipient_id: int) -> Recipient | None:
    row = tx.one(f"SELECT {COLUMNS} FROM recipients WHERE id = :id", id=recipient_id)
    return Recipient(*row) if row else None


def waiting(tx: Tx, broadcast_id: int, limit: int) -> list[Recipient]:
    """The next who have not got it."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM recipients WHERE broadcast_id = :broadcast AND state = 'waiting'"
        " ORDER BY broadcast_id, state, id LIMIT :limit",
        broadcast=broadcast_id,
        limit=limit,
    )
    return [Recipient(*row) for row in rows]


def under_way(tx: Tx, broadcast_id: int) -> list[Settled]:
    """The letters that were handed over and of which nothing is noted yet."""
    rows = tx.all(
        "SELECT r.id, o.state, o.error FROM recipients r LEFT JOIN outbox o ON o.id = r.letter_id"
        " WHERE r.broadcast_id = :broadcast AND r.state = 'handed'",
        broadcast=broadcast_id,
    )
    return [Settled(*row) for row in rows]


def note(tx: Tx, recipient_id: int, state: str, letter_id: int | None = None) -> None:
    """Note how far it has come with somebody."""
    tx.do(
        "UPDATE recipients SET state = :state,"
        " letter_id = coalesce(CAST(:letter AS BIGINT), letter_id) WHERE id = :id",
        id=recipient_id,
        state=state,
        letter=letter_id,
    )


def note_all(tx: Tx, broadcast_id: int, before: Collection[str], state: str) -> int:
    """Note the same of everybody with whom it is in one of some states; returns of how many."""
    names, named = in_list("before", before)
    return tx.do(
        "UPDATE recipients SET state = :state"
        f" WHERE broadcast_id = :broadcast AND state IN ({names})",
        broadcast=broadcast_id,
        state=state,
        **named,
    )


def with_letters(tx: Tx, broadcast_id: int) -> list[tuple[int, int]]:
    """Those to whom a letter is under way, with the letter."""
    return tx.all(
        "SELECT id, letter_id FROM recipients"
        " WHERE broadcast_id = :broadcast AND state = 'handed' AND letter_id IS NOT NULL",
        broadcast=broadcast_id,
    )


def counts(tx: Tx, broadcast_id: int) -> dict[str, int]:
    """How many there are of each state."""
    rows = tx.all(
        "SELECT state, count(*) FROM recipients WHERE broadcast_id = :broadcast GROUP BY state",
        broadcast=broadcast_id,
    )
    return {state: count for state, count in rows}  # noqa: C416 - a row is any tuple


def receipts(tx: Tx, broadcast_id: int) -> int:
    """How many have said that they have read it."""
    row = tx.one(
        "SELECT count(receipt) FROM recipients WHERE broadcast_id = :broadcast",
        broadcast=broadcast_id,
    )
    return int(row[0]) if row else 0


def read(tx: Tx, recipient_id: int, now: int) -> bool:
    """Note that somebody says they have read it; False when they have said so before."""
    return bool(
        tx.do(
            "UPDATE recipients SET receipt = :now WHERE id = :id AND receipt IS NULL",
            id=recipient_id,
            now=now,
        )
    )


def forget(tx: Tx, broadcast_id: int) -> None:
    tx.do("DELETE FROM recipients WHERE broadcast_id = :broadcast", broadcast=broadcast_id)
