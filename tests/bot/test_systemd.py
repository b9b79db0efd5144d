"""What systemd is told: that the bot is ready, and then, again and again, that it is alive."""

import asyncio
import socket
from pathlib import Path

import pytest

from bot.systemd import Systemd
from tests.town import standing


async def test_it_hears_that_the_bot_is_ready_and_that_its_loop_turns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "200000")
        hear = asyncio.get_running_loop().sock_recv
        async with standing(f"sqlite:///{tmp_path}/linli.db"):
            heard = [await asyncio.wait_for(hear(line, 64), 10) for _ in range(3)]
    assert heard == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]


async def test_without_systemd_nothing_is_said() -> None:
    quiet = Systemd({})
    quiet.ready()
    await quiet.alive()
    assert quiet.every == 0
