"""Two transactions at once: on PostgreSQL the second waits for the first one's locks."""

import asyncio
from collections.abc import Callable
from threading import Event
from typing import TypeVar

from community.refused import Refused
from storage.cipher import Cipher
from storage.engine import Database
from storage.opening import open_database
from storage.tx import Tx

T = TypeVar("T")
BLOCKED = (
    "SELECT 1 FROM pg_locks WHERE NOT granted AND pid IN"
    " (SELECT pid FROM pg_stat_activity WHERE datname = current_database())"
)


async def raced(
    database: Database,
    url: str,
    cipher: Cipher,
    first: Callable[[Tx], T],
    second: Callable[[Tx], T],
) -> list[T | str]:
    """What came of both, the reason where one was refused; SQLite has one writer anyway."""
    if url.startswith("sqlite"):
        return [await _outcome(database, first), await _outcome(database, second)]
    other = await open_database(url, cipher)
    begun, over = Event(), Event()

    def leading(tx: Tx) -> T:
        try:
            done = first(tx)
        finally:  # refused, it holds nothing for which the second would wait
            begun.set()
        while not over.is_set() and tx.one(BLOCKED) is None:
            pass
        return done

    def following(tx: Tx) -> T:
        begun.wait()
        try:
            return second(tx)
        finally:
            over.set()

    try:
        return list(await asyncio.gather(_outcome(database, leading), _outcome(other, following)))
    finally:
        await other.close()


async def _outcome(database: Database, job: Callable[[Tx], T]) -> T | str:
    try:
        return await database.run(job)
    except Refused as refused:
        return refused.reason
