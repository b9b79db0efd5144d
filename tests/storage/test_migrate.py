"""Migrations: each whole or not at all, forward only, and together equal to the schema."""

import asyncio
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage.cipher import Cipher
from storage.engine import Database, StorageFailed
from storage.migrate import (
    FromTheFuture,
    Migration,
    MigrationFailed,
    schema_text,
    shipped,
    statements,
)
from storage.opening import open_database
from storage.sqlite import Sqlite, open_sqlite
from storage.tx import Row, Tx
from tests.conftest import NOW
from tests.storage.conftest import NOTES
from tests.storage.notes import write

MORE = Migration(2, "more", "CREATE TABLE more (id {int} PRIMARY KEY NOT NULL){strict};")
WRONG = Migration(2, "wrong", "CREATE TABLE more (id {int} PRIMARY KEY NOT NULL);\nSELEC 1;")


def tables(tx: Tx) -> set[str]:
    source = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
        "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
    }
    return {name for (name,) in tx.all(source[tx.dialect])}


def normal(sql: str) -> str:
    """The statement without remarks, quotes and layout, which ALTER TABLE changes."""
    plain = re.sub(r"--[^\n]*", "", sql).replace('"', "")
    return re.sub(r"\s*([(),])\s*", r"\1", " ".join(plain.split()))


def shape(tx: Tx) -> list[Row]:
    """All that was declared: tables, columns, indexes, constraints; not the ledger."""
    if tx.dialect == "sqlite":
        rows = tx.all(
            "SELECT type, name, sql FROM sqlite_master WHERE tbl_name <> 'migrations' ORDER BY 1, 2"
        )
        return [(kind, name, sql and normal(sql)) for kind, name, sql in rows]
    return [
        *tx.all(
            "SELECT table_name, column_name, data_type, is_nullable, column_default"
            " FROM information_schema.columns WHERE table_schema = current_schema()"
            " AND table_name <> 'migrations' ORDER BY 1, 2"
        ),
        *tx.all(
            "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()"
            " AND tablename <> 'migrations' ORDER BY 1"
        ),
        *tx.all(
            "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE connamespace = current_schema()::regnamespace"
            " AND conrelid::regclass::text <> 'migrations' ORDER BY 1, 2"
        ),
    ]


def start_over(tx: Tx) -> None:
    if tx.dialect == "sqlite":
        tx.do("PRAGMA defer_foreign_keys = ON")  # some tables are born with rows
    for name in tables(tx):
        tx.do(f"DROP TABLE {name}" + (" CASCADE" if tx.dialect == "postgresql" else ""))


async def test_all_migrations_give_the_declared_schema(database: Database) -> None:
    migrated = await database.read(shape)
    await database.run(start_over)
    assert await database.read(shape) == []
    await database.migrate(NOW, [Migration(1, "schema", schema_text())])
    assert await database.read(shape) == migrated != []


async def test_migrating_again_changes_nothing(database: Database) -> None:
    before = await database.read(shape)
    assert await database.migrate(NOW) == []
    assert await database.read(shape) == before


async def test_what_was_applied_is_recorded(notes: Database) -> None:
    assert await notes.migrate(NOW + 1, [NOTES, MORE]) == [2]
    ledger = await notes.read(
        lambda tx: tx.all("SELECT number, name, applied FROM migrations ORDER BY number")
    )
    assert ledger == [(1, "notes", NOW), (2, "more", NOW + 1)]


async def test_a_migration_that_fails_leaves_the_old_state(notes: Database) -> None:
    with pytest.raises(Exception, match="SELEC"):
        await notes.migrate(NOW, [NOTES, WRONG])
    assert await notes.read(tables) == {"migrations", "notes", "replies"}
    assert await notes.migrate(NOW, [NOTES, MORE]) == [2]


async def test_a_database_from_the_future_is_refused(notes: Database) -> None:
    await notes.migrate(NOW, [NOTES, MORE])
    with pytest.raises(FromTheFuture, match="at migration 2, this version knows 1"):
        await notes.migrate(NOW, [NOTES])


async def test_a_table_can_be_rebuilt_under_its_references(file: Sqlite) -> None:
    def refer(tx: Tx) -> None:
        write(tx, 1)
        tx.do("INSERT INTO replies (id, note_id) VALUES (1, 1)")

    rebuild = """
        CREATE TABLE renewed (id {int} PRIMARY KEY NOT NULL, text TEXT NOT NULL, more TEXT){strict};
        INSERT INTO renewed (id, text) SELECT id, text FROM notes;
        DROP TABLE notes;
        ALTER TABLE renewed RENAME TO notes;
    """
    await file.run(refer)
    assert await file.migrate(NOW, [NOTES, Migration(2, "rebuild", rebuild)]) == [2]
    assert await file.run(lambda tx: tx.one("PRAGMA foreign_keys")) == (1,)
    assert await file.run(lambda tx: tx.one("SELECT note_id FROM replies")) == (1,)
    with pytest.raises(sqlite3.IntegrityError):
        await file.run(lambda tx: tx.do("DELETE FROM notes"))


async def test_a_migration_that_breaks_references_is_undone(file: Sqlite) -> None:
    breaking = Migration(2, "orphan", "INSERT INTO replies (id, note_id) VALUES (1, 99);")
    with pytest.raises(MigrationFailed, match="1 rows pointing nowhere"):
        await file.migrate(NOW, [NOTES, breaking])
    assert await file.read(lambda tx: tx.all("SELECT id FROM replies")) == []
    assert await file.run(lambda tx: tx.one("PRAGMA foreign_keys")) == (1,)


async def test_a_checked_copy_is_kept_from_before(file: Sqlite) -> None:
    await file.run(lambda tx: write(tx, 1))
    await file.migrate(NOW, [NOTES, MORE])
    names = {path.name for path in file._path.parent.iterdir()}
    assert names == {
        "notes.db",
        "notes.db-wal",
        "notes.db-shm",
        "notes.db.lock",
        "notes.db.before-0002",
    }
    copy = file._path.with_name("notes.db.before-0002")
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT id FROM notes").fetchall() == [(1,)]
        assert raw.execute("SELECT number FROM migrations").fetchall() == [(1,)]


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from storage.cipher import Cipher
from storage.migrate import Migration
from storage.sqlite import Sqlite, open_sqlite
from tests.storage.conftest import NOTES

def die():
    os.kill(os.getpid(), signal.SIGKILL)

async def main():
    file = await open_sqlite(Path(sys.argv[1]), Cipher([bytes(32)]))
    await file.migrate(1, [NOTES])
    await file._writer.hop(lambda raw: raw.create_function("die", 0, die))
    text = "CREATE TABLE more (id INTEGER);\\nDROP TABLE notes;\\nSELECT die();"
    await file.migrate(1, [NOTES, Migration(2, "killed", text)])

asyncio.run(main())
"""


async def test_a_kill_half_way_leaves_the_old_state(tmp_path: Path, cipher: Cipher) -> None:
    path = tmp_path / "notes.db"
    killed = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", KILLED, str(path)], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    file = await open_sqlite(path, cipher)
    assert await file.read(tables) == {"migrations", "notes", "replies"}
    assert await file.migrate(NOW, [NOTES, MORE]) == [2]
    await file.close()


async def test_a_connection_lost_half_way_leaves_the_old_state(
    bare_postgres_url: str, cipher: Cipher
) -> None:
    lost = Migration(2, "lost", f"{MORE.text}\nSELECT pg_terminate_backend(pg_backend_pid());")
    database = await open_database(bare_postgres_url, cipher)
    await database.migrate(NOW, [NOTES])
    with pytest.raises(StorageFailed):
        await database.migrate(NOW, [NOTES, lost])
    assert await database.run(tables) == {"migrations", "notes", "replies"}
    assert await database.migrate(NOW, [NOTES, MORE]) == [2]
    await database.close()


def test_numbers_are_unbroken_from_one() -> None:
    assert [step.number for step in shipped()] == list(range(1, len(shipped()) + 1))


def test_statements_end_with_their_lines() -> None:
    text = """
-- a remark; that ends like one;
CREATE TABLE a (id {int}, -- ids; of course
    body {blob}){strict};

INSERT INTO a VALUES (1, ';'); INSERT INTO a VALUES (2, NULL);
SELECT 1
"""
    assert statements(text, "postgresql") == [
        "CREATE TABLE a (id BIGINT, -- ids; of course\n    body BYTEA)",
        "INSERT INTO a VALUES (1, ';'); INSERT INTO a VALUES (2, NULL)",
        "SELECT 1",
    ]
    assert statements("a {int} {blob}{strict};", "sqlite") == ["a INTEGER BLOB STRICT"]
