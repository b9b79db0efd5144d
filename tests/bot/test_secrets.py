"""Token and key are in the environment or in a file of their owner's, and nowhere else."""

import re
import subprocess
from pathlib import Path

import pytest

from storage.cipher import Cipher
from tests.bot.processes import paired, until

ROOT = Path(__file__).parent.parent.parent
TOKEN = re.compile(rb"\b\d{8,10}:[A-Za-z0-9_-]{35}\b")
KEY = re.compile(rb"SECRET_KEY\W{1,3}[A-Za-z0-9_-]{43}=")


async def test_a_running_bot_shows_no_secret(sqlite_url: str, tmp_path: Path) -> None:
    secret = Cipher.new_secret()
    async with paired(sqlite_url, secret, tmp_path) as pair:
        bot = await pair.starts("bot")

        async def well() -> bool:
            return bool((await bot.health())["ok"])

        await until(well)
        command = _command(bot.child.pid)
        assert b"bot\0run" in command
        await bot.child.ask_to_end()
        shown = command + bot.log.read_bytes()
        assert pair.telegram.token.encode() not in shown
        assert secret.encode() not in shown


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def test_no_secret_is_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a clone")
    names = listed.stdout.decode().rstrip("\0").split("\0")
    assert ".env" not in names
    kept = {name: (ROOT / name).read_bytes() for name in names if (ROOT / name).is_file()}
    assert TOKEN.search(b"BOT_TOKEN=123456789:" + b"x" * 35)
    assert KEY.search(b"SECRET_KEY=" + Cipher.new_secret().encode())
    assert [name for name, text in kept.items() if TOKEN.search(text) or KEY.search(text)] == []
