"""SQLite in its own threads: one writer, one query-only reader."""

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from storage import migrate
from storage.cipher import Cipher
from storage.engine import Database, Job, StorageFailed
from storage.ids import Ids
from storage.migrate import Migration
from storage.sqlite_file import (
    READER_PRAGMAS,
    WRITER_PRAGMAS,
    HopConnection,
    back_up,
    connect,
    take,
)
from storage.sqlite_tx import SqliteTx, storage_failure
from storage.tx import Recalled, Tx

T = TypeVar("T")
LOG = logging.getLogger(__name__)


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
        recalled: Recalled = {}  # of all: nobody else writes before the commit
        for job in jobs:
            execute("SAVEPOINT unit")
            tx = SqliteTx(raw, self._cipher, self._ids)
            tx.recalled = recalled
            try:
                result: T | Exception = job(tx)
                tx.settle()
            except StorageFailed:
                raise
            except Exception as error:
                execute("ROLLBACK TO unit")
                recalled.clear()  # it may have looked up what it had changed
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


async def open_sqlite(path: Path, cipher: Cipher) -> Sqlite:
    """Locks the file for this process and opens it, making it where it is missing."""
    async with AsyncExitStack() as leave:
        leave.callback(take(path).release)
        # Left in reverse: the writer closes after the reader, so that it is the one to checkpoint.
        writer = await connect(path, WRITER_PRAGMAS, leave)
        reader = await connect(path, READER_PRAGMAS, leave)
        return Sqlite(path, cipher, (writer, reader), leave.pop_all())
