"""Groups and channels: of colleagues, told of the cases of a place; or read by all who follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.paths import beyond
from storage.places import Place, upwards
from storage.tx import Row, Tx, columns_of, in_list

COLUMNS = "id, chat_id, kind, language, place_id, gone, name"
GROUP, CHANNEL = "group", "channel"


@dataclass(frozen=True, slots=True)
class Group:
    """`place_id` is none until somebody has said which place it is for."""

    id: int
    chat_id: int
    kind: str
    language: str
    place_id: int | None
    gone: int | None  # since when the bot is not in it
    name: str


def add(
    tx: Tx,
    chat_id: int,
    language: str,
    added_by: int | None,
    now: int,
    kind: str = GROUP,
    name: str = "",
) -> Group:
    """Note a group the bot is in; one it comes back to begins anew."""
    tx.do("DELETE FROM duty_groups WHERE chat_id = :chat", chat=chat_id)
    group = Group(tx.new_id(now), chat_id, kind, language, None, None, name)
    tx.do(
        "INSERT INTO duty_groups (id, chat_id, kind, name, language, added_by, made)"
        " VALUES (:id, :chat, :kind, :name, :language, :by, :now)",
        id=group.id,
        chat=chat_id,
        kind=kind,
        name=tx.cipher.seal(name, "duty_groups", "name", group.id),
        language=language,
        by=added_by,
        now=now,
    )
    return group


def _group(tx: Tx, row: Row) -> Group:
    *columns, sealed = row
    columns.append(tx.cipher.open(sealed, "duty_groups", "name", row[0]))
    return Group(*columns)


def get(tx: Tx, group_id: int) -> Group | None:
    row = tx.one(f"SELECT {COLUMNS} FROM duty_groups WHERE id = :id", id=group_id)
    return _group(tx, row) if row else None


def by_chat(tx: Tx, chat_id: int) -> Group | None:
    row = tx.one(f"SELECT {COLUMNS} FROM duty_groups WHERE chat_id = :chat", chat=chat_id)
    return _group(tx, row) if row else None


def of(tx: Tx, place: Place) -> list[Group]:
    """The groups that hear of what is at a place: its own, and those of the places above."""
    names, above = in_list("place", (at.id for at in upwards(tx, place)))
    rows = tx.all(
        f"SELECT {COLUMNS} FROM duty_groups WHERE place_id IN ({names}) AND gone IS NULL"
        " AND kind = 'group' ORDER BY id",
        **above,
    )
    order = list(above.values())
    found = [_group(tx, row) for row in rows]
    return sorted(found, key=lambda group: order.index(group.place_id or 0))


def below(tx: Tx, path: str, limit: int) -> Sequence[Group]:
    """The groups and channels of a place and of what lies below it, by their places."""
    rows = tx.all(
        # In this order: few places have any.
        f"SELECT {columns_of('g', COLUMNS)} FROM duty_groups g JOIN places p ON p.id = g.place_id"
        " WHERE g.place_id IS NOT NULL AND g.gone IS NULL AND p.path >= :start AND p.path < :end"
        " ORDER BY p.path, g.id LIMIT :limit",
        start=path,
        end=beyond(path),
        limit=limit,
    )
    return [_group(tx, row) for row in rows]


def bind(tx: Tx, group_id: int, place_id: int, bound_by: int) -> None:
    tx.do(
        "UPDATE duty_groups SET place_id = :place, bound_by = :by WHERE id = :id",
        id=group_id,
        place=place_id,
        by=bound_by,
    )


def call(tx: Tx, group: Group, name: str) -> None:
    """Note what its members call it now."""
    if name and name != group.name:
        tx.do(
            "UPDATE duty_groups SET name = :name WHERE id = :id",
            id=group.id,
            name=tx.cipher.seal(name, "duty_groups", "name", group.id),
        )


def leave(tx: Tx, chat_id: int, now: int) -> None:
    """The bot is not in it any more."""
    tx.do(
        "UPDATE duty_groups SET gone = :now, place_id = NULL WHERE chat_id = :chat",
        chat=chat_id,
        now=now,
    )


def forget(tx: Tx, before: int) -> int:
    """Delete the groups that the bot left before the time given."""
    return tx.do("DELETE FROM duty_groups WHERE gone < :before AND gone IS NOT NULL", before=before)


def move(tx: Tx, old: int, new: int) -> None:
    """The group has a new number."""
    if by_chat(tx, old) is not None:
        tx.do("DELETE FROM duty_groups WHERE chat_id = :new", new=new)
        tx.do("UPDATE duty_groups SET chat_id = :new WHERE chat_id = :old", old=old, new=new)
