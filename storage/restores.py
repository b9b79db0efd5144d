"""Times an older copy of the database was put back, and what was decided about its letters."""

from dataclasses import dataclass

from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Restore:
    id: int
    since: int
    until: int
    held: int
    decided: int | None
    sent: bool


def add(tx: Tx, now: int, since: int, until: int, held: int) -> Restore:
    """Note that what happened from `since` until `until` is lost, and how many letters are held."""
    restore = Restore(tx.new_id(now), since, until, held, None, False)
    tx.do(
        "INSERT INTO restores (id, since, until, held, sent)"
        " VALUES (:id, :since, :until, :held, 0)",
        id=restore.id,
        since=since,
        until=until,
        held=held,
    )
    return restore


def get(tx: Tx, restore_id: int) -> Restore | None:
    row = tx.one(
        "SELECT id, since, until, held, decided, sent FROM restores WHERE id = :id", id=restore_id
    )
    return Restore(row[0], row[1], row[2], row[3], row[4], bool(row[5])) if row else None


def decide(tx: Tx, send: bool, now: int) -> int:
    """Settle every restore that is still open; 0 when somebody has done so already."""
    return tx.do(
        "UPDATE restores SET decided = :now, sent = :sent WHERE decided IS NULL",
        now=now,
        sent=int(send),
    )


def undecided(tx: Tx) -> list[int]:
    return [row[0] for row in tx.all("SELECT id FROM restores WHERE decided IS NULL ORDER BY id")]
