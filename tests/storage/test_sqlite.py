"""What SQLite does when the disk, a lock or the file lets it down."""

import inspect
import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path

import aiosqlite
import pytest

from storage.cipher import Cipher
from storage.engine import Job, StorageFailed
from storage.lock import Busy
from storage.sqlite import Sqlite, open_sqlite
from storage.sqlite_file import READER_PRAGMAS, WRITER_PRAGMAS, HopConnection
from storage.tx import Tx
from tests.storage.notes import write, written

LARGE = "路" * 200_000


async def let_grow(file: Sqlite, pages: int | None) -> None:
    """Lets the file grow by so many pages only, as a full disk would; None for no limit."""

    def limit(raw: sqlite3.Connection) -> None:
        (now,) = raw.execute("PRAGMA page_count").fetchone()
        raw.execute(f"PRAGMA max_page_count = {1_000_000_000 if pages is None else now + pages}")

    await file._writer.hop(limit)


async def test_a_full_disk_is_a_storage_failure_and_passes(file: Sqlite) -> None:
    await let_grow(file, 2)
    with pytest.raises(StorageFailed, match="full"):
        await file.run(lambda tx: write(tx, 1, LARGE))
    assert await file.run(written) == []
    await let_grow(file, None)
    await file.run(lambda tx: write(tx, 1, LARGE))
    assert await file.read(written) == [1]


async def test_a_full_disk_ends_the_whole_transaction(file: Sqlite) -> None:
    """The fact that batches are built around: no savepoint is left to go back to."""
    await let_grow(file, 2)

    def fill(raw: sqlite3.Connection) -> bool:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("SAVEPOINT unit")
        with pytest.raises(sqlite3.OperationalError, match="full"):
            raw.execute("INSERT INTO notes (id, text) VALUES (1, ?)", (LARGE,))
        return raw.in_transaction

    assert await file._writer.hop(fill) is False


async def test_a_batch_that_lost_its_transaction_is_redone_singly(file: Sqlite) -> None:
    await let_grow(file, 20)
    texts = iter([LARGE, "short"])
    runs: list[int] = []

    def job(row_id: int, text: str | None = None) -> Job[int]:
        def work(tx: Tx) -> int:
            runs.append(row_id)
            write(tx, row_id, text or next(texts))
            return row_id

        return work

    assert await file.batch([job(1, "a"), job(2), job(3, "c")]) == [1, 2, 3]
    assert runs == [1, 2, 1, 2, 3]
    assert await file.read(written) == [1, 2, 3]


async def test_a_job_cannot_hide_that_its_transaction_is_lost(file: Sqlite) -> None:
    def hide(tx: Tx) -> None:
        for text in (LARGE, "short"):
            with suppress(StorageFailed):
                write(tx, len(text), text)
        with suppress(StorageFailed):
            tx.many("INSERT INTO notes (id, text) VALUES (:id, '')", [{"id": 7}])

    await let_grow(file, 2)
    with pytest.raises(StorageFailed, match="full"):
        await file.run(hide)
    with pytest.raises(StorageFailed, match="full"):
        await file.batch([lambda tx: write(tx, 1), hide])
    assert await file.read(written) == [1]


async def test_a_locked_file_is_a_storage_failure_and_passes(file: Sqlite, tmp_path: Path) -> None:
    await file.run(lambda tx: tx.one("PRAGMA busy_timeout = 0"))
    stranger = sqlite3.connect(tmp_path / "notes.db", isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageFailed, match="locked"):
        await file.run(lambda tx: write(tx, 1))
    with pytest.raises(StorageFailed, match="locked"):
        await file.batch([lambda tx: write(tx, 1), lambda tx: write(tx, 2)])
    assert await file.read(written) == []
    stranger.close()
    await file.run(lambda tx: write(tx, 1))


async def test_a_unit_has_the_writers_place_from_its_beginning(file: Sqlite) -> None:
    """A unit that read before another wrote could not write any more."""

    def intrude(tx: Tx) -> str:
        tx.all("SELECT id FROM notes")
        with closing(sqlite3.connect(file._path, timeout=0)) as stranger:
            try:
                stranger.execute("INSERT INTO notes (id, text) VALUES (9, '')")
            except sqlite3.OperationalError as error:
                return str(error)
        return "let in"

    assert await file.run(intrude) == "database is locked"
    assert await file.batch([intrude, intrude]) == ["database is locked"] * 2


async def test_a_file_that_became_read_only_is_a_storage_failure(file: Sqlite) -> None:
    await file._writer.hop(lambda raw: raw.execute("PRAGMA query_only = 1").close())
    with pytest.raises(StorageFailed, match="readonly"):
        await file.run(lambda tx: write(tx, 1))


async def test_a_file_that_is_no_database_is_told_and_let_go(
    tmp_path: Path, cipher: Cipher
) -> None:
    path = tmp_path / "notes.db"
    path.write_text("once upon a time " * 100)
    with pytest.raises(StorageFailed, match="not a database"):
        await open_sqlite(path, cipher)
    path.unlink()
    await (await open_sqlite(path, cipher)).close()


async def test_a_second_opener_is_told_who_holds_the_file(file: Sqlite, cipher: Cipher) -> None:
    with pytest.raises(Busy, match="the bot is running: process"):
        await open_sqlite(file._path, cipher)


async def test_the_file_is_for_its_owner_only(file: Sqlite) -> None:
    modes = {path.name: path.stat().st_mode & 0o777 for path in file._path.parent.iterdir()}
    assert modes.keys() >= {"notes.db", "notes.db-wal", "notes.db.lock"}
    assert set(modes.values()) == {0o600}


async def test_the_pragmas_hold_on_the_live_connections(file: Sqlite) -> None:
    def seen(raw: sqlite3.Connection) -> dict[str, str | int]:
        return {
            name: raw.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (*WRITER_PRAGMAS, *READER_PRAGMAS)
        }

    writer, reader = await file._writer.hop(seen), await file._reader.hop(seen)
    assert (writer["journal_mode"], writer["synchronous"]) == ("wal", 2)
    assert (writer["foreign_keys"], writer["secure_delete"]) == (1, 1)
    assert (reader["query_only"], reader["wal_autocheckpoint"]) == (1, 0)


async def test_closing_leaves_one_whole_file(file: Sqlite) -> None:
    await file.run(lambda tx: write(tx, 1))
    await file.close()
    assert {path.name for path in file._path.parent.iterdir()} == {"notes.db", "notes.db.lock"}


async def test_the_hop_still_fits_aiosqlite(file: Sqlite) -> None:
    """Fails loudly when aiosqlite changes the private method that HopConnection stands on."""
    assert list(inspect.signature(aiosqlite.Connection._execute).parameters) == [
        "self",
        "fn",
        "args",
        "kwargs",
    ]
    assert inspect.iscoroutinefunction(aiosqlite.Connection._execute)
    assert issubclass(HopConnection, aiosqlite.Connection)

    def here(raw: sqlite3.Connection) -> tuple[type, int]:
        return type(raw), threading.get_ident()

    kind, thread = await file._writer.hop(here)
    assert kind is sqlite3.Connection
    assert thread == file._writer._thread.ident != threading.get_ident()
