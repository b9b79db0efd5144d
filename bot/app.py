"""The running process: every part made once and tied together."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial, wraps
from typing import Any

from aiohttp import web
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.agreement import LOOK as COMPARE
from bot.agreement import Agreeing, Agreement
from bot.backups import LOOK, Backups, folder_of
from bot.chores import Chores, Toolbox
from bot.clock import Clock, Job, Waker
from bot.delivery import Delivery
from bot.following import EVERY as FOLLOW
from bot.following import Following
from bot.gate import Gate
from bot.handling import Handling
from bot.health import Health
from bot.heartbeat import EVERY, Heartbeat
from bot.intake import Intake
from bot.listening import serve
from bot.marking import EVERY as MARK
from bot.marking import Marking
from bot.metrics import Metrics, MetricsPage
from bot.pacing import Pacing
from bot.refusals import seconds_of
from bot.settings import Settings
from bot.systemd import Systemd
from bot.timing import Timing
from bot.transport import Api
from bot.units import Units
from bot.webhook import Webhook
from community import appointments, calendar, joining, places, upkeep
from handlers import (
    calendar as calendar_handlers,
)
from handlers import (
    duty,
    groups,
    issues,
    jobs,
    matchmaking,
    mediation,
    sheets,
    wishes,
)
from handlers import (
    media as media_handlers,
)
from handlers import (
    people as people_handlers,
)
from handlers import (
    places as place_handlers,
)
from handlers import (
    upkeep as upkeep_handlers,
)
from handlers.desk import desk
from handlers.figures import figures
from handlers.people import imports
from storage import chores, drafts, duty_groups, outbox, reads, shown, updates
from storage.cipher import Cipher
from storage.engine import Database
from storage.kept import Kept
from storage.ledger import Ledger
from storage.lock import Busy
from storage.opening import open_database
from storage.tx import Tx
from talk import menus, notices
from talk.filling import KEPT_MS
from talk.quiet import NEVER, Hours
from talk.registry import Registry
from talk.reminders import reminding
from talk.words import LANGUAGES

log = logging.getLogger(__name__)

BROUGHT = (
    people_handlers.CAPABILITY,
    imports.CAPABILITY,
    place_handlers.CAPABILITY,
    duty.CAPABILITY,
    wishes.CAPABILITY,  # before reports: whatever is said after 🙋 is no complaint
    issues.CAPABILITY,
    mediation.CAPABILITY,
    jobs.CAPABILITY,
    matchmaking.CAPABILITY,
    matchmaking.COMPLAINTS,
    calendar_handlers.CAPABILITY,
    groups.CAPABILITY,
    sheets.CAPABILITY,
    media_handlers.CAPABILITY,
    upkeep_handlers.CAPABILITY,
)
CAPABILITIES = (*BROUGHT, desk(BROUGHT), figures(BROUGHT), reminding(BROUGHT))
SCAN = 1.0  # seconds between two looks at the timers
SHARE = 1.0  # seconds between two looks at what the other processes do
RELOAD = 5.0  # seconds between two looks for letters that are not in hand
HOUSEKEEPING = 3600.0
LAST_WRITE = 2.0  # seconds, after the last sends
IN_GROUPS = {"scope": {"type": "all_group_chats"}}
FIRST_TRIES = (0.2, 0.5, 1.0, 2.0)  # seconds between the tries at the start


class App:
    """What runs while the process lives."""

    def __init__(
        self,
        database: Database,
        api: Api,
        registry: Registry,
        settings: Settings,
        agreement: Agreement,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self.health = Health()
        self.metrics = Metrics()
        self.database = database
        self.registry = registry
        self.clock = clock
        pacing = Pacing(limits=settings.pacing == "telegram")
        kept = Kept(settings.media_folder, Cipher.from_secret(settings.secret_key))
        self.delivery = Delivery(database, api, pacing, clock, self.metrics, kept)
        gate = Gate(settings.updates_a_minute, registry.urgent)
        folder = folder_of(settings)
        ledger = Ledger(folder / "erased") if folder else None
        self.units = units = Units(registry, settings.admin_ids, settings.language, gate, ledger)
        handling = Handling(database, units, api, self.delivery, clock, self.metrics)
        self.intake = Intake(database, api, self.delivery, handling, self.health, self.begin)
        self.agreement = agreement
        self.agreeing = Agreeing(agreement, database, api, units, self.delivery, clock)
        self.timing = Timing(
            database, units, self.delivery, clock, self.health, self.metrics, agreement
        )
        tools = Toolbox(database, api, kept)
        self.chores = Chores(database, units, self.delivery, tools, clock, self.metrics)
        self._marking = Marking(database, units, folder, clock) if folder else None
        url, secret = settings.webhook_url, settings.webhook_secret
        self._webhook = Webhook(self.intake, url, secret) if url else None
        self._following = Following(settings.clock_url, clock) if settings.clock_url else None
        self._retention_days = settings.retention_days
        self.backups = Backups(settings, clock, self.metrics)
        url = settings.heartbeat_url
        self._heartbeat = Heartbeat(url, self.health) if url else None
        self._systemd = Systemd()

    async def run(self) -> None:
        """Work until stopped; what is in hand is finished, the rest is kept."""
        waker = Waker()
        waker.every(SCAN, self.timing.scan)
        waker.every(SCAN, self.chores.look)
        waker.every(SHARE, self.delivery.share)
        waker.every(RELOAD, self.delivery.load)
        waker.every(COMPARE, self.agreeing.look)
        waker.every(HOUSEKEEPING, self._leading(self.tidy))
        waker.every(LOOK, self._leading(self.back_up))
        if self._marking:
            waker.every(MARK, self._leading(self._marking.move))
        if self._heartbeat:
            waker.every(EVERY, self._heartbeat.beat)
        if self._following:
            waker.every(FOLLOW, self.follow)
        if self._systemd.every:
            waker.every(self._systemd.every, self._systemd.alive)
        waker.start()
        self._systemd.ready()
        writing = asyncio.create_task(self.delivery.results.write())
        try:
            if self._webhook:
                await self.intake.listen(self._webhook.params())
            else:
                await self.intake.run()
        finally:
            waker.stop()
            await self.chores.stop()
            await self.delivery.stop()
            with suppress(TimeoutError):  # what cannot be written back now is sent once more
                await asyncio.wait_for(writing, LAST_WRITE)

    def stop(self) -> None:
        self.intake.stop()

    def routes(self) -> list[web.RouteDef]:
        """What is served on LISTEN."""
        page = MetricsPage(self.metrics, self.database, self.clock, self.health)
        pages = [web.get("/healthz", self.health.healthz), web.get("/metrics", page.metrics)]
        return [*pages, self._webhook.route()] if self._webhook else pages

    def _leading(self, job: Job) -> Job:
        """The job, left to the process that leads, and to a time that can be trusted."""

        @wraps(job)
        async def alone() -> None:
            if self.intake.leads and not self.agreement.off:
                await job()

        return alone

    async def begin(self) -> None:
        """What must be done before anything is sent, by the process that leads."""
        now = self.clock.now()
        prepare = partial(_prepare, registry=self.registry, settings=self._settings, now=now)
        await self.database.run(prepare)
        if self._marking:
            await self._marking.begin()
        await self.chores.begin()

    async def follow(self) -> None:
        """Move the clock on with the one to follow, if there is one."""
        if self._following:
            await self._following.look()

    async def back_up(self) -> None:
        """Take a backup if one is due; from the next moment on it is an older copy."""
        if await self.backups.when_due() and self._marking:
            await self._marking.move()

    async def tidy(self) -> None:
        """Forget what has been kept long enough."""
        now = self.clock.now()
        forget = partial(_tidy, days=self._retention_days, now=now)
        done = await self.database.run(self.units.tidy(forget, now))
        self.delivery.offer(done.letters)


@asynccontextmanager
async def built(settings: Settings, clock: Clock | None = None) -> AsyncIterator[App]:
    """The app with its database open and its token accepted."""
    clock = clock or Clock()
    async with AsyncExitStack() as stack:
        database = await _patiently_opened(settings)
        stack.push_async_callback(database.close)
        await database.migrate(clock.now())
        api = await stack.enter_async_context(Api(settings.bot_api_url, settings.bot_token))
        # In trials the time is what somebody moves it on to.
        agreement = Agreement(clock, watched=not settings.clock_url)
        api.on_date(agreement.hear)  # from the first answer on: before any deadline is judged
        me = await _patiently(api, "getMe", {})
        hours = Hours.read(settings.quiet_hours) or NEVER
        registry = Registry(
            CAPABILITIES,
            me["username"],
            hours,
            pushes=settings.notices_a_day,
            steady=settings.double_tap_ms,
            reports=settings.reports_at_once,
        )
        await _announce(api, registry)
        if not settings.webhook_url:
            await _patiently(api, "deleteWebhook", {})  # with one, fetching is refused
        app = App(database, api, registry, settings, agreement, clock)
        await app.follow()  # ids and deadlines are of that time from the first one on
        await app.intake.lead()
        if settings.listen:
            runner = await serve(settings.listen, app.routes())
            stack.push_async_callback(runner.cleanup)
        yield app


async def _patiently_opened(settings: Settings) -> Database:
    """Open the database; while another process holds the file, wait for it to end."""
    said = False
    while True:
        try:
            return await open_database(
                settings.database_url, Cipher.from_secret(settings.secret_key)
            )
        except Busy as error:
            if not said:
                log.warning("%s; waiting for it to end", error)
                said = True
            await asyncio.sleep(SHARE)


def _prepare(tx: Tx, registry: Registry, settings: Settings, now: int) -> None:
    outbox.go_on(tx)
    places.ensure_root(tx, places.UNNAMED, settings.timezone, now)
    appointments.end_old_admins(tx, settings.admin_ids, now)
    calendar.ensure_reminder(tx, now)
    menus.renew_all(tx, registry)
    notices.deliver(tx, registry, now)


async def _announce(api: Api, registry: Registry) -> None:
    """Tell the platform which commands there are for everybody and in groups, in each language."""
    in_groups = [command for command in registry.commands.values() if command.in_groups]
    for language in LANGUAGES:
        for params in (
            {"commands": menus.of_everybody(registry, language)},
            {"commands": menus.described(in_groups, language), **IN_GROUPS},
        ):
            await _patiently(api, "setMyCommands", params | {"language_code": language})
            if language == LANGUAGES[0]:
                await _patiently(api, "setMyCommands", params)


async def _patiently(api: Api, method: str, params: dict[str, Any]) -> Any:
    """Call a method at the start, a few times if the platform has a weak moment."""
    for pause in FIRST_TRIES:
        try:
            return await api.call(method, params)
        except RetryAfter as error:
            await asyncio.sleep(seconds_of(error))
        except NetworkError as error:
            if isinstance(error, BadRequest):
                raise
            await asyncio.sleep(pause)
    return await api.call(method, params)


def _tidy(tx: Tx, days: int, now: int) -> None:
    updates.forget_seen(tx, now - upkeep.KEEP_SEEN_MS)
    updates.forget_set_aside(tx, now - upkeep.KEEP_SET_ASIDE_MS)
    outbox.forget(tx, now - upkeep.KEEP_SENT_MS)
    chores.forget(tx, now - upkeep.KEEP_SENT_MS)
    duty_groups.forget(tx, now - upkeep.KEEP_SHOWN_MS)
    shown.forget(tx, now - upkeep.KEEP_SHOWN_MS)
    reads.forget(tx, now - upkeep.KEEP_READS_MS)
    drafts.forget(tx, now - KEPT_MS)
    upkeep.forget_texts(tx, days, now)
    joining.forget_strangers(tx, now)
