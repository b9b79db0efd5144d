"""What one update costs where 1,000, 100,000 and 1,000,000 people live: bots side by side."""

import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.bulk import HOMES, populate
from bench.contestants import OURS, ours
from bench.measuring import FIRST_ID, HISTORY, Sample, ready, sampled
from bench.processes import Running, started
from simulator.embed import serve
from simulator.telegram import Telegram

IN_FLIGHT = 50
SMALLEST = 1_000  # residents of the smallest town; each has a home alone
APART = SMALLEST // IN_FLIGHT  # homes from one to the next: another building
MOST = 1.2  # times the cost in the smallest town


@dataclass(frozen=True, slots=True)
class Town:
    """A bot that runs with so many residents in its database."""

    residents: range
    telegram: Telegram
    process: Running
    megabytes: float

    def some(self, round_: int) -> list[int]:
        """Others each round, from all over the town, but at the same homes in every size.

        Where they live decides what is known there already, which costs by itself.
        """
        homes = range(round_ % APART, SMALLEST, APART)
        full = max(1, len(self.residents) // HOMES)  # how many times over the town is lived in
        lived_in = (HOMES * (at * full // IN_FLIGHT) + home for at, home in enumerate(homes))
        return [self.residents.start + at for at in lived_in]


async def growth(sizes: Sequence[int], rounds: int, seconds: float) -> str:
    """Let all bots stand, and a crowd talk to each in turn; costs are compared within a round."""
    async with AsyncExitStack() as stack:
        towns = [await stack.enter_async_context(_standing(size)) for size in sizes]
        found: list[list[Sample]] = []
        for number in range(rounds):
            turn = sorted(range(len(towns)), key=lambda at: (at + number) % len(towns))
            samples = {at: await _sample(towns[at], number, seconds) for at in turn}
            found.append([samples[at] for at in range(len(towns))])
        return _table(towns, found)


async def _sample(town: Town, number: int, seconds: float) -> Sample:
    return await sampled(OURS, town.telegram, town.process, town.some(number), IN_FLIGHT, seconds)


@asynccontextmanager
async def _standing(size: int) -> AsyncIterator[Town]:
    residents = range(FIRST_ID, FIRST_ID + size)
    telegram = Telegram(limits=False, events=0, history=HISTORY, journal=0)
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        folder = Path(name)
        began = time.perf_counter()
        async with ours.opened(folder) as database:
            staff = await populate(database, residents)
        took = time.perf_counter() - began
        print(f"{size} residents moved in within {took:.0f} s", file=sys.stderr)
        size_on_disk = (folder / "linli.db").stat().st_size / 1_000_000
        for person_id in staff:
            telegram.join("小李", id=person_id)
            telegram.chat_of(person_id).started = True
        async with serve(telegram) as root:
            settings = ours.settings(folder, root, telegram.token)
            async with started(("bot", "run"), settings, folder / "log") as process:
                await ready(telegram, residents[:1])
                yield Town(residents, telegram, process, size_on_disk)


def _table(towns: Sequence[Town], rounds: Sequence[Sequence[Sample]]) -> str:
    rows = [
        "| residents | database MB | CPU ms/update | times | p50 ms | times | bot MB |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    worst = 1.0
    for at, town in enumerate(towns):
        cpu = median(samples[at].cpu_ms for samples in rounds)
        more = median(samples[at].cpu_ms / samples[0].cpu_ms for samples in rounds)
        p50 = median(samples[at].latency_ms(0.5) for samples in rounds)
        later = median(s[at].latency_ms(0.5) / s[0].latency_ms(0.5) for s in rounds)
        worst = max(worst, more, later)
        rows.append(
            f"| {len(town.residents)} | {town.megabytes:.0f} | {cpu:.2f} | {more:.2f} ×"
            f" | {p50:.1f} | {later:.2f} × | {town.process.peak_megabytes():.0f} |"
        )
    said = "reached" if worst <= MOST else "NOT reached"
    return "\n".join(rows) + f"\n\nAim: at most {MOST} × the smallest, {said}."
