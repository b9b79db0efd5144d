"""Follows the simulator's clock, so that moving it there moves the bot's days too."""

import logging
from collections.abc import Awaitable, Callable

import aiohttp

from bot.clock import Clock

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds
APART = 1_500  # milliseconds that two clocks of one machine may differ by the way between them
LONG_MS = 10 * 24 * 3_600_000  # to live through more than that takes too long
PATIENCE = aiohttp.ClientTimeout(total=5)


class Following:
    """Asks an address what time it is, and moves the clock forwards when it is behind."""

    def __init__(self, url: str, clock: Clock) -> None:
        self._url = url
        self._clock = clock

    async def look(self, live: Callable[[int], Awaitable[None]] | None = None) -> None:
        """Move ahead to the time there, never back.

        Who was alive does not leap: they `live` through what was due on the way, so that a clock
        somebody has moved is no outage. Only a leap of many days is one.
        """
        try:
            async with (
                aiohttp.ClientSession(timeout=PATIENCE) as session,
                session.get(self._url) as answer,
            ):
                there = int((await answer.json())["now"])
        except (TimeoutError, aiohttp.ClientError, ValueError, KeyError, TypeError) as error:
            log.warning("the clock to follow does not answer: %s", type(error).__name__)
            return
        behind = there - self._clock.now()
        if behind > APART:
            if live and behind <= LONG_MS:
                await live(there)
            else:
                self._clock.advance(behind)
            log.info("the clock was moved ahead by %d s", behind // 1000)
