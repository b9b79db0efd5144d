"""Delivery by webhook: to this machine only, with the secret, again until it is taken."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict

from simulator.client import Phone, Phones
from simulator.embed import serve
from simulator.refusal import Refusal
from simulator.telegram import Telegram
from simulator.updates import RETENTION
from tests.simulator.conftest import Time, Wire


class Server:
    """A bot's own server, which takes what it likes."""

    def __init__(self) -> None:
        self.texts: asyncio.Queue[str] = asyncio.Queue()
        self.headers: list[str | None] = []
        self.statuses: list[int] = []
        self.answer: dict[str, Any] = {}
        self.at_once = 0
        self.most = 0
        self.open = asyncio.Event()
        self.open.set()

    async def take(self, request: web.Request) -> web.Response:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            self.headers.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
            update = await request.json()
            await self.open.wait()
        finally:
            self.at_once -= 1
        if self.statuses:
            return web.Response(status=self.statuses.pop(0))
        self.texts.put_nowait(update["message"]["text"])
        return web.json_response(self.answer)


@asynccontextmanager
async def listening(server: Server) -> AsyncIterator[str]:
    app = web.Application()
    app.add_routes([web.post("/hook", server.take)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        await runner.cleanup()


class Pauses:
    """The pauses between two tries: each lasts until it is let go, or not at all."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self.begun = asyncio.Event()
        self.over = asyncio.Event()
        self.over.set()

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        self.begun.set()
        await self.over.wait()


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
async def url(telegram: Telegram, pauses: Pauses) -> AsyncIterator[str]:
    async with serve(telegram, sleep=pauses) as address:
        yield address


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
async def hook(server: Server) -> AsyncIterator[str]:
    async with listening(server) as address:
        yield address


async def test_updates_are_carried_with_the_secret(
    bot: Bot, hook: str, server: Server, mei: Phone
) -> None:
    assert await bot.set_webhook(hook, secret_token="geheim_7", max_connections=3)
    assert await server.texts.get() == "/start"
    await mei.says("路灯坏了")
    assert await server.texts.get() == "路灯坏了"
    assert set(server.headers) == {"geheim_7"}
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections) == (hook, 3)


@pytest.mark.usefixtures("mei")
async def test_what_is_refused_comes_again_after_growing_pauses(
    bot: Bot, hook: str, server: Server, pauses: Pauses, telegram: Telegram, time: Time
) -> None:
    server.statuses = [500, 503, 302, 404]
    await bot.set_webhook(hook)
    assert await server.texts.get() == "/start"
    assert pauses.taken == [1, 2, 4, 8]
    assert telegram.webhook
    assert telegram.webhook.error_at == int(time.now)
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"


async def test_nothing_listens(bot: Bot, pauses: Pauses, mei: Phone) -> None:
    async with listening(Server()) as address:
        pass
    pauses.over.clear()
    await bot.set_webhook(address)
    await mei.says("有人吗")
    await pauses.begun.wait()
    info = await bot.get_webhook_info()
    assert (info.last_error_message, info.pending_update_count) == ("Connection refused", 2)


async def test_a_day_later_nothing_is_tried_again(
    bot: Bot, hook: str, server: Server, pauses: Pauses, time: Time, mei: Phone
) -> None:
    pauses.over.clear()
    server.statuses = [500]
    await bot.set_webhook(hook)
    await pauses.begun.wait()
    time.now += RETENTION + 1
    pauses.over.set()
    await mei.says("新的一天")
    assert await server.texts.get() == "新的一天"


async def test_one_chat_is_in_order_and_chats_wait_for_nobody(
    bot: Bot, hook: str, server: Server, phones: Phones, mei: Phone
) -> None:
    others = [await phones.person(name) for name in ("老李", "张师傅", "王阿姨")]
    server.open.clear()
    await bot.set_webhook(hook, max_connections=2)
    for text in "一二三":
        await mei.says(text)
    for other in others:
        await other.says(other.person["first_name"])
    server.open.set()
    came = [await server.texts.get() for _ in range(7)]
    assert [text for text in came if len(text) == 1] == ["一", "二", "三"]
    assert set(came) == {"/start", "一", "二", "三", "老李", "张师傅", "王阿姨"}
    assert server.most <= 2


async def test_the_answer_may_be_a_call(bot: Bot, hook: str, server: Server, mei: Phone) -> None:
    server.answer = {"method": "sendMessage", "chat_id": mei.id, "text": "收到"}
    await bot.set_webhook(hook)
    await mei.sees("收到")


async def test_polling_and_a_webhook_exclude_each_other(
    bot: Bot, hook: str, telegram: Telegram, server: Server, mei: Phone
) -> None:
    telegram.updates.drop()
    poll = asyncio.create_task(telegram.get_updates({"timeout": 50}))
    await asyncio.sleep(0)
    await bot.set_webhook(hook)
    with pytest.raises(Refusal, match="terminated by setWebhook"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    await mei.says("还在")
    (update,) = await bot.get_updates()
    assert update.message
    assert server.texts.empty()


async def test_a_pause_of_telegram_holds_the_webhook_too(
    bot: Bot, hook: str, phones: Phones, server: Server, mei: Phone
) -> None:
    await phones.pause(polling=True)
    await bot.set_webhook(hook, drop_pending_updates=True)
    await mei.says("慢慢来")
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await phones.pause(polling=False)
    assert await server.texts.get() == "慢慢来"


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "ftp://127.0.0.1/"}, "An HTTPS URL must be provided"),
        ({"url": "https://example.org/hook"}, "loopback addresses only"),
        ({"url": "http://127.0.0.1.example.org/"}, "loopback addresses only"),
        ({"url": "http://127.0.0.1:1/", "ip_address": "192.0.2.1"}, "loopback addresses only"),
        ({"url": "http://127.0.0.1:1/", "secret_token": "a b"}, "unallowed characters"),
        ({"url": "http://127.0.0.1:1/", "max_connections": 101}, "between 1 and 100"),
    ],
)
async def test_a_wrong_webhook_is_refused(wire: Wire, params: dict[str, Any], words: str) -> None:
    assert words in await wire.refusal("setWebhook", **params)


async def test_an_empty_address_takes_it_back(bot: Bot, hook: str) -> None:
    await bot.set_webhook(hook, allowed_updates=["message"])
    assert (await bot.get_webhook_info()).allowed_updates == ("message",)
    await bot.set_webhook("")
    assert (await bot.get_webhook_info()).url == ""
    with pytest.raises(BadRequest, match="unallowed"):
        await bot.set_webhook(hook, secret_token="ä")
