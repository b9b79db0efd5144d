"""The cast of the talks: a simulated Telegram, the bot beside it, and phones."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest

from bot import town as demonstration
from bot.app import App
from bot.building import built
from bot.clock import Clock
from bot.settings import Settings
from simulator.client import Phone, Phones
from simulator.embed import serve
from simulator.telegram import Telegram
from storage import people
from storage.cipher import Cipher
from storage.people import Person
from storage.tx import Tx

T = TypeVar("T")
JSON = dict[str, Any]

WANG, LI, ZHANG = (member.telegram_id for member in demonstration.CAST)
NEWCOMER, ADMIN = 900_100, 900_200
PATIENCE = 60.0  # seconds until a thing that must happen is said not to have happened
WAITING = "state IN ('waiting', 'sending')"
# What the platform may refuse without anything being wrong.
HARMLESS = ("message is not modified", "query is too old")


class Town:
    """A bot that can be stopped and started again, and the Telegram it lives in."""

    def __init__(
        self, telegram: Telegram, phones: Phones, settings: Settings, clock: Clock
    ) -> None:
        self.telegram = telegram
        self.phones = phones
        self.settings = settings
        self.clock = clock
        self._leave = AsyncExitStack()

    async def opens(self) -> None:
        """Start the bot."""
        self.app: App = await self._leave.enter_async_context(built(self.settings, self.clock))
        self._running = asyncio.create_task(self.app.run())

    async def closes(self) -> None:
        """Stop the bot as SIGTERM does."""
        self.app.stop()
        try:
            await self._running
        finally:
            await self._leave.aclose()

    async def restarts(self, **changes: Any) -> None:
        """Stop the bot and start it on the same database, maybe with other settings."""
        await self.closes()
        self.settings = self.settings.model_copy(update=changes)
        await self.opens()

    async def run(self, job: Callable[[Tx], T]) -> T:
        """Do something in the bot's database."""
        return await self.app.database.run(job)

    async def count(self, table: str, where: str = "1 = 1") -> int:
        """How many rows there are."""
        row = await self.run(lambda tx: tx.one(f"SELECT count(*) FROM {table} WHERE {where}"))
        assert row is not None
        return int(row[0])

    async def person(self, telegram_id: int) -> Person:
        """Somebody as the bot knows them."""
        found = await self.run(lambda tx: people.by_telegram(tx, telegram_id))
        assert found is not None
        return found

    async def takes_role(self, telegram_id: int) -> None:
        """End every role somebody holds."""
        who = await self.person(telegram_id)
        for held in who.roles:
            await self.run(partial(_end, person_id=who.id, role=held.role, place_id=held.place_id))

    async def phone(self, name: str, number: int, **fields: Any) -> Phone:
        """Somebody's phone."""
        return await self.phones.person(name, id=number, **fields)

    async def injects(self, kind: str, content: JSON) -> None:
        """Deliver an update that no phone would send."""
        await self.phones.post("/sim/updates", {"kind": kind, "content": content})

    async def quiet(self) -> None:
        """Wait until every update is handled, every tap answered, every letter gone out."""
        async with asyncio.timeout(PATIENCE):
            # Neither the queue nor the outbox has a bell to wait for.
            while await self._busy():  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def _busy(self) -> bool:
        if len(self.telegram.updates) or self.telegram.queries._open:
            return True
        due = f"done IS NULL AND due <= {self.clock.now()} OR state = 'doing'"
        return bool(await self.count("outbox", WAITING) or await self.count("chores", due))

    def refused(self) -> list[str]:
        """What the platform refused, but for the harmless."""
        return [
            f"{call.method}: {call.error['description']}"
            for call in self.telegram.journal.after()
            if call.error and not any(part in call.error["description"] for part in HARMLESS)
        ]


def free_port() -> int:
    """A port of this machine on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end(tx: Tx, person_id: int, role: str, place_id: int) -> None:
    people.end_role(tx, person_id, role, place_id, 1)


@asynccontextmanager
async def standing(url: str, **settings: Any) -> AsyncIterator[Town]:
    """The demonstration town with its bot running."""
    clock = settings.pop("clock", None) or Clock()
    founds = settings.pop("founds", demonstration.build)
    telegram = Telegram(seed=1, limits=False)
    given: JSON = {
        "bot_token": telegram.token,
        "secret_key": Cipher.new_secret(),
        "database_url": url,
        "listen": "",
        "pacing": "off",
        "updates_a_minute": 0,
        "double_tap_ms": 0,
        "quiet_hours": "",
        "admin_ids": frozenset({ADMIN}),
        "_env_file": None,
    }
    async with AsyncExitStack() as leave:
        folder = leave.enter_context(TemporaryDirectory(prefix="linli-media-"))
        address = await leave.enter_async_context(serve(telegram))
        phones = await leave.enter_async_context(Phones(address, patience=PATIENCE))
        given |= {"bot_api_url": address, "media_dir": folder}
        made = Settings(**{**given, **settings})
        town = Town(telegram, phones, made, clock)
        await town.opens()
        try:
            now = town.clock.now()
            await town.run(partial(founds, zone=made.timezone, now=now))
            yield town
        finally:
            await town.closes()


@pytest.fixture
async def town(database_url: str, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Town]:
    """A town in which nothing may go wrong, once on each engine."""
    async with standing(database_url) as town:
        yield town
        await town.quiet()
        assert town.refused() == [], town.refused()
        assert [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR] == []
        assert await town.count("set_aside") == 0
        assert await town.count("outbox", "state = 'failed'") == 0


@pytest.fixture
async def rough_town(sqlite_url: str) -> AsyncIterator[Town]:
    """A town for trouble to come."""
    async with standing(sqlite_url) as town:
        yield town


async def greeted(phone: Phone) -> Phone:
    """Somebody of the cast opens the chat."""
    await phone.says("/start")
    await phone.sees("")
    return phone


async def cast(town: Town) -> tuple[Phone, Phone, Phone]:
    """王阿姨 the resident, 小李 of the community's staff, 张师傅 of the property company."""
    wang, li, zhang = [
        await town.phone(member.name, member.telegram_id) for member in demonstration.CAST
    ]
    return await greeted(wang), await greeted(li), await greeted(zhang)


async def fills_in(resident: Phone, story: str, category: str = "💡 照明") -> None:
    """A resident fills in a report up to the summary, at home and without photos."""
    await resident.taps("📢 反映问题")
    await resident.taps(category)
    await resident.taps("🏠")
    await resident.says(story)  # also where first it is shown what is known already
    await resident.taps("⏭ 跳过")
    await resident.sees(story)


async def reports(resident: Phone, story: str, category: str = "💡 照明") -> str:
    """A resident reports something; returns the case's number."""
    await fills_in(resident, story, category)
    await resident.taps("✅ 提交")
    received = await resident.sees("✅ 已收到，编号")
    return str(received["text"].partition("编号 ")[2].partition("。")[0])


async def dispatches(staff: Phone, to: str = "张师傅 · 物业") -> None:
    """Staff hand the newest report to somebody."""
    await staff.taps("受理派单")
    await staff.sees("交给谁办？")
    await staff.taps(to)
    await staff.sees("阶段：已派单")


async def answers(responsible: Phone, text: str, result: str = "已解决") -> None:
    """The responsible says what came of it."""
    await responsible.taps("回单")
    await responsible.sees("办得怎么样？")
    await responsible.taps(result)
    await responsible.says(text)
    await responsible.taps("⏭ 跳过")
    await responsible.taps("✅ 提交")
    await responsible.sees("✅ 已回单")
