"""A simulated Telegram, its phones, and two bots of different libraries."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiogram import Bot as AiogramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram import Bot

from simulator.client import Phone, Phones
from simulator.embed import serve
from simulator.telegram import Telegram


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_767_225_600.0

    def __call__(self) -> float:
        return self.now


class Wire:
    """Bare HTTP, for what no library would send."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str) -> None:
        self.session = session
        self.url = url
        self.token = token

    async def call(self, method: str, **options: Any) -> dict[str, Any]:
        address = f"{self.url}/bot{self.token}/{method}"
        async with self.session.post(address, **options) as response:
            answer: dict[str, Any] = await response.json()
        assert answer["ok"] is (response.status == 200)
        return answer

    async def refusal(self, method: str, **params: Any) -> str:
        answer = await self.call(method, json=params)
        return str(answer["description"])


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def telegram(time: Time) -> Telegram:
    return Telegram(clock=time, seed=1, limits=False)


@pytest.fixture
async def url(telegram: Telegram) -> AsyncIterator[str]:
    async with serve(telegram) as address:
        yield address


@pytest.fixture
async def phones(url: str) -> AsyncIterator[Phones]:
    async with Phones(url) as phones:
        yield phones


@pytest.fixture
async def mei(phones: Phones) -> Phone:
    phone = await phones.person("小梅", hint="居民")
    await phone.says("/start")
    await phone.look()
    return phone


@pytest.fixture
async def bot(telegram: Telegram, url: str) -> AsyncIterator[Bot]:
    bot = Bot(telegram.token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")
    async with bot:
        yield bot


@pytest.fixture
async def aiogram(telegram: Telegram, url: str) -> AsyncIterator[AiogramBot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    bot = AiogramBot(telegram.token, session=session)
    yield bot
    await session.close()


@pytest.fixture
async def wire(telegram: Telegram, url: str) -> AsyncIterator[Wire]:
    async with aiohttp.ClientSession() as session:
        yield Wire(session, url, telegram.token)
