"""A SQLite file: how it is opened, locked and copied."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import TypeVar

import aiosqlite

from storage.engine import StorageFailed
from storage.lock import FileLock

T = TypeVar("T")

BUSY_MS = 5_000
CACHED_STATEMENTS = 512
SHARED_PRAGMAS: dict[str, str | int] = {
    "busy_timeout": BUSY_MS,
    "foreign_keys": 1,
    "temp_store": 2,  # memory
    "cache_size": -16_384,  # KiB
}
WRITER_PRAGMAS = {
    **SHARED_PRAGMAS,
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: a commit is on the disk before anybody is told of it
    "secure_delete": 1,
}
# A second connection that writes or checkpoints can corrupt the file (WAL-reset defect of SQLite).
READER_PRAGMAS = {**SHARED_PRAGMAS, "query_only": 1, "wal_autocheckpoint": 0}


class HopConnection(aiosqlite.Connection):
    """An aiosqlite connection that runs a whole unit in one hop to its thread."""

    async def hop(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Runs a function of the raw connection on the connection's thread."""
        # Private in aiosqlite 0.22, hence the pin below 0.23 and tests/storage/test_hop.py.
        result: T = await self._execute(work, self._conn)  # type: ignore[no-untyped-call]
        return result


def back_up(raw: sqlite3.Connection, target: Path) -> None:
    """Copies the live database into one checked file, whole or not at all."""
    unchecked = target.with_name(f"{target.name}.partial")
    unchecked.unlink(missing_ok=True)
    unchecked.touch(mode=0o600)
    with closing(sqlite3.connect(unchecked, isolation_level=None)) as copy:
        raw.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # no side files
        if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise StorageFailed(f"the copy {unchecked} is damaged")
    unchecked.replace(target)


def take(path: Path) -> FileLock:
    """Locks the file for this process, making it where it is missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path.with_name(f"{path.name}.lock"))
        path.touch(mode=0o600)
    except OSError as error:
        raise StorageFailed(f"cannot open {path}: {error.strerror}") from error
    return lock


async def connect(
    path: Path, pragmas: Mapping[str, str | int], leave: AsyncExitStack
) -> HopConnection:
    """Opens one connection, closed when the stack is left."""
    connection = HopConnection(lambda: opened(path, pragmas), iter_chunk_size=64)
    try:
        await connection
    except sqlite3.Error as error:
        raise StorageFailed(f"cannot open {path}: {error}") from error
    leave.push_async_callback(connection.close)
    return connection


def opened(path: Path, pragmas: Mapping[str, str | int]) -> sqlite3.Connection:
    """A connection of which every pragma holds."""
    raw = sqlite3.connect(path, isolation_level=None, cached_statements=CACHED_STATEMENTS)
    try:
        for name, wanted in pragmas.items():
            raw.execute(f"PRAGMA {name} = {wanted}")
            (seen,) = raw.execute(f"PRAGMA {name}").fetchone()
            if seen != wanted:
                raise sqlite3.OperationalError(f"{name} is {seen} instead of {wanted}")
    except BaseException:
        raw.close()
        raise
    return raw
