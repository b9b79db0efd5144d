"""What it costs that many are asked in the same second, and that many more wait for it."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.bulk import of_everybody, populate
from bench.chaos.ground import GROUNDS
from bench.contestants import ours
from bench.measuring import FIRST_ID
from bench.waiting import resting
from bot.agreement import Agreement
from bot.app import CAPABILITIES
from bot.clock import Clock
from bot.delivery import Delivery
from bot.garbage import spare_the_collector
from bot.health import Health
from bot.metrics import Metrics
from bot.pacing import Pacing
from bot.timing import Timing
from bot.transport import Api
from bot.units import Units
from community.checkins import mornings
from community.checkins.kinds import DAY
from community.deadlines import DAY_MS
from storage import people
from storage.engine import Database
from storage.outbox import Letter
from storage.tx import Tx
from talk.registry import Registry

WITHIN, STALL_MOST, MEMORY_MOST = 1.0, 50.0, 10.0  # seconds, milliseconds, megabytes
BEAT = 0.001  # seconds between two looks at the loop


class _Still(Delivery):
    """Lets the letters lie in the outbox: the platform would take thirty a second."""

    def offer(self, letters: Iterable[Letter]) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of so many windows that end in the same second."""

    questions: int
    seconds: float
    stall: float  # milliseconds

    @property
    def line(self) -> str:
        each = self.questions / self.seconds
        return f"{self.questions} | {self.seconds:.2f} | {each:.0f} | {self.stall:.0f} |"


async def asking(many: int) -> str:
    """Let so many windows end in the same second: until when all questions are in the outbox."""
    found = {engine: await _asked(engine, many) for engine in GROUNDS}
    good = all(
        one.questions == many and one.seconds <= WITHIN and one.stall <= STALL_MOST
        for one in found.values()
    )
    head = (
        "| due at once | on | in the outbox | s | questions/s | longest stall of the loop, ms |\n"
        "|---:|---|---:|---:|---:|---:|\n"
    )
    lines = [f"| {many} | {engine} | {one.line}\n" for engine, one in found.items()]
    return (
        f"{head}{''.join(lines)}\n"
        f"Aim: all within {WITHIN:g} s, no stall over {STALL_MOST:g} ms,"
        f" {'reached' if good else 'NOT reached'}."
    )


async def _asked(engine: str, many: int) -> Asked:
    async with morning(engine, partial(enrolled, many=many)) as (database, _clock, timing):
        stalls: list[float] = []
        async with _watched(stalls):
            began = time.perf_counter()
            await timing.scan()
            took = time.perf_counter() - began
        row = await database.run(
            lambda tx: tx.one("SELECT count(*) FROM outbox WHERE state = 'waiting'")
        )
    return Asked(row[0] if row else 0, took, max(stalls) * 1000)


@asynccontextmanager
async def morning(
    engine: str, enrol: Callable[[Database], Awaitable[None]]
) -> AsyncIterator[tuple[Database, Clock, Timing]]:
    """A bot at the very moment in which the windows of all who were enrolled end."""
    with (
        tempfile.TemporaryDirectory(prefix="linli-bench-") as name,
        GROUNDS[engine](Path(name)) as ground,
    ):
        async with ours.opened(Path(name), ground.url) as database:
            await enrol(database)
            clock = Clock()
            clock.advance(await database.run(_closing) - clock.now())
            api = Api("http://127.0.0.1", "nobody is written to")
            delivery = _Still(database, api, Pacing(limits=True), clock, Metrics())
            units = Units(Registry(CAPABILITIES, "bench_bot"), frozenset())
            health = Health()
            health.well("intake")
            timing = Timing(
                *(database, units, delivery, clock, health, Metrics(), Agreement(clock))
            )
            assert await database.lead()
            await database.ready()
            await delivery.resume()
            spare_the_collector()  # as the bot does when it has started
            yield database, clock, timing


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


async def enrolled(database: Database, many: int) -> None:
    """So many residents, each asked from the day after tomorrow on, all at the same time."""
    await populate(database, range(FIRST_ID, FIRST_ID + many))
    await of_everybody(database, many, _enrol)


async def _waiting(database: Database, many: int) -> None:
    if many:
        await enrolled(database, many)


def _enrol(tx: Tx, part: range) -> None:
    tomorrow = Clock().now() + DAY_MS
    for nth in part:
        person = people.by_telegram(tx, FIRST_ID + nth)
        assert person is not None
        mornings.begin(tx, person, None, tomorrow)


def _closing(tx: Tx) -> int:
    row = tx.one("SELECT max(due) FROM timers WHERE kind = :kind", kind=DAY)
    assert row is not None
    return int(row[0])


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
