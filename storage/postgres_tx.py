"""A transaction on PostgreSQL: the shared SQL text translated, errors told apart."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Loader

from storage.cipher import Cipher
from storage.engine import StorageFailed
from storage.ids import Ids
from storage.postgres_arrays import LONG, lists_as_arrays, rows_as_arrays
from storage.tx import Row, Tx, Value

Raw = psycopg.Connection[Row]

# Classes of SQLSTATE: connection, rolled back by the server, resources, operator, system, damage.
STORAGE_CLASSES = {"08", "40", "53", "57", "58", "XX"}
STORAGE_STATES = {"25006", "55P03"}  # read-only (a standby), lock not available
READ_ONLY = "25006"

_TOKEN = re.compile(
    r"""(?P<kept> '(?:[^']|'')*' | "(?:[^"]|"")*" | --[^\n]* | :: )
      | (?P<lock> /\*lock\*/ )
      | (?P<skip> /\*skip\*/ )
      | (?P<remark> /\*.*?\*/ )
      | :(?P<name> [A-Za-z_]\w* )""",
    re.VERBOSE | re.DOTALL,
)


@lru_cache(maxsize=2048)
def translate(sql: str) -> bytes:
    """The shared SQL text as psycopg wants it: `%(name)s` for `:name`, `%%`, row locks."""

    def token(match: re.Match[str]) -> str:
        if match["name"]:
            return f"%({match['name']})s"
        if match["skip"]:
            return "FOR UPDATE SKIP LOCKED"
        # Rows that refer to one that is kept may come meanwhile: no key ever changes.
        return "FOR NO KEY UPDATE" if match["lock"] else match[0]

    return _TOKEN.sub(token, sql.replace("%", "%%")).encode()


def storage_failure(error: psycopg.Error) -> StorageFailed | None:
    """The failure this error stands for, or None where the statement itself is to blame."""
    state = error.sqlstate
    if state is None:
        lost = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    else:
        lost = state[:2] in STORAGE_CLASSES or state in STORAGE_STATES
    return StorageFailed(str(error)) if lost else None


class SumLoader(Loader):
    """SUM and AVG as SQLite gives them: int or float, not Decimal."""

    def load(self, data: Buffer) -> int | float:
        text = bytes(data).decode()
        return int(text) if text.lstrip("-").isdigit() else float(text)


class PostgresTx(Tx):
    """A transaction on a psycopg connection."""

    __slots__ = ("_cursor", "_query_only")

    dialect = "postgresql"

    def __init__(self, raw: Raw, cipher: Cipher, ids: Ids, query_only: bool = False) -> None:
        super().__init__(cipher, ids)
        self._cursor = raw.cursor()
        self._query_only = query_only

    def one(self, sql: str, /, **values: Value) -> Row | None:
        self._execute(sql, values)
        return self._cursor.fetchone()

    def all(self, sql: str, /, **values: Value) -> list[Row]:
        self._execute(sql, values)
        return self._cursor.fetchall()

    def do(self, sql: str, /, **values: Value) -> int:
        if self._foreseen:
            self._forget(sql)
        self._execute(sql, values)
        return max(self._cursor.rowcount, 0)  # -1 where rows do not apply

    def many(self, sql: str, rows: Sequence[Mapping[str, Value]]) -> None:
        self.settle()
        if self._foreseen:
            self._forget(sql)
        together = rows_as_arrays(sql, rows) if len(rows) > 1 else None
        if together:
            self._execute(*together)
            return
        try:
            self._cursor.executemany(translate(sql), rows)
        except psycopg.Error as error:
            self._fail(error)
            raise

    def _execute(self, sql: str, values: Mapping[str, Value]) -> None:
        self.settle()
        prepare = None
        if len(values) > LONG:
            sql, values = lists_as_arrays(sql, values)
            prepare = False  # a plan for every list would be one for lists of ten
        try:
            self._cursor.execute(translate(sql), values, prepare=prepare)
        except psycopg.Error as error:
            self._fail(error)
            raise

    def _fail(self, error: psycopg.Error) -> None:
        failure = storage_failure(error)
        if failure is None or (self._query_only and error.sqlstate == READ_ONLY):
            self.failure = error
            return
        self.failure = failure
        raise failure from error
