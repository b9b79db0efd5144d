"""Updates are handled: each in a unit; one that raises is tried once more, then set aside."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

from telegram.error import TelegramError

from bot.clock import Clock
from bot.delivery import Delivery
from bot.metrics import Metrics
from bot.transport import Api
from bot.units import Done, Units
from community.refused import Refused
from storage.engine import Database, StorageFailed
from storage.tx import Tx
from talk.events import Event
from talk.telegram import UnreadableUpdate, read

log = logging.getLogger(__name__)

TOASTS = 64  # answers to taps under way at once; they are best effort

Job = Callable[[Tx], Done]


class Handling:
    """Handles updates that have come in, however they came."""

    def __init__(
        self,
        database: Database,
        units: Units,
        api: Api,
        delivery: Delivery,
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self._database = database
        self._units = units
        self._api = api
        self._delivery = delivery
        self._clock = clock
        self._metrics = metrics
        self._toasts: set[asyncio.Task[None]] = set()

    def failed(self, error: Exception) -> None:
        """Count an error."""
        self._metrics.add("linli_errors_total", part="intake", kind=type(error).__name__)

    def _count(self, outcome: str) -> None:
        self._metrics.add("linli_updates_total", outcome=outcome)

    async def handle(self, raws: list[dict[str, Any]]) -> None:
        """Handle updates, together as far as that can be; they are kept when this returns."""
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
            job = self._units.refuse(event, failure, now)
            await self._alone(event, raw, job, "refused")
        else:
            self.failed(failure)
            log.error("update %d failed, once more", event.update_id, exc_info=_bare(failure))
            await self._alone(event, raw, self._units.handle(event, now), "handled")

    async def _alone(self, event: Event, raw: dict[str, Any], job: Job, outcome: str) -> None:
        try:
            self._release(event, await self._database.run(job))
            self._count(outcome)
        except StorageFailed:
            raise
        except Refused as refusal:
            job = self._units.refuse(event, refusal, self._clock.now())
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
        if event is not None:
            await self._note(event, now)
        try:
            job = self._units.set_aside(event, update_id, error, body, now)
            self._release(event, await self._database.run(job))
        except StorageFailed:
            raise
        except Exception as failure:
            log.error("update %s is kept without a word: %s", update_id, type(failure).__name__)
            await self._database.run(self._units.keep(update_id, error, body, now))

    async def _note(self, event: Event, now: int) -> None:
        """Let what somebody did be a sign of life, whatever else is to become of it."""
        try:
            self._release(event, await self._database.run(self._units.sign(event, now)))
        except StorageFailed:
            raise
        except Exception as failure:
            log.error("a sign of life is lost: %s", type(failure).__name__)

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


def _bare(failure: Exception) -> tuple[type[Exception], Exception, Any]:
    """The traceback without the error's own words, which may quote what a person wrote."""
    return RuntimeError, RuntimeError(type(failure).__name__), failure.__traceback__
