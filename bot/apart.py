"""Work in a process of its own: what it loads, and the memory it takes, go with it.

`python -m bot.apart` reads what to do from its standard input and writes what came of it.
"""

import asyncio
import pickle  # between two processes of ours, through a pipe
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

HOUSE = Path(__file__).parent.parent


async def apart(work: Callable[..., T], *given: object) -> T:
    """The result of a function of a module, of which all that is given can be pickled.

    The process gets no settings and no secrets, and ends with whoever waits for it.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", __name__),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=HOUSE,
        env={},
    )
    try:
        answer, _errors = await process.communicate(pickle.dumps((work, given)))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise RuntimeError(f"work apart ended with {process.returncode}")
    result: T = pickle.loads(answer)  # noqa: S301 - our own process wrote it
    return result


def main() -> None:
    work, given = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process wrote it
    sys.stdout.buffer.write(pickle.dumps(work(*given)))


if __name__ == "__main__":
    main()
