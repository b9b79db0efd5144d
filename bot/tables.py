"""A table of places and people brought in on the command line, by the rules of the chat."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bot.app import CAPABILITIES
from bot.clock import Clock
from bot.settings import Settings
from community import places as place_rules
from community.imports.entering import STRETCH, enter
from community.imports.looking import check
from community.imports.rows import Book, Checked, Problem, Row
from handlers.people.imports.files import FILE_MOST
from handlers.people.imports.reading import read
from handlers.people.imports.words import brings, said
from storage.engine import Database
from storage.tx import Tx
from talk import notices
from talk.quiet import NEVER, Hours
from talk.registry import Registry

SHEETS = [sheet for brought in CAPABILITIES for sheet in brought.tables]


class WrongRows(Exception):
    """Rows that are not right, each with its reason on a line; nothing was entered."""


async def bring_in(database: Database, settings: Settings, file: Path, *, apply: bool) -> None:
    """Look a table over and print what it brings; enter it if asked to and all of it is right."""
    with file.open("rb") as table:
        content = table.read(FILE_MOST + 1)
    language = settings.language
    root = await database.run(partial(_root, zone=settings.timezone, now=Clock().now()))
    book, problems = read(content, root, language, SHEETS)
    found = Checked(problems) if problems else await database.run(partial(_look, book=book))
    if found.problems:
        raise WrongRows(_lines(found.problems, language))
    for word in brings(found, SHEETS):
        print(word.to(language))
    if not apply:
        print("Every row is right. Nothing is entered without --apply.")
        return
    for at in range(0, len(book.rows), STRETCH):
        stretch = partial(_enter, settings=settings, rows=book.rows[at : at + STRETCH])
        if unfit := await database.run(stretch):
            raise WrongRows(_lines(unfit, language))
    print("It is entered.")


def _root(tx: Tx, zone: str, now: int) -> str:
    return place_rules.ensure_root(tx, place_rules.UNNAMED, zone, now).name


def _look(tx: Tx, book: Book) -> Checked:
    return check(tx, None, book, Clock().now())


def _enter(tx: Tx, settings: Settings, rows: Sequence[Row]) -> list[Problem]:
    """Enter a stretch, with the letters to those who are given a role."""
    now = Clock().now()
    hours = Hours.read(settings.quiet_hours) or NEVER
    registry = Registry(CAPABILITIES, "", hours, pushes=settings.notices_a_day)
    unfit = enter(tx, None, rows, now)
    notices.deliver(tx, registry, now)
    return unfit


def _lines(problems: Sequence[Problem], language: str) -> str:
    return "\n".join(said(problem, language, SHEETS) for problem in problems)
