"""💼: the door of the station for employment, with what each of its people does there."""

from community.imports.access import imports_tables
from community.jobs import employers as rules
from community.jobs.access import drafts, is_officer
from community.refused import Refused
from handlers.jobs import employers, wages
from storage import people
from storage.people import Person
from storage.tx import Tx
from talk.cards import button, opener
from talk.registry import Card
from talk.screens import Button, Rows, Screen, bold, in_rows
from talk.turn import Turn
from talk.words import Word, _

WORK = "work"
ENTERED = "offline"  # the card of people without Telegram who look for work
LISTED = 40
LABEL = _("💼 Find work")
HIRE = _("I want to hire")


def draw(_tx: Tx, who: Person, person_id: int) -> Screen | None:
    """What one can do here; nobody else's."""
    if who.id != person_id:
        return None
    says = _(
        "Work near home, looked over by the officer for employment. It costs nothing, and it is"
        " for everybody."
    )
    return Screen(bold(LABEL.to(who.language)) + "\n" + says.to(who.language), _rows(who))


def _rows(who: Person) -> Rows:
    offered = [_choice(who, HIRE, "hire")]
    if drafts(who):
        offered.append(_choice(who, _("🚶 Put an employer forward"), "visit"))
    if is_officer(who):
        offered.append(_choice(who, _("📇 Employers on file"), "file"))
        offered.append(opener(_("☎️ People without Telegram").to(who.language), ENTERED, who.id))
    if imports_tables(who):
        offered.append(opener(_("📥 From a table").to(who.language), "imports", who.id))
    if wages.may_set(who):
        offered.append(_choice(who, _("💰 Local minimum wage"), "wages"))
    return in_rows(offered, 1)


def _choice(who: Person, word: Word, choice: str) -> Button:
    return button(word.to(who.language), WORK, who.id, choice, 0)


def hire(turn: Turn, _person_id: int, _extra: str) -> None:
    employers.hire(turn)


def file(turn: Turn, _person_id: int, _extra: str) -> None:
    """Who is on file where the officer is."""
    if not is_officer(turn.who):
        raise Refused("jobs.not_found")
    found = rules.on_file(turn.tx, turn.who, "", LISTED)
    turn.lists(len(found))
    rows = [(opener(employers.LINE(turn.tx, turn.who, one), "employer", one.id),) for one in found]
    back = (_choice(turn.who, _("⬅️ Back"), "see"),)
    says = _("📇 Employers on file: {count}", count=len(found))
    turn.reply(Screen(turn.to(says), (*rows, back)))


def see(turn: Turn, person_id: int, _extra: str) -> None:
    turn.card(WORK, person_id)


def _revision(tx: Tx, person_id: int) -> int | None:
    return None if people.get(tx, person_id) is None else 0


CARD = Card(
    WORK,
    "person",
    _revision,
    draw,
    {
        "hire": hire,
        "ask": employers.ask,
        "visit": employers.visit,
        "file": file,
        "wages": wages.open_form,
        "see": see,
    },
)
