"""The outbox: what is to be sent, and what became of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from pydantic_core import to_json

from storage.cipher import Unreadable
from storage.shares import EVERY, within
from storage.tx import Row, Tx, Value

SENDS = ("send", "photo", "document")
COLUMNS = "id, chat_id, person_id, rank, act, shown_id, message_id, body, stale"


class Rank(IntEnum):
    """The classes of messages, the most urgent first."""

    ALARM = 0
    REPLY = 1
    TASK = 2
    REMINDER = 3
    NOTICE = 4


@dataclass(slots=True)
class Letter:
    """One request to the platform that waits to be made.

    Delivery puts a later edit of the same message into it; what went in ends with it.
    """

    id: int
    chat_id: int
    person_id: int | None
    rank: Rank
    act: str
    shown_id: int | None
    message_id: int | None
    body: dict[str, Any]
    stale: int | None = None  # from when on it is not to be sent any more
    merged: list["Letter"] = field(default_factory=list)
    claimed: bool = False  # the table says that it is being sent
    asked: float = 0.0  # when the table last said that it waits; seconds of the sender's loop

    @property
    def ids(self) -> set[int]:
        """Its own and those of the changes that went in."""
        return {self.id, *(change.id for change in self.merged)}

    @property
    def once(self) -> bool:
        """Whether it may never come twice, rather than never be lost."""
        return self.rank is Rank.NOTICE and self.act in SENDS


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a letter; `message_id` is the platform's for what was sent."""

    letter: Letter
    state: str
    at: int
    message_id: int | None = None
    error: str | None = None


def add(
    tx: Tx,
    now: int,
    chat_id: int,
    body: dict[str, Any],
    *,
    act: str = "send",
    rank: Rank = Rank.REPLY,
    person_id: int | None = None,
    shown_id: int | None = None,
    message_id: int | None = None,
    stale: int | None = None,
) -> Letter:
    """Put a letter into the outbox; `body` are the platform's parameters without the chat."""
    letter_id = tx.new_id(now)
    tx.later(
        "INSERT INTO outbox"
        " (id, chat_id, person_id, rank, act, shown_id, message_id, body, state, stale, made)"
        " VALUES (:id, :chat, :person, :rank, :act, :shown, :message, :body, 'waiting',"
        " :stale, :now)",
        id=letter_id,
        chat=chat_id,
        person=person_id,
        rank=int(rank),
        act=act,
        shown=shown_id,
        message=message_id,
        body=tx.cipher.seal_bytes(to_json(body), "outbox", "body", letter_id),
        stale=stale,
        now=now,
    )
    return Letter(letter_id, chat_id, person_id, rank, act, shown_id, message_id, body, stale)


def go_on(tx: Tx) -> None:
    """Let what comes be younger than all there is, though the clock was set back meanwhile."""
    row = tx.one("SELECT max(id) FROM outbox")
    if row and row[0]:
        tx.ids_go_on_from(row[0])


def waiting(
    tx: Tx, limit: int, known: frozenset[int] = frozenset(), shares: frozenset[int] = EVERY
) -> list[Letter]:
    """The letters that wait, the most urgent and oldest first, but for those `known` already."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM outbox WHERE state = 'waiting' AND {within(shares)}"
        " ORDER BY rank, id LIMIT :limit",
        limit=limit + len(known),
    )
    letters = []
    for row in rows:
        if row[0] not in known:
            try:
                letters.append(_letter(tx, row))
            except Unreadable:
                tx.do(
                    "UPDATE outbox SET state = 'failed', error = 'unreadable', done = made"
                    " WHERE id = :id",
                    id=row[0],
                )
    return letters


def claim(tx: Tx, letter_ids: Sequence[int]) -> set[int]:
    """Mark letters as being sent; those that do not wait any more are left out."""
    return {
        letter_id
        for letter_id in letter_ids
        if tx.do(
            "UPDATE outbox SET state = 'sending' WHERE id = :id AND state = 'waiting'",
            id=letter_id,
        )
    }


def still_waiting(tx: Tx, letter_ids: Sequence[int]) -> set[int]:
    """Those of some letters that still wait: nobody has dropped them."""
    return {
        letter_id
        for letter_id in letter_ids
        if tx.one("SELECT 1 FROM outbox WHERE id = :id AND state = 'waiting'", id=letter_id)
    }


def disclaim(tx: Tx, letter_id: int) -> None:
    """Let a letter wait again that has certainly not been sent."""
    tx.do("UPDATE outbox SET state = 'waiting' WHERE id = :id AND state = 'sending'", id=letter_id)


def doubt(tx: Tx, known: frozenset[int], shares: frozenset[int], now: int) -> int:
    """Give up on letters that were being sent when a process ended; returns how many."""
    rows = tx.all(f"SELECT id FROM outbox WHERE state = 'sending' AND {within(shares)}")
    found = [row[0] for row in rows if row[0] not in known]
    tx.many(
        "UPDATE outbox SET state = 'unknown', body = NULL, done = :now WHERE id = :id",
        [{"id": letter_id, "now": now} for letter_id in found],
    )
    return len(found)


def unknown(tx: Tx) -> int:
    """How many letters may have been sent or not, nobody knows."""
    row = tx.one("SELECT count(*) FROM outbox WHERE state = 'unknown'")
    assert row is not None
    return int(row[0])


def lengths(tx: Tx) -> dict[int, int]:
    """How many letters wait, by class."""
    rows = tx.all("SELECT rank, count(*) FROM outbox WHERE state = 'waiting' GROUP BY rank")
    return {rank: count for rank, count in rows}  # noqa: C416 - a row is any tuple


def unsent(tx: Tx, person_id: int | None, shown_id: int) -> Letter | None:
    """The letter that will first show a row to a person, if it still waits."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM outbox WHERE person_id = :person AND shown_id = :shown"
        " AND act = 'send' AND state = 'waiting'",
        person=person_id,
        shown=shown_id,
    )
    return _letter(tx, row) if row else None


def arrived(tx: Tx, person_id: int, shown_id: int, message_id: int, now: int) -> None:
    """Note of what first showed a row that it was sent, because it was tapped already."""
    tx.do(
        "UPDATE outbox SET state = 'sent', done = :now, message_id = :message, body = NULL"
        " WHERE person_id = :person AND shown_id = :shown AND act IN ('send', 'photo')"
        " AND state = 'waiting'",
        now=now,
        message=message_id,
        person=person_id,
        shown=shown_id,
    )


def _letter(tx: Tx, row: Row) -> Letter:
    letter_id, chat_id, person_id, rank, act, shown_id, message_id, sealed, stale = row
    body = json.loads(tx.cipher.open(sealed, "outbox", "body", letter_id))
    return Letter(
        *(letter_id, chat_id, person_id, Rank(rank), act, shown_id, message_id, body, stale)
    )


def settle(tx: Tx, results: Sequence[Result]) -> None:
    """Write back what became of letters, and under which number a shown message now stands.

    What went to the private chat of nobody we know any more is forgotten.
    """
    tx.many(
        "UPDATE outbox SET state = :state, done = :at, error = :error, message_id = :message,"
        " body = CASE WHEN :state = 'held' THEN body END WHERE id = :id",
        [_settled(result) for result in results],
    )
    tx.many(
        "DELETE FROM outbox WHERE id = :id",
        [
            {"id": result.letter.id}
            for result in results
            if result.letter.person_id is None
            and result.letter.chat_id > 0
            and result.state != "held"
        ],
    )
    tx.many(
        "UPDATE shown SET message_id = :message WHERE id = :shown AND chat_id = :chat",
        [
            _numbered(result)
            for result in results
            if result.message_id and result.letter.shown_id and result.letter.act != "strip"
        ],
    )


def _numbered(result: Result) -> Mapping[str, Value]:
    """The number counts in the chat it was given in, which a group may have left meanwhile."""
    letter = result.letter
    return {"message": result.message_id, "shown": letter.shown_id, "chat": letter.chat_id}


def _settled(result: Result) -> Mapping[str, Value]:
    return {
        "id": result.letter.id,
        "state": result.state,
        "at": result.at,
        "error": result.error,
        "message": result.message_id,
    }


def forget(tx: Tx, before: int) -> int:
    """Delete what was done before the time given."""
    return tx.do("DELETE FROM outbox WHERE done < :before", before=before)
