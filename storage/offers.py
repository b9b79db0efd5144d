"""Offers: who was asked for a task, what they said, and how they did it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.tx import Tx, Value, in_list

COLUMNS = "id, task_id, person_id, stage, asked, answered, chosen, arrives, ended, note"
CHANGEABLE = frozenset({"stage", "asked", "answered", "chosen", "arrives", "ended", "note"})
BUSY = ("chosen", "coming")  # who does it now


@dataclass(frozen=True, slots=True)
class Offer:
    id: int
    task_id: int
    person_id: int
    stage: str
    asked: int | None
    answered: int | None
    chosen: int | None
    arrives: int | None
    ended: int | None
    sealed_note: bytes | None


def ask(tx: Tx, task_id: int, person_ids: Iterable[int], now: int) -> None:
    """Note that these were asked."""
    tx.many(
        "INSERT INTO offers (id, task_id, person_id, stage, asked)"
        " VALUES (:id, :task, :person, 'asked', :now) ON CONFLICT DO NOTHING",
        [
            {"id": tx.new_id(now), "task": task_id, "person": person_id, "now": now}
            for person_id in person_ids
        ],
    )


def of(tx: Tx, task_id: int, person_id: int) -> Offer | None:
    row = tx.one(
        f"SELECT {COLUMNS} FROM offers WHERE task_id = :task AND person_id = :person",
        task=task_id,
        person=person_id,
    )
    return Offer(*row) if row else None


def put(tx: Tx, task_id: int, person_id: int, now: int, **values: Value) -> Offer:
    """Set what somebody says to a task, whether they were asked or came by themselves."""
    assert values.keys() <= CHANGEABLE
    offer = of(tx, task_id, person_id)
    if offer is None:
        tx.do(
            "INSERT INTO offers (id, task_id, person_id, stage)"
            " VALUES (:id, :task, :person, 'asked') ON CONFLICT DO NOTHING",
            id=tx.new_id(now),
            task=task_id,
            person=person_id,
        )
        offer = of(tx, task_id, person_id)
        assert offer is not None, "the offer was just written"
    kept = dict(values)
    if "note" in kept:
        note = kept["note"]
        assert note is None or isinstance(note, str)
        kept["note"] = tx.cipher.seal_or_none(note, "offers", "note", offer.id)
    sets = ", ".join(f"{column} = :{column}" for column in kept)
    tx.do(f"UPDATE offers SET {sets} WHERE id = :id", id=offer.id, **kept)
    changed = of(tx, task_id, person_id)
    assert changed is not None, "the offer was just written"
    return changed


def note(tx: Tx, offer: Offer) -> str | None:
    return tx.cipher.open_or_none(offer.sealed_note, "offers", "note", offer.id)


def to(tx: Tx, task_id: int, stages: Sequence[str]) -> list[Offer]:
    """The offers for a task in these stages, the first answered first."""
    names, named = in_list("stage", stages)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM offers WHERE task_id = :task AND stage IN ({names})"
        " ORDER BY answered, id",
        task=task_id,
        **named,
    )
    return [Offer(*row) for row in rows]


def by(tx: Tx, person_id: int, stages: Sequence[str], limit: int = 50) -> list[Offer]:
    """What somebody was asked or has taken on, in these stages, the newest first."""
    names, named = in_list("stage", stages)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM offers WHERE person_id = :person AND stage IN ({names})"
        " ORDER BY id DESC LIMIT :limit",
        person=person_id,
        limit=limit,
        **named,
    )
    return [Offer(*row) for row in rows]


def load(tx: Tx, person_id: int, since: int) -> int:
    """How many tasks somebody has taken on since then."""
    row = tx.one(
        "SELECT count(*) FROM offers WHERE person_id = :person"
        " AND stage IN ('chosen', 'coming', 'done') AND chosen >= :since",
        person=person_id,
        since=since,
    )
    return int(row[0]) if row else 0


def forget(tx: Tx, before: int) -> None:
    """Take the words out of what ended before the time given."""
    tx.do("UPDATE offers SET note = NULL WHERE ended < :before AND note IS NOT NULL", before=before)
