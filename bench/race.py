"""The report beside two idiomatic bots: durable updates a second."""

import sys
from collections.abc import Sequence

from bench.contestants import CONTESTANTS
from bench.measuring import Sample, measured
from bench.report import legend, table, verdict


async def race(rounds: int, seconds: float, levels: Sequence[int]) -> str:
    """Let the bots in turns be talked to by one crowd after the other."""
    samples: list[Sample] = []
    for number in range(1, rounds + 1):
        for contestant in CONTESTANTS:
            found = await measured(contestant, levels, seconds)
            samples += found
            speeds = ", ".join(f"{one.per_second:.0f}/s at {one.in_flight}" for one in found)
            print(f"round {number}, {contestant.name}: {speeds}", file=sys.stderr)
    return "\n\n".join((table(samples), legend(rounds, seconds), verdict(samples)))
