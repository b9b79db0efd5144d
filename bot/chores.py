"""Slow work: claimed in one unit, done outside the database, applied in another."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from telegram.error import BadRequest, Forbidden

from bot.apart import apart
from bot.clock import Clock
from bot.delivery import Delivery
from bot.metrics import Metrics
from bot.transport import Api, FileTooLarge
from bot.units import Units
from community.refused import Refused
from storage import chores
from storage.chores import Asked
from storage.engine import Database, Job, StorageFailed
from storage.kept import Kept
from talk.chores import Hopeless

log = logging.getLogger(__name__)

T = TypeVar("T")

HANDS = 2  # chores at once, so that memory stays bounded
WORK_MOST = 120.0  # seconds
LEASE_MS = 180_000  # after that a worker of another process counts as gone
PAUSE_MS = 10_000  # before the second try; three times as long before each further one
PAUSE_MOST_MS = 3_600_000


class Toolbox:
    """What the work of chores may use."""

    def __init__(self, database: Database, api: Api, kept: Kept) -> None:
        self.kept = kept
        self._database = database
        self._api = api

    async def fetch(self, file_id: str, most: int) -> bytes:
        try:
            return await self._api.download(file_id, most)
        except (BadRequest, Forbidden, FileTooLarge) as error:
            raise Hopeless(type(error).__name__) from None

    async def read(self, job: Job[T]) -> T:
        return await self._database.read(job)

    async def compute(self, work: Callable[..., T], *given: object) -> T:
        return await asyncio.to_thread(work, *given)

    async def apart(self, work: Callable[..., T], *given: object) -> T:
        return await apart(work, *given)


class Chores:
    """Does what units have asked for, the longest waiting first; killed at any instant, again."""

    def __init__(
        self,
        database: Database,
        units: Units,
        delivery: Delivery,
        tools: Toolbox,
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self._database = database
        self._units = units
        self._delivery = delivery
        self._tools = tools
        self._clock = clock
        self._metrics = metrics
        self._hands: set[asyncio.Task[None]] = set()
        self._looking = asyncio.Lock()

    async def begin(self) -> None:
        """Take up what was left half done; on PostgreSQL another process may still be at it."""
        if self._database.dialect == "sqlite":
            await self._database.run(partial(chores.free, now=self._clock.now()))

    async def look(self) -> None:
        """Begin what is due, as far as hands are free."""
        async with self._looking:
            while len(self._hands) < HANDS and self._delivery.works:
                asked = await self._claim()
                if asked is None:
                    return
                hand = asyncio.create_task(self._do(asked))
                self._hands.add(hand)
                hand.add_done_callback(self._laid_down)

    async def all_done(self) -> None:
        """Do everything that is due."""
        await self.look()
        while self._hands:
            await asyncio.wait(set(self._hands))
            await self.look()

    async def stop(self) -> None:
        """Drop what is half done; it is begun again after the next start."""
        for hand in self._hands:
            hand.cancel()
        await asyncio.gather(*self._hands, return_exceptions=True)

    def _laid_down(self, hand: asyncio.Task[None]) -> None:
        self._hands.discard(hand)
        if not hand.cancelled() and (error := hand.exception()):
            log.error("a chore cannot even be given up: %s", type(error).__name__)

    async def _claim(self) -> Asked | None:
        now = self._clock.now()
        return await self._database.run(partial(chores.claim, now=now, until=now + LEASE_MS))

    async def _do(self, asked: Asked) -> None:
        """One try: work, then apply; what fails is tried again later or given up."""
        try:
            chore = self._units.registry.chores[asked.kind]
            if asked.tries > chore.tries:  # its worker was killed each time
                raise Hopeless
            async with asyncio.timeout(WORK_MOST):
                result = await chore.work(self._tools, asked)
            done = await self._database.run(self._units.apply(asked, result, self._clock.now()))
            self._delivery.offer(done.letters)
            self._count(asked, "done")
        except StorageFailed:
            log.warning("storage failed; %s is tried again", asked.kind)
        except Exception as error:
            await self._failed(asked, error)

    async def _failed(self, asked: Asked, error: Exception) -> None:
        chore = self._units.registry.chores.get(asked.kind)
        self._metrics.add("linli_errors_total", part="chores", kind=type(error).__name__)
        hopeless = isinstance(error, Hopeless | Refused) or chore is None
        now = self._clock.now()
        try:
            if not hopeless and chore and asked.tries < chore.tries:
                log.warning("%s: %s, try %d", asked.kind, type(error).__name__, asked.tries)
                pause = min(PAUSE_MOST_MS, PAUSE_MS * 3 ** (asked.tries - 1))
                await self._database.run(partial(chores.put_back, asked=asked, due=now + pause))
                return
            if not hopeless:
                log.error("%s is given up: %s", asked.kind, type(error).__name__)
            done = await self._database.run(self._units.give_up(asked, now))
            self._delivery.offer(done.letters)
            self._count(asked, "failed")
        except StorageFailed:
            log.warning("storage failed; %s is tried again", asked.kind)

    def _count(self, asked: Asked, state: str) -> None:
        self._metrics.add("linli_chores_total", kind=asked.kind, state=state)
