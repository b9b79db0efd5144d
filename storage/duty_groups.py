"""Groups in which colleagues are told of the cases of a place, without anything personal."""

from dataclasses import dataclass

from storage.places import Place, upwards
from storage.tx import Tx, in_list

COLUMNS = "id, chat_id, language, place_id, gone"


@dataclass(frozen=True, slots=True)
class Group:
    """`place_id` is none until somebody has said which place it is for."""

    id: int
    chat_id: int
    language: str
    place_id: int | None
    gone: int | None  # since when the bot is not in it


def add(tx: Tx, chat_id: int, language: str, added_by: int | None, now: int) -> Group:
    """Note a group the bot is in; one it comes back to begins anew."""
    tx.do("DELETE FROM duty_groups WHERE chat_id = :chat", chat=chat_id)
    group = Group(tx.new_id(now), chat_id, language, None, None)
    tx.do(
        "INSERT INTO duty_groups (id, chat_id, language, added_by, made)"
        " VALUES (:id, :chat, :language, :by, :now)",
        id=group.id,
        chat=chat_id,
        language=language,
        by=added_by,
        now=now,
    )
    return group


def get(tx: Tx, group_id: int) -> Group | None:
    row = tx.one(f"SELECT {COLUMNS} FROM duty_groups WHERE id = :id", id=group_id)
    return Group(*row) if row else None


def by_chat(tx: Tx, chat_id: int) -> Group | None:
    row = tx.one(f"SELECT {COLUMNS} FROM duty_groups WHERE chat_id = :chat", chat=chat_id)
    return Group(*row) if row else None


def of(tx: Tx, place: Place) -> list[Group]:
    """The groups that hear of what is at a place: its own, and those of the places above."""
    names, above = in_list("place", (at.id for at in upwards(tx, place)))
    rows = tx.all(
        f"SELECT {COLUMNS} FROM duty_groups WHERE place_id IN ({names}) AND gone IS NULL"
        " ORDER BY id",
        **above,
    )
    order = list(above.values())
    return sorted((Group(*row) for row in rows), key=lambda group: order.index(group.place_id or 0))


def bind(tx: Tx, group_id: int, place_id: int, bound_by: int) -> None:
    tx.do(
        "UPDATE duty_groups SET place_id = :place, bound_by = :by WHERE id = :id",
        id=group_id,
        place=place_id,
        by=bound_by,
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
