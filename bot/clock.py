"""The one clock, and what APScheduler wakes by it."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[object]]


class Clock:
    """Tells the time, UTC in milliseconds; tests move it forwards."""

    def __init__(self, wall: Callable[[], int] = time.time_ns) -> None:
        self._wall = wall
        self._ahead = 0

    def now(self) -> int:
        return self.wall() + self._ahead

    def wall(self) -> int:
        """What the machine takes for the time."""
        return self._wall() // 1_000_000

    def steady(self) -> int:
        """Milliseconds that nobody can set."""
        return time.monotonic_ns() // 1_000_000

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

    def every(self, seconds: float, job: Job) -> None:
        """Run the job again and again; one that fails is named in the log and runs again."""

        async def guarded() -> None:
            try:
                await job()
            except asyncio.CancelledError:
                return  # the process ends; APScheduler would call it a failure
            except Exception as error:
                log.error(
                    "%s failed: %s", getattr(job, "__qualname__", "a job"), type(error).__name__
                )

        self._scheduler.add_job(guarded, IntervalTrigger(seconds=seconds))

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)
