"""Photos that hang on a row: of what was done, for who sees to it; of an activity, for guests."""

from dataclasses import dataclass

from storage import media
from storage.media import COLUMNS, Medium
from storage.tx import Tx, columns_of


@dataclass(frozen=True, slots=True)
class Album:
    """The photos of one kind of row: their table, and its column that names the row."""

    table: str
    owner: str

    def add(self, tx: Tx, owner_id: int, file: tuple[str, str], added_by: int, now: int) -> None:
        tx.do(
            f"INSERT INTO {self.table} (id, {self.owner}, media_id, added_by, made)"
            " VALUES (:id, :owner, :media, :by, :now)",
            id=tx.new_id(now),
            owner=owner_id,
            media=media.keep(tx, now, *file),
            by=added_by,
            now=now,
        )

    def of(self, tx: Tx, owner_id: int) -> list[Medium]:
        """The photos, in their order."""
        rows = tx.all(
            f"SELECT {columns_of('m', COLUMNS)} FROM {self.table} p JOIN media m"
            f" ON m.id = p.media_id WHERE p.{self.owner} = :owner ORDER BY p.id",
            owner=owner_id,
        )
        return [Medium(*row) for row in rows]

    def take_away(self, tx: Tx, owner_id: int, now: int) -> None:
        """Take all of them away; the files go as soon as this is committed."""
        found = self.of(tx, owner_id)
        tx.do(f"DELETE FROM {self.table} WHERE {self.owner} = :owner", owner=owner_id)
        for medium in found:
            media.drop(tx, medium.id, now)

    def forget(self, tx: Tx, before: int, now: int) -> None:
        """Take away what was kept before the time given."""
        rows = tx.all(f"SELECT {self.owner} FROM {self.table} WHERE made < :before", before=before)
        for owner_id in sorted({owner_id for (owner_id,) in rows}):
            self.take_away(tx, owner_id, now)


OF_TASKS = Album("task_photos", "task_id")
OF_ACTIVITIES = Album("activity_photos", "activity_id")
