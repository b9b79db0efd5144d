"""The slow work with tables: looked over, and entered stretch by stretch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from community import imports as rules
from community.imports import State
from community.imports.looking import check
from community.imports.rows import Book, Checked, Lines, Problem, Row
from handlers.people.imports.files import FILE_MOST
from handlers.people.imports.reading import read
from handlers.people.imports.words import STATES, said
from storage import imports, people, places
from storage.chores import Asked
from storage.outbox import Letter
from storage.people import Person
from storage.tx import Tx
from talk import messages
from talk.chores import Chore, Hopeless, Tools
from talk.screens import Screen, bold
from talk.tables import TableSheet
from talk.words import Word, _

LISTED = 12  # problems in the message; where there are more, all of them are in a file


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking a table over."""

    book: Book
    found: Checked


async def look(more: Sequence[TableSheet], tools: Tools, asked: Asked) -> Looked:
    """Read the file and compare it with what there is."""
    content = await tools.fetch(asked.facts["file_id"], FILE_MOST)
    root, who = await tools.read(lambda tx: _asker(tx, asked.person_id or 0))
    if who is None:
        raise Hopeless("nobody waits for it")
    book, problems = await tools.compute(read, content, root, who.language, more)
    if problems:
        return Looked(book, Checked(problems))
    return Looked(book, await tools.read(lambda tx: check(tx, who, book, asked.made)))


def _asker(tx: Tx, person_id: int) -> tuple[str, Person | None]:
    return places.roots(tx)[0].name, people.get(tx, person_id)


def looked(
    more: Sequence[TableSheet], tx: Tx, asked: Asked, result: Looked, now: int
) -> list[Letter]:
    """Say what is in it, or what is wrong with it."""
    one = rules.looked_over(tx, asked.subject, result.book, result.found)
    if one is None or not result.found.problems:
        return []
    count = len(result.found.problems)
    head = _("{count} things are not right", count=count)
    end = STATES[State.WRONG]
    return _problems(tx, now, one.person_id, head, result.found.problems, end, more)


def _problems(
    tx: Tx,
    now: int,
    reader_id: int,
    head: Word,
    problems: Sequence[Problem],
    end: Word,
    more: Sequence[TableSheet] = (),
) -> list[Letter]:
    """List problems; where they are many, all of them in a file."""
    reader = people.known(tx, reader_id)
    if not reader.reachable:
        return []
    lines = [said(problem, reader.language, more) for problem in problems]
    shown = lines if len(lines) <= LISTED else [*lines[:LISTED], "…"]
    text = "\n".join(["", *shown, "", end.to(reader.language)])
    screen = Screen(bold(head.to(reader.language)) + text)
    letters = messages.send(tx, now, reader, screen)
    if len(lines) > LISTED:
        name = _("all-problems.txt").to(reader.language)
        content = "\r\n".join(lines).encode("utf-8-sig")
        letters.append(messages.upload(tx, now, reader, "document", name, content))
    return letters


async def take_out(tools: Tools, asked: Asked) -> Sequence[Row]:
    """The rows as they were looked over."""
    text = await tools.read(lambda tx: rules.waiting(tx, asked.subject))
    if text is None:
        raise Hopeless("its rows wait no more")
    return await tools.compute(Lines, text)


def entered(tx: Tx, asked: Asked, rows: Sequence[Row], now: int) -> list[Letter]:
    """Enter the next stretch, and say what does not fit any more."""
    unfit = rules.stretch(tx, asked.subject, rows, now)
    if not unfit:
        return []
    head, end = _("Something has changed meanwhile"), _("All other rows go on.")
    return _problems(tx, now, asked.person_id or 0, head, unfit, end)


def failed(tx: Tx, asked: Asked, now: int) -> list[Letter]:
    """Say that nothing more comes of it."""
    rules.give_up(tx, asked.subject)
    reader, one = people.get(tx, asked.person_id or 0), imports.get(tx, asked.subject)
    if reader is None or one is None or not reader.reachable:
        return []
    says = (
        STATES[State.STOPPED]
        if one.state == State.STOPPED
        else _("The table could not be read to its end. Please check the file and send it again.")
    )
    return messages.send(tx, now, reader, Screen(says.to(reader.language)))


def chores(more: Sequence[TableSheet]) -> Mapping[str, Chore]:
    """The slow work with tables that may bring more than places and people."""
    return {
        rules.CHECK: Chore(partial(look, more), partial(looked, more), failed),
        rules.ENTER: Chore(take_out, entered, failed, tries=6),
    }
