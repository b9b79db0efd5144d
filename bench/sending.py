"""Letters that lie in the outbox when the bot starts: how fast they go out."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench.contestants import ours
from bench.measuring import FIRST_ID, BenchFailed
from bench.processes import started
from bot.clock import Clock
from simulator.embed import serve
from simulator.limits import OVERALL
from simulator.telegram import Telegram
from storage import outbox, people
from storage.outbox import Rank
from storage.tx import Tx

CHATS = 500
TEXT = "停水通知：明天 9:00–17:00 检修管道，3号楼和4号楼没有水，请提前存好水。第{}号通知"
PATIENCE = 60.0  # seconds more than they should need


@dataclass(frozen=True, slots=True)
class Went:
    """When each letter arrived, in seconds since the first one, and what sending them cost."""

    arrivals: tuple[float, ...]
    refused: int  # with 429
    bot_share: float  # of one processor
    simulator_share: float

    @property
    def seconds(self) -> float:
        return self.arrivals[-1]


async def unpaced(letters: int) -> str:
    """Without limits, on either side."""
    went = await _send(letters, pacing="off")
    return (
        "| letters | sends/s | bot CPU | simulator CPU |\n|---:|---:|---:|---:|\n"
        f"| {letters} to {CHATS} chats | {letters / went.seconds:.0f}"
        f" | {went.bot_share:.0%} | {went.simulator_share:.0%} |"
    )


async def paced(seconds: int) -> str:
    """With the platform's limits on both sides; aimed at 95 % of what is allowed and no refusal."""
    went = await _send(OVERALL * seconds, pacing="telegram")
    whole = int(went.seconds)
    share = sum(at < whole for at in went.arrivals) / (OVERALL * whole)
    good = share >= 0.95 and not went.refused
    return (
        "| letters | seconds | of the allowed 30/s | refused with 429 |\n|---:|---:|---:|---:|\n"
        f"| {len(went.arrivals)} to {CHATS} chats | {went.seconds:.0f} | {share:.1%}"
        f" | {went.refused} |\n\nAim: 95 % and no refusal, {'reached' if good else 'NOT reached'}."
    )


async def _send(letters: int, pacing: str) -> Went:
    residents = range(FIRST_ID, FIRST_ID + CHATS)
    telegram = Telegram(limits=pacing != "off", events=0, history=1, journal=letters * 2)
    for person_id in residents:
        telegram.join("居民", id=person_id)
        telegram.chat_of(person_id).started = True
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        folder = Path(name)
        await ours.settle(folder, residents)
        async with ours.opened(folder) as database:
            await database.run(partial(_write, residents, letters))
        async with serve(telegram) as root, _counted(telegram, letters) as arrivals:
            settings = ours.settings(folder, root, telegram.token, pacing)
            async with started(("bot", "run"), settings, folder / "log") as process:
                await arrivals.first()
                used, own = process.cpu_seconds(), time.process_time()
                await arrivals.all()
                used, own = process.cpu_seconds() - used, time.process_time() - own
    times = arrivals.since_first()
    refused = sum((call.error or {}).get("error_code") == 429 for call in telegram.journal.after())
    return Went(times, refused, used / times[-1], own / times[-1])


def _write(residents: range, letters: int, tx: Tx) -> None:
    now = Clock().now()
    ids = {number: found.id for number in residents if (found := people.by_telegram(tx, number))}
    for at in range(letters):
        chat = residents[at % len(residents)]
        body: dict[str, Any] = {"text": TEXT.format(at)}
        outbox.add(tx, now, chat, body, rank=Rank.TASK, person_id=ids[chat])


class _Arrivals:
    """The moments at which messages of the bot arrive, until there are so many."""

    def __init__(self, expected: int) -> None:
        self._expected = expected
        self._times: list[float] = []
        self._begun = asyncio.Event()
        self._done = asyncio.Event()

    def happened(self, event: dict[str, Any]) -> None:
        if event["type"] == "message" and event["message"]["out"]:
            self._times.append(time.perf_counter())
            self._begun.set()
            if len(self._times) == self._expected:
                self._done.set()

    async def first(self) -> None:
        await self._wait(self._begun, PATIENCE)

    async def all(self) -> None:
        await self._wait(self._done, self._expected / OVERALL + PATIENCE)

    def since_first(self) -> tuple[float, ...]:
        return tuple(at - self._times[0] for at in self._times)

    async def _wait(self, event: asyncio.Event, seconds: float) -> None:
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            arrived = len(self._times)
            raise BenchFailed(f"{arrived} of {self._expected} letters arrived") from None


@asynccontextmanager
async def _counted(telegram: Telegram, expected: int) -> AsyncIterator[_Arrivals]:
    arrivals = _Arrivals(expected)
    stop = telegram.listen(arrivals.happened)
    try:
        yield arrivals
    finally:
        stop()
