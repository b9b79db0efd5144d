"""Handovers: what one on duty leaves to the next."""

from dataclasses import dataclass

from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Handover:
    id: int
    place_id: int
    from_id: int
    to_id: int | None
    sealed_note: bytes | None
    made: int
    confirmed: int | None


def add(tx: Tx, place_id: int, from_id: int, to_id: int | None, note: str, now: int) -> int:
    handover_id = tx.new_id(now)
    tx.do(
        "INSERT INTO handovers (id, place_id, from_id, to_id, note, made)"
        " VALUES (:id, :place, :from, :to, :note, :now)",
        **{"id": handover_id, "place": place_id, "from": from_id, "to": to_id, "now": now},
        note=tx.cipher.seal(note, "handovers", "note", handover_id),
    )
    return handover_id


def get(tx: Tx, handover_id: int) -> Handover | None:
    row = tx.one(
        "SELECT id, place_id, from_id, to_id, note, made, confirmed FROM handovers WHERE id = :id",
        id=handover_id,
    )
    return Handover(*row) if row else None


def note(tx: Tx, handover: Handover) -> str:
    return tx.cipher.open_or_none(handover.sealed_note, "handovers", "note", handover.id) or ""


def confirm(tx: Tx, handover_id: int, person_id: int, now: int) -> bool:
    """Note who takes over; False when somebody has already."""
    return bool(
        tx.do(
            "UPDATE handovers SET to_id = :person, confirmed = :now"
            " WHERE id = :id AND confirmed IS NULL",
            id=handover_id,
            person=person_id,
            now=now,
        )
    )
