"""Categories: what reports are about; rows that an office adds to, renames, orders and hides."""

from dataclasses import dataclass

from storage.ids import short
from storage.tx import Row, Tx, Value

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


def every(tx: Tx) -> list[Category]:
    """All of them in their order, those that are hidden too."""
    rows = tx.all(f"SELECT {COLUMNS} FROM categories ORDER BY position, id")
    return [Category(*row) for row in rows]


def get(tx: Tx, category_id: int) -> Category | None:
    known: Category | None = tx.recalled.get(("category", category_id))
    if known is None:
        row = tx.one(f"SELECT {COLUMNS} FROM categories WHERE id = :id", id=category_id)
        known = _recalled(tx, row)
    return known


def by_code(tx: Tx, code: str) -> Category | None:
    known: Category | None = tx.recalled.get(("category", code))
    if known is None:
        row = tx.one(f"SELECT {COLUMNS} FROM categories WHERE code = :code", code=code)
        known = _recalled(tx, row)
    return known


def _recalled(tx: Tx, row: Row | None) -> Category | None:
    if row is None:
        return None
    category = Category(*row)
    tx.recalled["category", category.id] = tx.recalled["category", category.code] = category
    return category


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
