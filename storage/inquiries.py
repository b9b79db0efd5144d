"""What people wanted at doors that are not open yet, and what staff have answered."""

from dataclasses import dataclass

from storage.paths import beyond
from storage.tx import Tx

COLUMNS = "id, person_id, place_id, door, words, made, ended, answered_by, answer"


@dataclass(frozen=True, slots=True)
class Inquiry:
    id: int
    person_id: int
    place_id: int
    door: str
    sealed_words: bytes
    made: int
    ended: int | None = None
    answered_by: int | None = None
    sealed_answer: bytes | None = None


def add(tx: Tx, person_id: int, place_id: int, door: str, words: str, now: int) -> Inquiry:
    inquiry_id = tx.new_id(now)
    sealed = tx.cipher.seal(words, "inquiries", "words", inquiry_id)
    tx.do(
        "INSERT INTO inquiries (id, person_id, place_id, door, words, made)"
        " VALUES (:id, :person, :place, :door, :words, :now)",
        id=inquiry_id,
        person=person_id,
        place=place_id,
        door=door,
        words=sealed,
        now=now,
    )
    return Inquiry(inquiry_id, person_id, place_id, door, sealed, now)


def get(tx: Tx, inquiry_id: int) -> Inquiry | None:
    row = tx.one(f"SELECT {COLUMNS} FROM inquiries WHERE id = :id", id=inquiry_id)
    return Inquiry(*row) if row else None


def words(tx: Tx, inquiry: Inquiry) -> str:
    return tx.cipher.open(inquiry.sealed_words, "inquiries", "words", inquiry.id)


def answer(tx: Tx, inquiry: Inquiry) -> str | None:
    return tx.cipher.open_or_none(inquiry.sealed_answer, "inquiries", "answer", inquiry.id)


def standing(tx: Tx, person_id: int) -> list[Inquiry]:
    """What somebody has asked and nobody answered yet, the newest first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM inquiries WHERE person_id = :person AND ended IS NULL"
        " ORDER BY id DESC",
        person=person_id,
    )
    return [Inquiry(*row) for row in rows]


def asked_since(tx: Tx, person_id: int, since: int, most: int) -> int:
    """How many somebody has asked after the time given, counted no further than `most`."""
    rows = tx.all(
        "SELECT made FROM inquiries WHERE person_id = :person ORDER BY id DESC LIMIT :most",
        person=person_id,
        most=most,
    )
    return sum(made > since for (made,) in rows)


def below(tx: Tx, path: str, limit: int) -> list[Inquiry]:
    """What waits for an answer at a place and everywhere below it, the oldest first."""
    columns = ", ".join(f"q.{column}" for column in COLUMNS.split(", "))
    rows = tx.all(
        f"SELECT {columns} FROM places p JOIN inquiries q ON q.place_id = p.id AND q.ended IS NULL"
        " WHERE p.path >= :start AND p.path < :end ORDER BY q.id LIMIT :limit",
        start=path,
        end=beyond(path),
        limit=limit,
    )
    return [Inquiry(*row) for row in rows]


def end(tx: Tx, inquiry_id: int, now: int, by: int | None, text: str | None) -> bool:
    """Note the answer, or that none is wanted any more; False when it has ended already."""
    return bool(
        tx.do(
            "UPDATE inquiries SET ended = :now, answered_by = :by, answer = :answer"
            " WHERE id = :id AND ended IS NULL",
            id=inquiry_id,
            now=now,
            by=by,
            answer=tx.cipher.seal_or_none(text, "inquiries", "answer", inquiry_id),
        )
    )


def unanswered(tx: Tx, before: int, limit: int) -> list[Inquiry]:
    """What was asked before the time given and nobody has answered, the oldest first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM inquiries WHERE ended IS NULL AND made < :before"
        " ORDER BY made LIMIT :limit",
        before=before,
        limit=limit,
    )
    return [Inquiry(*row) for row in rows]


def give_up(tx: Tx, inquiry_id: int, now: int) -> None:
    """Note that nobody has answered in time, and forget what was asked."""
    tx.do(
        "UPDATE inquiries SET ended = :now, words = :nothing WHERE id = :id AND ended IS NULL",
        id=inquiry_id,
        now=now,
        nothing=tx.cipher.seal("", "inquiries", "words", inquiry_id),
    )


def forget(tx: Tx, before: int) -> None:
    """Delete what ended before the time given."""
    tx.do("DELETE FROM inquiries WHERE ended IS NOT NULL AND ended < :before", before=before)
