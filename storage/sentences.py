"""Free sentences for which doors are offered, until one is chosen."""

from dataclasses import dataclass

from storage.tx import Row, Tx

COLUMNS = "id, person_id, words, offered, door, made"


@dataclass(frozen=True, slots=True)
class Sentence:
    id: int
    person_id: int
    sealed_words: bytes
    offered: tuple[str, ...]
    door: str | None
    made: int


def add(tx: Tx, person_id: int, words: str, offered: tuple[str, ...], now: int) -> Sentence:
    sentence_id = tx.new_id(now)
    sealed = tx.cipher.seal(words, "sentences", "words", sentence_id)
    tx.do(
        "INSERT INTO sentences (id, person_id, words, offered, made)"
        " VALUES (:id, :person, :words, :offered, :now)",
        id=sentence_id,
        person=person_id,
        words=sealed,
        offered=" ".join(offered),
        now=now,
    )
    return Sentence(sentence_id, person_id, sealed, offered, None, now)


def get(tx: Tx, sentence_id: int) -> Sentence | None:
    return _read(tx.one(f"SELECT {COLUMNS} FROM sentences WHERE id = :id", id=sentence_id))


def newest(tx: Tx, person_id: int) -> Sentence | None:
    """What somebody has said last."""
    return _read(
        tx.one(
            f"SELECT {COLUMNS} FROM sentences WHERE person_id = :person ORDER BY id DESC LIMIT 1",
            person=person_id,
        )
    )


def words(tx: Tx, sentence: Sentence) -> str:
    return tx.cipher.open(sentence.sealed_words, "sentences", "words", sentence.id)


def choose(tx: Tx, sentence_id: int, door: str) -> bool:
    """Note where it has led; False when that is known already."""
    return bool(
        tx.do(
            "UPDATE sentences SET door = :door WHERE id = :id AND door IS NULL",
            id=sentence_id,
            door=door,
        )
    )


def forget(tx: Tx, before: int) -> None:
    """Delete what was said before the time given: it lives on where it has led."""
    tx.do("DELETE FROM sentences WHERE made < :before", before=before)


def _read(row: Row | None) -> Sentence | None:
    if row is None:
        return None
    number, person_id, words, offered, door, made = row
    return Sentence(number, person_id, words, tuple(offered.split()), door, made)
