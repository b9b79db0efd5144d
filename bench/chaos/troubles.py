"""What befalls a life besides its end, and whether it really did."""

import random
import time
from collections.abc import Awaitable, Callable

from bench.chaos.child import Child
from bench.chaos.ground import Ground
from bench.chaos.watched import Watched

PATIENCE = 90.0  # seconds until a trouble that shows no effect has not happened
AWAY = (1.0, 2.5)  # seconds the platform answers nothing, at least, and until it was asked
ASKS_AGAIN = 0.1  # seconds between two looks whether it has been asked in vain
AHEAD = 45.0  # seconds the clock jumps
KEEPS_NOTHING = r"cannot keep what arrives|storage failed"
MOVED = r"the clock was moved ahead"
KILLED = 0.5  # how many of those that can keep nothing are killed before they can again
PLATFORM_AWAY, CLOCK_AHEAD, SECOND_PROCESS = "platform away", "clock ahead", "second process"


class Troubles:
    """One after the other, each proven by what the bot itself says or asks."""

    def __init__(
        self,
        ground: Ground,
        telegram: Watched,
        rng: random.Random,
        start: Callable[[], Awaitable[Child]],
    ) -> None:
        self._ground = ground
        self._telegram = telegram
        self._rng = rng
        self._start = start
        self._kinds = (*ground.troubles(0), PLATFORM_AWAY, CLOCK_AHEAD, SECOND_PROCESS)
        self.counts = {("trouble", kind): 0 for kind in self._kinds}

    def of(self, life: int, every: int) -> str | None:
        """The trouble of a life, if it has one."""
        number, rest = divmod(life, every)
        return self._kinds[number % len(self._kinds)] if rest == every // 2 else None

    def count(self, kind: str, target: str, happened: bool) -> None:
        """Note whether something really happened."""
        self.counts[kind, target] = self.counts.get((kind, target), 0) + happened

    async def befall(self, kind: str, child: Child) -> Child:
        """Let it happen to a bot that listens; returns the bot that goes on."""
        happened = True
        if kind == PLATFORM_AWAY:
            happened = await self._away(child)
        elif kind == CLOCK_AHEAD:
            self._telegram.hands.forward(AHEAD)
            await child.until(child.says(MOVED), PATIENCE)
        elif kind == SECOND_PROCESS:
            child = await self._overtaken(child)
        else:
            await self._unwritable(kind, child)
        self.count("trouble", kind, happened)
        return child

    async def _unwritable(self, kind: str, child: Child) -> None:
        """The bot says that it can keep nothing; left alone it recovers, if it is not killed."""
        with self._ground.troubles(child.pid)[kind]:
            await child.until(child.says(KEEPS_NOTHING), PATIENCE)
            if self._rng.random() < KILLED:
                await child.kill()
        if child.alive:
            await self._polls(child)

    async def _away(self, child: Child) -> bool:
        before = self._telegram.in_vain
        self._telegram.down = True
        await child.lives(self._rng.uniform(*AWAY))
        until = time.monotonic() + PATIENCE
        while self._telegram.in_vain == before and time.monotonic() < until:
            await child.lives(ASKS_AGAIN)
        self._telegram.down = False
        await self._polls(child)
        return self._telegram.in_vain > before

    async def _overtaken(self, first: Child) -> Child:
        """A second process finds the first there, which is killed, and goes on in its place."""
        second = await self._start()
        await second.until(second.says(self._ground.waits), PATIENCE)
        await first.kill()
        await self._polls(second)
        await first.bury()
        return second

    async def _polls(self, child: Child) -> None:
        self._telegram.polled.clear()
        await child.until(self._telegram.polled, PATIENCE)
