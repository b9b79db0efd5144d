"""The bot as processes of its own, beside a simulated Telegram."""

import asyncio
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp

from bench.chaos.child import Child
from simulator.clock import Clock
from simulator.embed import serve
from simulator.telegram import Telegram
from tests.town import PATIENCE, free_port


class Bot:
    """One process of the bot."""

    def __init__(self, name: str, child: Child, listen: str, log: Path) -> None:
        self.name = name
        self.child = child
        self.log = log
        self._root = f"http://{listen}"

    async def health(self) -> dict[str, object]:
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.get(f"{self._root}/healthz") as answer,
            ):
                found: dict[str, object] = await answer.json()
                return found
        except aiohttp.ClientError:
            return {"ok": False}

    async def figure(self, name: str) -> int:
        """A figure of its /metrics, over all labels."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self._root}/metrics") as answer,
        ):
            found = re.findall(rf"^{name}(?:{{.*}})? (\d+)", await answer.text(), re.MULTILINE)
        return sum(map(int, found))


class Pair:
    """A town whose bot can have more than one process."""

    def __init__(
        self, telegram: Telegram, clock: Clock, settings: dict[str, str], folder: Path
    ) -> None:
        self.telegram = telegram
        self.clock = clock  # the simulator's
        self._settings = settings
        self._folder = folder
        self._leave = AsyncExitStack()
        self.bots: list[Bot] = []

    async def starts(self, name: str) -> Bot:
        listen, log = f"127.0.0.1:{free_port()}", self._folder / f"{name}.log"
        output = self._leave.enter_context(log.open("wb"))
        settings = {**self._settings, "LISTEN": listen, "PGAPPNAME": name}
        child = await Child.start(settings, self._folder, output)
        self._leave.push_async_callback(child.bury)
        bot = Bot(name, child, listen, log)
        self.bots.append(bot)
        return bot

    async def end(self) -> None:
        await self._leave.aclose()

    def texts(self) -> dict[int, list[str]]:
        """What was sent to each chat, in order."""
        found: dict[int, list[str]] = defaultdict(list)
        for call in self.telegram.journal.after():
            if call.method == "sendMessage" and not call.error:
                found[int(call.params["chat_id"])].append(call.params["text"])
        return found


@asynccontextmanager
async def paired(
    url: str, secret: str, folder: Path, pacing: str = "off", following: bool = False
) -> AsyncIterator[Pair]:
    clock = Clock()
    telegram = Telegram(seed=1, clock=clock, limits=False)
    async with serve(telegram) as address:
        settings = {
            "BOT_TOKEN": telegram.token,
            "BOT_API_URL": address,
            "SECRET_KEY": secret,
            "DATABASE_URL": url,
            "PACING": pacing,
            "CLOCK_URL": f"{address}/sim/clock" if following else "",
        }
        pair = Pair(telegram, clock, settings, folder)
        try:
            yield pair
        finally:
            await pair.end()


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = PATIENCE) -> None:
    """Wait until something holds; processes have no bell for us."""
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def divided(first: Bot, second: Bot) -> tuple[Bot, Bot]:
    """Wait until two processes share the chats; returns the one that leads, and the other."""

    async def settled() -> bool:
        said = [await first.health(), await second.health()]
        if not all(one["ok"] for one in said) or sum("standby" in one for one in said) != 1:
            return False
        return [await one.figure("linli_shares") for one in (first, second)] == [8, 8]

    await until(settled)
    return (first, second) if "standby" in await second.health() else (second, first)
