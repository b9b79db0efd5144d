"""What timers cost while they wait, and how late those are that come due together."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from statistics import median

from bench.contestants import ours
from bench.measuring import ready
from bench.processes import started
from bot.agreement import Agreement
from bot.app import SCAN
from bot.clock import Clock, Waker
from bot.delivery import Delivery
from bot.health import Health
from bot.metrics import Metrics
from bot.pacing import Pacing
from bot.timing import Timing
from bot.town import CAST
from bot.transport import Api
from bot.units import Units
from community.deadlines import DAY_MS
from simulator.embed import serve
from simulator.telegram import Telegram
from storage import timers
from storage.engine import Database
from storage.tx import Tx
from talk.registry import Capability, Registry

KIND = "bench.due"
PAIRS = 7  # on which processors a pair's threads come to lie may double what either takes
TOGETHER = 1000  # due within one second
SETTLING = 6.0  # seconds until a bot that just started is idle
IDLE_MOST, TIMERS_MOST = 120, 10  # megabytes
AHEAD_MS = 3000


async def memory(many: int) -> str:
    """The memory of the bot that waits for somebody to write, without and with timers."""
    bare, full = [await resting(partial(_wound, many=each)) for each in (0, many)]
    added = full - bare
    return (
        "| timers | idle bot MB | added MB |\n|---:|---:|---:|\n"
        f"| 0 | {bare:.1f} | |\n| {many} | {full:.1f} | {added:.1f} |\n\n"
        f"Aim: at most {IDLE_MOST} MB, {_said(bare <= IDLE_MOST)};"
        f" at most {TIMERS_MOST} MB for the timers, {_said(added <= TIMERS_MOST)}."
    )


async def waiting(many: int, scans: int) -> str:
    """The cost of looking when nothing is due, and the lateness when much is."""
    pairs = [await _looks(many, scans // PAIRS) for _ in range(PAIRS)]
    async with _clockwork(many) as full:
        late = await full.fire(TOGETHER)
    bare_us, full_us = (median(pair[at] for pair in pairs) * 1e6 for at in (0, 1))
    ratio = median(full / bare for bare, full in pairs)
    return (
        f"| | a look, µs | times |\n|---|---:|---:|\n| no timers | {bare_us:.0f} | |\n"
        f"| {many} timers, none due | {full_us:.0f} | {ratio:.2f} × |\n\n"
        f"| due within one second | p50 ms late | p99 ms | most ms |\n|---:|---:|---:|---:|\n"
        f"| {TOGETHER} | {late[len(late) // 2]} | {late[len(late) * 99 // 100]} | {late[-1]} |"
        f"\n\nThe bot looks every {SCAN:g} s; lateness is until the timer's own rule runs."
    )


async def resting(fill: Callable[[Database], Awaitable[object]]) -> float:
    """The memory of our bot, over a filled database, a while after it answered its first people."""
    telegram = Telegram(limits=False, events=0)
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        folder = Path(name)
        await ours.settle(folder, range(0))
        async with ours.opened(folder) as database:
            await fill(database)
        async with serve(telegram) as root:
            settings = ours.settings(folder, root, telegram.token)
            async with started(("bot", "run"), settings, folder / "log") as process:
                await ready(telegram, [member.telegram_id for member in CAST])
                await asyncio.sleep(SETTLING)
                return process.megabytes()


async def _wound(database: Database, many: int) -> None:
    await database.run(partial(_wind, many=many))


def _wind(tx: Tx, many: int) -> None:
    """Set timers that are due from tomorrow on."""
    now = Clock().now()
    for at in range(many):
        timers.add(tx, KIND, at, "", now + DAY_MS + at * 1000, now)


class _Clockwork:
    """The part of the bot that looks after timers, with a rule that notes how late it is."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._clock = clock = Clock()
        self._late: list[int] = []
        self._done = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        registry = Registry([Capability("bench", timers={KIND: self._note})], "bench_bot")
        units, health, metrics = Units(registry, frozenset()), Health(), Metrics()
        health.well("intake")
        api = Api("http://127.0.0.1", "nobody is written to")
        self.delivery = Delivery(database, api, Pacing(limits=False), clock, metrics)
        self.timing = Timing(
            database, units, self.delivery, clock, health, metrics, Agreement(clock)
        )

    async def fire(self, many: int) -> list[int]:
        """Let so many come due within one second; gives how late each was, sorted."""
        await self._database.run(partial(self._set, many=many))
        waker = Waker()
        waker.every(SCAN, self.timing.scan)
        waker.start()
        try:
            while len(self._late) < many:
                self._done.clear()
                await asyncio.wait_for(self._done.wait(), AHEAD_MS / 1000 + 30)
        finally:
            waker.stop()
        return sorted(self._late)

    def _set(self, tx: Tx, many: int) -> None:
        now = self._clock.now()
        for at in range(many):
            due = now + AHEAD_MS + at * 1000 // many
            timers.add(tx, KIND, at, str(due), due, now)

    def _note(self, _tx: Tx, _subject: int, occasion: str, _now: int) -> None:
        self._late.append(self._clock.now() - int(occasion))
        self._loop.call_soon_threadsafe(self._done.set)


@asynccontextmanager
async def _clockwork(many: int) -> AsyncIterator[_Clockwork]:
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        async with ours.opened(Path(name)) as database:
            await database.run(partial(_wind, many=many))
            works = _Clockwork(database)
            await works.delivery.resume()
            yield works


async def _looks(many: int, times: int) -> tuple[float, float]:
    """The seconds of a look without timers, and beside so many, in threads of their own."""
    async with _clockwork(0) as bare, _clockwork(many) as full:
        found = [(await _look(bare), await _look(full)) for _ in range(times)]
    return median(one for one, _other in found), median(other for _one, other in found)


async def _look(works: _Clockwork) -> float:
    began = time.perf_counter()
    await works.timing.scan()
    return time.perf_counter() - began


def _said(good: bool) -> str:
    return "reached" if good else "NOT reached"
