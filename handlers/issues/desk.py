"""The card of staff and of the responsible: dispatch, sign, answer."""

from community import issues as rules
from community.cases import Stage
from community.roles import staff_of
from handlers.issues.forms import Answer
from handlers.issues.lines import (
    answer_lines,
    facts_of,
    handed,
    name_of,
    photo_row,
    photos,
    revision,
    titled,
)
from handlers.issues.words import STAFF_STAGES
from storage import cases, places
from storage.cases import Case
from storage.ids import from_short, short
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import button
from talk.messages import Showing
from talk.registry import Card
from talk.screens import Rows, Screen, bold, in_rows
from talk.turn import Turn
from talk.words import Word, _

DESK = "issue"
LISTED = 8  # people to choose from


def desk_card(tx: Tx, who: Person, case_id: int) -> Screen | None:
    """The case as staff and the responsible see it, with what each may do now."""
    case = cases.get(tx, case_id)
    if case is None or not rules.may_see(tx, who, case):
        return None
    stage = STAFF_STAGES[Stage(case.stage)].to(who.language)
    lines = [*facts_of(tx, who, case), f"🗣 {name_of(tx, case.reporter_id)}"]
    if case.responsible_id:
        lines.append(f"🔧 {name_of(tx, case.responsible_id)}")
    lines.append(_("Stage: {stage}", stage=stage).to(who.language))
    lines += answer_lines(tx, who, case)
    return Screen(titled(who, case, lines), _desk_buttons(tx, who, case))


def _desk_buttons(tx: Tx, who: Person, case: Case) -> Rows:
    place = places.get(tx, case.place_id)
    offered: list[tuple[Word, str]] = []
    if case.responsible_id == who.id and case.stage == Stage.DISPATCHED:
        offered.append((_("Sign for it"), "sign"))
    if case.responsible_id == who.id and case.stage == Stage.WORKING:
        offered.append((_("Answer"), "answer"))
    if place and staff_of(who, place):
        if case.stage == Stage.RECEIVED:
            offered.append((_("Accept and dispatch"), "dispatch"))
        elif case.stage in (Stage.DISPATCHED, Stage.WORKING):
            offered.append((_("Transfer"), "dispatch"))
    buttons = (
        button(word.to(who.language), DESK, case.id, choice, case.revision)
        for word, choice in offered
    )
    return (*in_rows(buttons, 2), *photo_row(tx, who, case, DESK))


def choose_responsible(turn: Turn, case_id: int, _extra: str) -> None:
    """Ask whom to hand it to."""
    case = cases.known(turn.tx, case_id)
    rows = [
        (
            button(
                handed(turn.tx, turn.who.language, to),
                DESK,
                case.id,
                f"to.{short(to.id)}",
                case.revision,
            ),
        )
        for to in rules.candidates(turn.tx, case)[:LISTED]
    ]
    back = button(turn.to(_("⬅️ Back")), DESK, case.id, "look", case.revision)
    says = _("Who takes it?")
    screen = Screen(bold(case.number) + "\n" + turn.to(says), (*rows, (back,)))
    turn.reply(screen, shows=Showing(DESK, case.id, case.revision))


def hand_over(turn: Turn, case_id: int, extra: str) -> None:
    rules.dispatch(turn.tx, turn.who, case_id, from_short(extra) or 0, turn.now)
    turn.card(DESK, case_id)


def look(turn: Turn, case_id: int, _extra: str) -> None:
    turn.card(DESK, case_id)


def sign(turn: Turn, case_id: int, _extra: str) -> None:
    rules.sign(turn.tx, turn.who, case_id, turn.now)
    turn.card(DESK, case_id)


def start_answer(turn: Turn, case_id: int, _extra: str) -> None:
    filling.start(turn, Answer, {"case": case_id})


CARD = Card(
    DESK,
    "case",
    revision,
    desk_card,
    {
        "dispatch": choose_responsible,
        "to": hand_over,
        "look": look,
        "sign": sign,
        "answer": start_answer,
        "photos": photos,
    },
)
