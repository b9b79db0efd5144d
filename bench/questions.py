"""What it costs that many are asked in the same second, and that many more wait for it."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

from bench.bulk import populate
from bench.contestants import ours
from bench.measuring import FIRST_ID
from bench.waiting import resting
from bot.agreement import Agreement
from bot.app import CAPABILITIES
from bot.clock import Clock
from bot.delivery import Delivery
from bot.health import Health
from bot.metrics import Metrics
from bot.pacing import Pacing
from bot.timing import Timing
from bot.transport import Api
from bot.units import Units
from community.checkins.kinds import CLOSES, DAY, OPENS, Way
from community.deadlines import DAY_MS, HOUR_MS
from storage import checkin_plans, people, timers
from storage.engine import Database
from storage.moments import local
from storage.outbox import Letter
from storage.tx import Tx
from talk.registry import Registry

AT_ONCE = 20_000
WITHIN, STALL_MOST, MEMORY_MOST = 1.0, 50.0, 10.0  # seconds, milliseconds, megabytes
BEAT = 0.001  # seconds between two looks at the loop


class _Still(Delivery):
    """Lets the letters lie in the outbox: the platform would take thirty a second."""

    def offer(self, letters: Iterable[Letter]) -> None:
        pass


async def asking(many: int) -> str:
    """Let so many windows end in the same second: until when all questions are in the outbox."""
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        async with ours.opened(Path(name)) as database:
            await _enrolled(database, many, due=True)
            clock = Clock()
            api = Api("http://127.0.0.1", "nobody is written to")
            delivery = _Still(database, api, Pacing(limits=True), clock, Metrics())
            units = Units(Registry(CAPABILITIES, "bench_bot"), frozenset())
            timing = Timing(
                *(database, units, delivery, clock, Health(), Metrics(), Agreement(clock))
            )
            await delivery.resume()
            stalls: list[float] = []
            async with _watched(stalls):
                began = time.perf_counter()
                await timing.scan()
                took = time.perf_counter() - began
            row = await database.run(
                lambda tx: tx.one("SELECT count(*) FROM outbox WHERE state = 'waiting'")
            )
    asked, worst = row[0] if row else 0, max(stalls) * 1000
    good = asked == many and took <= WITHIN and worst <= STALL_MOST
    return (
        "| due at once | in the outbox | s | questions/s | longest stall of the loop, ms |\n"
        "|---:|---:|---:|---:|---:|\n"
        f"| {many} | {asked} | {took:.2f} | {many / took:.0f} | {worst:.0f} |\n\n"
        f"Aim: all within {WITHIN:g} s, no stall over {STALL_MOST:g} ms,"
        f" {'reached' if good else 'NOT reached'}."
    )


async def remembering(many: int) -> str:
    """The memory of the idle bot, without and with so many who are asked tomorrow."""
    bare, full = [await resting(partial(_waiting, many=each)) for each in (0, many)]
    added = full - bare
    said = "reached" if added <= MEMORY_MOST else "NOT reached"
    return (
        "| asked each morning | idle bot MB | added MB |\n|---:|---:|---:|\n"
        f"| 0 | {bare:.1f} | |\n| {many} | {full:.1f} | {added:.1f} |\n\n"
        f"Aim: at most {MEMORY_MOST:g} MB for them, {said}."
    )


async def _enrolled(database: Database, many: int, *, due: bool) -> None:
    """So many residents, each with a plan; their windows have just closed, or close tomorrow."""
    await populate(database, range(FIRST_ID, FIRST_ID + many))
    for start in range(0, many, AT_ONCE):
        part = range(start, min(start + AT_ONCE, many))
        await database.run(partial(_enrol, part=part, due=due))


async def _waiting(database: Database, many: int) -> None:
    if many:
        await _enrolled(database, many, due=False)


def _enrol(tx: Tx, part: range, due: bool) -> None:
    now = Clock().now()
    here = local(now, ours.ZONE)
    closes = here.hour * 60 + here.minute if due else CLOSES
    opens = max(0, closes - 180) if due else OPENS
    at = now if due else now + DAY_MS + HOUR_MS
    for nth in part:
        person = people.by_telegram(tx, FIRST_ID + nth)
        assert person is not None
        plan = checkin_plans.add(tx, person.id, Way.CHAT, opens, closes, None, now)
        people.set_heard(tx, person.id, 0)
        timers.add(tx, DAY, plan.id, local(at, ours.ZONE).date().isoformat(), at, now)


@asynccontextmanager
async def _watched(stalls: list[float]) -> AsyncIterator[None]:
    """Note how late the loop comes back to somebody who sleeps for a moment, again and again."""

    async def beats() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(BEAT)
            stalls.append(time.perf_counter() - began - BEAT)

    beating = asyncio.create_task(beats())
    await asyncio.sleep(0.1)
    try:
        yield
    finally:
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating
