"""PostgreSQL through psycopg, each connection on a thread of its own."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from storage import migrate, postgres_sharing
from storage.cipher import Cipher
from storage.engine import Database, Job, StorageFailed
from storage.migrate import Migration
from storage.postgres_bell import Bell
from storage.postgres_line import MIGRATE, READY, SPACE, Line
from storage.shares import Shares
from storage.tx import Tx

T = TypeVar("T")


class Postgres(Database):
    """A PostgreSQL database: one connection that writes, one that reads, one that listens."""

    dialect = "postgresql"

    def __init__(self, url: str, cipher: Cipher) -> None:
        self._url = url
        self._writer = Line(url, "writer", cipher)
        self._reader = Line(url, "reader", cipher, query_only=True)
        self._bell: Bell | None = None

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
        return await self._writer.hop(lambda: postgres_sharing.lead(self._writer))

    async def ready(self) -> None:
        await self._writer.hop(lambda: self._writer.take(READY))

    async def share(self, give: frozenset[int] = frozenset()) -> Shares:
        if self._bell is not None:
            await self._bell.listen()
        return await self._writer.hop(partial(postgres_sharing.share, self._writer, give))

    async def ring(self) -> None:
        await self.run(postgres_sharing.ring)

    def on_ring(self, heard: Callable[[], None]) -> None:
        self._bell = Bell(self._url, heard, lambda: self._writer.pid)

    async def close(self) -> None:
        if self._bell is not None:
            self._bell.close()
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
    # Another process may be migrating, for as long as it takes: what is pending is asked anew
    # under the lock.
    tx.do("SET LOCAL lock_timeout = 0")
    tx.do("SET LOCAL statement_timeout = 0")
    tx.one(f"SELECT pg_advisory_xact_lock({SPACE}, {MIGRATE})")
    todo = migrate.pending(tx, known)
    if not todo:
        return None
    migrate.apply(tx, todo[0], now)
    return todo[0]


async def open_postgres(url: str, cipher: Cipher) -> Postgres:
    """Connects, so that a wrong address is told at once."""
    database = Postgres(url, cipher)
    try:
        await database.run(lambda tx: tx.one("SELECT 1"))
    except BaseException:
        await database.close()
        raise
    return database
