"""Categories: what reports are about; rows that an office adds to, renames, orders and hides."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.ids import short
from storage.tx import Tx, Value

COLUMNS = "id, code, name, term, position, hidden, revision"
CHANGEABLE = frozenset({"name", "term", "position", "hidden"})


@dataclass(frozen=True, slots=True)
class Category:
    id: int
    code: str
    name: str | None
    term: str
    position: int
    hidden: int | None
    revision: int


def every(tx: Tx) -> Sequence[Category]:
    """All of them in their order, those that are hidden too."""
    return tx.recall("categories", "", lambda: _every(tx))


def _every(tx: Tx) -> list[Category]:
    rows = tx.all(f"SELECT {COLUMNS} FROM categories ORDER BY position, id")
    return [Category(*row) for row in rows]


def get(tx: Tx, category_id: int) -> Category | None:
    return next((one for one in every(tx) if one.id == category_id), None)


def by_code(tx: Tx, code: str) -> Category | None:
    return next((one for one in every(tx) if one.code == code), None)


def add(tx: Tx, name: str, term: str, now: int) -> Category:
    """Add one as the last."""
    tx.recalled.clear()
    row = tx.one("SELECT max(position) FROM categories")
    category_id = tx.new_id(now)
    position = 1 + (row[0] or 0 if row else 0)
    made = Category(category_id, short(category_id), name, term, position, None, 1)
    tx.do(
        f"INSERT INTO categories ({COLUMNS}) VALUES (:id, :code, :name, :term, :position, NULL, 1)",
        id=made.id,
        code=made.code,
        name=made.name,
        term=made.term,
        position=made.position,
    )
    return made


def change(tx: Tx, category: Category, **values: Value) -> None:
    """Set the columns given and raise the revision."""
    assert values.keys() <= CHANGEABLE
    tx.recalled.clear()
    sets = ", ".join(f"{column} = :{column}" for column in values)
    tx.do(
        f"UPDATE categories SET {sets}, revision = revision + 1 WHERE id = :id",
        id=category.id,
        **values,
    )
