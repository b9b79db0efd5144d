"""Swaps: who has asked whom to take a shift, and what they said."""

from dataclasses import dataclass

from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Swap:
    id: int
    shift_id: int
    from_id: int
    to_id: int
    decided: int | None
    accepted: int | None


def add(tx: Tx, shift_id: int, from_id: int, to_id: int, now: int) -> Swap:
    swap = Swap(tx.new_id(now), shift_id, from_id, to_id, None, None)
    tx.do(
        "INSERT INTO swaps (id, shift_id, from_id, to_id, made)"
        " VALUES (:id, :shift, :from, :to, :now)",
        **{"id": swap.id, "shift": shift_id, "from": from_id, "to": to_id, "now": now},
    )
    return swap


def get(tx: Tx, swap_id: int) -> Swap | None:
    row = tx.one(
        "SELECT id, shift_id, from_id, to_id, decided, accepted FROM swaps WHERE id = :id",
        id=swap_id,
    )
    return Swap(*row) if row else None


def decide(tx: Tx, swap_id: int, now: int, *, accepted: bool) -> bool:
    """Note the answer; False when there was one already."""
    return bool(
        tx.do(
            "UPDATE swaps SET decided = :now, accepted = :accepted"
            " WHERE id = :id AND decided IS NULL",
            id=swap_id,
            now=now,
            accepted=int(accepted),
        )
    )
