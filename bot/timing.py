"""Timers fire: each due row is one unit with its effect."""

import logging
from collections.abc import Sequence
from itertools import groupby

from bot.agreement import Agreement
from bot.clock import Clock
from bot.delivery import Delivery
from bot.health import Health
from bot.metrics import Metrics
from bot.units import Done, Units
from storage import timers
from storage.engine import Database, StorageFailed
from storage.timers import Timer

log = logging.getLogger(__name__)

AT_ONCE, LEAST = 200, 25  # of those due, how many are judged before others have their turn
TURN_MS = 250  # that others wait meanwhile
AWAY_MS = 30_000  # between two looks: then nobody was looking


class Timing:
    """Looks for timers whose time has come; APScheduler only wakes it."""

    def __init__(
        self,
        database: Database,
        units: Units,
        delivery: Delivery,
        clock: Clock,
        health: Health,
        metrics: Metrics,
        agreement: Agreement,
    ) -> None:
        self._database = database
        self._units = units
        self._delivery = delivery
        self._clock = clock
        self._health = health
        self._metrics = metrics
        self._agreement = agreement
        self._stretch = AT_ONCE // 4
        self._looked: int | None = None  # when somebody last looked
        self._since = 0  # since when somebody has looked all the time

    async def scan(self) -> None:
        """Fire all that is due, the longest waiting first."""
        if not self._delivery.works or self._agreement.silent or self._health.starting:
            # What nobody could be told is judged once, when they can; and who has answered while
            # nobody listened is neither asked nor missed.
            self._looked = None
            return
        try:
            while await self._fire_some():
                pass
            self._health.well("timing")
        except StorageFailed:
            self._delivery.hold()
            self._health.troubled("timing", "the database cannot keep what is due")
            self._metrics.add("linli_errors_total", part="timing", kind="StorageFailed")

    async def live_until(self, then: int) -> None:
        """Let the clock go on to a moment; what is due on the way is fired at its time."""
        while at := await self._next_due(then):
            self._clock.advance(max(0, at - self._clock.now()))
            await self.scan()
        self._clock.advance(max(0, then - self._clock.now()))

    async def _next_due(self, until: int) -> int | None:
        now = self._clock.now()
        return await self._database.run(lambda tx: timers.next_due(tx, now, until))

    async def _fire_some(self) -> bool:
        off = self._agreement.off
        held = self._units.registry.ladders if off else frozenset[str]()
        # An alarm rather sounds early: a clock that is behind delays nothing but ladders.
        now = self._clock.now() + max(0, -off)
        self._look(now)
        stretch = self._stretch
        due = await self._database.run(lambda tx: timers.due(tx, now, stretch, held))
        if not due:
            return False
        began = self._clock.steady()
        # Where so many are due that it takes a while, none of them is late for that: nobody slept.
        await self._fire(self._crowds(due), max(due[-1].due, min(self._since, now)))
        self._look(self._clock.now() + max(0, -off))
        if len(due) < stretch:
            return False
        self._stretch = _measured(stretch, self._clock.steady() - began)
        return True

    def _look(self, now: int) -> None:
        if self._looked is None or now - self._looked > AWAY_MS:
            self._since = now
        self._looked = now

    def _crowds(self, due: Sequence[Timer]) -> list[Sequence[Timer]]:
        """Those of which many come due at once together, each of the others by itself."""
        crowds: list[Sequence[Timer]] = []
        for kind, together in groupby(due, lambda timer: timer.kind):
            if kind in self._units.registry.crowds:
                crowds.append([*together])
            else:
                crowds += [[timer] for timer in together]
        return crowds

    async def _fire(self, crowds: Sequence[Sequence[Timer]], now: int) -> None:
        """Fire each crowd in a unit; one of which any raises is fired one by one."""
        units = [self._units.fire(crowd, now) for crowd in crowds]
        for crowd, result in zip(crowds, await self._database.batch(units), strict=True):
            if isinstance(result, Exception) and len(crowd) > 1:
                await self._fire([[timer] for timer in crowd], now)
                continue
            for timer in crowd:
                self._count(timer, result)
            if isinstance(result, Exception):
                result = await self._once_more(crowd[0], now)
            self._delivery.offer(result.letters)

    async def _once_more(self, timer: Timer, now: int) -> Done:
        """Fire a timer again, alone; one that fails twice is set aside."""
        try:
            return await self._database.run(self._units.fire([timer], now))
        except StorageFailed:
            raise
        except Exception as error:
            name = type(error).__name__
            log.error("timer %s is set aside: %s", timer.kind, name)
            return await self._set_aside(timer, name, now)

    async def _set_aside(self, timer: Timer, error: str, now: int) -> Done:
        """Set a timer aside; where its fallback raises, too, it is tried again later."""
        try:
            return await self._database.run(self._units.drop(timer, error, now))
        except StorageFailed:
            raise
        except Exception as again:
            log.error("the fallback of timer %s raises: %s", timer.kind, type(again).__name__)
            return await self._database.run(self._units.put_off(timer, error, now))

    def _count(self, timer: Timer, result: object) -> None:
        late = max(0, self._clock.now() - timer.due) / 1000
        state = "set_aside" if isinstance(result, Exception) else "fired"
        self._metrics.add("linli_timers_total", kind=timer.kind, state=state)
        self._metrics.add("linli_timer_lateness_seconds_total", late)
        if isinstance(result, Exception):
            self._metrics.add("linli_errors_total", part="timing", kind=type(result).__name__)


def _measured(stretch: int, took: int) -> int:
    """How many come next: an alarm that somebody raises meanwhile shall not wait for long."""
    if took > TURN_MS:
        return max(LEAST, stretch // 2)
    return min(AT_ONCE, stretch * 2) if took < TURN_MS // 2 else stretch
