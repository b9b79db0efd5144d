"""Tables of places and people in the chat: sent as a file, looked over, confirmed, entered."""

from collections.abc import Iterable, Sequence
from functools import partial

from community import imports as rules
from community.imports import State
from community.imports.access import imports_tables
from community.places import label
from community.roles import Role
from handlers.people.imports import work
from handlers.people.imports.files import FILE_MOST
from handlers.people.imports.template import template
from handlers.people.imports.words import REASONS, STATES, brings
from handlers.people.words import ROLES
from storage import imports as rows
from storage import places
from storage.imports import Import
from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk import messages
from talk.cards import NOT_FOUND, button
from talk.forms import Said, Sent
from talk.registry import Capability, Card, Command, Notice, Stray
from talk.screens import Rows, Screen, bold
from talk.tables import TableSheet
from talk.turn import Turn
from talk.words import _

OFFICE = _("the subdistrict office")
TABLE, START = "import", "imports"  # the cards: one table, and where one begins
TITLE = _("📥 Places and people from a table")


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


def send_template(more: Sequence[TableSheet], turn: Turn, person_id: int, _extra: str) -> None:
    if offered(turn.tx, turn.who, person_id) is None:
        turn.answer(NOT_FOUND, alert=True)
        return
    name, content = turn.to(_("empty-table.xlsx")), template(turn.who.language, more)
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


def draw(more: Sequence[TableSheet], tx: Tx, who: Person, import_id: int) -> Screen | None:
    """How a table stands, to who brought it."""
    one = rows.get(tx, import_id)
    if one is None or one.person_id != who.id or not imports_tables(who):
        return None
    state = State(one.state)
    lines = [STATES[state]]
    if one.total:
        lines += [
            *brings(one, more),
            _("Rows entered: {done} of {total}", done=one.upto, total=one.total),
        ]
    text = "\n".join(line.to(who.language) for line in lines)
    return Screen(bold(TITLE.to(who.language)) + "\n" + text, _buttons(who, one))


def _buttons(who: Person, one: Import) -> Rows:
    if one.state != State.READY:
        return ()
    labels = ((_("✅ Enter it"), "enter"), (_("🗑 Drop it"), "drop"))
    return tuple(
        (button(word.to(who.language), TABLE, one.id, to, one.revision),) for word, to in labels
    )


def _revision(tx: Tx, import_id: int) -> int | None:
    one = rows.get(tx, import_id)
    return one.revision if one else None


def enter(turn: Turn, import_id: int, _extra: str) -> None:
    rules.confirm(turn.tx, turn.who, import_id, turn.now)
    turn.card(TABLE, import_id)


def drop(turn: Turn, import_id: int, _extra: str) -> None:
    rules.drop(turn.tx, turn.who, import_id)
    turn.card(TABLE, import_id)


def done(_tx: Tx, reader: Person, tell: Tell) -> Screen:
    """That a table is entered to its end; its card shows the same where it stands."""
    says = _("✅ The table is entered: {count} rows.", count=tell.facts["rows"])
    return Screen(says.to(reader.language))


def appointed(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """That one has a role now, by a table of the office."""
    place = places.get(tx, tell.facts["place"])
    says = _(
        "Thank you for taking part. You are now: {role} · {place}.",
        role=ROLES[Role(tell.facts["role"])],
        place=label(tx, place) if place else "",
    )
    return Screen(says.to(reader.language))


def imports(capabilities: Iterable[Capability]) -> Capability:
    """Return the capability that brings in tables, with the sheets the others add."""
    more = [sheet for brought in capabilities for sheet in brought.tables]
    return Capability(
        stem="imports",
        commands=(
            Command(
                "import",
                _("bring in places and people from a table"),
                start,
                imports_tables,
                whose=OFFICE,
            ),
        ),
        cards=(
            Card(
                START,
                "person",
                lambda _tx, _id: 1,
                offered,
                {"template": partial(send_template, more)},
            ),
            Card(TABLE, "import", _revision, partial(draw, more), {"enter": enter, "drop": drop}),
        ),
        notices={
            "imports.ready": Notice(Rank.REPLY, card=TABLE),
            "imports.done": Notice(Rank.REPLY, done),
            "imports.appointed": Notice(Rank.NOTICE, appointed, menu=True),
        },
        timers={rules.EXPIRY: rules.expire},
        chores=work.chores(more),
        strays=(Stray(take, asks=START),),
        refusals={
            "imports.not_yours": _("Tables are brought in by the subdistrict's staff."),
            "imports.not_found": NOT_FOUND,
            "imports.moved_on": _("That is decided already."),
        },
    )
