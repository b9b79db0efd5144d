"""python -m bot demo: a town to try, with a Telegram of its own; everything in it is invented."""

import asyncio
import contextlib
import json
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import aiohttp

from bot import town
from bot.building import built
from bot.settings import Settings
from storage.cipher import Cipher

TOKEN = "8000000001:the-demonstration-needs-no-secret-token"  # noqa: S105 - the simulator's own
PORT = 8080


class DemoFailed(Exception):
    """The demonstration cannot start; the text says why."""


async def demo(port: int = PORT) -> None:
    """Run simulator, bot and town until interrupted."""
    with tempfile.TemporaryDirectory(prefix="linli-demo-") as folder:
        async with _telegram(Path(folder), port) as address:
            settings = Settings(
                bot_token=TOKEN,
                secret_key=Cipher.new_secret(),
                database_url=f"sqlite:///{folder}/town.db",
                bot_api_url=address,
                clock_url=f"{address}/sim/clock",
                listen="",
                admin_ids=frozenset({town.OFFICE.telegram_id}),
                _env_file=None,
            )
            async with built(settings) as app:
                for number in (signal.SIGINT, signal.SIGTERM):
                    asyncio.get_running_loop().add_signal_handler(number, app.stop)
                now = app.clock.now()
                await app.database.run(partial(town.settled, zone=settings.timezone, now=now))
                await _say_hello(address)
                print(f"\n  邻里 · 演示小镇   {address}\n  Ctrl-C ends it.\n", flush=True)
                await app.run()


@contextlib.asynccontextmanager
async def _telegram(folder: Path, port: int) -> AsyncIterator[str]:
    """A simulated Telegram with the cast's phones, in a process of its own."""
    people, guide = folder / "people.json", folder / "guide.json"
    people.write_text(
        json.dumps(
            [{"id": m.telegram_id, "first_name": m.name, "hint": m.hint} for m in town.ON_THE_PAGE]
        ),
        "utf-8",
    )
    guide.write_text(json.dumps(town.GUIDE), "utf-8")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "simulator", "--port", str(port), "--token", TOKEN),
        *("--people", str(people), "--guide", str(guide)),
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is for the bot first; it ends this one afterwards
    )
    try:
        assert process.stdout is not None
        line = (await process.stdout.readline()).decode().strip()
        if not line:
            raise DemoFailed(f"The demonstration cannot open port {port}: is another one running?")
        yield line.rpartition(" ")[2]
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _say_hello(address: str) -> None:
    """Everybody in the cast opens the chat, as Telegram wants it before a bot may write."""
    async with aiohttp.ClientSession(address) as session:
        for member in town.ON_THE_PAGE:
            url = f"/sim/people/{member.telegram_id}/says"
            async with session.post(url, json={"text": "/start"}) as response:
                response.raise_for_status()
