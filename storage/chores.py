"""Chores: slow work that one unit asks for, done outside, applied in another unit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.tx import Row, Tx

COLUMNS = "id, kind, subject, person_id, facts, tries, made"


@dataclass(frozen=True, slots=True)
class Asked:
    """A chore as its worker holds it; `tries` counts this one and tells the holders apart."""

    id: int
    kind: str
    subject: int
    person_id: int | None
    facts: Mapping[str, Any]
    tries: int
    made: int


def ask(
    tx: Tx, kind: str, subject: int, person_id: int | None, facts: Mapping[str, Any], now: int
) -> bool:
    """Ask for slow work; False when the person has asked for the same and it is not done yet."""
    chore_id = tx.new_id(now)
    text = json.dumps(facts, ensure_ascii=False)
    return bool(
        tx.do(
            "INSERT INTO chores (id, kind, subject, person_id, facts, state, tries, due, made)"
            " VALUES (:id, :kind, :subject, :person, :facts, 'waiting', 0, :now, :now)"
            " ON CONFLICT DO NOTHING",
            id=chore_id,
            kind=kind,
            subject=subject,
            person=person_id,
            facts=tx.cipher.seal(text, "chores", "facts", chore_id),
            now=now,
        )
    )


def claim(tx: Tx, now: int, until: int) -> Asked | None:
    """Take the chore that has waited longest; after `until` it counts as nobody's again."""
    row = tx.one(
        "UPDATE chores SET state = 'doing', tries = tries + 1, due = :until WHERE id ="
        " (SELECT id FROM chores WHERE done IS NULL AND due <= :now ORDER BY due, id LIMIT 1"
        f" /*skip*/) RETURNING {COLUMNS}",
        now=now,
        until=until,
    )
    return _asked(tx, row) if row else None


def _asked(tx: Tx, row: Row) -> Asked:
    chore_id, kind, subject, person_id, sealed, tries, made = row
    facts = json.loads(tx.cipher.open(sealed, "chores", "facts", chore_id))
    return Asked(chore_id, kind, subject, person_id, facts, tries, made)


def finish(tx: Tx, asked: Asked, state: str, now: int) -> bool:
    """End a chore as done or failed; False when it is not in these hands any more."""
    return bool(
        tx.do(
            "UPDATE chores SET state = :state, done = :now, facts = NULL"
            " WHERE id = :id AND tries = :tries AND state = 'doing'",
            id=asked.id,
            tries=asked.tries,
            state=state,
            now=now,
        )
    )


def put_back(tx: Tx, asked: Asked, due: int) -> bool:
    """Let a chore wait for its next try."""
    return bool(
        tx.do(
            "UPDATE chores SET state = 'waiting', due = :due"
            " WHERE id = :id AND tries = :tries AND state = 'doing'",
            id=asked.id,
            tries=asked.tries,
            due=due,
        )
    )


def free(tx: Tx, now: int) -> int:
    """Let wait again what a process has begun that is no more; returns how many chores."""
    return tx.do(
        "UPDATE chores SET state = 'waiting', due = :now WHERE done IS NULL AND state = 'doing'",
        now=now,
    )


def forget(tx: Tx, before: int) -> int:
    """Delete what was done before the time given."""
    return tx.do("DELETE FROM chores WHERE done < :before", before=before)
