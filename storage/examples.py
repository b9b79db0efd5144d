"""Sentences an office has taught the router, and those of ours that it has struck out."""

from dataclasses import dataclass

from storage import counters
from storage.tx import Tx

REVISION = "router.examples"  # what there is to learn, as a number: another one after each change
COLUMNS = "id, door, words, struck, by_id, made"


@dataclass(frozen=True, slots=True)
class Example:
    id: int
    door: str
    words: str
    struck: bool  # one of ours, not to be learnt any more
    by_id: int
    made: int


def add(tx: Tx, door: str, words: str, struck: bool, by_id: int, now: int) -> Example:
    example_id = tx.new_id(now)
    tx.do(
        "INSERT INTO examples (id, door, words, struck, by_id, made)"
        " VALUES (:id, :door, :words, :struck, :by, :now)",
        id=example_id,
        door=door,
        words=tx.cipher.seal(words, "examples", "words", example_id),
        struck=int(struck),
        by=by_id,
        now=now,
    )
    counters.put(tx, REVISION, example_id)
    return Example(example_id, door, words, struck, by_id, now)


def remove(tx: Tx, example_id: int, now: int) -> None:
    tx.do("DELETE FROM examples WHERE id = :id", id=example_id)
    counters.put(tx, REVISION, tx.new_id(now))


def of(tx: Tx, door: str) -> list[Example]:
    """What has been taught or struck out of one door, the newest first."""
    rows = tx.all(f"SELECT {COLUMNS} FROM examples WHERE door = :door ORDER BY id DESC", door=door)
    return [_opened(tx, *row) for row in rows]


def every(tx: Tx) -> list[Example]:
    return [_opened(tx, *row) for row in tx.all(f"SELECT {COLUMNS} FROM examples ORDER BY id")]


def revision(tx: Tx) -> int:
    return counters.get(tx, REVISION)


def _opened(
    tx: Tx, example_id: int, door: str, words: bytes, struck: int, by_id: int, made: int
) -> Example:
    text = tx.cipher.open(words, "examples", "words", example_id)
    return Example(example_id, door, text, bool(struck), by_id, made)
