"""The running process: every part made once and tied together."""

import asyncio
from contextlib import suppress
from functools import partial, wraps

from aiohttp import web

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
from bot.housekeeping import prepare, tidy
from bot.intake import Intake
from bot.marking import EVERY as MARK
from bot.marking import Marking
from bot.metrics import Metrics, MetricsPage
from bot.pacing import Pacing
from bot.settings import Settings
from bot.systemd import Systemd
from bot.timing import Timing
from bot.transport import Api
from bot.units import Units
from bot.webhook import Webhook
from handlers import (
    activities,
    agreements,
    checkins,
    duty,
    groups,
    issues,
    jobs,
    matchmaking,
    mediation,
    sheets,
    tasks,
    wishes,
)
from handlers import (
    calendar as calendar_handlers,
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
from handlers.broadcasts import broadcasts
from handlers.desk import desk
from handlers.figures import figures
from handlers.jobs import seekers
from handlers.office import office
from handlers.people.imports import imports
from handlers.router import router
from storage.cipher import Cipher
from storage.engine import Database
from storage.kept import Kept
from storage.ledger import Ledger
from talk.registry import Registry
from talk.reminders import reminding

REST = (
    place_handlers.CAPABILITY,
    duty.CAPABILITY,
    activities.ABSENCES,  # before wishes: who does not come after all needs no helper
    wishes.CAPABILITY,  # before reports: whatever is said after 🙋 is no complaint
    mediation.CAPABILITY,  # likewise: what is said to a mediator is in confidence
    issues.CAPABILITY,
    checkins.CAPABILITY,  # after a cry for help: who sends anything else is alive
    agreements.CAPABILITY,
    jobs.CAPABILITY,
    matchmaking.CAPABILITY,
    matchmaking.COMPLAINTS,
    seekers.CAPABILITY,
    activities.CAPABILITY,
    tasks.CAPABILITY,
    calendar_handlers.CAPABILITY,
    groups.CAPABILITY,
    sheets.CAPABILITY,
    media_handlers.CAPABILITY,
    upkeep_handlers.CAPABILITY,
)
TABLES = imports(REST)  # early: it is asked first about a file that somebody sends
BROUGHT = (people_handlers.CAPABILITY, TABLES, *REST)
ROUTED = (*BROUGHT, router(BROUGHT))  # after all others: what none of them hears finds its door
TOLD = (*ROUTED, broadcasts(ROUTED))  # announcements lead to what the others bring
CAPABILITIES = (*TOLD, desk(TOLD), figures(TOLD), office(TOLD), reminding(TOLD))
SCAN = 1.0  # seconds between two looks at the timers
SHARE = 1.0  # seconds between two looks at what the other processes do
RELOAD = 5.0  # seconds between two looks for letters that are not in hand
HOUSEKEEPING = 3600.0
LAST_WRITE = 2.0  # seconds, after the last sends


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
        job = partial(prepare, registry=self.registry, settings=self._settings, now=now)
        await self.database.run(job)
        if self._marking:
            await self._marking.begin()
        await self.chores.begin()

    async def follow(self) -> None:
        """Move the clock on with the one to follow, if there is one."""
        if self._following:
            await self._following.look(self.timing.live_until if self.delivery.works else None)

    async def back_up(self) -> None:
        """Take a backup if one is due; from the next moment on it is an older copy."""
        if await self.backups.when_due() and self._marking:
            await self._marking.move()

    async def tidy(self) -> None:
        """Forget what has been kept long enough."""
        now = self.clock.now()
        forget = partial(tidy, days=self._retention_days, now=now)
        done = await self.database.run(self.units.tidy(forget, now))
        self.delivery.offer(done.letters)
