"""What is said in mediation: each side has a room of its own, which the other never sees."""

from dataclasses import dataclass

from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class RoomWords:
    """One entry of a room: to the mediator, from the mediator, or the mediator's own note."""

    id: int
    side: str
    way: str
    by_id: int
    sealed_text: bytes | None
    at: int


def add(tx: Tx, case_id: int, side: str, way: str, by_id: int, text: str, now: int) -> None:
    row_id = tx.new_id(now)
    tx.do(
        "INSERT INTO room_words (id, case_id, side, way, by_id, text, at)"
        " VALUES (:id, :case, :side, :way, :by, :text, :now)",
        id=row_id,
        case=case_id,
        side=side,
        way=way,
        by=by_id,
        text=tx.cipher.seal(text, "room_words", "text", row_id),
        now=now,
    )


def remove(tx: Tx, case_id: int, side: str) -> None:
    """Forget what was said in a room."""
    tx.do("DELETE FROM room_words WHERE case_id = :case AND side = :side", case=case_id, side=side)


def of(tx: Tx, case_id: int, side: str, limit: int) -> list[RoomWords]:
    """The newest entries of a room, in their order."""
    rows = tx.all(
        "SELECT id, side, way, by_id, text, at FROM room_words"
        " WHERE case_id = :case AND side = :side ORDER BY id DESC LIMIT :limit",
        case=case_id,
        side=side,
        limit=limit,
    )
    return [RoomWords(*row) for row in reversed(rows)]


def text(tx: Tx, words: RoomWords) -> str:
    return tx.cipher.open_or_none(words.sealed_text, "room_words", "text", words.id) or ""
