"""python -m bench: how fast it is and how much it holds, as tables, with what was aimed at."""

import argparse
import asyncio
import os
import platform
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial

from bench.announcing import announced
from bench.climbing import climbing
from bench.growth import SMALLEST, growth
from bench.matching import matching
from bench.measuring import BenchFailed
from bench.questions import asking, remembering
from bench.race import race
from bench.sending import paced, unpaced
from bench.sentences import routed
from bench.vacancies import spreading
from bench.volunteers import helped
from bench.waiting import memory, waiting
from bench.words import hostile


@dataclass(frozen=True, slots=True)
class Part:
    """One measurement, in full and in short."""

    title: str
    whole: Callable[[], Awaitable[str]]
    quick: Callable[[], Awaitable[str]]


SIZES = (SMALLEST, 100_000, 1_000_000)
PARTS: Mapping[str, Part] = {
    "race": Part(
        "Updates a second, beside two other bots",
        partial(race, rounds=3, seconds=6.0, levels=(1, 50, 500)),
        partial(race, rounds=1, seconds=2.0, levels=(50,)),
    ),
    "growth": Part(
        "An update where many people live",
        partial(growth, SIZES, rounds=7, seconds=4.0),
        partial(growth, SIZES[:2], rounds=2, seconds=2.0),
    ),
    "sends": Part(
        "Sends a second without limits", partial(unpaced, 20_000), partial(unpaced, 5_000)
    ),
    "limits": Part("Sends within Telegram's limits", partial(paced, 60), partial(paced, 5)),
    "memory": Part("Memory of the idle bot", partial(memory, 100_000), partial(memory, 10_000)),
    "timers": Part("Timers", partial(waiting, 100_000, 500), partial(waiting, 10_000, 100)),
    "sentences": Part(
        "Free sentences that find their doors",
        partial(routed, (1, 4, 16), 5),
        partial(routed, (1, 4), 1),
    ),
    "matching": Part(
        "Suggestions of a matchmaker, and rounds of pairs",
        partial(matching, (1_000, 3_000, 10_000), (100, 300, 1_000)),
        partial(matching, (300, 1_000), (50, 100)),
    ),
    "vacancies": Part(
        "One vacancy against many who look for work",
        partial(spreading, (1_000, 10_000, 100_000)),
        partial(spreading, (1_000, 10_000)),
    ),
    "questions": Part(
        "Check-ins: questions due in the same second",
        partial(asking, 10_000),
        partial(asking, 1_000),
    ),
    "climbs": Part(
        "Check-ins: silent in the same second",
        partial(climbing, 10_000),
        partial(climbing, 500),
    ),
    "enrolled": Part(
        "Check-ins: memory of those who wait for tomorrow's question",
        partial(remembering, 100_000),
        partial(remembering, 10_000),
    ),
    "announcements": Part(
        "An announcement to many",
        partial(announced, 100_000, 10_000, 20),  # takes a quarter of an hour
        partial(announced, 10_000, 240, 2),
    ),
    "volunteers": Part(
        "One task against many volunteers",
        partial(helped, (1_000, 10_000), 400),
        partial(helped, (1_000, 10_000), 100),
    ),
    "words": Part("Words made to be slow", partial(hostile, 5), partial(hostile, 1)),
}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "parts",
        nargs="*",
        metavar="part",
        help=f"of: {', '.join(PARTS)}",
    )
    parser.add_argument("--quick", action="store_true", help="one short round of each")
    arguments = parser.parse_args()
    for name in arguments.parts:
        if name not in PARTS:
            parser.error(f"there is no part {name!r}")
    return arguments


async def _run(arguments: argparse.Namespace) -> bool:
    """Measure and print one part after the other; True if all could be measured."""
    task = asyncio.current_task()
    assert task is not None
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    print(
        f"{os.cpu_count()} processors, Python {platform.python_version()},"
        f" load before the run {os.getloadavg()[0]:.1f}\n",
        flush=True,
    )
    whole = True
    for name in arguments.parts or PARTS:
        part = PARTS[name]
        print(f"## {part.title}\n", flush=True)
        try:
            print(await (part.quick if arguments.quick else part.whole)() + "\n", flush=True)
        except BenchFailed as error:
            print(f"Not measured: {error}\n", flush=True)
            whole = False
    return whole


def main() -> int:
    """Measure and print; what could not be measured is said, with exit code 1."""
    try:
        return 0 if asyncio.run(_run(_arguments())) else 1
    except asyncio.CancelledError:
        return 130


if __name__ == "__main__":
    sys.exit(main())
