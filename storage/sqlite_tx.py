"""A transaction on SQLite: errors told apart, nothing written after one."""

import sqlite3
from collections.abc import Mapping, Sequence

from storage.cipher import Cipher
from storage.engine import StorageFailed
from storage.ids import Ids
from storage.tx import Row, Tx, Value

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
        if self._later:
            self._write()
        try:
            row: Row | None = self._execute(sql, values).fetchone()
        except sqlite3.Error as error:
            self._fail(error)
            raise
        return row

    def all(self, sql: str, /, **values: Value) -> list[Row]:
        if self._later:
            self._write()
        try:
            return self._execute(sql, values).fetchall()
        except sqlite3.Error as error:
            self._fail(error)
            raise

    def do(self, sql: str, /, **values: Value) -> int:
        if self._later:
            self._write()
        if self._foreseen:
            self._forget(sql)
        try:
            return max(self._execute(sql, values).rowcount, 0)  # -1 where rows do not apply
        except sqlite3.Error as error:
            self._fail(error)
            raise

    def many(self, sql: str, rows: Sequence[Mapping[str, Value]]) -> None:
        self.settle()
        if self._foreseen:
            self._forget(sql)
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
