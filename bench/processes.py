"""A bot as a process of its own, and what it costs; figures from Linux's /proc."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
TICK = os.sysconf("SC_CLK_TCK")
GRACE = 15.0  # seconds to end after SIGTERM


@dataclass(frozen=True, slots=True)
class Running:
    """A process that runs, by its id."""

    pid: int

    def cpu_seconds(self) -> float:
        """Processor time used so far, of user and system, all threads."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def peak_megabytes(self) -> float:
        """The most memory it ever held."""
        return self._megabytes("VmHWM:")

    def megabytes(self) -> float:
        """The memory it holds now."""
        return self._megabytes("VmRSS:")

    def _megabytes(self, name: str) -> float:
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        found = next(line for line in lines if line.startswith(name))
        return int(found.split()[1]) / 1024


@asynccontextmanager
async def started(
    arguments: Sequence[str], settings: Mapping[str, str], log: Path
) -> AsyncIterator[Running]:
    """`python -m` with these arguments, ended with the context; its output goes into the log."""
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", *arguments),
            env={**os.environ, **settings},
            cwd=ROOT,
            stdout=output,
            stderr=output,
        )
        try:
            yield Running(process.pid)
        finally:
            await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), GRACE)
    except TimeoutError:
        process.kill()
        await process.wait()
