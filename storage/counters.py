"""Single numbers of the house, by name."""

from storage.tx import Tx


def get(tx: Tx, name: str) -> int:
    """The number; 0 while there is none."""
    row = tx.one("SELECT value FROM counters WHERE name = :name", name=name)
    return int(row[0]) if row else 0


def put(tx: Tx, name: str, value: int) -> None:
    tx.do(
        "INSERT INTO counters (name, value) VALUES (:name, :value)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name=name,
        value=value,
    )
