"""Numbered migrations, forward only, and the one schema text they must equal."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.tx import Tx

HERE = Path(__file__).parent
TOKENS = {
    "sqlite": {"{int}": "INTEGER", "{blob}": "BLOB", "{strict}": " STRICT", "{bytewise}": ""},
    "postgresql": {
        "{int}": "BIGINT",
        "{blob}": "BYTEA",
        "{strict}": "",
        "{bytewise}": ' COLLATE "C"',
    },
}
LEDGER = """CREATE TABLE IF NOT EXISTS migrations (
    number {int} PRIMARY KEY NOT NULL, name TEXT NOT NULL, applied {int} NOT NULL
){strict}"""


class FromTheFuture(Exception):
    """The database was migrated by a newer version than this one."""


class MigrationFailed(Exception):
    """A migration was undone because its result would not hold."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema; its text carries type tokens."""

    number: int
    name: str
    text: str


def shipped(folder: Path = HERE / "migrations") -> list[Migration]:
    """The migrations that come with this version, in order."""
    found = []
    for path in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql")):
        number, _, name = path.stem.partition("_")
        found.append(Migration(int(number), name, path.read_text(encoding="utf-8")))
    return found


def schema_text() -> str:
    """The declared schema, with its type tokens."""
    return (HERE / "schema.sql").read_text(encoding="utf-8")


def statements(text: str, dialect: str) -> list[str]:
    """The statements of a text, each ending a line with `;`, in the dialect's types."""
    for token, kind in TOKENS[dialect].items():
        text = text.replace(token, kind)
    found: list[str] = []
    lines: list[str] = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("--"):
            continue
        lines.append(line.rstrip())
        if line.rstrip().endswith(";"):
            found.append("\n".join(lines).removesuffix(";"))
            lines = []
    return [*found, "\n".join(lines)] if lines else found


def pending(tx: Tx, known: Sequence[Migration]) -> list[Migration]:
    """The known migrations this database has not seen; makes the ledger where it is missing."""
    tx.do(statements(LEDGER, tx.dialect)[0])
    applied = {number for (number,) in tx.all("SELECT number FROM migrations")}
    newest = max((migration.number for migration in known), default=0)
    if applied and max(applied) > newest:
        raise FromTheFuture(
            f"the database is at migration {max(applied)}, this version knows {newest}: update it"
        )
    return [migration for migration in known if migration.number not in applied]


def apply(tx: Tx, migration: Migration, now: int) -> None:
    """Runs one migration and records it, in the caller's transaction."""
    for statement in statements(migration.text, tx.dialect):
        tx.do(statement)
    values: dict[str, Any] = {"number": migration.number, "name": migration.name, "applied": now}
    tx.do("INSERT INTO migrations VALUES (:number, :name, :applied)", **values)
