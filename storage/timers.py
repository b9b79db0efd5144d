"""Timers: everything that is to happen later, each a row, unique by kind, subject and occasion."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from storage.tx import Tx, in_list

SET = (
    "INSERT INTO timers (id, kind, subject, occasion, due)"
    " VALUES (:id, :kind, :subject, :occasion, :due) ON CONFLICT DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Timer:
    id: int
    kind: str
    subject: int
    occasion: str
    due: int


def add(tx: Tx, kind: str, subject: int, occasion: str, due: int, now: int) -> bool:
    """Set a timer; False when this occasion has one already."""
    return bool(
        tx.do(SET, id=tx.new_id(now), kind=kind, subject=subject, occasion=occasion, due=due)
    )


def put(tx: Tx, kind: str, subject: int, occasion: str, due: int, now: int) -> None:
    """Set a timer, unless this occasion has one already."""
    tx.later(SET, id=tx.new_id(now), kind=kind, subject=subject, occasion=occasion, due=due)


def due(tx: Tx, now: int, limit: int, but: Collection[str] = ()) -> list[Timer]:
    """The timers whose time has come, the longest waiting first, `but` for some kinds."""
    kinds, left_out = in_list("kind", sorted(but))
    condition = f" AND kind NOT IN ({kinds})" if but else ""
    rows = tx.all(
        f"SELECT id, kind, subject, occasion, due FROM timers WHERE due <= :now{condition}"
        " ORDER BY due, id LIMIT :limit",
        now=now,
        limit=limit,
        **left_out,
    )
    return [Timer(*row) for row in rows]


def next_due(tx: Tx, after: int, until: int) -> int | None:
    """The first moment after one, and not beyond the other, at which anything is due."""
    row = tx.one(
        "SELECT min(due) FROM timers WHERE due > :after AND due <= :until",
        after=after,
        until=until,
    )
    assert row is not None
    due: int | None = row[0]
    return due


def overdue(tx: Tx, now: int) -> tuple[int, int | None]:
    """How many timers are due, and since when the oldest is."""
    row = tx.one("SELECT count(*), min(due) FROM timers WHERE due <= :now", now=now)
    assert row is not None
    return row[0], row[1]


def take(tx: Tx, timer_id: int) -> bool:
    """Remove a timer that fires now; False when it is gone or another process is at it."""
    return bool(
        tx.do(
            "DELETE FROM timers WHERE id IN (SELECT id FROM timers WHERE id = :id /*skip*/)",
            id=timer_id,
        )
    )


def take_all(tx: Tx, timer_ids: Sequence[int]) -> set[int]:
    """Remove timers that fire now; those that are gone, or in other hands, are left out."""
    names, named = in_list("id", timer_ids)
    rows = tx.all(
        f"DELETE FROM timers WHERE id IN (SELECT id FROM timers WHERE id IN ({names}) /*skip*/)"
        " RETURNING id",
        **named,
    )
    return {timer_id for (timer_id,) in rows}


def cancel(tx: Tx, kind: str, subject: int) -> int:
    return tx.do(
        "DELETE FROM timers WHERE kind = :kind AND subject = :subject", kind=kind, subject=subject
    )


def standing(tx: Tx, kinds: Collection[str], subject: int) -> list[Timer]:
    """The timers of these kinds that are set for a row."""
    names, named = in_list("kind", sorted(kinds))
    rows = tx.all(
        "SELECT id, kind, subject, occasion, due FROM timers"
        f" WHERE kind IN ({names}) AND subject = :subject",
        subject=subject,
        **named,
    )
    return [Timer(*row) for row in rows]


def of_kind(tx: Tx, kind: str) -> list[Timer]:
    """Every timer of a kind of which few are ever set, the first due first."""
    rows = tx.all(
        "SELECT id, kind, subject, occasion, due FROM timers WHERE kind = :kind ORDER BY due, id",
        kind=kind,
    )
    return [Timer(*row) for row in rows]


def cancel_each(tx: Tx, kinds: Collection[str], subject: int) -> int:
    """Cancel the timers of these kinds at once."""
    names, named = in_list("kind", sorted(kinds))
    return tx.do(
        f"DELETE FROM timers WHERE kind IN ({names}) AND subject = :subject",
        subject=subject,
        **named,
    )


def cancel_all(tx: Tx, subject: int) -> None:
    """Cancel every timer of a row, of whatever kind; rare, so no index is kept for it."""
    tx.do("DELETE FROM timers WHERE subject = :subject", subject=subject)
