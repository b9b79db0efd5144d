"""Broadcasts: what is said to many, to whom, and how far it has come."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from storage.tx import Tx, columns_of, in_list

COLUMNS = (
    "id, author_id, place_id, words, photo_id, target, target_id, receipt, audience, stage,"
    " second_id, at, good_until, shown, outcome, revision, made, begun, ended"
)


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`audience` and `outcome` are JSON; times are UTC milliseconds."""

    id: int
    author_id: int
    place_id: int
    sealed_words: bytes
    photo_id: int | None
    target: str | None
    target_id: int | None
    receipt: int
    audience: str
    stage: str
    second_id: int | None
    at: int | None
    good_until: int | None
    shown: int | None
    outcome: str | None
    revision: int
    made: int
    begun: int | None
    ended: int | None


@dataclass(frozen=True, slots=True)
class Content:
    """What is said: words, maybe a photo, maybe a button to something, maybe one to confirm."""

    words: str
    photo_id: int | None = None
    target: str | None = None
    target_id: int | None = None
    receipt: bool = False


def add(
    tx: Tx,
    author_id: int,
    place_id: int,
    content: Content,
    audience: str,
    good_until: int | None,
    now: int,
) -> Broadcast:
    """Keep a draft."""
    broadcast_id = tx.new_id(now)
    tx.do(
        "INSERT INTO broadcasts (id, author_id, place_id, words, photo_id, target, target_id,"
        " receipt, audience, stage, good_until, revision, made)"
        " VALUES (:id, :author, :place, :words, :photo, :target, :target_id, :receipt, :audience,"
        " 'draft', :until, 1, :now)",
        id=broadcast_id,
        author=author_id,
        place=place_id,
        words=tx.cipher.seal(content.words, "broadcasts", "words", broadcast_id),
        photo=content.photo_id,
        target=content.target,
        target_id=content.target_id,
        receipt=int(content.receipt),
        audience=audience,
        until=good_until,
        now=now,
    )
    return known(tx, broadcast_id)


def get(tx: Tx, broadcast_id: int) -> Broadcast | None:
    row = tx.one(f"SELECT {COLUMNS} FROM broadcasts WHERE id = :id", id=broadcast_id)
    return Broadcast(*row) if row else None


def known(tx: Tx, broadcast_id: int) -> Broadcast:
    broadcast = get(tx, broadcast_id)
    assert broadcast is not None, "it was just written or is referred to by a row"
    return broadcast


def hold(tx: Tx, broadcast_id: int) -> Broadcast | None:
    """The same, kept from others until the transaction ends."""
    row = tx.one(f"SELECT {COLUMNS} FROM broadcasts WHERE id = :id /*lock*/", id=broadcast_id)
    return Broadcast(*row) if row else None


def words(tx: Tx, broadcast: Broadcast) -> str:
    return tx.cipher.open(broadcast.sealed_words, "broadcasts", "words", broadcast.id)


def content(tx: Tx, one: Broadcast) -> Content:
    return Content(words(tx, one), one.photo_id, one.target, one.target_id, bool(one.receipt))


def change(tx: Tx, broadcast: Broadcast, **values: Any) -> Broadcast:
    """Change columns; every change is a new revision."""
    named = ", ".join(f"{column} = :{column}" for column in values)
    tx.do(
        f"UPDATE broadcasts SET {named + ', ' if named else ''}revision = revision + 1"
        " WHERE id = :id",
        id=broadcast.id,
        **values,
    )
    return known(tx, broadcast.id)


def say(tx: Tx, broadcast: Broadcast, says: Content) -> Broadcast:
    """Let it say something else."""
    return change(
        tx,
        broadcast,
        words=tx.cipher.seal(says.words, "broadcasts", "words", broadcast.id),
        photo_id=says.photo_id,
        target=says.target,
        target_id=says.target_id,
        receipt=int(says.receipt),
    )


def remove(tx: Tx, broadcast_id: int) -> None:
    """Delete one that has gone to nobody."""
    tx.do("DELETE FROM broadcasts WHERE id = :id", id=broadcast_id)


def by(tx: Tx, author_id: int, limit: int) -> list[Broadcast]:
    """Those of an author, the newest first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM broadcasts WHERE author_id = :author ORDER BY id DESC LIMIT :limit",
        author=author_id,
        limit=limit,
    )
    return [Broadcast(*row) for row in rows]


def below(tx: Tx, path: str, stages: Collection[str], limit: int) -> list[Broadcast]:
    """Those in some stages for a place and what lies below it, the newest first."""
    names, named = in_list("stage", stages)
    rows = tx.all(
        # In this order: most places have had none, and all of them have had too many to look at.
        f"SELECT {columns_of('b', COLUMNS)} FROM places p CROSS JOIN broadcasts b"
        f" WHERE p.path >= :start AND p.path < :end AND b.place_id = p.id AND b.stage IN ({names})"
        " ORDER BY b.id DESC LIMIT :limit",
        start=path,
        end=f"{path}:",  # the character after the digits of which paths are made
        limit=limit,
        **named,
    )
    return [Broadcast(*row) for row in rows]


def begun(tx: Tx, path: str, since: int, until: int) -> list[Broadcast]:
    """Those that began in a period for a place and what lies below it."""
    rows = tx.all(
        f"SELECT {columns_of('b', COLUMNS)} FROM places p CROSS JOIN broadcasts b"
        " WHERE p.path >= :start AND p.path < :end AND b.place_id = p.id"
        " AND b.begun >= :since AND b.begun < :until",
        start=path,
        end=f"{path}:",
        since=since,
        until=until,
    )
    return [Broadcast(*row) for row in rows]


def at(tx: Tx, place_id: int, stage: str, limit: int) -> list[Broadcast]:
    """Those for exactly this place that stand at a stage, the oldest first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM broadcasts WHERE place_id = :place AND stage = :stage"
        " ORDER BY place_id, id LIMIT :limit",
        place=place_id,
        stage=stage,
        limit=limit,
    )
    return [Broadcast(*row) for row in rows]


def old(tx: Tx, before: int, limit: int) -> list[Broadcast]:
    """Those that ended before the time given and still know their recipients."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM broadcasts WHERE ended < :before AND ended IS NOT NULL"
        " AND outcome IS NULL ORDER BY ended LIMIT :limit",
        before=before,
        limit=limit,
    )
    return [Broadcast(*row) for row in rows]


def leading_to(tx: Tx, target: str, target_id: int) -> list[Broadcast]:
    """Those with a button to some row, the oldest first, kept until the transaction ends."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM broadcasts WHERE target_id = :row AND target_id IS NOT NULL"
        " AND target = :target ORDER BY id /*lock*/",
        row=target_id,
        target=target,
    )
    return [Broadcast(*row) for row in rows]


def under_way(tx: Tx) -> list[Broadcast]:
    """Those that go on by themselves: running, or waiting for their time."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM broadcasts WHERE stage IN ('scheduled', 'running') ORDER BY id"
    )
    return [Broadcast(*row) for row in rows]
