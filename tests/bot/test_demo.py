"""The demonstration goes on with its town after kill -9, and leaves nothing when it is ended."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from bot import town
from simulator.client import Phones
from tests.town import free_port

ROOT = Path(__file__).parent.parent.parent


async def _begun(folder: Path, port: int) -> Process:
    """`python -m bot demo`, with what it keeps in a folder."""
    command = ("-m", "bot", "demo", "--port", str(port))
    environment = {**os.environ, "TMPDIR": str(folder)}
    with folder.with_suffix(".log").open("ab") as log:  # of its Telegram, too, which outlives it
        return await asyncio.create_subprocess_exec(
            sys.executable, *command, cwd=ROOT, env=environment, stdout=PIPE, stderr=log
        )


async def _stands(demo: Process) -> str:
    assert demo.stdout is not None
    said = b""
    while b"http://" not in said:
        said = await demo.stdout.readline()
        assert said, "the demonstration did not start"
    return said.split()[-1].decode()


def _left(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_killed_in_the_middle_it_goes_on_and_ended_it_leaves_nothing(tmp_path: Path) -> None:
    folder, port = tmp_path / "demo", free_port()
    folder.mkdir()
    demo = await _begun(folder, port)
    address = await _stands(demo)
    second = await _begun(folder, port)
    assert await second.wait() == 2
    assert f"runs on port {port} already" in folder.with_suffix(".log").read_text("utf-8")
    async with Phones(address, patience=30) as phones:
        wang = await phones.person("王阿姨", id=town.CAST[0].telegram_id)
        await wang.taps("📢 反映问题")
        await wang.sees("是哪方面的事？")
        demo.kill()
        await demo.wait()
        await wang.taps("💡 照明", again=True)
        demo = await _begun(folder, port)
        assert await _stands(demo) == address
        await wang.sees("在哪里？")
        assert sum(one.get("text") == "/start" for one in wang.messages.values()) == 1
    demo.send_signal(signal.SIGINT)
    assert await demo.wait() == 0
    assert _left(folder) == []
