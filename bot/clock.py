"""The one clock, and what APScheduler wakes by it."""

import time
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger


class Clock:
    """Tells the time, UTC in milliseconds; tests move it forwards."""

    def __init__(self) -> None:
        self._ahead = 0

    def now(self) -> int:
        return time.time_ns() // 1_000_000 + self._ahead

    def advance(self, milliseconds: int) -> None:
        """Move time forwards, never back."""
        assert milliseconds >= 0
        self._ahead += milliseconds


class Waker:
    """Wakes the scans. It holds nothing whose loss matters: what is due stands in rows."""

    def __init__(self) -> None:
        # A late run is a run: the default grace of one second drops jobs of a stalled loop.
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(job_defaults=defaults, timezone="UTC")

    def every(self, seconds: float, job: Callable[[], Awaitable[object]]) -> None:
        self._scheduler.add_job(job, IntervalTrigger(seconds=seconds))

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)
