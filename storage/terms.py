"""Terms: how long each kind of matter may take; rows that an office changes."""

from dataclasses import dataclass

from storage.tx import Tx, Value

COLUMNS = "code, position, contact, site, finish, natural_time"
CHANGEABLE = frozenset({"contact", "site", "finish"})


@dataclass(frozen=True, slots=True)
class Term:
    """Minutes; None: not limited. Without natural time the first contact is in whole days."""

    code: str
    position: int
    contact: int
    site: int | None
    finish: int | None
    natural_time: int


def every(tx: Tx) -> list[Term]:
    return [Term(*row) for row in tx.all(f"SELECT {COLUMNS} FROM terms ORDER BY position")]


def get(tx: Tx, code: str) -> Term | None:
    row = tx.one(f"SELECT {COLUMNS} FROM terms WHERE code = :code", code=code)
    return Term(*row) if row else None


def known(tx: Tx, code: str) -> Term:
    term = get(tx, code)
    assert term is not None, "a category or a case refers to it"
    return term


def change(tx: Tx, code: str, **values: Value) -> None:
    """Set the columns given."""
    assert values.keys() <= CHANGEABLE
    sets = ", ".join(f"{column} = :{column}" for column in values)
    tx.do(f"UPDATE terms SET {sets} WHERE code = :code", code=code, **values)
