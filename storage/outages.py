"""Outages that staff have made known, and the thanks for what was put right."""

from dataclasses import dataclass

from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Outage:
    case_id: int
    matter: str
    expected: int | None
    made: int


def publish(tx: Tx, case_id: int, matter: str, expected: int | None, by_id: int, now: int) -> None:
    """Make it known, or known anew with another hour."""
    tx.do(
        "INSERT INTO outages (id, case_id, matter, expected, by_id, made)"
        " VALUES (:id, :case, :matter, :expected, :by, :now)"
        " ON CONFLICT (case_id) DO UPDATE SET matter = excluded.matter,"
        " expected = excluded.expected, by_id = excluded.by_id, made = excluded.made",
        id=tx.new_id(now),
        case=case_id,
        matter=matter,
        expected=expected,
        by=by_id,
        now=now,
    )


def retract(tx: Tx, case_id: int) -> bool:
    """Take it back; False when nothing was known."""
    return bool(tx.do("DELETE FROM outages WHERE case_id = :case", case=case_id))


def of(tx: Tx, case_id: int) -> Outage | None:
    row = tx.one(
        "SELECT case_id, matter, expected, made FROM outages WHERE case_id = :case", case=case_id
    )
    return Outage(*row) if row else None


def thank(tx: Tx, case_id: int, person_id: int, now: int) -> bool:
    """Keep somebody's thanks; False when they have thanked before."""
    return bool(
        tx.do(
            "INSERT INTO thanks (id, case_id, person_id, made)"
            " VALUES (:id, :case, :person, :now) ON CONFLICT (case_id, person_id) DO NOTHING",
            id=tx.new_id(now),
            case=case_id,
            person=person_id,
            now=now,
        )
    )


def thanked(tx: Tx, case_id: int, person_id: int) -> bool:
    row = tx.one(
        "SELECT id FROM thanks WHERE case_id = :case AND person_id = :person",
        case=case_id,
        person=person_id,
    )
    return row is not None


def thanks(tx: Tx, case_id: int) -> int:
    """How many have thanked."""
    row = tx.one("SELECT count(*) FROM thanks WHERE case_id = :case", case=case_id)
    return int(row[0]) if row else 0
