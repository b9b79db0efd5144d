"""Updates seen, and those set aside because they could not be handled."""

from dataclasses import dataclass

from storage.tx import Tx


def first_time(tx: Tx, update_id: int, now: int) -> bool:
    """Mark the update as seen; False when it was already. Dedupes by key, never by order."""
    return bool(
        tx.do(
            "INSERT INTO seen (update_id, at) VALUES (:id, :now) ON CONFLICT DO NOTHING",
            id=update_id,
            now=now,
        )
    )


def forget_seen(tx: Tx, before: int) -> int:
    return tx.do("DELETE FROM seen WHERE at < :before", before=before)


@dataclass(frozen=True, slots=True)
class SetAside:
    id: int
    origin: str
    subject: int
    error: str
    at: int


def set_aside(tx: Tx, origin: str, subject: int, error: str, body: str | None, now: int) -> None:
    """Keep what could not be handled, sealed, for staff to see that it happened."""
    row_id = tx.new_id(now)
    tx.do(
        "INSERT INTO set_aside (id, origin, subject, error, body, at)"
        " VALUES (:id, :origin, :subject, :error, :body, :now)",
        id=row_id,
        origin=origin,
        subject=subject,
        error=error,
        body=tx.cipher.seal_or_none(body, "set_aside", "body", row_id),
        now=now,
    )


def all_set_aside(tx: Tx) -> list[SetAside]:
    rows = tx.all("SELECT id, origin, subject, error, at FROM set_aside ORDER BY at, id")
    return [SetAside(*row) for row in rows]


def set_aside_since(tx: Tx, since: int) -> int:
    """How many were set aside after the time given."""
    row = tx.one("SELECT count(*) FROM set_aside WHERE at > :since", since=since)
    return int(row[0]) if row else 0


def forget_set_aside(tx: Tx, before: int) -> int:
    return tx.do("DELETE FROM set_aside WHERE at < :before", before=before)
