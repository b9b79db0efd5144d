"""A ping to an address outside while all is well: that it stops is the alarm of a dead process."""

import logging

import aiohttp

from bot.health import Health

log = logging.getLogger(__name__)

EVERY = 60.0  # seconds
PATIENCE = aiohttp.ClientTimeout(total=10)


class Heartbeat:
    """Pings one address; says nothing while the process is in trouble."""

    def __init__(self, url: str, health: Health) -> None:
        self._url = url
        self._health = health

    async def beat(self) -> None:
        """Ping once, if all is well and this process leads; a ping that fails is only logged."""
        if self._health.trouble is not None or self._health.standby is not None:
            return
        try:
            async with (
                aiohttp.ClientSession(timeout=PATIENCE) as session,
                session.get(self._url) as answer,
            ):
                answer.raise_for_status()
        except (TimeoutError, aiohttp.ClientError) as error:
            # The address is a secret of its own: neither it nor the error's text is logged.
            log.warning("the heartbeat was not heard: %s", type(error).__name__)
