"""The simulator as an HTTP server inside another program's event loop."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from simulator.botside import BODY_LIMIT, BotSide
from simulator.control import Control
from simulator.groupside import GroupSide
from simulator.peopleside import PeopleSide
from simulator.telegram import Telegram
from simulator.webhook import Courier


def application(telegram: Telegram, guide: dict[str, Any] | None = None) -> web.Application:
    """All routes of the simulator."""
    people = PeopleSide(telegram, guide)
    app = web.Application(client_max_size=BODY_LIMIT)
    app.add_routes([*BotSide(telegram).routes(), *people.routes()])
    app.add_routes([*GroupSide(telegram).routes(), *Control(telegram).routes()])
    app.on_shutdown.append(people.hang_up)
    return app


@asynccontextmanager
async def serve(
    telegram: Telegram,
    port: int = 0,
    *,
    host: str = "127.0.0.1",
    guide: dict[str, Any] | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> AsyncIterator[str]:
    """Serve a Telegram as long as the context lasts; gives the base URL (port 0: any free one).

    `sleep` makes the pauses between the tries of a webhook.
    """
    runner = web.AppRunner(
        application(telegram, guide),
        access_log=None,
        logger=logging.getLogger("simulator"),
        # Only long polls last: nobody has to wait for them.
        shutdown_timeout=0.1,
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        async with Courier(telegram, sleep).working():
            yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
