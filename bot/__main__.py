"""python -m bot: the commands; --help lists them."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from telegram.error import InvalidToken, TelegramError

from bot import commands, logs
from bot.building import built
from bot.demo import DemoFailed, demo
from bot.garbage import spare_the_collector
from bot.settings import Settings, WrongSettings, load
from bot.tables import WrongRows
from community.issues import danger
from community.roles import Role
from storage.cipher import Cipher
from storage.engine import StorageFailed
from storage.lock import Busy
from storage.migrate import FromTheFuture, MigrationFailed

KNOWN = (
    *(WrongSettings, WrongRows, DemoFailed, commands.WrongPlace),
    *(Busy, StorageFailed, MigrationFailed, FromTheFuture),
)


def parser() -> argparse.ArgumentParser:
    """What may be asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="One subdistrict, one bot.")
    todo = parser.add_subparsers(dest="command", required=True)
    todo.add_parser("run", help="run the bot with the settings of the environment or .env")
    trial = todo.add_parser("demo", help="a whole town to try, without Telegram")
    trial.add_argument("--port", type=int, default=8080)
    todo.add_parser("migrate", help="bring the database up to date")
    seed = todo.add_parser("seed", help="build the demonstration town")
    seed.add_argument("town", choices=["demo"])
    invite = todo.add_parser("invite", help="a link that gives a role at a place")
    invite.add_argument("role", choices=[role.value for role in Role])
    invite.add_argument(
        "place", nargs="?", default="", help="names below the subdistrict: 广安社区/森林公园小区"
    )
    table = todo.add_parser("import", help="places and people from a table (.xlsx, .csv)")
    table.add_argument("file", type=Path)
    table.add_argument("--apply", action="store_true", help="enter it, if every row is right")
    todo.add_parser("backup", help="a checked copy of the database, taken while the bot may run")
    restore = todo.add_parser("restore", help="put a backup back; the bot must be stopped")
    restore.add_argument("file", type=Path)
    release = todo.add_parser("release", help="what becomes of letters held after a restore")
    release.add_argument("fate", choices=["send", "drop"])
    todo.add_parser("rotate-key", help="seal everything anew under the first of SECRET_KEY")
    todo.add_parser("check", help="whether the database opens, and what was set aside")
    lead = todo.add_parser("route", help="which doors a sentence finds, and why")
    lead.add_argument("sentence")
    todo.add_parser("diagrams", help="draw forms and cards, list commands and settings into docs/")
    todo.add_parser("secret", help="make a SECRET_KEY")
    return parser


async def _run(settings: Settings) -> None:
    logs.begin(settings.log_format)
    starting = asyncio.current_task()
    assert starting is not None
    _on_signals(starting.cancel)
    async with built(settings) as app:
        _on_signals(app.stop)
        danger.net()  # the first cry for help does not wait until it is learnt
        spare_the_collector()
        await app.run()


def _on_signals(stop: Callable[[], object]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)


async def _do(arguments: argparse.Namespace) -> None:
    match arguments.command:
        case "secret":
            print(Cipher.new_secret())
        case "demo":
            await demo(arguments.port)
        case "run":
            await _run(load())
        case "migrate":
            await commands.migrate(load())
        case "seed":
            await commands.seed(load())
        case "invite":
            await commands.invite(load(), arguments.role, arguments.place)
        case "import":
            await commands.bring_in(load(), arguments.file, apply=arguments.apply)
        case "backup":
            commands.backup(load())
        case "restore":
            commands.restore(load(), arguments.file)
        case "release":
            await commands.release(load(), arguments.fate == "send")
        case "rotate-key":
            await commands.rotate_key(load())
        case "check":
            await commands.check(load())
        case "route":
            await commands.route(arguments.sentence)
        case "diagrams":
            commands.draw(parser())


def main() -> int:
    """Do what was asked; what cannot be done is one sentence and exit code 2."""
    logs.begin()
    try:
        asyncio.run(_do(parser().parse_args()))
    except KNOWN as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"The system does not allow it: {error.strerror}.", file=sys.stderr)
        return 2
    except asyncio.CancelledError:
        return 0  # told to stop before it had begun
    except InvalidToken:
        print("BOT_TOKEN is wrong: Telegram does not accept it.", file=sys.stderr)
        return 2
    except TelegramError as error:
        print(f"The Bot API cannot be reached: {type(error).__name__}.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
