"""What is said of who did a task: thanks to all of the team, complaints to its leader alone."""

from dataclasses import dataclass

from storage.tx import Tx

COLUMNS = "id, task_id, person_id, by_id, kind, words, seen, made"


@dataclass(frozen=True, slots=True)
class TaskWord:
    id: int
    task_id: int
    person_id: int
    by_id: int | None
    kind: str
    sealed_words: bytes | None
    seen: int | None
    made: int


def say(
    tx: Tx, task_id: int, person_id: int, by_id: int, kind: str, words: str | None, now: int
) -> int | None:
    """Keep what somebody says; nothing when they have said it before."""
    word_id = tx.new_id(now)
    said = tx.do(
        "INSERT INTO task_words (id, task_id, person_id, by_id, kind, words, made)"
        " VALUES (:id, :task, :person, :by, :kind, :words, :now) ON CONFLICT DO NOTHING",
        id=word_id,
        task=task_id,
        person=person_id,
        by=by_id,
        kind=kind,
        words=tx.cipher.seal_or_none(words, "task_words", "words", word_id),
        now=now,
    )
    return word_id if said else None


def get(tx: Tx, word_id: int) -> TaskWord | None:
    row = tx.one(f"SELECT {COLUMNS} FROM task_words WHERE id = :id", id=word_id)
    return TaskWord(*row) if row else None


def words(tx: Tx, word: TaskWord) -> str | None:
    return tx.cipher.open_or_none(word.sealed_words, "task_words", "words", word.id)


def thanks_to(tx: Tx, person_id: int) -> int:
    """How many have thanked somebody."""
    row = tx.one(
        "SELECT count(*) FROM task_words WHERE person_id = :person AND kind = 'thanks'",
        person=person_id,
    )
    return int(row[0]) if row else 0


def see(tx: Tx, word_id: int, now: int) -> bool:
    """Note that the leader has dealt with it; False when they have."""
    return bool(
        tx.do(
            "UPDATE task_words SET seen = :now WHERE id = :id AND seen IS NULL",
            id=word_id,
            now=now,
        )
    )


def forget(tx: Tx, before: int) -> None:
    """Take the words out of what was said before the time given."""
    tx.do(
        "UPDATE task_words SET words = NULL WHERE made < :before AND words IS NOT NULL",
        before=before,
    )


def thanked(tx: Tx, task_id: int, person_id: int) -> bool:
    """Whether somebody was thanked for a task."""
    row = tx.one(
        "SELECT 1 FROM task_words WHERE task_id = :task AND person_id = :person"
        " AND kind = 'thanks'",
        task=task_id,
        person=person_id,
    )
    return row is not None
