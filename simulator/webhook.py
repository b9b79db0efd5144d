"""Delivery of updates to a bot's own server: by POST, again after growing pauses, until 2xx."""

import asyncio
import contextlib
import ipaddress
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp

from simulator.reading import read_body
from simulator.refusal import Refusal
from simulator.updates import Updates

if TYPE_CHECKING:
    from simulator.telegram import Telegram

JSON = dict[str, Any]

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
_PATIENCE = 60.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


@dataclass(slots=True)
class Webhook:
    """Where the bot wants its updates, and how it went lately."""

    url: str
    secret: str = ""
    max_connections: int = 40
    certificate: bool = False
    error: str = ""
    error_at: int = 0

    def described(self, updates: Updates) -> JSON:
        """The WebhookInfo of the Bot API."""
        info: JSON = {
            "url": self.url,
            "has_custom_certificate": self.certificate,
            "pending_update_count": len(updates),
            "max_connections": self.max_connections,
            "ip_address": "127.0.0.1",
        }
        if self.error:
            info |= {"last_error_date": self.error_at, "last_error_message": self.error}
        if updates.allowed:
            info["allowed_updates"] = sorted(updates.allowed)
        return info


def is_here(url: str) -> bool:
    """Whether the address is on this machine; nothing else is ever called."""
    parts = urlsplit(url)
    try:
        host = parts.hostname or ""
        here = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
    return here and parts.scheme in ("http", "https")


class Courier:
    """Carries updates to the webhook: those of one chat in order, different chats at once."""

    def __init__(
        self,
        telegram: "Telegram",
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._telegram = telegram
        self._sleep = sleep
        self._news = asyncio.Event()
        self._hook: Webhook | None = None
        self._carrying: dict[int | None, asyncio.Task[None]] = {}

    @contextlib.asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Deliver as long as the context lasts."""
        updates = self._telegram.updates
        updates.notify = self._news.set
        # Redirects are not followed and no proxy is asked: only the given address is called.
        async with aiohttp.ClientSession(trust_env=False) as session:
            watch = asyncio.create_task(self._watch(session))
            try:
                yield
            finally:
                updates.notify = None
                await _cancelled([watch, *self._carrying.values()])

    async def _watch(self, session: aiohttp.ClientSession) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            hook = self._telegram.webhook
            if hook is not self._hook:
                # What an older webhook still tries, or pauses before, is carried to the new one.
                await _cancelled(list(self._carrying.values()))
                self._hook = hook
            if hook is not None and not self._telegram.updates.held:
                self._start(hook, session)

    def _start(self, hook: Webhook, session: aiohttp.ClientSession) -> None:
        for update in self._telegram.updates.waiting():
            if len(self._carrying) >= hook.max_connections:
                return
            chat = _chat_of(update)
            if chat not in self._carrying:
                carrying = self._carry(hook, update, session)
                self._carrying[chat] = task = asyncio.create_task(carrying)
                task.add_done_callback(partial(self._arrived, chat))

    def _arrived(self, chat: int | None, _task: asyncio.Task[None]) -> None:
        del self._carrying[chat]
        self._news.set()

    async def _carry(self, hook: Webhook, update: JSON, session: aiohttp.ClientSession) -> None:
        updates, number, pause = self._telegram.updates, update["update_id"], FIRST_PAUSE
        while self._telegram.webhook is hook and not updates.held and updates.has(number):
            problem = await self._post(hook, update, session)
            if problem is None:
                updates.confirm(number)
                return
            hook.error, hook.error_at = problem, int(self._telegram.clock())
            await self._sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _post(
        self, hook: Webhook, update: JSON, session: aiohttp.ClientSession
    ) -> str | None:
        """Deliver one update; returns what went wrong."""
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        options: Any = {"json": update, "headers": headers, "allow_redirects": False, "ssl": False}
        try:
            async with asyncio.timeout(_PATIENCE), session.post(hook.url, **options) as response:
                body = await response.read()
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except aiohttp.ClientError:
            return "Connection closed"
        if not 200 <= response.status < 300:
            return f"Wrong response from the webhook: {response.status} {response.reason}"
        self._do(body, response.headers.get("Content-Type", ""))
        return None

    def _do(self, body: bytes, kind: str) -> None:
        """A bot may ask for one method in its answer, and does not learn how that went."""
        given: JSON = {}
        uploads: dict[str, Any] = {}
        with contextlib.suppress(Refusal, UnicodeDecodeError):
            read_body(body, kind, given, uploads)
            method = given.pop("method", None)
            if method:
                self._telegram.call(str(method), given, uploads)


def _chat_of(update: JSON) -> int | None:
    """What must stay in order: a chat, or a person where there is none."""
    content = next(value for name, value in update.items() if name != "update_id")
    for path in (("message", "chat"), ("chat",), ("user",), ("from",)):
        found = content
        for name in (*path, "id"):
            found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, int):
            return found
    return None


async def _cancelled(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
