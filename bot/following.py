"""Follows the simulator's clock, so that moving it there moves the bot's days too."""

import logging

import aiohttp

from bot.clock import Clock

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds
APART = 1_500  # milliseconds that two clocks of one machine may differ by the way between them
PATIENCE = aiohttp.ClientTimeout(total=5)


class Following:
    """Asks an address what time it is, and moves the clock forwards when it is behind."""

    def __init__(self, url: str, clock: Clock) -> None:
        self._url = url
        self._clock = clock

    async def look(self) -> None:
        """Move ahead to the time there; never back."""
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
            self._clock.advance(behind)
            log.info("the clock was moved ahead by %d s", behind // 1000)
