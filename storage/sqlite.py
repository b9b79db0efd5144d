"""SQLite in its own threads: one writer, one query-only reader."""

import logging
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack, closing, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import aiosqlite

from storage import migrate
from storage.cipher import Cipher
from storage.engine import Database, Job, StorageFailed
from storage.ids import Ids
from storage.lock import FileLock
from storage.migrate import Migration
from storage.tx import Row, Tx, Value

T = TypeVar("T")
LOG = logging.getLogger(__name__)

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

STORAGE_CODES = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_NOTADB,
}


def storage_failure(error: sqlite3.Error) -> StorageFailed | None:
    """The failure this error stands for, or None where the statement itself is to blame."""
    # The low byte is the primary code; programming errors share the class OperationalError.
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in STORAGE_CODES:
        return StorageFailed(str(error))
    return None


class SqliteTx(Tx):
    """A transaction on a raw sqlite3 connection."""

    __slots__ = ("_execute", "_query_only", "_raw")

    dialect = "sqlite"

    def __init__(
        self, raw: sqlite3.Connection, cipher: Cipher, ids: Ids, query_only: bool = False
    ) -> None:
        super().__init__(cipher, ids)
        self._raw = raw
        self._execute = raw.execute
        self._query_only = query_only

    def one(self, sql: str, /, **values: Value) -> Row | None:
        try:
            row: Row | None = self._execute(sql, values).fetchone()
        except sqlite3.Error as error:
            self._fail(error)
            raise
        return row

    def all(self, sql: str, /, **values: Value) -> list[Row]:
        try:
            return self._execute(sql, values).fetchall()
        except sqlite3.Error as error:
            self._fail(error)
            raise

    def do(self, sql: str, /, **values: Value) -> int:
        try:
            return max(self._execute(sql, values).rowcount, 0)  # -1 where rows do not apply
        except sqlite3.Error as error:
            self._fail(error)
            raise

    def many(self, sql: str, rows: Sequence[Mapping[str, Value]]) -> None:
        self.settle()
        try:
            self._raw.executemany(sql, rows)
        except sqlite3.Error as error:
            self._fail(error)
            raise

    def _fail(self, error: sqlite3.Error) -> None:
        # SQLite may have ended the transaction: a further statement would be kept by itself.
        self._execute = self._refuse
        failure = storage_failure(error)
        if failure is None or (
            self._query_only and error.sqlite_errorcode == sqlite3.SQLITE_READONLY
        ):
            self.failure = error
            return
        self.failure = failure
        raise failure from error

    def _refuse(self, *_: object) -> sqlite3.Cursor:
        assert self.failure is not None
        raise self.failure


class HopConnection(aiosqlite.Connection):
    """An aiosqlite connection that runs a whole unit in one hop to its thread."""

    async def hop(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Runs a function of the raw connection on the connection's thread."""
        # Private in aiosqlite 0.22, hence the pin below 0.23 and tests/storage/test_hop.py.
        result: T = await self._execute(work, self._conn)  # type: ignore[no-untyped-call]
        return result


class Sqlite(Database):
    """One SQLite file, locked for this process."""

    dialect = "sqlite"

    def __init__(
        self,
        path: Path,
        cipher: Cipher,
        connections: tuple[HopConnection, HopConnection],
        leave: AsyncExitStack,
    ) -> None:
        self._path = path
        self._cipher = cipher
        self._writer, self._reader = connections
        self._leave = leave
        self._ids = Ids()

    async def run(self, job: Job[T]) -> T:
        return await self._writer.hop(lambda raw: self._alone(raw, job))

    async def read(self, job: Job[T]) -> T:
        return await self._reader.hop(lambda raw: self._look(raw, job))

    async def batch(self, jobs: Sequence[Job[T]]) -> list[T | Exception]:
        return await self._writer.hop(lambda raw: self._batch(raw, jobs))

    async def migrate(self, now: int, migrations: Sequence[Migration] | None = None) -> list[int]:
        known = migrate.shipped() if migrations is None else migrations
        return await self._writer.hop(lambda raw: self._migrate(raw, now, known))

    async def lead(self) -> bool:
        return True  # the file lock is held

    async def close(self) -> None:
        await self._leave.aclose()

    def _alone(self, raw: sqlite3.Connection, job: Job[T]) -> T:
        _control(raw, "BEGIN IMMEDIATE")
        try:
            tx = SqliteTx(raw, self._cipher, self._ids)
            result = job(tx)
            tx.settle()
            _control(raw, "COMMIT")
        except BaseException:
            _roll_back(raw)
            raise
        return result

    def _look(self, raw: sqlite3.Connection, job: Job[T]) -> T:
        _control(raw, "BEGIN")
        try:
            tx = SqliteTx(raw, self._cipher, self._ids, query_only=True)
            result = job(tx)
            tx.settle()
        finally:
            _roll_back(raw)
        return result

    def _batch(self, raw: sqlite3.Connection, jobs: Sequence[Job[T]]) -> list[T | Exception]:
        if len(jobs) > 1:
            _control(raw, "BEGIN IMMEDIATE")
            try:
                return self._together(raw, jobs)
            except (StorageFailed, sqlite3.Error) as error:
                # A full disk ends the whole transaction: nobody's work stands.
                LOG.warning("a batch of %d is redone singly: %s", len(jobs), error)
            finally:
                _roll_back(raw)
        return [self._singly(raw, job) for job in jobs]

    def _together(self, raw: sqlite3.Connection, jobs: Sequence[Job[T]]) -> list[T | Exception]:
        results: list[T | Exception] = []
        execute = raw.execute
        for job in jobs:
            execute("SAVEPOINT unit")
            tx = SqliteTx(raw, self._cipher, self._ids)
            try:
                result: T | Exception = job(tx)
                tx.settle()
            except StorageFailed:
                raise
            except Exception as error:
                execute("ROLLBACK TO unit")
                result = error
            execute("RELEASE unit")
            results.append(result)
        execute("COMMIT")
        return results

    def _singly(self, raw: sqlite3.Connection, job: Job[T]) -> T | Exception:
        try:
            return self._alone(raw, job)
        except StorageFailed:
            raise
        except Exception as error:
            return error

    def _migrate(self, raw: sqlite3.Connection, now: int, known: Sequence[Migration]) -> list[int]:
        todo = self._alone(raw, lambda tx: migrate.pending(tx, known))
        if todo and len(todo) < len(known):
            back_up(raw, self._path.with_name(f"{self._path.name}.before-{todo[0].number:04}"))
        # Rebuilding a table drops it; the switch does nothing inside a transaction.
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            for migration in todo:
                self._alone(raw, partial(_step, migration, now))
        finally:
            raw.execute("PRAGMA foreign_keys = ON")
        return [migration.number for migration in todo]


def _step(migration: Migration, now: int, tx: Tx) -> None:
    migrate.apply(tx, migration, now)
    broken = tx.all("PRAGMA foreign_key_check")
    if broken:
        raise migrate.MigrationFailed(
            f"migration {migration.number} leaves {len(broken)} rows pointing nowhere"
        )


def _control(raw: sqlite3.Connection, sql: str) -> None:
    try:
        raw.execute(sql)
    except sqlite3.Error as error:
        failure = storage_failure(error)
        if failure is None:
            raise
        raise failure from error


def _roll_back(raw: sqlite3.Connection) -> None:
    if raw.in_transaction:
        # The error that led here says more than the one of a disk that refuses even this.
        with suppress(sqlite3.Error):
            raw.execute("ROLLBACK")


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


async def open_sqlite(path: Path, cipher: Cipher) -> Sqlite:
    """Locks the file for this process and opens it, making it where it is missing."""
    async with AsyncExitStack() as leave:
        leave.callback(_take(path).release)
        # Left in reverse: the writer closes after the reader, so that it is the one to checkpoint.
        writer = await _connect(path, WRITER_PRAGMAS, leave)
        reader = await _connect(path, READER_PRAGMAS, leave)
        return Sqlite(path, cipher, (writer, reader), leave.pop_all())


def _take(path: Path) -> FileLock:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path.with_name(f"{path.name}.lock"))
        path.touch(mode=0o600)
    except OSError as error:
        raise StorageFailed(f"cannot open {path}: {error.strerror}") from error
    return lock


async def _connect(
    path: Path, pragmas: Mapping[str, str | int], leave: AsyncExitStack
) -> HopConnection:
    connection = HopConnection(lambda: _open(path, pragmas), iter_chunk_size=64)
    try:
        await connection
    except sqlite3.Error as error:
        raise StorageFailed(f"cannot open {path}: {error}") from error
    leave.push_async_callback(connection.close)
    return connection


def _open(path: Path, pragmas: Mapping[str, str | int]) -> sqlite3.Connection:
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
