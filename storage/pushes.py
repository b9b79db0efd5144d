"""How many pushes a person has had on their own day."""

from storage.tx import Tx


def sent(tx: Tx, person_id: int, day: str) -> int:
    row = tx.one("SELECT day, sent FROM pushes WHERE person_id = :person", person=person_id)
    return int(row[1]) if row and row[0] == day else 0


def count(tx: Tx, person_id: int, day: str, now: int) -> None:
    """Count one more; a new day begins at one."""
    tx.do(
        "INSERT INTO pushes (id, person_id, day, sent) VALUES (:id, :person, :day, 1)"
        " ON CONFLICT (person_id) DO UPDATE SET day = excluded.day,"
        " sent = CASE WHEN pushes.day = excluded.day THEN pushes.sent + 1 ELSE 1 END",
        id=tx.new_id(now),
        person=person_id,
        day=day,
    )
