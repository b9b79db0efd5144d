"""Updates come in: fetched raw by the one process that leads, acknowledged once handled."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.error import Conflict, RetryAfter, TelegramError

from bot.delivery import Delivery
from bot.handling import Handling
from bot.health import Health
from bot.refusals import seconds_of
from bot.transport import Api
from storage.engine import Database, StorageFailed

BATCH = 50  # updates that may share a commit; nobody waits for it to fill
MOST = 100  # updates of one request
WAIT = 25  # seconds the platform may hold a request for updates open
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
RECOVERY = 5.0  # seconds between two looks whether storage that failed works again


class Intake:
    """Polls, and acknowledges only what is committed."""

    def __init__(
        self,
        database: Database,
        api: Api,
        delivery: Delivery,
        handling: Handling,
        health: Health,
        begin: Callable[[], Awaitable[None]],
    ) -> None:
        self._database = database
        self._api = api
        self._delivery = delivery
        self._handling = handling
        self._health = health
        self._begin = begin  # what must be done before anything is sent
        self._offset: int | None = None
        self.leads = False
        self._stopping = asyncio.Event()
        self._pushing = asyncio.Lock()  # a person's updates are handled in their order

    async def run(self) -> None:
        """Fetch and handle updates until stopped; no failure ends this."""
        failures = 0
        while not self._stopping.is_set():
            try:
                if self._delivery.held or not self.leads:
                    await self._lead()
                raws = await self._fetch()
                if raws is None:
                    break
                await self.take(raws)
            except (TelegramError, StorageFailed) as error:
                failures += 1
                self._handling.failed(error)
                await self._trouble(error)
                await self._pause(failures)
            else:
                failures = 0
                if len(raws) < MOST or not self._health.starting:
                    self._health.well("intake")

    async def _trouble(self, error: Exception) -> None:
        match error:
            case Conflict():
                self._health.troubled("intake", "another process fetches the updates of this bot")
            case RetryAfter():
                self._health.troubled("intake", "the platform wants us to wait")
                await self._pause_for(seconds_of(error))
            case StorageFailed():
                self._delivery.hold()
                # Nothing is acknowledged: the platform will give the same updates again.
                self._health.troubled("intake", "the database cannot keep what arrives")
            case _:
                self._health.troubled("intake", f"no updates: {type(error).__name__}")

    def stop(self) -> None:
        """Fetch no more; what is in hand is finished."""
        self._stopping.set()

    async def take(self, raws: list[dict[str, Any]]) -> None:
        """Handle updates, at most BATCH to a commit; all are acknowledged when all are kept."""
        for start in range(0, len(raws), BATCH):
            await self._handling.handle(raws[start : start + BATCH])
        # Nothing new: all is confirmed, and after a quiet week the ids begin lower.
        self._offset = max(raw["update_id"] for raw in raws) + 1 if raws else None

    async def listen(self, webhook: dict[str, Any]) -> None:
        """Let the platform push updates until stopped; no failure ends this."""
        failures, told = 0, False
        while not self._stopping.is_set():
            try:
                if self._delivery.held or not self.leads:
                    await self._lead()
                if not told:
                    await self._api.call("setWebhook", webhook)
                    told = True
            except (TelegramError, StorageFailed) as error:
                failures += 1
                self._handling.failed(error)
                await self._trouble(error)
                await self._pause(failures)
            else:
                failures = 0
                self._health.well("intake")
                await self._pause_for(RECOVERY)

    async def push(self, raw: dict[str, Any]) -> bool:
        """Handle one pushed update; False when it could not be kept and must come again."""
        async with self._pushing:
            if self._delivery.held or not self.leads or self._stopping.is_set():
                return False
            try:
                await self._handling.handle([raw])
            except StorageFailed as error:
                self._handling.failed(error)
                await self._trouble(error)
                return False
        return True

    async def lead(self) -> bool:
        """Become the one process that polls, with everything prepared, unless another one is."""
        if not await self._database.lead():
            self.leads = False
        elif not self.leads:
            await self._begin()
            await self._database.ready()
            self.leads = True
        return self.leads

    async def _lead(self) -> None:
        """Wait until this is the one process that polls; until then it may help with the rest."""
        while not await self.lead():
            await self._delivery.resume()
            self._health.stands_by("another process of this bot fetches the updates")
            await self._pause(failures=3)
            if self._stopping.is_set():
                return
        await self._delivery.resume()

    async def _fetch(self) -> list[dict[str, Any]] | None:
        wait = 0 if self._health.trouble else WAIT  # that all is well again is soon known
        params: dict[str, Any] = {"timeout": wait, "limit": MOST, "allowed_updates": ALLOWED}
        if self._offset is not None:
            params["offset"] = self._offset
        fetching = asyncio.ensure_future(self._api.poll(params))
        stopping = asyncio.ensure_future(self._stopping.wait())
        holding = asyncio.ensure_future(self._delivery.lost.wait())
        await asyncio.wait({fetching, stopping, holding}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        holding.cancel()
        if not fetching.done():
            fetching.cancel()
            # Storage failed elsewhere: nothing is fetched before the lead is sure again.
            return None if self._stopping.is_set() else []
        found: list[dict[str, Any]] = fetching.result()
        return found

    async def _pause(self, failures: int) -> None:
        await self._pause_for(min(15.0, 0.2 * 2 ** min(failures, 7)) * random.uniform(0.5, 1.0))  # noqa: S311

    async def _pause_for(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return
