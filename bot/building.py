"""The app is built: its database opened, its token accepted, its commands announced."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.agreement import Agreement
from bot.app import CAPABILITIES, SHARE, App
from bot.clock import Clock
from bot.listening import serve
from bot.refusals import seconds_of
from bot.settings import Settings
from bot.transport import Api
from storage.cipher import Cipher
from storage.engine import Database
from storage.lock import Busy
from storage.opening import open_database
from talk import menus
from talk.quiet import NEVER, Hours
from talk.registry import Registry
from talk.words import LANGUAGES

log = logging.getLogger(__name__)

IN_GROUPS = {"scope": {"type": "all_group_chats"}}
FIRST_TRIES = (0.2, 0.5, 1.0, 2.0)  # seconds between the tries at the start


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
