"""Taking the personal text out of cases that ended long ago; their figures stay."""

from storage import media
from storage.tx import Tx


def ended(tx: Tx, before: int, now: int, limit: int) -> list[int]:
    """Cases that were closed before the time given, hold their text, and that no law keeps now."""
    rows = tx.all(
        "SELECT id FROM cases WHERE closed < :before AND closed IS NOT NULL"
        " AND story IS NOT NULL AND (kept_until IS NULL OR kept_until <= :now)"
        " ORDER BY closed LIMIT :limit",
        before=before,
        now=now,
        limit=limit,
    )
    return [row[0] for row in rows]


def empty(tx: Tx, case_id: int, now: int) -> None:
    """Take out what was written and attached; stages, times and results stay."""
    media.take_away(tx, case_id, now)
    tx.do("DELETE FROM externals WHERE case_id = :id", id=case_id)
    tx.do(
        "UPDATE disputes SET name = NULL, may_tell = NULL, settle = NULL WHERE case_id = :id",
        id=case_id,
    )
    tx.do("DELETE FROM room_words WHERE case_id = :id", id=case_id)
    tx.do("UPDATE sittings SET spot = NULL WHERE case_id = :id", id=case_id)
    tx.do("UPDATE pacts SET text = NULL WHERE case_id = :id", id=case_id)
    tx.do("UPDATE timeline SET note = NULL WHERE case_id = :id AND note IS NOT NULL", id=case_id)
    tx.do("UPDATE cases SET story = NULL, revision = revision + 1 WHERE id = :id", id=case_id)


def concerns(tx: Tx, person_id: int) -> bool:
    """Whether anything that is open, or whose text is kept, is somebody's: nobody forgets them."""
    row = tx.one(
        "SELECT id FROM cases WHERE reporter_id = :person AND story IS NOT NULL"
        " UNION ALL SELECT c.id FROM parties p JOIN cases c ON c.id = p.case_id"
        " WHERE p.person_id = :person AND c.story IS NOT NULL"
        " UNION ALL SELECT id FROM applications WHERE person_id = :person AND ended IS NULL"
        " UNION ALL SELECT id FROM seekers WHERE person_id = :person"
        " UNION ALL SELECT id FROM employers WHERE person_id = :person"
        " UNION ALL SELECT id FROM singles WHERE person_id = :person AND ended IS NULL"
        " UNION ALL SELECT id FROM introductions WHERE her_id = :person AND ended IS NULL"
        " UNION ALL SELECT id FROM introductions WHERE his_id = :person AND ended IS NULL",
        person=person_id,
    )
    return row is not None
