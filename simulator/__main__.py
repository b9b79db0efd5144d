"""python -m simulator: a Telegram of one's own, until SIGTERM or SIGINT."""

import argparse
import asyncio
import json
import signal
import sys
from pathlib import Path

from simulator.embed import serve
from simulator.telegram import DEFAULT_TOKEN, Telegram


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="0 takes any free one")
    parser.add_argument("--token", default=DEFAULT_TOKEN, help="the only token the bot may use")
    parser.add_argument("--username", default="linli_demo_bot")
    parser.add_argument("--no-limits", action="store_true", help="no flood limits")
    parser.add_argument(
        "--no-privacy", action="store_true", help="the bot hears everything said in groups"
    )
    parser.add_argument("--history", type=int, help="messages kept per chat; all if not given")
    parser.add_argument("--seed", type=int, help="makes ids and faults repeatable")
    parser.add_argument("--people", type=Path, help="a JSON list of people who have phones")
    parser.add_argument(
        "--guide", type=Path, help='a JSON file {"title", "lines", "stops"} for the page'
    )
    return parser.parse_args()


async def _run(arguments: argparse.Namespace) -> None:
    telegram = Telegram(
        arguments.token,
        username=arguments.username,
        seed=arguments.seed,
        limits=not arguments.no_limits,
        privacy=not arguments.no_privacy,
        history=arguments.history,
    )
    if arguments.people:
        for person in json.loads(arguments.people.read_text("utf-8")):
            telegram.join(**person)
    guide = json.loads(arguments.guide.read_text("utf-8")) if arguments.guide else None
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with serve(telegram, arguments.port, host=arguments.host, guide=guide) as address:
        print(f"Telegram, simulated: {address}", flush=True)
        await stopped.wait()


if __name__ == "__main__":
    try:
        asyncio.run(_run(_arguments()))
    except OSError as error:
        sys.exit(f"The simulator cannot begin: {error.strerror or error}")
