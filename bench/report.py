"""The samples as a table: medians over the rounds, and of the ratios within each round."""

from collections.abc import Sequence
from statistics import median

from bench.contestants import CONTESTANTS, OURS
from bench.measuring import Sample

HEAD = (
    "| in flight | bot | updates/s | ours is | p50 ms | p99 ms | CPU ms/update | bot CPU"
    " | simulator CPU | peak MB |\n"
    "|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|"
)
TARGETS = {"ConversationHandler": 3.0, "aiogram": 1.5}
AT = 50


def table(samples: Sequence[Sample]) -> str:
    """One row for each bot and crowd, in Markdown."""
    rows = [HEAD]
    for level in sorted({sample.in_flight for sample in samples}):
        for contestant in CONTESTANTS:
            found = _of(samples, contestant.name, level)
            if found:
                rows.append(_row(found, _times(_of(samples, OURS.name, level), found)))
    return "\n".join(rows)


def verdict(samples: Sequence[Sample]) -> str:
    """What was aimed at, and what came of it."""
    ours = _of(samples, OURS.name, AT)
    lines = []
    for name, target in TARGETS.items():
        times = _times(ours, _of(samples, name, AT))
        if times is not None:
            said = "reached" if times >= target else "NOT reached"
            lines.append(f"At {AT} in flight: {times:.2f} × {name} (aim: {target} ×, {said}).")
    return "\n".join(lines)


def legend(rounds: int, seconds: float) -> str:
    """How to read the table."""
    keeps = "; ".join(f"{one.name}: {one.keeps}" for one in CONTESTANTS)
    return (
        f"Medians of {rounds} rounds of {seconds:g} s, the bots in turns. An update is a message or"
        " a tap of a reporter, from sending it to seeing the message or edit that answers it."
        f" What each keeps through a kill — {keeps}. Ours also takes the buttons off questions"
        " answered in words and shows every report to staff; those messages are not counted."
        " CPU is of one processor. Where the simulator's is near 100 %, it is the limit."
    )


def _of(samples: Sequence[Sample], name: str, level: int) -> list[Sample]:
    return [one for one in samples if one.contestant == name and one.in_flight == level]


def _times(ours: Sequence[Sample], theirs: Sequence[Sample]) -> float | None:
    """How many times faster ours is: the machine's moods are the same within a round."""
    pairs = zip(ours, theirs, strict=False)
    ratios = [one.per_second / other.per_second for one, other in pairs]
    return median(ratios) if ratios else None


def _row(found: Sequence[Sample], times: float | None) -> str:
    first = found[0]
    cells = (
        str(first.in_flight),
        first.contestant,
        f"{median(one.per_second for one in found):.0f}",
        f"{times:.2f} ×" if times else "",
        f"{median(one.latency_ms(0.5) for one in found):.1f}",
        f"{median(one.latency_ms(0.99) for one in found):.1f}",
        f"{median(one.cpu_ms for one in found):.2f}",
        f"{median(one.bot_share for one in found):.0%}",
        f"{median(one.simulator_share for one in found):.0%}",
        f"{max(one.peak_megabytes for one in found):.0f}",
    )
    return "| " + " | ".join(cells) + " |"
