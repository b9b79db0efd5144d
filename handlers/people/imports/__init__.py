"""Tables of places and people in the chat: sent as a file, looked over, confirmed, entered."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from community import imports as rules
from community.imports import State
from community.imports.access import imports_tables
from community.imports.looking import check
from community.imports.rows import Book, Checked, Problem, Row
from community.places import label
from community.roles import Role
from handlers.people.imports.files import FILE_MOST
from handlers.people.imports.reading import read
from handlers.people.imports.template import template
from handlers.people.imports.words import REASONS, said
from handlers.people.words import ROLES
from storage import imports, people, places
from storage.chores import Asked
from storage.imports import Import
from storage.outbox import Letter, Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk import messages
from talk.cards import NOT_FOUND, button
from talk.chores import Chore, Hopeless, Tools
from talk.forms import Said, Sent
from talk.registry import Capability, Card, Command, Notice, Stray
from talk.screens import Rows, Screen, bold
from talk.turn import Turn
from talk.words import Word, _

TABLE, START = "import", "imports"  # the cards: one table, and where one begins
LISTED = 12  # problems in the message; where there are more, all of them are in a file
TITLE = _("📥 Places and people from a table")
STATES: Mapping[State, Word] = {
    State.CHECKING: _("It is being looked over."),
    State.WRONG: _("Nothing was entered. Please mend these rows and send the file again."),
    State.READY: _("Every row is right. Nothing is entered until you confirm."),
    State.ENTERING: _("It is being entered."),
    State.DONE: _("✅ It is entered."),
    State.STOPPED: _("It stopped half way. Send the file again: what is there stays as it is."),
    State.DROPPED: _("It was dropped; nothing of it was entered."),
}


def start(turn: Turn) -> None:
    turn.card(START, turn.who.id, fresh=True)


def offered(_tx: Tx, who: Person, person_id: int) -> Screen | None:
    """What to do, and the empty table."""
    if who.id != person_id or not imports_tables(who):
        return None
    says = _(
        "Send the table here as a file: .xlsx or .csv. It is looked over first: you read which"
        " rows are wrong and why, and nothing is entered before you confirm."
    )
    row = (button(_("📄 An empty table").to(who.language), START, who.id, "template", 1),)
    return Screen(bold(TITLE.to(who.language)) + "\n" + says.to(who.language), (row,))


def send_template(turn: Turn, person_id: int, _extra: str) -> None:
    if offered(turn.tx, turn.who, person_id) is None:
        turn.answer(NOT_FOUND, alert=True)
        return
    name, content = turn.to(_("empty-table.xlsx")), template(turn.who.language)
    turn.letters.append(messages.upload(turn.tx, turn.now, turn.who, "document", name, content))


def take(turn: Turn, message: Said | Sent) -> bool:
    """Have a file looked over that somebody sends who may bring in tables."""
    if not isinstance(message, Sent) or message.kind != "document" or message.file is None:
        return False
    if not imports_tables(turn.who):
        return False
    if message.size > FILE_MOST:
        turn.reply(REASONS["too_large"])
    else:
        rules.begin(turn.tx, turn.who, message.file.file_id, turn.now)
        turn.reply(_("Thank you. It is being looked over; you will read here what is in it."))
    return True


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking a table over."""

    book: Book
    found: Checked


async def look(tools: Tools, asked: Asked) -> Looked:
    """Read the file and compare it with what there is."""
    content = await tools.fetch(asked.facts["file_id"], FILE_MOST)
    root, who = await tools.read(lambda tx: _asker(tx, asked.person_id or 0))
    if who is None:
        raise Hopeless("nobody waits for it")
    book, problems = await tools.compute(read, content, root, who.language)
    if problems:
        return Looked(book, Checked(problems))
    return Looked(book, await tools.read(lambda tx: check(tx, who, book)))


def _asker(tx: Tx, person_id: int) -> tuple[str, Person | None]:
    return places.roots(tx)[0].name, people.get(tx, person_id)


def looked(tx: Tx, asked: Asked, result: Looked, now: int) -> list[Letter]:
    """Say what is in it, or what is wrong with it."""
    one = rules.looked_over(tx, asked.subject, result.book, result.found)
    if one is None or not result.found.problems:
        return []
    count = len(result.found.problems)
    head = _("{count} things are not right", count=count)
    return _problems(tx, now, one.person_id, head, result.found.problems, STATES[State.WRONG])


def _problems(
    tx: Tx, now: int, reader_id: int, head: Word, problems: Sequence[Problem], end: Word
) -> list[Letter]:
    """List problems; where they are many, all of them in a file."""
    reader = people.known(tx, reader_id)
    if not reader.reachable:
        return []
    lines = [said(problem, reader.language) for problem in problems]
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
    return await tools.compute(_rows, text)


def _rows(text: str) -> Sequence[Row]:
    return Book.from_json(json.loads(text)).rows


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


def draw(tx: Tx, who: Person, import_id: int) -> Screen | None:
    """How a table stands, to who brought it."""
    one = imports.get(tx, import_id)
    if one is None or one.person_id != who.id or not imports_tables(who):
        return None
    state = State(one.state)
    lines = [STATES[state]]
    if one.total:
        counts = brings(one.places, one.people, one.roles, one.same)
        lines += [*counts, _("Rows entered: {done} of {total}", done=one.upto, total=one.total)]
    text = "\n".join(line.to(who.language) for line in lines)
    return Screen(bold(TITLE.to(who.language)) + "\n" + text, _buttons(who, one))


def brings(places: int, people: int, roles: int, same: int) -> list[Word]:
    """What a table brings, in words."""
    return [
        _("New places: {count}", count=places),
        _("New people: {count}", count=people),
        _("New roles: {count}", count=roles),
        _("Rows that are here already, and stay as they are: {count}", count=same),
    ]


def _buttons(who: Person, one: Import) -> Rows:
    if one.state != State.READY:
        return ()
    labels = ((_("✅ Enter it"), "enter"), (_("🗑 Drop it"), "drop"))
    return tuple(
        (button(word.to(who.language), TABLE, one.id, to, one.revision),) for word, to in labels
    )


def _revision(tx: Tx, import_id: int) -> int | None:
    one = imports.get(tx, import_id)
    return one.revision if one else None


def enter(turn: Turn, import_id: int, _extra: str) -> None:
    rules.confirm(turn.tx, turn.who, import_id, turn.now)
    turn.card(TABLE, import_id)


def drop(turn: Turn, import_id: int, _extra: str) -> None:
    rules.drop(turn.tx, turn.who, import_id)
    turn.card(TABLE, import_id)


def appointed(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """That one has a role now, by a table of the office."""
    place = places.get(tx, tell.facts["place"])
    says = _(
        "Thank you for taking part. You are now: {role} · {place}.",
        role=ROLES[Role(tell.facts["role"])],
        place=label(tx, place) if place else "",
    )
    return Screen(says.to(reader.language))


CAPABILITY = Capability(
    stem="imports",
    commands=(
        Command("import", _("bring in places and people from a table"), start, imports_tables),
    ),
    cards=(
        Card(START, "person", lambda _tx, _id: 1, offered, {"template": send_template}),
        Card(TABLE, "import", _revision, draw, {"enter": enter, "drop": drop}),
    ),
    notices={
        "imports.ready": Notice(Rank.REPLY, card=TABLE),
        "imports.done": Notice(Rank.REPLY, card=TABLE),
        "imports.appointed": Notice(Rank.NOTICE, appointed, menu=True),
    },
    timers={rules.EXPIRY: rules.expire},
    chores={
        rules.CHECK: Chore(look, looked, failed),
        rules.ENTER: Chore(take_out, entered, failed, tries=6),
    },
    strays=(Stray(take),),
    refusals={
        "imports.not_yours": _("Tables are brought in by the subdistrict's staff."),
        "imports.not_found": NOT_FOUND,
        "imports.moved_on": _("That is decided already."),
    },
)
