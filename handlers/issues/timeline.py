"""The timeline of a report: every step with when, from where to where, who, in whose hands."""

from collections.abc import Iterator

from community.cases import Stage
from handlers.issues.lines import about, moment, name_of
from handlers.issues.words import STAFF_STAGES, STEP_WORDS
from storage import cases, people
from storage.cases import Case, Entry
from storage.people import Person
from storage.tx import Tx
from talk.cards import button
from talk.messages import Showing
from talk.screens import Button, Screen, bold, clip
from talk.turn import Turn
from talk.words import Word, _

ENTRIES = 30  # the newest: more would not fit into a message
NOTE_MOST = 80
CHOICE = "timeline"


def timeline_button(who: Person, case: Case, kind: str) -> Button:
    label = _("🕒 Timeline").to(who.language)
    return button(label, kind, case.id, CHOICE, case.revision)


def show(turn: Turn, kind: str, case_id: int) -> None:
    """Show the timeline where the card was."""
    case = cases.known(turn.tx, case_id)
    entries = cases.timeline(turn.tx, case_id)
    turn.reads(about(turn.tx, case_id), "timeline", case_id)
    befores = [None, *entries]
    said = [
        "\n".join(_lines(turn.tx, turn.who, case, before, entry))
        for before, entry in list(zip(befores, entries, strict=False))[-ENTRIES:]
    ]
    back = button(turn.to(_("⬅️ Back")), kind, case.id, "look", case.revision)
    head = bold(f"{case.number} · {turn.to(_('🕒 Timeline'))}")
    screen = Screen(head + "\n\n" + "\n".join(said), ((back,),))
    turn.reply(screen, shows=Showing(kind, case.id, case.revision))


def _lines(tx: Tx, who: Person, case: Case, before: Entry | None, entry: Entry) -> Iterator[str]:
    step = STEP_WORDS.get(entry.step, Word(entry.step)).to(who.language)
    yield f"▪️ {moment(tx, case, entry.at)} {step}{_moved(who, before, entry)}"
    hands = [_named(tx, entry.who_id)] if entry.who_id else []
    if entry.responsible_id:
        hands.append(f"🔧 {_named(tx, entry.responsible_id)}")
    if hands:
        yield "   " + " · ".join(hands)
    if note := cases.note_text(tx, entry):
        yield "   💬 " + clip(" ".join(note.split()), NOTE_MOST).plain


def _moved(who: Person, before: Entry | None, entry: Entry) -> str:
    to = STAFF_STAGES[Stage(entry.stage)].to(who.language)
    if before is None:
        return f" → {to}"
    if before.stage == entry.stage:
        return ""
    return f"：{STAFF_STAGES[Stage(before.stage)].to(who.language)} → {to}"


def _named(tx: Tx, person_id: int) -> str:
    """Their name; who has been erased since has none."""
    return name_of(tx, person_id) if people.get(tx, person_id) else "—"
