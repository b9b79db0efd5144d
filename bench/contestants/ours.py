"""Our bot as it is run: its own settings, a database file, the demonstration town."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from bot import town
from bot.clock import Clock
from community import people
from storage import places
from storage.cipher import Cipher
from storage.engine import Database
from storage.opening import open_database
from storage.places import Place
from storage.tx import Tx

SECRET = Cipher.new_secret()
COMMUNITY = "广安社区"  # where the town has staff: every report is also shown to somebody
ZONE = "Asia/Shanghai"


def settings(folder: Path, root: str, token: str, pacing: str = "off") -> dict[str, str]:
    """The environment of `python -m bot run`."""
    return {
        "BOT_TOKEN": token,
        "SECRET_KEY": SECRET,
        "ADMIN_IDS": "",
        "DATABASE_URL": _url(folder),
        "BOT_API_URL": root,
        "TIMEZONE": ZONE,
        "LANGUAGE": "zh",
        "LISTEN": "",
        "PACING": pacing,
        "UPDATES_A_MINUTE": "0",
        "DOUBLE_TAP_MS": "0",
        "REPORTS_AT_ONCE": "0",
    }


@asynccontextmanager
async def opened(folder: Path, url: str | None = None) -> AsyncIterator[Database]:
    """The bot's database, made if there is none, while no bot has it."""
    database = await open_database(url or _url(folder), Cipher.from_secret(SECRET))
    try:
        await database.migrate(Clock().now())
        yield database
    finally:
        await database.close()


async def settle(folder: Path, residents: range) -> None:
    """Build the town, with all of these registered and at home in it."""
    now = Clock().now()
    async with opened(folder) as database:
        await database.run(partial(town.build, zone=ZONE, now=now))
        await database.run(partial(_move_in, residents=residents, now=now))


def _move_in(tx: Tx, residents: range, now: int) -> None:
    homes = _stairwells(tx)
    for at, telegram_id in enumerate(residents):
        person = people.meet(tx, telegram_id, "zh", frozenset(), now)
        people.join(tx, person, f"居民{at}", homes[at % len(homes)].id, now)


def _stairwells(tx: Tx) -> list[Place]:
    level = [at for at in places.below(tx, places.roots(tx)[0].id) if at.name == COMMUNITY]
    while below := [found for at in level for found in places.below(tx, at.id)]:
        level = below
    return level


def _url(folder: Path) -> str:
    return f"sqlite:///{folder}/linli.db"
