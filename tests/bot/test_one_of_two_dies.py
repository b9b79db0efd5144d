"""One of two processes on PostgreSQL dies in the middle of a timer, of a chore: done once all told.

A row that the test holds keeps the process where it is to be killed.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path

import psycopg

from bench.chaos import town as chaos
from bot.clock import Clock
from community import sheets
from storage import people, timers
from storage.cipher import Cipher
from storage.engine import Database
from storage.opening import open_database
from storage.tx import Tx
from tests.bot.processes import Bot, Pair, divided, paired, until
from tests.talks.test_sheets import needs_font

TIMERS = 20
SOON_MS = 300_000  # then everything is due; the warnings, at 80 %, are before
LEASE_S = 200.0  # after that a chore in dead hands is anybody's
WAITING = "SELECT application_name FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


@asynccontextmanager
async def prepared(url: str, folder: Path) -> AsyncIterator[tuple[Pair, Database, chaos.Town]]:
    """A town on PostgreSQL in which much is due soon, and two processes that share the work."""
    secret, now = Cipher.new_secret(), Clock().now()
    database = await open_database(url, Cipher.from_secret(secret))
    await database.migrate(now)
    due = [now + SOON_MS + number for number in range(TIMERS)]
    town = await database.run(partial(chaos.build, residents=1, due=due, now=now))
    async with paired(url, secret, folder, following=True) as pair:
        people = (*town.all("staff"), *town.all("silent"))
        for one in people:
            pair.telegram.join(one.name, id=one.telegram_id)
            pair.telegram.say(one.telegram_id, "/start")
        bots = await asyncio.gather(pair.starts("a"), pair.starts("b"))
        await divided(*bots)

        async def begun() -> bool:
            warnings = await database.run(lambda tx: timers.due(tx, now, 100))
            return not warnings and all(pair.texts()[one.telegram_id] for one in people)

        await until(begun)
        try:
            yield pair, database, town
        finally:
            await database.close()


@contextmanager
def held(url: str, row: str) -> Iterator[None]:
    """Keep everybody from changing a row."""
    with psycopg.connect(url) as connection:
        connection.execute(f"SELECT id FROM {row} FOR UPDATE".encode())
        yield


async def stuck(
    pair: Pair, database: Database, after: float = 2 * SOON_MS / 1000
) -> tuple[Bot, Bot]:
    """Let some seconds pass; returns the process that waits for the row, and the other."""
    found: list[str] = []
    pair.clock.forward(after)

    async def waits() -> bool:
        found[:] = [str(name) for (name,) in await database.run(lambda tx: tx.all(WAITING))]
        return len(found) == 1

    await until(waits)
    first, second = pair.bots
    return (first, second) if first.name == found[0] else (second, first)


def overdue(tx: Tx) -> Counter[int]:
    rows = tx.all("SELECT case_id FROM timeline WHERE step = 'overdue'")
    return Counter(case_id for (case_id,) in rows)


async def test_a_timer_in_the_hands_of_the_dead_fires_once(
    postgres_url: str, tmp_path: Path
) -> None:
    async with prepared(postgres_url, tmp_path) as (pair, database, town):
        middle = town.overdue[TIMERS // 2].case_id
        with held(postgres_url, f"cases WHERE id = {middle}"):
            dying, other = await stuck(pair, database)

            async def all_others() -> bool:
                return len(await database.run(overdue)) == TIMERS - 1

            await until(all_others)
            assert await dying.child.kill() == -9
        told = {chat for one in town.overdue for chat in one.told}

        def heard(chat: int) -> set[str]:
            alerts = [text for text in pair.texts()[chat] if "Nobody has signed" in text]
            return {one.number for one in town.overdue if any(one.number in a for a in alerts)}

        async def all_told() -> bool:
            return all(len(heard(chat)) == TIMERS for chat in told)

        await until(all_told)
        fired = await database.run(overdue)
        assert (set(fired), set(fired.values())) == ({one.case_id for one in town.overdue}, {1})
        now = Clock().now() + 2 * SOON_MS
        assert await database.run(lambda tx: timers.due(tx, now, 100)) == []
        assert " ERROR " not in other.log.read_text()


@needs_font
async def test_a_chore_in_the_hands_of_the_dead_has_its_effect_once(
    postgres_url: str, tmp_path: Path
) -> None:
    async with prepared(postgres_url, tmp_path) as (pair, database, town):
        staff = town.all("staff")[0]
        asker = await database.run(lambda tx: people.by_telegram(tx, staff.telegram_id))
        assert asker is not None
        facts = {"username": "example_bot", "language": "en"}
        ask = partial(sheets.ask, who=asker, place_id=staff.home_id, facts=facts)
        assert await database.run(lambda tx: ask(tx, now=Clock().now() + SOON_MS // 4))

        def sent() -> int:
            journal = pair.telegram.journal.after()
            return sum(call.method == "sendDocument" and not call.error for call in journal)

        with held(postgres_url, f"people WHERE id = {asker.id}"):
            # Before any timer is due: what it says would wait for the row, too, and not the chore.
            dying, other = await stuck(pair, database, SOON_MS / 2000)
            assert await dying.child.kill() == -9
        assert sent() == 0
        pair.clock.forward(LEASE_S)

        async def done() -> bool:
            found = await database.run(lambda tx: tx.all("SELECT state, tries FROM chores"))
            return found == [("done", 2)] and sent() > 0

        await until(done)
        assert (await other.child.ask_to_end())[0] == 0
        assert sent() == 1
        assert " ERROR " not in other.log.read_text()
