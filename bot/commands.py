"""The commands of `python -m bot` that do one thing and end."""

import secrets
from argparse import ArgumentParser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from bot import backups, diagrams, reference, tables, town
from bot.app import CAPABILITIES
from bot.clock import Clock
from bot.explaining import explained
from bot.rotation import rotate, rotate_files
from bot.settings import Settings, WrongSettings, load
from community import places as place_rules
from community import upkeep
from community.invitations import INVITATION_MS
from community.refused import Refused
from community.roles import Role, kinds_for
from community.router.guessing import Guesser
from storage import invitations, places, updates
from storage.backup import put_back
from storage.cipher import Cipher
from storage.engine import Database, StorageFailed
from storage.kept import Kept
from storage.lock import Busy
from storage.opening import open_database
from storage.tx import Tx
from talk import fonts
from talk.registry import Registry


class WrongPlace(Exception):
    """Where an invitation cannot be for."""


NO_FONT = "No Chinese font: tables and sheets are not drawn. Debian's package is fonts-noto-cjk."


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database, brought up to date; closed however the work ends."""
    database = await open_database(settings.database_url, Cipher.from_secret(settings.secret_key))
    try:
        await database.migrate(Clock().now())
        yield database
    finally:
        await database.close()


async def migrate(settings: Settings) -> None:
    database = await open_database(settings.database_url, Cipher.from_secret(settings.secret_key))
    try:
        applied = await database.migrate(Clock().now())
    finally:
        await database.close()
    print(f"Applied: {', '.join(map(str, applied))}." if applied else "Nothing to do.")


async def seed(settings: Settings) -> None:
    """Build the demonstration town."""
    async with opened(settings) as database:
        await database.run(partial(town.settled, zone=settings.timezone, now=Clock().now()))
    print("The demonstration town stands. Its people are invented.")


async def invite(settings: Settings, role: str, at: str) -> None:
    """Print a start parameter that gives a role at a place, once."""
    token = secrets.token_urlsafe(16)
    async with opened(settings) as database:
        make = partial(_invite, settings=settings, role=Role(role), at=at, token=token)
        await database.run(make)
    print("Put this behind the bot's address; it works once, within 72 hours:")
    print(f"?start=inv_{token}")


def _invite(tx: Tx, settings: Settings, role: Role, at: str, token: str) -> None:
    now = Clock().now()
    place = place_rules.ensure_root(tx, place_rules.UNNAMED, settings.timezone, now)
    for name in filter(None, at.split("/")):
        found = places.child(tx, place, name)
        if found is None:
            raise WrongPlace(f"There is no {name} below {place.name}.")
        place = found
    if place.kind not in kinds_for(role):
        raise WrongPlace(f"A {role} is not appointed at {place.name}, which is a {place.kind}.")
    invitations.add(tx, token, role, place.id, None, now, now + INVITATION_MS)


async def bring_in(settings: Settings, file: Path, *, apply: bool) -> None:
    """Look a table of places and people over, and enter it if asked to."""
    async with opened(settings) as database:
        await tables.bring_in(database, settings, file, apply=apply)


def backup(settings: Settings) -> None:
    """Take a backup, beside a running bot or without one."""
    kept = backups.back_up(settings, Clock().now())
    print(f"The photos of cases are not in it: they lie in {settings.media_folder}.")
    print(f"Kept: {kept}")


def restore(settings: Settings, copy: Path) -> None:
    """Put a backup back."""
    file = backups.file_of(settings)
    if file is None:
        raise StorageFailed(backups.NOT_HERE)
    before = put_back(copy, file)
    print(f"Put back: {copy}." + (f" What was there is kept as {before}." if before else ""))


async def release(settings: Settings, send: bool) -> None:
    """Send or drop the letters that are held since an older copy was put back."""
    async with opened(settings) as database:
        try:
            count = await database.run(partial(upkeep.let_go, send=send, now=Clock().now()))
        except Refused:
            print("Nothing is held.")
            return
    print(f"{count} letters {'will be sent' if send else 'are dropped'}.")


async def rotate_key(settings: Settings) -> None:
    """Seal everything anew under the current key, so that the old one can go."""
    if "," not in settings.secret_key:
        raise WrongSettings("SECRET_KEY holds one key only: put a new one and a comma before it.")
    async with opened(settings) as database:
        changed, unreadable = await rotate(database)
        files = rotate_files(Kept(settings.media_folder, Cipher.from_secret(settings.secret_key)))
    print(f"{changed} fields were sealed anew.")
    print(f"{files} files were sealed anew.")
    if unreadable:
        print(f"{unreadable} fields open with none of the keys and were left: keep every key.")
    else:
        print("The old key may go. Backups taken until now still need it.")


async def check(settings: Settings) -> None:
    """Print whether the database opens, how much it holds, and what was set aside."""
    async with opened(settings) as database:
        aside = await database.run(updates.all_set_aside)
        roots = await database.run(places.roots)
    print(f"The database opens. Subdistrict: {roots[0].name if roots else 'none yet'}.")
    font = fonts.found()
    print(f"Tables and sheets are drawn with: {font}." if font else NO_FONT)
    for row in aside:
        print(f"set aside: {row.origin} {row.subject}: {row.error}")


async def route(sentence: str) -> None:
    """Explain where a sentence leads, by what the office has taught, too, if that can be read."""
    registry = Registry(CAPABILITIES, "")
    guesser = Guesser({code: door.every for code, door in registry.doors.items()})
    try:
        async with opened(load()) as database:
            model = await database.run(guesser.model)
    except (WrongSettings, Busy):
        print("By what is shipped alone: what the office has taught cannot be read now.")
        model = guesser.untaught()
    for line in explained(model, registry.doors, sentence):
        print(line)


def draw(parser: ArgumentParser) -> None:
    """Write the pages that are made from the code."""
    diagrams.PAGE.write_text(diagrams.page(CAPABILITIES), encoding="utf-8")
    reference.PAGE.write_text(reference.page(CAPABILITIES, parser), encoding="utf-8")
    print(f"Drawn into {diagrams.PAGE.name} and {reference.PAGE.name}.")
