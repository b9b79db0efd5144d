"""One connection to PostgreSQL on one thread, and the locks that live exactly as long as it."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import psycopg
from psycopg.types.numeric import Int8Dumper

from storage.cipher import Cipher
from storage.engine import Job, StorageFailed
from storage.ids import Ids
from storage.postgres_tx import PostgresTx, Raw, SumLoader, storage_failure
from storage.tx import Tx

T = TypeVar("T")

CONNECT_SECONDS = 10
# A dead peer is noticed within half a minute, in either direction.
KEEPALIVE: dict[str, Any] = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
SESSION = (
    "SET synchronous_commit = on",
    "SET lock_timeout = '5s'",
    "SET statement_timeout = '60s'",
    # A process that has stopped in the middle must not hold rows, nor its locks, for ever.
    "SET idle_in_transaction_session_timeout = '60s'",
)
HOLDING = "SET idle_session_timeout = '60s'"  # one that holds locks speaks every second
TRIES = 3  # of a unit that PostgreSQL broke off in favour of another one
BROKEN_OFF = "40"  # the class of SQLSTATE

SPACE = 0x6C696E6C  # advisory locks are two numbers: "linl", and what it is
LEAD, READY, PRESENT, MIGRATE, SHARE = 1, 2, 3, 4, 100


class Line:
    """One connection on one thread, made again after it was lost."""

    def __init__(self, url: str, name: str, cipher: Cipher, query_only: bool = False) -> None:
        self._url = url
        self._cipher = cipher
        self._query_only = query_only
        self._ids = Ids()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._raw: Raw | None = None
        self._over = False
        self.locks: set[int] = set()
        self.fresh: set[int] = set()  # taken anew since somebody asked
        self._deposed = False  # held locks once that another process may hold now

    async def hop(self, work: Callable[[], T]) -> T:
        """Runs a function on the thread; the methods below belong on it."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    @property
    def pid(self) -> int | None:
        """The number of the session at the server."""
        return self._raw.info.backend_pid if self._raw is not None else None

    def unit(self, job: Job[T]) -> T:
        """Runs one job in one transaction, again if the server broke it off for another's sake."""
        for _ in range(1, TRIES):
            try:
                return self._once(job)
            except StorageFailed as failure:
                if not _broken_off(failure):
                    raise
        return self._once(job)

    def _once(self, job: Job[T]) -> T:
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

    def take(self, key: int, shared: bool = False) -> bool:
        """Takes a lock that lives as long as the connection; False while another has it."""
        if key in self.locks:
            return True
        if not self.unit(lambda tx: _take(tx, key, shared)):
            return False
        self.locks.add(key)
        self.fresh.add(key)
        return True

    def give(self, key: int) -> None:
        """Gives a lock up."""
        if key in self.locks:
            self.locks.remove(key)
            self.unit(lambda tx: tx.one(f"SELECT pg_advisory_unlock({SPACE}, {key})"))

    def submit(self) -> None:
        """Accept that locks were lost: whoever calls asks for them anew."""
        self._deposed = False

    async def close(self) -> None:
        """Waits for the work in hand and ends the connection and its thread."""
        if self._over:
            return
        self._over = True
        await self.hop(self._leave)  # after a connecting that nobody waits for any more
        self._thread.shutdown()

    def _leave(self) -> None:
        if self.locks:
            # The server notices a closed connection a little later; the next leader need not wait.
            with suppress(StorageFailed):
                self.unit(lambda tx: tx.one("SELECT pg_advisory_unlock_all()"))
        self.locks.clear()
        if self._raw is not None:
            self._raw.close()
            self._raw = None

    def _connected(self) -> Raw:
        if self._raw is None or self._raw.closed:
            with _failures_named():
                self._raw = _connect(self._url, self._query_only)
            self._take_again()
        return self._raw

    def _take_again(self) -> None:
        """After a loss: with every lock back all goes on, else somebody else is at work."""
        held, self.locks = self.locks, set()
        deposed, self._deposed = self._deposed, False
        try:
            for key in held:
                self.take(key, shared=key == PRESENT)
        finally:
            self._deposed = deposed or not held <= self.locks


def _take(tx: Tx, key: int, shared: bool) -> bool:
    tx.do(HOLDING)
    kind = "_shared" if shared else ""
    return tx.one(f"SELECT pg_try_advisory_lock{kind}({SPACE}, {key})") == (True,)


def _broken_off(failure: StorageFailed) -> bool:
    state = getattr(failure.__cause__, "sqlstate", None)
    return state is not None and state.startswith(BROKEN_OFF)


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
    raw = connect(url)
    try:
        for setting in SESSION:
            raw.execute(setting)
        raw.commit()
    except BaseException:
        raw.close()
        raise
    for whole in (int, bool):
        # Always BIGINT: a size that follows the value would prepare each statement many times.
        raw.adapters.register_dumper(whole, Int8Dumper)
    raw.adapters.register_loader("numeric", SumLoader)
    if query_only:
        raw.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ  # one picture per job
        raw.read_only = True
    return raw


def connect(url: str) -> Raw:
    """A connection as every one of ours is, before anything is set in it."""
    return psycopg.connect(
        url,
        connect_timeout=CONNECT_SECONDS,
        fallback_application_name="linli",  # PGAPPNAME tells processes apart
        client_encoding="utf8",
        **KEEPALIVE,
    )
