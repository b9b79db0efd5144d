"""What goes wrong in a year: the process dead, the platform away, the clock wrong."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from community.deadlines import DAY_MS, HOUR_MS, MINUTE_MS

SECOND_MS = 1_000
JUMPS = (-HOUR_MS, HOUR_MS)


class Kind(StrEnum):
    """What is wrong for a while."""

    PROCESS = "process dead"
    KILL = "killed in the middle of a transaction"
    PLATFORM = "platform away"
    CLOCK = "clock wrong"


@dataclass(frozen=True, slots=True)
class Trouble:
    """From when until when, in UTC milliseconds; by how much a wrong clock is ahead."""

    begin: int
    end: int
    kind: Kind
    jump: int = 0


# How often a day, and how long: from, to.
CLIMATE = {
    Kind.PROCESS: (0.5, SECOND_MS, 2 * HOUR_MS),
    Kind.KILL: (1.0, SECOND_MS, 2 * MINUTE_MS),
    Kind.PLATFORM: (0.25, 2 * MINUTE_MS, 5 * HOUR_MS),
    Kind.CLOCK: (0.2, 10 * SECOND_MS, 3 * MINUTE_MS),
}
LONG = (0.005, DAY_MS // 2, 3 * DAY_MS)  # now and then the process is dead for days


def forecast(begin: int, days: int, rng: random.Random) -> list[Trouble]:
    """The troubles of so many days, one after the other."""
    found = sorted(_all(begin, days, rng), key=lambda one: one.begin)
    apart: list[Trouble] = []
    for one in found:
        if not apart or one.begin > apart[-1].end + HOUR_MS:
            apart.append(one)
    return apart


def _all(begin: int, days: int, rng: random.Random) -> Iterator[Trouble]:
    kinds = [*CLIMATE.items(), (Kind.PROCESS, LONG)]
    for kind, (often, shortest, longest) in kinds:
        for _each in range(round(often * days)):
            at = begin + rng.randrange(days * DAY_MS)
            jump = rng.choice(JUMPS) if kind is Kind.CLOCK else 0
            yield Trouble(at, at + rng.randrange(shortest, longest), kind, jump)
