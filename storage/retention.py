"""Taking the personal text out of cases that ended long ago; their figures stay."""

from storage import media
from storage.tx import Tx


def ended(tx: Tx, before: int, limit: int) -> list[int]:
    """Cases that were closed before the time given and still hold their text."""
    rows = tx.all(
        "SELECT id FROM cases WHERE closed < :before AND closed IS NOT NULL"
        " AND story IS NOT NULL ORDER BY closed LIMIT :limit",
        before=before,
        limit=limit,
    )
    return [row[0] for row in rows]


def empty(tx: Tx, case_id: int, now: int) -> None:
    """Take out what was written and attached; stages, times and results stay."""
    media.take_away(tx, case_id, now)
    tx.do("DELETE FROM externals WHERE case_id = :id", id=case_id)
    tx.do("UPDATE timeline SET note = NULL WHERE case_id = :id AND note IS NOT NULL", id=case_id)
    tx.do("UPDATE cases SET story = NULL, revision = revision + 1 WHERE id = :id", id=case_id)
