"""What /metrics says, in Prometheus' text; labels are fixed words, never anything personal."""

from collections.abc import Iterable, Mapping
from functools import partial

from aiohttp import web

from bot.clock import Clock
from bot.health import Health
from storage import outbox, timers
from storage.engine import Database, StorageFailed
from storage.outbox import Rank
from storage.tx import Tx

Labels = tuple[tuple[str, str], ...]
Samples = Mapping[Labels, float]

COUNTERS = {
    "linli_updates_total": "Updates by what became of them.",
    "linli_letters_total": "Letters by class and what became of them.",
    "linli_errors_total": "What failed, by part and kind of error.",
    "linli_chores_total": "Slow work by kind and what became of it.",
    "linli_timers_total": "Timers by what became of them.",
    "linli_timer_lateness_seconds_total": "By how much timers fired late, all together.",
}
LEVELS = {
    "linli_shares": "Parts of the chats, of 16, to which this process sends.",
}
GAUGES = {
    "linli_well": "1 while all is well, as /healthz says.",
    "linli_outbox_waiting": "Letters that wait to be sent, by class.",
    "linli_outbox_unknown": "Letters that may have been sent or not, and are not repeated.",
    "linli_timers_due": "Timers whose time has come and that have not fired.",
    "linli_timers_late_seconds": "How long the oldest of them has waited.",
}
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Counts what happens while the process lives."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[Labels, float]] = {name: {} for name in COUNTERS}
        self._levels: dict[str, float] = dict.fromkeys(LEVELS, 0.0)

    def add(self, name: str, amount: float = 1.0, **labels: str) -> None:
        """Count something under its labels."""
        counts, key = self._counts[name], tuple(labels.items())
        counts[key] = counts.get(key, 0.0) + amount

    def set(self, name: str, value: float) -> None:
        """Say how much of something there is now."""
        self._levels[name] = value

    def lines(self) -> Iterable[str]:
        """What was counted and set, as text."""
        for name, samples in self._counts.items():
            yield from _family(name, "counter", COUNTERS[name], samples)
        for name, value in self._levels.items():
            yield from _family(name, "gauge", LEVELS[name], {(): value})


class MetricsPage:
    """Answers a scrape: the counters, and what the tables say now."""

    def __init__(self, metrics: Metrics, database: Database, clock: Clock, health: Health) -> None:
        self._metrics = metrics
        self._database = database
        self._clock = clock
        self._health = health

    async def metrics(self, _request: web.Request) -> web.Response:
        gauges: dict[str, Samples] = {"linli_well": {(): float(self._health.trouble is None)}}
        try:
            gauges |= await self._database.read(partial(_gauges, now=self._clock.now()))
        except StorageFailed:
            self._metrics.add("linli_errors_total", part="metrics", kind="StorageFailed")
        lines = [*self._metrics.lines()]
        for name, samples in gauges.items():
            lines += _family(name, "gauge", GAUGES[name], samples)
        body = "\n".join([*lines, ""]).encode()
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE})


def _gauges(tx: Tx, now: int) -> dict[str, Samples]:
    lengths = outbox.lengths(tx)
    count, oldest = timers.overdue(tx, now)
    return {
        "linli_outbox_waiting": {
            (("rank", rank.name.lower()),): float(lengths.get(rank, 0)) for rank in Rank
        },
        "linli_outbox_unknown": {(): float(outbox.unknown(tx))},
        "linli_timers_due": {(): float(count)},
        "linli_timers_late_seconds": {(): (now - oldest) / 1000 if oldest else 0.0},
    }


def _family(name: str, kind: str, about: str, samples: Samples) -> Iterable[str]:
    yield f"# HELP {name} {about}"
    yield f"# TYPE {name} {kind}"
    for labels, value in samples.items():
        inside = ",".join(f'{label}="{text}"' for label, text in labels)
        yield f"{name}{{{inside}}} {value:.15g}" if inside else f"{name} {value:.15g}"
