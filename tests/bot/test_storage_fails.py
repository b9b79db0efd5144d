"""The database cannot keep anything: nothing is acknowledged, and it recovers by itself."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import aiohttp
import psycopg
import pytest

from simulator.client import JSON, Phone
from storage.outbox import Letter, Rank
from storage.tx import Tx
from tests.schemas import END_OTHERS
from tests.town import LI, WANG, Town, free_port, greeted, standing


@pytest.fixture
async def listening(sqlite_url: str) -> AsyncIterator[Town]:
    """A town that tells how it is."""
    async with standing(sqlite_url, listen=f"127.0.0.1:{free_port()}") as town:
        yield town


async def health(town: Town) -> tuple[int, JSON]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://{town.settings.listen}/healthz") as response,
    ):
        return response.status, await response.json()


async def becomes(town: Town, status: int) -> JSON:
    async with asyncio.timeout(15):
        while (answer := await health(town))[0] != status:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return answer[1]


def _full(tx: Tx) -> None:
    tx.one("PRAGMA max_page_count = 1")  # SQLite takes the size the file has


def _roomy(tx: Tx) -> None:
    tx.one("PRAGMA max_page_count = 1073741823")


@contextmanager
def held(town: Town) -> Iterator[None]:
    """Another connection holds the writer's place."""
    path = Path(town.settings.database_url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def taking_nothing(url: str) -> Iterator[None]:
    """The server starts again and can only be read, as a standby; then it starts as it was."""
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("ALTER DATABASE postgres SET default_transaction_read_only = on")
        admin.execute(END_OTHERS)
        try:
            yield
        finally:
            admin.execute("ALTER DATABASE postgres RESET default_transaction_read_only")
            admin.execute(END_OTHERS)


async def impatient(town: Town) -> None:
    """The bot gives up on a held database at once instead of after five seconds."""
    await town.run(lambda tx: tx.one("PRAGMA busy_timeout = 1"))


async def fills_up(phone: Phone) -> None:
    """Write until the pages that are left are used up."""
    for _ in range(12):
        await phone.says("长" * 3000)


async def test_a_full_disk_loses_nothing_and_recovers(listening: Town) -> None:
    town = listening
    wang = await greeted(await town.phone("王阿姨", WANG))
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    await wang.taps("🏠")
    await wang.sees("怎么回事")
    await town.quiet()
    assert await becomes(town, 200) == {"ok": True, "trouble": None}
    await town.run(_full)
    await fills_up(wang)
    said = await becomes(town, 503)
    assert said["trouble"] == "the database cannot keep what arrives"
    waiting = len(town.telegram.updates)
    assert waiting > 0, "nothing is acknowledged"
    await wang.says("路灯坏了")
    assert len(town.telegram.updates) == waiting + 1
    await town.run(_roomy)
    await wang.sees("有照片吗")
    await becomes(town, 200)
    await town.quiet()
    assert await town.count("set_aside") == 0, "a full disk is nobody's fault"
    assert [row for (row,) in await town.run(_integrity)] == ["ok"]


def _integrity(tx: Tx) -> list[tuple[str]]:
    return tx.all("PRAGMA integrity_check")


async def test_a_held_database_is_waited_for(listening: Town) -> None:
    town = listening
    wang = await greeted(await town.phone("王阿姨", WANG))
    await town.quiet()
    await impatient(town)
    with held(town):
        await wang.says("/help")
        await becomes(town, 503)
        assert len(town.telegram.updates) == 1
    await wang.sees("/mine")
    await becomes(town, 200)


async def test_a_server_that_takes_nothing_loses_nothing_and_is_used_again(
    postgres_url: str,
) -> None:
    async with standing(postgres_url, listen=f"127.0.0.1:{free_port()}") as town:
        wang = await greeted(await town.phone("王阿姨", WANG))
        await town.quiet()
        with taking_nothing(postgres_url):
            await wang.says("/help")
            await becomes(town, 503)
            assert len(town.telegram.updates) == 1, "nothing is acknowledged"
        await wang.sees("/mine")
        await becomes(town, 200)
        await town.quiet()
        assert sum("/mine" in str(message) for message in wang.messages.values()) == 1
        assert await town.count("set_aside") == 0


async def test_a_chat_is_not_stuck_by_a_failure_while_its_letter_went_out(
    rough_town: Town,
) -> None:
    town = rough_town
    town.phones.patience = 3.0
    wang = await greeted(await town.phone("王阿姨", WANG))
    li = await greeted(await town.phone("小李", LI))
    await town.quiet()
    await impatient(town)
    edit = Letter(1, WANG, None, Rank.REPLY, "edit", 404, None, {"text": "新"})
    with held(town):
        town.app.delivery.offer([edit])
        await town.phones.get("/sim/clock")  # lets the letter begin
        async with asyncio.timeout(5):
            while town.app.delivery._sending:  # noqa: ASYNC110 - nothing tells of its end
                await asyncio.sleep(0.01)
    await li.says("/help")
    await li.sees("/mine")
    await wang.says("/help")
    await wang.sees("/mine")


async def test_a_bot_to_whom_nobody_writes_is_well_all_the_same(listening: Town) -> None:
    await becomes(listening, 200)


async def test_health_is_json_without_anything_private(listening: Town) -> None:
    await greeted(await listening.phone("王阿姨", WANG))
    answer = await becomes(listening, 200)
    assert json.dumps(answer) == '{"ok": true, "trouble": null}'
