"""Updates come in: fetched raw, parsed one by one, handled in units, acknowledged after commit."""

import asyncio
import json
import logging
import random
from collections.abc import Callable
from typing import Any

from telegram.error import Conflict, RetryAfter, TelegramError

from bot.clock import Clock
from bot.delivery import Delivery
from bot.health import Health
from bot.metrics import Metrics
from bot.refusals import seconds_of
from bot.transport import Api
from bot.units import Done, Units
from community.refused import Refused
from storage.engine import Database, StorageFailed
from storage.tx import Tx
from talk.events import Event
from talk.telegram import UnreadableUpdate, read

log = logging.getLogger(__name__)

BATCH = 50  # updates that may share a commit; nobody waits for it to fill
WAIT = 25  # seconds the platform may hold a request for updates open
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
RECOVERY = 5.0  # seconds between two looks whether storage that failed works again
TOASTS = 64  # answers to taps under way at once; they are best effort

Job = Callable[[Tx], Done]


class Intake:
    """Polls, and acknowledges only what is committed."""

    def __init__(
        self,
        database: Database,
        units: Units,
        api: Api,
        delivery: Delivery,
        clock: Clock,
        health: Health,
        metrics: Metrics,
    ) -> None:
        self._database = database
        self._units = units
        self._api = api
        self._delivery = delivery
        self._clock = clock
        self._health = health
        self._metrics = metrics
        self._offset: int | None = None
        self._toasts: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._pushing = asyncio.Lock()  # a person's updates are handled in their order

    async def run(self) -> None:
        """Fetch and handle updates until stopped; no failure ends this."""
        failures = 0
        while not self._stopping.is_set():
            try:
                if self._delivery.held:
                    await self._lead()
                raws = await self._fetch()
                if raws is None:
                    break
                await self.take(raws)
            except (TelegramError, StorageFailed) as error:
                failures += 1
                self._failed(error)
                await self._trouble(error)
                await self._pause(failures)
            else:
                failures = 0
                self._health.well()

    async def _trouble(self, error: Exception) -> None:
        match error:
            case Conflict():
                self._health.troubled("another process fetches the updates of this bot")
            case RetryAfter():
                self._health.troubled("the platform wants us to wait")
                await self._pause_for(seconds_of(error))
            case StorageFailed():
                self._delivery.hold()
                # Nothing is acknowledged: the platform will give the same updates again.
                self._health.troubled("the database cannot keep what arrives")
            case _:
                self._health.troubled(f"no updates: {type(error).__name__}")

    def _failed(self, error: Exception) -> None:
        self._metrics.add("linli_errors_total", part="intake", kind=type(error).__name__)

    def _count(self, outcome: str) -> None:
        self._metrics.add("linli_updates_total", outcome=outcome)

    def stop(self) -> None:
        """Fetch no more; what is in hand is finished."""
        self._stopping.set()

    async def take(self, raws: list[dict[str, Any]]) -> None:
        """Handle updates, at most BATCH to a commit; all are acknowledged when all are kept."""
        for start in range(0, len(raws), BATCH):
            await self._handle(raws[start : start + BATCH])
        # Nothing new: all is confirmed, and after a quiet week the ids begin lower.
        self._offset = max(raw["update_id"] for raw in raws) + 1 if raws else None

    async def listen(self, webhook: dict[str, Any]) -> None:
        """Let the platform push updates until stopped; no failure ends this."""
        failures, told = 0, False
        while not self._stopping.is_set():
            try:
                if self._delivery.held:
                    await self._lead()
                if not told:
                    await self._api.call("setWebhook", webhook)
                    told = True
            except (TelegramError, StorageFailed) as error:
                failures += 1
                self._failed(error)
                await self._trouble(error)
                await self._pause(failures)
            else:
                failures = 0
                self._health.well()
                await self._pause_for(RECOVERY)

    async def push(self, raw: dict[str, Any]) -> bool:
        """Handle one pushed update; False when it could not be kept and must come again."""
        async with self._pushing:
            if self._delivery.held or self._stopping.is_set():
                return False
            try:
                await self._handle([raw])
            except StorageFailed as error:
                self._failed(error)
                await self._trouble(error)
                return False
        return True

    async def _lead(self) -> None:
        """Wait until this is the one process that polls and sends."""
        while not await self._database.lead():
            self._health.troubled("another process of this bot is at work; waiting for it to end")
            await self._pause(failures=3)
            if self._stopping.is_set():
                return
        await self._delivery.resume()

    async def _fetch(self) -> list[dict[str, Any]] | None:
        wait = 0 if self._health.trouble else WAIT  # that all is well again is soon known
        params: dict[str, Any] = {"timeout": wait, "limit": 100, "allowed_updates": ALLOWED}
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

    async def _handle(self, raws: list[dict[str, Any]]) -> None:
        now = self._clock.now()
        events: list[Event] = []
        for raw in raws:
            try:
                events.append(read(raw))
            except UnreadableUpdate as error:
                await self._set_aside(None, raw, str(error))
        jobs = [self._units.handle(event, now) for event in events]
        results = await self._database.batch(jobs)
        bodies = {raw["update_id"]: raw for raw in raws}
        for event, result in zip(events, results, strict=True):
            if isinstance(result, Done):
                self._count("handled")
                self._release(event, result)
            else:
                await self._mend(event, bodies[event.update_id], result)

    async def _mend(self, event: Event, raw: dict[str, Any], failure: Exception) -> None:
        """Deal with an update whose unit was undone."""
        now = self._clock.now()
        if isinstance(failure, Refused):
            job = self._units.refuse(event, failure.reason, now)
            await self._alone(event, raw, job, "refused")
        else:
            self._failed(failure)
            log.error("update %d failed, once more", event.update_id, exc_info=_bare(failure))
            await self._alone(event, raw, self._units.handle(event, now), "handled")

    async def _alone(self, event: Event, raw: dict[str, Any], job: Job, outcome: str) -> None:
        try:
            self._release(event, await self._database.run(job))
            self._count(outcome)
        except StorageFailed:
            raise
        except Refused as refusal:
            job = self._units.refuse(event, refusal.reason, self._clock.now())
            if outcome == "refused":
                await self._set_aside(event, raw, "Refused")
            else:
                await self._alone(event, raw, job, "refused")
        except Exception as error:
            await self._set_aside(event, raw, type(error).__name__)

    async def _set_aside(self, event: Event | None, raw: dict[str, Any], error: str) -> None:
        self._count("set_aside")
        log.error("update %s is set aside: %s", raw["update_id"], error)
        body = json.dumps(raw)
        now = self._clock.now()
        update_id = raw["update_id"]
        try:
            job = self._units.set_aside(event, update_id, error, body, now)
            self._release(event, await self._database.run(job))
        except StorageFailed:
            raise
        except Exception as failure:
            log.error("update %s is kept without a word: %s", update_id, type(failure).__name__)
            await self._database.run(self._units.keep(update_id, error, body, now))

    def _release(self, event: Event | None, done: Done) -> None:
        """After the commit: hand the letters over and answer the tap."""
        self._delivery.offer(done.letters)
        if event is None or event.query_id is None or len(self._toasts) >= TOASTS:
            return
        params: dict[str, Any] = {"callback_query_id": event.query_id}
        if done.toast:
            params |= {"text": done.toast[:200], "show_alert": done.alert}
        task = asyncio.get_running_loop().create_task(self._answer(params))
        self._toasts.add(task)
        task.add_done_callback(self._toasts.discard)

    async def _answer(self, params: dict[str, Any]) -> None:
        try:
            await self._api.call("answerCallbackQuery", params)
        except TelegramError as error:
            log.info("a tap was not answered: %s", type(error).__name__)

    async def _pause(self, failures: int) -> None:
        await self._pause_for(min(15.0, 0.2 * 2 ** min(failures, 7)) * random.uniform(0.5, 1.0))  # noqa: S311

    async def _pause_for(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return


def _bare(failure: Exception) -> tuple[type[Exception], Exception, Any]:
    """The traceback without the error's own words, which may quote what a person wrote."""
    return RuntimeError, RuntimeError(type(failure).__name__), failure.__traceback__
