"""One bot under one crowd after the other."""

import asyncio
import gc
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from bench.contestants import Contestant
from bench.crowd import REPORTS, Crowd, CrowdLost, Seen
from bench.processes import Running, started
from bot.town import CAST
from simulator.embed import serve
from simulator.telegram import Telegram

FIRST_ID = 500_000_001
READY = 20.0  # seconds for a bot to answer /start
HISTORY = 30  # messages the simulator keeps of a chat
FASTEST = 250  # reports a second: so many people are there that each makes a few at most


class BenchFailed(Exception):
    """A bot did not do its part; the text holds the end of what it said."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A bot with so many people in flight; `share`s are parts of one processor."""

    contestant: str
    in_flight: int
    seen: Seen
    cpu_ms: float  # of the bot, for each update answered
    bot_share: float
    simulator_share: float
    peak_megabytes: float  # up to and with this crowd

    @property
    def per_second(self) -> float:
        """Updates answered a second."""
        return len(self.seen.latencies) / self.seen.seconds

    def latency_ms(self, part: float) -> float:
        """The latency that this part of all updates keep to."""
        found = self.seen.latencies
        return found[min(int(len(found) * part), len(found) - 1)] * 1000


async def measured(contestant: Contestant, levels: Sequence[int], seconds: float) -> list[Sample]:
    """Start the bot with a Telegram of its own, and let one crowd after the other report."""
    people = [level + ceil(FASTEST * seconds / REPORTS) for level in levels]
    residents = range(FIRST_ID, FIRST_ID + sum(people))
    telegram = Telegram(limits=False, events=0, history=HISTORY, journal=0)
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        folder = Path(name)
        log = folder / "log"
        async with serve(telegram) as root:
            start = await contestant.prepare(folder, root, telegram.token, residents)
            async with started(start.arguments, start.settings, log) as process:
                try:
                    await ready(telegram, [member.telegram_id for member in CAST])
                    return [
                        await sampled(contestant, telegram, process, ids, level, seconds)
                        for ids, level in zip(_crowds(residents, people), levels, strict=True)
                    ]
                except (CrowdLost, OSError) as error:
                    raise BenchFailed(f"{contestant.name}: {error}\n{_end_of(log)}") from error


async def sampled(
    contestant: Contestant,
    telegram: Telegram,
    process: Running,
    ids: Sequence[int],
    in_flight: int,
    seconds: float,
) -> Sample:
    """Let so many of these people report at a time, for so long."""
    crowd = Crowd(telegram, ids, in_flight)
    await crowd.spread()
    gc.collect()
    used, own = process.cpu_seconds(), time.process_time()
    seen = await crowd.report(seconds)
    used, own = process.cpu_seconds() - used, time.process_time() - own
    await crowd.stop()
    if not seen.latencies:
        raise CrowdLost("nobody was answered")
    return Sample(
        contestant.name,
        in_flight,
        seen,
        used / len(seen.latencies) * 1000,
        used / seen.seconds,
        own / seen.seconds,
        process.peak_megabytes(),
    )


async def ready(telegram: Telegram, people: Sequence[int]) -> None:
    """Wait until the bot answers; these open their chats, as a bot may not write first."""
    answered = asyncio.Event()
    for person_id in people:
        telegram.join("街坊", id=person_id)
        telegram.listen(
            lambda event: answered.set() if event.get("message", {}).get("out") else None,
            person_id,
        )
        telegram.say(person_id, "/start")
    try:
        await asyncio.wait_for(answered.wait(), READY)
    except TimeoutError:
        raise CrowdLost("it does not answer /start") from None


def _crowds(residents: range, sizes: Sequence[int]) -> Iterator[range]:
    """Fresh people for each crowd."""
    start = residents.start
    for size in sizes:
        yield range(start, start + size)
        start += size


def _end_of(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-20:])
