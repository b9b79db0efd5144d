"""python -m bench: durable updates a second of the report, beside two idiomatic bots."""

import argparse
import asyncio
import os
import platform
import signal
import sys

from bench.contestants import CONTESTANTS
from bench.measuring import BenchFailed, Sample, measured
from bench.report import legend, table, verdict


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round of two seconds")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=6.0, help="with each crowd")
    parser.add_argument("--levels", type=int, nargs="+", default=[1, 50, 500], help="in flight")
    names = [one.name for one in CONTESTANTS]
    parser.add_argument("--only", choices=names, nargs="+", default=names, help="which bots")
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.rounds, arguments.seconds = 1, 2.0
    return arguments


async def _rounds(arguments: argparse.Namespace) -> list[Sample]:
    samples: list[Sample] = []
    for number in range(1, arguments.rounds + 1):
        for contestant in CONTESTANTS:
            if contestant.name in arguments.only:
                found = await measured(contestant, arguments.levels, arguments.seconds)
                samples += found
                speeds = ", ".join(f"{one.per_second:.0f}/s at {one.in_flight}" for one in found)
                print(f"round {number}, {contestant.name}: {speeds}", file=sys.stderr)
    return samples


async def _run(arguments: argparse.Namespace) -> None:
    task = asyncio.current_task()
    assert task is not None
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    load = os.getloadavg()[0]
    samples = await _rounds(arguments)
    print(
        f"{os.cpu_count()} processors, Python {platform.python_version()},"
        f" load before the run {load:.1f}\n"
    )
    print(table(samples), legend(arguments.rounds, arguments.seconds), sep="\n\n")
    print("\n" + verdict(samples))


def main() -> int:
    """Measure and print; a bot that fails is said, with exit code 1."""
    try:
        asyncio.run(_run(_arguments()))
    except BenchFailed as error:
        print(error, file=sys.stderr)
        return 1
    except asyncio.CancelledError:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
