"""The bot as a process of its own, to be killed."""

import asyncio
import os
import re
import signal
import sys
import time
from pathlib import Path
from typing import IO, Self

ROOT = Path(__file__).parents[2]
GRACE = 10.0  # seconds in which a process that is asked to end must have ended


class BotEnded(Exception):
    """The bot ended though nobody asked it to."""


class Child:
    """One life of the bot."""

    def __init__(self, process: asyncio.subprocess.Process, log: IO[bytes]) -> None:
        self._process = process
        self._said = ""
        self._wanted: list[tuple[re.Pattern[str], asyncio.Event]] = []
        self._listening = asyncio.create_task(self._listen(log))

    @classmethod
    async def start(cls, settings: dict[str, str], folder: Path, log: IO[bytes]) -> Self:
        """Start the bot with these settings only; no .env is near."""
        system = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT)}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            env={**system, **settings},
            cwd=folder,
            stdout=asyncio.subprocess.PIPE,  # a file would be full together with the database
            stderr=asyncio.subprocess.STDOUT,
        )
        return cls(process, log)

    async def _listen(self, log: IO[bytes]) -> None:
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            log.write(line)
            log.flush()
            self._said += line.decode("utf-8", "replace")
            for wanted, said in self._wanted:
                if wanted.search(self._said):
                    said.set()

    def says(self, pattern: str) -> asyncio.Event:
        """Set once it has logged such words from now on."""
        self._said, said = "", asyncio.Event()
        self._wanted.append((re.compile(pattern), said))
        return said

    @property
    def alive(self) -> bool:
        """Whether it has not ended yet, as far as anybody has noticed."""
        return self._process.returncode is None

    @property
    def pid(self) -> int:
        """The number the system knows it by."""
        return self._process.pid

    async def lives(self, seconds: float) -> None:
        """Let it live so long; raise BotEnded when it does not."""
        try:
            code = await asyncio.wait_for(self._process.wait(), seconds)
        except TimeoutError:
            return
        raise BotEnded(f"the bot ended by itself with code {code}")

    async def until(self, happened: asyncio.Event, seconds: float) -> None:
        """Let it live until something has happened; raise BotEnded when it never does."""
        ending = asyncio.ensure_future(self._process.wait())
        waiting = asyncio.ensure_future(happened.wait())
        await asyncio.wait({ending, waiting}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()
        waiting.cancel()
        if happened.is_set():
            return
        if not self.alive:
            raise BotEnded(f"the bot ended by itself with code {self._process.returncode}")
        raise BotEnded(f"what was waited for did not happen within {seconds:.0f} s")

    async def kill(self) -> int:
        """SIGKILL; returns what it died of."""
        if self.alive:
            self._process.kill()
        return await self._process.wait()

    async def ask_to_end(self) -> tuple[int, float]:
        """SIGTERM; returns the exit code and how many seconds it took."""
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        try:
            code = await asyncio.wait_for(self._process.wait(), GRACE)
        except TimeoutError:
            code = await self.kill()
        return code, time.monotonic() - began

    async def bury(self) -> None:
        """Leave nothing behind, whatever went wrong."""
        await self.kill()
        await self._listening
