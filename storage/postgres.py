"""PostgreSQL through psycopg, each connection on a thread of its own."""

import asyncio
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TypeVar

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.types.numeric import Int8Dumper

from storage import migrate
from storage.cipher import Cipher
from storage.engine import Database, Job, StorageFailed
from storage.ids import Ids
from storage.migrate import Migration
from storage.tx import Row, Tx, Value

T = TypeVar("T")
Raw = psycopg.Connection[Row]

LEAD_KEY = 0x6C696E6C69  # advisory locks are numbers: "linli", and the next one
MIGRATE_KEY = LEAD_KEY + 1
TRY_TO_LEAD = f"SELECT pg_try_advisory_lock({LEAD_KEY})"
CONNECT_SECONDS = 10
SESSION = "SET lock_timeout = '5s'; SET synchronous_commit = on"

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
    """The shared SQL text as psycopg wants it: `%(name)s` for `:name`, `%%`, `FOR UPDATE`."""

    def token(match: re.Match[str]) -> str:
        if match["name"]:
            return f"%({match['name']})s"
        if match["skip"]:
            return "FOR UPDATE SKIP LOCKED"
        return "FOR UPDATE" if match["lock"] else match[0]

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
        self._execute(sql, values)
        return max(self._cursor.rowcount, 0)  # -1 where rows do not apply

    def many(self, sql: str, rows: Sequence[Mapping[str, Value]]) -> None:
        self.settle()
        try:
            self._cursor.executemany(translate(sql), rows)
        except psycopg.Error as error:
            self._fail(error)
            raise

    def _execute(self, sql: str, values: Mapping[str, Value]) -> None:
        self.settle()
        try:
            self._cursor.execute(translate(sql), values)
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


class Line:
    """One connection on one thread, made again after it was lost."""

    def __init__(self, url: str, name: str, cipher: Cipher, query_only: bool = False) -> None:
        self._url = url
        self._cipher = cipher
        self._query_only = query_only
        self._ids = Ids()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._raw: Raw | None = None
        self._leads = False
        self._deposed = False  # led once, and another process may do so now

    async def hop(self, work: Callable[[], T]) -> T:
        """Runs a function on the thread; the methods below belong on it."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def unit(self, job: Job[T]) -> T:
        """Runs one job in one transaction."""
        raw = self._connected()
        if self._deposed:
            raise StorageFailed("the connection was lost, and another process leads now")
        try:
            tx = PostgresTx(raw, self._cipher, self._ids, self._query_only)
            result = job(tx)
            tx.settle()
            with _failures_named():
                raw.commit()
        except BaseException:
            _roll_back(raw)
            raise
        return result

    def lead(self) -> bool:
        """Takes the lead, which lives exactly as long as the connection that writes."""
        led = self._leads or self._deposed
        self._leads = self._deposed = False
        try:
            self._leads = self.unit(lambda tx: tx.one(TRY_TO_LEAD) == (True,))
        finally:
            self._deposed = led and not self._leads
        return self._leads

    async def close(self) -> None:
        """Waits for the work in hand and ends the connection and its thread."""
        if self._raw is not None:
            await self.hop(self._leave)
        self._thread.shutdown()

    def _leave(self) -> None:
        if self._leads:
            # The server notices a closed connection a little later; the next leader need not wait.
            with suppress(StorageFailed):
                self.unit(lambda tx: tx.one("SELECT pg_advisory_unlock_all()"))
        self._leads = False
        if self._raw is not None:
            self._raw.close()
            self._raw = None

    def _connected(self) -> Raw:
        if self._raw is None or self._raw.closed:
            with _failures_named():
                self._raw = _connect(self._url, self._query_only)
            if self._leads:
                self.lead()
        return self._raw


class Postgres(Database):
    """A PostgreSQL database: one connection that writes, one that reads."""

    dialect = "postgresql"

    def __init__(self, url: str, cipher: Cipher) -> None:
        self._writer = Line(url, "writer", cipher)
        self._reader = Line(url, "reader", cipher, query_only=True)

    async def run(self, job: Job[T]) -> T:
        return await self._writer.hop(lambda: self._writer.unit(job))

    async def read(self, job: Job[T]) -> T:
        return await self._reader.hop(lambda: self._reader.unit(job))

    async def batch(self, jobs: Sequence[Job[T]]) -> list[T | Exception]:
        return await self._writer.hop(lambda: [self._singly(job) for job in jobs])

    async def migrate(self, now: int, migrations: Sequence[Migration] | None = None) -> list[int]:
        known = migrate.shipped() if migrations is None else migrations
        return await self._writer.hop(lambda: self._migrate(now, known))

    async def lead(self) -> bool:
        return await self._writer.hop(self._writer.lead)

    async def close(self) -> None:
        await self._reader.close()
        await self._writer.close()

    def _singly(self, job: Job[T]) -> T | Exception:
        try:
            return self._writer.unit(job)
        except StorageFailed:
            raise
        except Exception as error:
            return error

    def _migrate(self, now: int, known: Sequence[Migration]) -> list[int]:
        applied: list[int] = []
        while step := self._writer.unit(lambda tx: _step(tx, known, now)):
            applied.append(step.number)
        return applied


def _step(tx: Tx, known: Sequence[Migration], now: int) -> Migration | None:
    # Another process may be migrating: what is pending is asked anew under the lock.
    tx.one("SELECT pg_advisory_xact_lock(:key)", key=MIGRATE_KEY)
    todo = migrate.pending(tx, known)
    if not todo:
        return None
    migrate.apply(tx, todo[0], now)
    return todo[0]


def _roll_back(raw: Raw) -> None:
    try:
        raw.rollback()
    except psycopg.Error:
        raw.close()  # the next unit connects anew


@contextmanager
def _failures_named() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        failure = storage_failure(error)
        if failure is None:
            raise
        raise failure from error


def _connect(url: str, query_only: bool) -> Raw:
    raw = psycopg.connect(
        url, connect_timeout=CONNECT_SECONDS, application_name="linli", client_encoding="utf8"
    )
    raw.execute(SESSION)
    raw.commit()
    for whole in (int, bool):
        # Always BIGINT: a size that follows the value would prepare each statement many times.
        raw.adapters.register_dumper(whole, Int8Dumper)
    raw.adapters.register_loader("numeric", SumLoader)
    if query_only:
        raw.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ  # one picture per job
        raw.read_only = True
    return raw


async def open_postgres(url: str, cipher: Cipher) -> Postgres:
    """Connects, so that a wrong address is told at once."""
    database = Postgres(url, cipher)
    try:
        await database.run(lambda tx: tx.one("SELECT 1"))
    except BaseException:
        await database.close()
        raise
    return database
