"""Complaints about single people, and what staff have decided."""

from dataclasses import dataclass

from storage import tokens
from storage.paths import beyond
from storage.tx import Tx

PURPOSE = "complaint"  # of the digest of who has erased themselves
COLUMNS = "id, introduction_id, by_id, about_id, place_id, words, upheld, decided_by, made, decided"


@dataclass(frozen=True, slots=True)
class Complaint:
    id: int
    introduction_id: int | None
    by_id: int
    about_id: int
    place_id: int
    sealed_words: bytes | None
    upheld: int | None
    decided_by: int | None
    made: int
    decided: int | None


def add(
    tx: Tx,
    introduction_id: int | None,
    by_id: int,
    about_id: int,
    place_id: int,
    words: str,
    now: int,
) -> int | None:
    """Keep a complaint; nothing where the same one stands already."""
    complaint_id = tx.new_id(now)
    done = tx.do(
        "INSERT INTO complaints (id, introduction_id, by_id, about_id, place_id, words, made)"
        " VALUES (:id, :introduction, :by, :about, :place, :words, :now) ON CONFLICT DO NOTHING",
        id=complaint_id,
        introduction=introduction_id,
        by=by_id,
        about=about_id,
        place=place_id,
        words=tx.cipher.seal(words, "complaints", "words", complaint_id),
        now=now,
    )
    return complaint_id if done else None


def get(tx: Tx, complaint_id: int) -> Complaint | None:
    row = tx.one(f"SELECT {COLUMNS} FROM complaints WHERE id = :id", id=complaint_id)
    return Complaint(*row) if row else None


def words(tx: Tx, complaint: Complaint) -> str | None:
    return tx.cipher.open_or_none(complaint.sealed_words, "complaints", "words", complaint.id)


def standing(tx: Tx, path: str, limit: int) -> list[Complaint]:
    """What is to be decided at a place and below it, the oldest first."""
    columns = ", ".join(f"c.{column}" for column in COLUMNS.split(", "))
    rows = tx.all(
        f"SELECT {columns} FROM places p JOIN complaints c ON c.place_id = p.id"
        " AND c.decided IS NULL WHERE p.path >= :start AND p.path < :end"
        " ORDER BY c.id LIMIT :limit",
        start=path,
        end=beyond(path),
        limit=limit,
    )
    return [Complaint(*row) for row in rows]


def stands_about(tx: Tx, person_id: int) -> bool:
    """Whether anything about somebody is still to be decided."""
    row = tx.one(
        "SELECT 1 FROM complaints WHERE about_id = :person AND decided IS NULL LIMIT 1",
        person=person_id,
    )
    return row is not None


def holds(tx: Tx, person_id: int) -> bool:
    """Whether anything about somebody is undecided, or was found right."""
    row = tx.one(
        "SELECT 1 FROM complaints WHERE about_id = :person AND (decided IS NULL OR upheld = 1)"
        " LIMIT 1",
        person=person_id,
    )
    return row is not None


def remember(tx: Tx, person_id: int, telegram_id: int) -> None:
    """Keep who erases themselves as a digest, with what is undecided or was found right."""
    tx.do(
        "UPDATE complaints SET about_digest = :digest WHERE about_id = :person"
        " AND (decided IS NULL OR upheld = 1)",
        digest=tx.cipher.digest(str(telegram_id), PURPOSE),
        person=person_id,
    )


def remembers(tx: Tx, telegram_id: int) -> bool:
    """Whether somebody erased themselves from what is undecided or was found right."""
    select = "SELECT id FROM complaints WHERE about_digest = :digest LIMIT 1"
    return tokens.opened(tx, select, str(telegram_id), PURPOSE) is not None


def decide(tx: Tx, complaint_id: int, by_id: int, now: int, *, upheld: bool) -> bool:
    """Keep what was decided; False when somebody has decided it already."""
    return bool(
        tx.do(
            "UPDATE complaints SET upheld = :upheld, decided_by = :by, decided = :now,"
            " about_digest = CASE WHEN :upheld = 1 THEN about_digest END"
            " WHERE id = :id AND decided IS NULL",
            upheld=int(upheld),
            by=by_id,
            now=now,
            id=complaint_id,
        )
    )


def forget(tx: Tx, before: int) -> None:
    """Take the words out of what was decided before a time; the decision stays."""
    tx.do(
        "UPDATE complaints SET words = NULL WHERE decided < :before AND words IS NOT NULL",
        before=before,
    )
