"""Photos of what was done, for who sees to the task."""

from storage import media
from storage.media import COLUMNS, Medium
from storage.tx import Tx, columns_of


def add(tx: Tx, task_id: int, file: tuple[str, str], added_by: int, now: int) -> None:
    tx.do(
        "INSERT INTO task_photos (id, task_id, media_id, added_by, made)"
        " VALUES (:id, :task, :media, :by, :now)",
        id=tx.new_id(now),
        task=task_id,
        media=media.keep(tx, now, *file),
        by=added_by,
        now=now,
    )


def of(tx: Tx, task_id: int) -> list[Medium]:
    """The photos, in their order."""
    rows = tx.all(
        f"SELECT {columns_of('m', COLUMNS)} FROM task_photos p JOIN media m ON m.id = p.media_id"
        " WHERE p.task_id = :task ORDER BY p.id",
        task=task_id,
    )
    return [Medium(*row) for row in rows]


def take_away(tx: Tx, task_id: int, now: int) -> None:
    """Take all of them away; the files go as soon as this is committed."""
    found = of(tx, task_id)
    tx.do("DELETE FROM task_photos WHERE task_id = :task", task=task_id)
    for medium in found:
        media.drop(tx, medium.id, now)


def forget(tx: Tx, before: int, now: int) -> None:
    """Take away what was kept before the time given."""
    rows = tx.all("SELECT task_id FROM task_photos WHERE made < :before", before=before)
    for task_id in sorted({task_id for (task_id,) in rows}):
        take_away(tx, task_id, now)
