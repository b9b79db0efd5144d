"""Jobs on the table of notes."""

from storage.tx import Tx


def write(tx: Tx, row_id: int, text: str = "路灯坏了") -> None:
    tx.do("INSERT INTO notes (id, text) VALUES (:id, :text)", id=row_id, text=text)


def written(tx: Tx) -> list[int]:
    return [row_id for (row_id,) in tx.all("SELECT id FROM notes ORDER BY id")]
