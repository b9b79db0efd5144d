"""python -m bot demo: a town to try, with a Telegram of its own; everything in it is invented.

Where the bot is killed its Telegram lives on with what was said in it; beginning again on the same
port goes on with the same town, as it would in earnest.
"""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import aiohttp

from bot import town
from bot.building import built
from bot.settings import Settings
from storage.cipher import Cipher
from storage.lock import Busy, FileLock

TOKEN = "8000000001:the-demonstration-needs-no-secret-token"  # noqa: S105 - the simulator's own
PORT = 8080
PATIENCE = aiohttp.ClientTimeout(total=5)


class DemoFailed(Exception):
    """The demonstration cannot start; the text says why."""


async def demo(port: int = PORT) -> None:
    """Run simulator, bot and town until interrupted; what was killed goes on where it was."""
    with _folder(port) as folder:
        async with _telegram(folder, port) as address:
            settings = Settings(
                bot_token=TOKEN,
                secret_key=_secret(folder),
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
                if not _ready(folder).exists():
                    await _say_hello(address)
                    _ready(folder).touch()
                print(f"\n  邻里 · 演示小镇   {address}\n  Ctrl-C ends it.\n", flush=True)
                await app.run()


@contextlib.contextmanager
def _folder(port: int) -> Iterator[Path]:
    """Where the town of a port is kept until it is ended; of one process alone."""
    folder = Path(tempfile.gettempdir()) / f"linli-demo-{os.getuid()}-{port}"
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = folder.lstat()
    if not folder.is_dir() or kept.st_uid != os.getuid() or kept.st_mode & 0o077:
        raise DemoFailed(f"Somebody else has made {folder}: take another port.")
    try:
        lock = FileLock(folder / "lock")
    except Busy:
        raise DemoFailed(f"The demonstration runs on port {port} already.") from None
    try:
        yield folder
    finally:  # of which a killed one knows nothing
        shutil.rmtree(folder)
        lock.release()


def _clear(folder: Path) -> None:
    """Nothing is left of a town whose Telegram is gone."""
    for kept in folder.iterdir():
        if kept.is_dir():
            shutil.rmtree(kept)
        elif kept.name != "lock":
            kept.unlink()


def _ready(folder: Path) -> Path:
    """A mark that the town stands, and everybody has opened the chat."""
    return folder / "ready"


def _secret(folder: Path) -> str:
    path = folder / "secret"
    if not path.exists():
        path.write_text(Cipher.new_secret(), "utf-8")
    return path.read_text("utf-8")


@contextlib.asynccontextmanager
async def _telegram(folder: Path, port: int) -> AsyncIterator[str]:
    """A simulated Telegram with the cast's phones: the one that is left, or a new one."""
    address, known = f"http://127.0.0.1:{port}", folder / "simulator.pid"
    child = None
    if not (known.exists() and await _answers(address)):
        _clear(folder)
        child = await _began(folder, port)
        known.write_text(str(child.pid), "utf-8")
    try:
        yield address
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(known.read_text("utf-8")), signal.SIGTERM)
        if child is not None:
            await child.wait()


async def _answers(address: str) -> bool:
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(f"{address}/sim/clock") as response,
        ):
            return response.ok
    except (TimeoutError, aiohttp.ClientError):
        return False


async def _began(folder: Path, port: int) -> asyncio.subprocess.Process:
    """Let the simulator begin, in a process of its own."""
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
    assert process.stdout is not None
    if not await process.stdout.readline():
        await process.wait()
        raise DemoFailed(f"The demonstration cannot open port {port}: is another one running?")
    return process


async def _say_hello(address: str) -> None:
    """Everybody in the cast opens the chat, as Telegram wants it before a bot may write."""
    async with aiohttp.ClientSession(address) as session:
        for member in town.ON_THE_PAGE:
            url = f"/sim/people/{member.telegram_id}/says"
            async with session.post(url, json={"text": "/start"}) as response:
                response.raise_for_status()
