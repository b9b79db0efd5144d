"""Photos of an activity: for those who were there, of those who agreed."""

from storage import media
from storage.media import COLUMNS, Medium
from storage.tx import Tx, columns_of


def add(tx: Tx, activity_id: int, file: tuple[str, str], added_by: int, now: int) -> None:
    tx.do(
        "INSERT INTO activity_photos (id, activity_id, media_id, added_by, made)"
        " VALUES (:id, :activity, :media, :by, :now)",
        id=tx.new_id(now),
        activity=activity_id,
        media=media.keep(tx, now, *file),
        by=added_by,
        now=now,
    )


def of(tx: Tx, activity_id: int) -> list[Medium]:
    """The photos, in their order."""
    rows = tx.all(
        f"SELECT {columns_of('m', COLUMNS)} FROM activity_photos p JOIN media m"
        " ON m.id = p.media_id WHERE p.activity_id = :activity ORDER BY p.id",
        activity=activity_id,
    )
    return [Medium(*row) for row in rows]


def take_away(tx: Tx, activity_id: int, now: int) -> None:
    """Take all of them away; the files go as soon as this is committed."""
    found = of(tx, activity_id)
    tx.do("DELETE FROM activity_photos WHERE activity_id = :activity", activity=activity_id)
    for medium in found:
        media.drop(tx, medium.id, now)
