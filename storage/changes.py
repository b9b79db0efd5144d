"""What an office has changed in its own rows: by whom, when, from what to what."""

from dataclasses import dataclass

from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Change:
    id: int
    at: int
    who_id: int
    what: str
    subject: str
    before: str | None
    after: str | None


def note(
    tx: Tx, now: int, who_id: int, what: str, subject: str, before: str | None, after: str | None
) -> None:
    """Write down one change, such as what="category.rename" of the category `subject`."""
    tx.do(
        "INSERT INTO changes (id, at, who_id, what, subject, before, after)"
        " VALUES (:id, :now, :who, :what, :subject, :before, :after)",
        id=tx.new_id(now),
        now=now,
        who=who_id,
        what=what,
        subject=subject,
        before=before,
        after=after,
    )


def newest(tx: Tx, limit: int) -> list[Change]:
    rows = tx.all(
        "SELECT id, at, who_id, what, subject, before, after FROM changes"
        " ORDER BY id DESC LIMIT :limit",
        limit=limit,
    )
    return [Change(*row) for row in rows]
