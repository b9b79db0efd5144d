"""The heartbeat: heard while all is well, silent in trouble, harmless when nobody listens."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.health import Health
from bot.heartbeat import Heartbeat
from tests.town import free_port


@pytest.fixture
async def heard() -> AsyncIterator[list[str]]:
    """What an outside watcher hears; its address comes first."""
    pings: list[str] = []

    async def ping(request: web.Request) -> web.Response:
        pings.append(request.path)
        return web.Response()

    app = web.Application()
    app.router.add_get("/secret-name", ping)
    runner = web.AppRunner(app)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    pings.append(f"http://127.0.0.1:{port}/secret-name")
    yield pings
    await runner.cleanup()


async def test_it_is_heard_only_while_all_is_well(heard: list[str]) -> None:
    health = Health()
    heartbeat = Heartbeat(heard.pop(), health)
    await heartbeat.beat()
    assert heard == [], "it has only just started"
    health.well("intake")
    await heartbeat.beat()
    assert heard == ["/secret-name"]
    health.troubled("intake", "the database cannot keep what arrives")
    await heartbeat.beat()
    assert len(heard) == 1


async def test_nobody_listening_is_logged_without_the_address(
    caplog: pytest.LogCaptureFixture,
) -> None:
    health = Health()
    health.well("intake")
    await Heartbeat(f"http://127.0.0.1:{free_port()}/secret-name", health).beat()
    assert "the heartbeat was not heard" in caplog.text
    assert "secret-name" not in caplog.text


def test_what_troubles_one_part_is_not_healed_by_another() -> None:
    health = Health()
    health.well("intake")
    health.troubled("timing", "the database cannot keep what is due")
    health.well("intake")
    assert health.trouble == "the database cannot keep what is due"
    health.well("timing")
    assert health.trouble is None
