"""Duty rooms: the telephone that somebody answers when nothing else helps."""

from storage.tx import Tx


def put(tx: Tx, place_id: int, phone: str, now: int) -> None:
    """Note a place's number, instead of the one it had."""
    room_id = tx.new_id(now)
    tx.do("DELETE FROM duty_rooms WHERE place_id = :place", place=place_id)
    tx.do(
        "INSERT INTO duty_rooms (id, place_id, phone) VALUES (:id, :place, :phone)",
        id=room_id,
        place=place_id,
        phone=tx.cipher.seal(phone, "duty_rooms", "phone", room_id),
    )


def phone(tx: Tx, place_id: int) -> str | None:
    row = tx.one("SELECT id, phone FROM duty_rooms WHERE place_id = :place", place=place_id)
    return tx.cipher.open(row[1], "duty_rooms", "phone", row[0]) if row else None
