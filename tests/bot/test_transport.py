"""The request layer: what goes wrong has a name, and no address or answer in its words."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.transport import AiohttpRequest, Api, FileTooLarge

TOKEN = "123456789:canary-token"
CANARY = "13900001234"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def torn(_request: web.Request) -> web.StreamResponse:
    return web.Response(text=f'{{"ok": true, "result": [{{"text": "{CANARY}"', status=200)


async def silent(request: web.Request) -> web.StreamResponse:
    assert request.transport
    request.transport.abort()
    return web.Response()


async def mute(_request: web.Request) -> web.StreamResponse:
    await asyncio.Event().wait()
    raise AssertionError("nobody sets it")


async def small(_request: web.Request) -> web.StreamResponse:
    return web.json_response({"ok": True, "result": {"file_path": "endless", "file_size": 10}})


async def endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(bytes(65_536))


HANDLERS: dict[str, Handler] = {"torn": torn, "silent": silent, "mute": mute, "getFile": small}


@pytest.fixture
async def server() -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get(f"/file/bot{TOKEN}/endless", endless)
    for name, handler in HANDLERS.items():
        app.router.add_post(f"/bot{TOKEN}/{name}", handler)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_a_broken_connection_names_no_token(
    server: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with Api(server, TOKEN) as api:
        with pytest.raises(NetworkError) as caught:
            await api.call("silent", {"text": CANARY})
    assert "canary" not in str(caught.value) + str(caught.value.__cause__) + caplog.text


async def test_nobody_there_is_a_network_error() -> None:
    async with Api("http://127.0.0.1:9", TOKEN) as api:
        with pytest.raises(NetworkError) as caught:
            await api.call("getMe", {})
    assert TOKEN not in str(caught.value)


async def test_a_torn_answer_is_not_quoted_in_the_log(
    server: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with Api(server, TOKEN) as api:
        with pytest.raises(TelegramError):
            await api.call("torn", {})
    assert CANARY not in caplog.text


async def test_an_answer_that_never_comes_is_timed_out(server: str) -> None:
    requests = AiohttpRequest(read_timeout=0.05)
    await requests.initialize()
    with pytest.raises(TimedOut):
        await requests.do_request(f"{server}/bot{TOKEN}/mute", "POST")
    await requests.shutdown()


async def test_a_file_without_end_is_not_read_to_its_end(server: str) -> None:
    async with Api(server, TOKEN) as api:
        with pytest.raises(FileTooLarge):
            await api.download("said to be small", 100_000)
