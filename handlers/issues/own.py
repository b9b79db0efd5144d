"""The card of the reporter: how it stands, and whether it is solved."""

from community import issues as rules
from community.cases import Stage
from handlers.issues.lines import (
    answer_lines,
    facts_of,
    photo_row,
    photos,
    revision,
    standing,
    titled,
)
from storage import cases
from storage.people import Person
from storage.tx import Tx
from talk.cards import button
from talk.registry import Card
from talk.screens import Screen
from talk.turn import Turn
from talk.words import _

OWN = "report"


def own_card(tx: Tx, who: Person, case_id: int) -> Screen | None:
    """The case as its reporter sees it."""
    case = cases.get(tx, case_id)
    if case is None or case.reporter_id != who.id:
        return None
    lines = [*facts_of(tx, who, case), "", "👉 " + standing(tx, who, case)]
    rows = photo_row(tx, who, case, OWN)
    if case.stage in (Stage.ANSWERED, Stage.CLOSED):
        lines += answer_lines(tx, who, case)
    if case.stage == Stage.ANSWERED:
        lines += ["", _("Is it solved?").to(who.language)]
        yes = button(_("Solved").to(who.language), OWN, case.id, "solved", case.revision)
        no = button(_("Not solved").to(who.language), OWN, case.id, "unsolved", case.revision)
        rows = ((yes, no), *rows)
    elif case.stage == Stage.CLOSED:
        no = button(_("Not solved").to(who.language), OWN, case.id, "unsolved", case.revision)
        rows = ((no,), *rows)
    return Screen(titled(who, case, lines), rows)


def solved(turn: Turn, case_id: int, _extra: str) -> None:
    rules.confirm(turn.tx, turn.who, case_id, turn.now)
    turn.answer(_("Thank you for telling us."))
    turn.card(OWN, case_id)


def unsolved(turn: Turn, case_id: int, _extra: str) -> None:
    rules.reopen(turn.tx, turn.who, case_id, turn.now)
    turn.answer(_("Thank you for telling us. It is taken up again."))
    turn.card(OWN, case_id)


CARD = Card(
    OWN, "case", revision, own_card, {"solved": solved, "unsolved": unsolved, "photos": photos}
)
