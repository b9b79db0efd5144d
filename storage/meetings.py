"""Meetings for single people: who is there, and the pairs found among them."""

from collections.abc import Iterable
from dataclasses import dataclass

from storage.tx import Tx

COLUMNS = "id, matchmaker_id, place_id, name, day, drawn, revision"


@dataclass(frozen=True, slots=True)
class Meeting:
    id: int
    matchmaker_id: int | None
    place_id: int
    sealed_name: bytes | None
    day: str
    drawn: int | None
    revision: int


@dataclass(frozen=True, slots=True)
class Pair:
    her_id: int
    his_id: int
    score: int  # of a thousand


def add(tx: Tx, matchmaker_id: int, place_id: int, name: str, day: str, now: int) -> Meeting:
    meeting_id = tx.new_id(now)
    tx.do(
        "INSERT INTO meetings (id, matchmaker_id, place_id, name, day, revision, made)"
        " VALUES (:id, :matchmaker, :place, :name, :day, 1, :now)",
        id=meeting_id,
        matchmaker=matchmaker_id,
        place=place_id,
        name=tx.cipher.seal(name, "meetings", "name", meeting_id),
        day=day,
        now=now,
    )
    return known(tx, meeting_id)


def get(tx: Tx, meeting_id: int) -> Meeting | None:
    row = tx.one(f"SELECT {COLUMNS} FROM meetings WHERE id = :id", id=meeting_id)
    return Meeting(*row) if row else None


def known(tx: Tx, meeting_id: int) -> Meeting:
    """Return the meeting, which must be there."""
    meeting = get(tx, meeting_id)
    assert meeting is not None, "meetings are never deleted"
    return meeting


def name(tx: Tx, meeting: Meeting) -> str:
    sealed = meeting.sealed_name
    return tx.cipher.open_or_none(sealed, "meetings", "name", meeting.id) or ""


def of_matchmaker(tx: Tx, matchmaker_id: int, limit: int) -> list[Meeting]:
    """The last meetings that a matchmaker prepares."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM meetings WHERE matchmaker_id = :matchmaker"
        " ORDER BY matchmaker_id DESC, day DESC LIMIT :limit",
        matchmaker=matchmaker_id,
        limit=limit,
    )
    return [Meeting(*row) for row in rows]


def come(tx: Tx, meeting_id: int, person_id: int, now: int) -> bool:
    """Note that somebody is there; False when that is known."""
    done = tx.do(
        "INSERT INTO meeting_guests (id, meeting_id, person_id) VALUES (:id, :meeting, :person)"
        " ON CONFLICT DO NOTHING",
        id=tx.new_id(now),
        meeting=meeting_id,
        person=person_id,
    )
    if done:
        _changed(tx, meeting_id)
    return bool(done)


def go(tx: Tx, meeting_id: int, person_id: int) -> bool:
    """Note that somebody has gone; False when they were not there."""
    done = tx.do(
        "DELETE FROM meeting_guests WHERE meeting_id = :meeting AND person_id = :person",
        meeting=meeting_id,
        person=person_id,
    )
    if done:
        _changed(tx, meeting_id)
    return bool(done)


def is_there(tx: Tx, meeting_id: int, person_id: int) -> bool:
    row = tx.one(
        "SELECT 1 FROM meeting_guests WHERE meeting_id = :meeting AND person_id = :person",
        meeting=meeting_id,
        person=person_id,
    )
    return row is not None


def guests(tx: Tx, meeting_id: int) -> list[int]:
    """Everybody who is there."""
    rows = tx.all(
        "SELECT person_id FROM meeting_guests WHERE meeting_id = :meeting ORDER BY person_id",
        meeting=meeting_id,
    )
    return [row[0] for row in rows]


def draw(tx: Tx, meeting_id: int, pairs: Iterable[Pair], now: int) -> None:
    """Keep the pairs that were found, in place of those found before."""
    tx.do("DELETE FROM meeting_pairs WHERE meeting_id = :meeting", meeting=meeting_id)
    tx.many(
        "INSERT INTO meeting_pairs (id, meeting_id, her_id, his_id, score)"
        " VALUES (:id, :meeting, :her, :his, :score)",
        [
            {
                "id": tx.new_id(now),
                "meeting": meeting_id,
                "her": pair.her_id,
                "his": pair.his_id,
                "score": pair.score,
            }
            for pair in pairs
        ],
    )
    tx.do("UPDATE meetings SET drawn = :now WHERE id = :id", now=now, id=meeting_id)
    _changed(tx, meeting_id)


def pairs(tx: Tx, meeting_id: int) -> list[Pair]:
    """The pairs that were found, the best first."""
    rows = tx.all(
        "SELECT her_id, his_id, score FROM meeting_pairs WHERE meeting_id = :meeting"
        " ORDER BY meeting_id DESC, score DESC",
        meeting=meeting_id,
    )
    return [Pair(*row) for row in rows]


def forget(tx: Tx, person_id: int) -> list[int]:
    """Take somebody out of every meeting and pair; returns the meetings that are others now."""
    rows = tx.all("SELECT meeting_id FROM meeting_guests WHERE person_id = :one", one=person_id)
    tx.do("DELETE FROM meeting_guests WHERE person_id = :person", person=person_id)
    tx.do("DELETE FROM meeting_pairs WHERE her_id = :person", person=person_id)
    tx.do("DELETE FROM meeting_pairs WHERE his_id = :person", person=person_id)
    for (meeting_id,) in rows:
        _changed(tx, meeting_id)
    return [row[0] for row in rows]


def _changed(tx: Tx, meeting_id: int) -> None:
    tx.do("UPDATE meetings SET revision = revision + 1 WHERE id = :id", id=meeting_id)
