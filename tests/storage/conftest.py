"""A database with one table of notes, so that the engine is tested apart from the schema."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.cipher import Cipher
from storage.engine import Database
from storage.migrate import Migration
from storage.opening import open_database
from storage.sqlite import Sqlite, open_sqlite
from tests.conftest import NOW

NOTES = Migration(
    1,
    "notes",
    """
    CREATE TABLE notes (id {int} PRIMARY KEY NOT NULL, text TEXT NOT NULL){strict};
    CREATE TABLE replies (
        id {int} PRIMARY KEY NOT NULL,
        note_id {int} NOT NULL REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED
    ){strict};
    """,
)


@pytest.fixture
async def notes(bare_database_url: str, cipher: Cipher) -> AsyncIterator[Database]:
    """The notes, once on each engine."""
    database = await open_database(bare_database_url, cipher)
    await database.migrate(NOW, [NOTES])
    yield database
    await database.close()


@pytest.fixture
async def file(tmp_path: Path, cipher: Cipher) -> AsyncIterator[Sqlite]:
    """The notes in a SQLite file."""
    database = await open_sqlite(tmp_path / "notes.db", cipher)
    await database.migrate(NOW, [NOTES])
    yield database
    await database.close()
