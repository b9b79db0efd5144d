"""Wishes for help: what somebody asks for, who takes it up, how it ends."""

from dataclasses import dataclass

from storage.paths import beyond
from storage.tx import Tx

COLUMNS = (
    "id, person_id, place_id, matter, words, message_id, made, higher, taken, taken_by, ended, done"
)


@dataclass(frozen=True, slots=True)
class Wish:
    id: int
    person_id: int
    place_id: int
    matter: str
    sealed_words: bytes | None
    message_id: int | None
    made: int
    higher: int | None = None
    taken: int | None = None
    taken_by: int | None = None
    ended: int | None = None
    done: int | None = None

    @property
    def open(self) -> bool:
        """Whether somebody must still take it up."""
        return self.taken is None and self.ended is None


def add(
    tx: Tx,
    person_id: int,
    place_id: int,
    matter: str,
    words: str | None,
    message_id: int | None,
    now: int,
) -> Wish:
    wish_id = tx.new_id(now)
    sealed = tx.cipher.seal_or_none(words, "wishes", "words", wish_id)
    tx.do(
        "INSERT INTO wishes (id, person_id, place_id, matter, words, message_id, made)"
        " VALUES (:id, :person, :place, :matter, :words, :message, :now)",
        id=wish_id,
        person=person_id,
        place=place_id,
        matter=matter,
        words=sealed,
        message=message_id,
        now=now,
    )
    return Wish(wish_id, person_id, place_id, matter, sealed, message_id, now)


def get(tx: Tx, wish_id: int) -> Wish | None:
    row = tx.one(f"SELECT {COLUMNS} FROM wishes WHERE id = :id", id=wish_id)
    return Wish(*row) if row else None


def words(tx: Tx, wish: Wish) -> str | None:
    return tx.cipher.open_or_none(wish.sealed_words, "wishes", "words", wish.id)


def standing(tx: Tx, person_id: int) -> list[Wish]:
    """What somebody wishes for and has not ended, the newest first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM wishes WHERE person_id = :person AND ended IS NULL"
        " ORDER BY id DESC",
        person=person_id,
    )
    return [Wish(*row) for row in rows]


def taken_by(tx: Tx, person_id: int) -> list[Wish]:
    """What somebody has taken up and not brought to its end."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM wishes WHERE taken_by = :person AND ended IS NULL ORDER BY id",
        person=person_id,
    )
    return [Wish(*row) for row in rows]


def of(tx: Tx, person_id: int) -> list[int]:
    """The numbers of all that somebody has ever wished for and is not forgotten."""
    rows = tx.all("SELECT id FROM wishes WHERE person_id = :person", person=person_id)
    return [row[0] for row in rows]


def below(tx: Tx, path: str, limit: int) -> list[Wish]:
    """What is wished for at a place and everywhere below it, the oldest first."""
    columns = ", ".join(f"w.{column}" for column in COLUMNS.split(", "))
    rows = tx.all(
        f"SELECT {columns} FROM places p JOIN wishes w ON w.place_id = p.id AND w.ended IS NULL"
        " WHERE p.path >= :start AND p.path < :end ORDER BY w.id LIMIT :limit",
        start=path,
        end=beyond(path),
        limit=limit,
    )
    return [Wish(*row) for row in rows]


def rise(tx: Tx, wish_id: int, now: int) -> None:
    """Note that more people have heard of it."""
    tx.do("UPDATE wishes SET higher = :now WHERE id = :id AND higher IS NULL", id=wish_id, now=now)


def take(tx: Tx, wish_id: int, person_id: int, now: int) -> bool:
    """Let somebody take it up; False when another one has, or nobody need any more."""
    return bool(
        tx.do(
            "UPDATE wishes SET taken = :now, taken_by = :person"
            " WHERE id = :id AND taken IS NULL AND ended IS NULL",
            id=wish_id,
            person=person_id,
            now=now,
        )
    )


def free(tx: Tx, wish_id: int, person_id: int) -> bool:
    """Let somebody else take it up; False when it is done, or not theirs any more."""
    return bool(
        tx.do(
            "UPDATE wishes SET taken = NULL, taken_by = NULL"
            " WHERE id = :id AND taken_by = :person AND ended IS NULL",
            id=wish_id,
            person=person_id,
        )
    )


def end(tx: Tx, wish_id: int, now: int, *, done: bool) -> bool:
    """Note that it is done, or that nothing is wished for any more; False when that is known."""
    return bool(
        tx.do(
            "UPDATE wishes SET ended = :now, done = :done WHERE id = :id AND ended IS NULL",
            id=wish_id,
            done=int(done),
            now=now,
        )
    )


def forget(tx: Tx, before: int) -> None:
    """Delete what ended before the time given; of what still stands only that it does is kept."""
    tx.do(
        "UPDATE wishes SET words = NULL, message_id = NULL WHERE ended IS NULL AND made < :before",
        before=before,
    )
    tx.do("DELETE FROM wishes WHERE ended IS NOT NULL AND ended < :before", before=before)
