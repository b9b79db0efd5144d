"""Updates pushed: with the secret only, kept before they are acknowledged, in whatever shape."""

import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.webhook import MOST, SECRET_HEADER
from tests.town import Town, cast, free_port, reports, standing

SECRET = "a-secret-of-the-office"


@pytest.fixture
async def town(sqlite_url: str) -> AsyncIterator[Town]:
    """A town whose updates are pushed."""
    address = f"127.0.0.1:{free_port()}"
    hook = {"webhook_url": f"http://{address}/hook", "webhook_secret": SECRET}
    async with standing(sqlite_url, listen=address, **hook) as town:
        yield town


async def pushes(town: Town, body: bytes, secret: str | None = SECRET) -> int:
    headers = {SECRET_HEADER: secret} if secret is not None else {}
    async with (
        aiohttp.ClientSession() as session,
        session.post(town.settings.webhook_url, data=body, headers=headers) as answer,
    ):
        return answer.status


async def test_a_report_goes_through(town: Town) -> None:
    wang, li, _zhang = await cast(town)
    number = await reports(wang, "路灯坏了")
    await li.sees(number)
    await town.quiet()
    assert town.refused() == []
    assert not [c for c in town.telegram.journal.after() if c.method == "getUpdates"]


async def test_without_the_secret_nothing_is_looked_at(town: Town) -> None:
    update = json.dumps({"update_id": 7, "message": {}}).encode()
    seen = await town.count("seen")
    for wrong in (None, "", "a-secret-of-the-officE", SECRET + "x"):
        assert await pushes(town, update, wrong) == 401
        assert await pushes(town, b"{" * 10, wrong) == 401
    assert await town.count("seen") == seen


async def test_what_is_no_update_is_refused(town: Town) -> None:
    deep = b'{"update_id": 1, "message": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    for body in (b"", b"nonsense", b"[]", b'{"update_id": "1"}', b"\xff\xfe", deep):
        assert await pushes(town, body) == 400
    assert await pushes(town, b" " * (MOST + 1)) == 413


async def test_the_same_update_twice_counts_once(town: Town) -> None:
    seen = await town.count("seen")
    unreadable = json.dumps({"update_id": 7, "message": {"nonsense": True}}).encode()
    for _time in range(2):
        assert await pushes(town, unreadable) == 200
    assert await town.count("seen") == seen + 1
    assert await town.count("set_aside") == 1


async def test_nothing_is_acknowledged_that_cannot_be_kept(town: Town) -> None:
    town.app.delivery.hold()
    update = json.dumps({"update_id": 7, "message": {"nonsense": True}}).encode()
    assert await pushes(town, update) == 503
    assert await town.count("set_aside") == 0


async def test_fetching_again_takes_the_webhook_away(town: Town) -> None:
    await cast(town)
    await town.restarts(webhook_url="", webhook_secret="")
    wang = await town.phone("王阿姨", 900_001)
    await wang.says("/help")
    await wang.sees("/mine")
