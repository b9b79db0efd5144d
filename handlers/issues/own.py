"""The card of the reporter: how it stands, and whether it is solved."""

from collections.abc import Sequence
from functools import partial

from community import issues as rules
from community.cases import PENDING, Stage, voices
from community.issues import detours, outages, satisfaction
from community.issues.access import found, judges
from community.issues.kinds import Way
from handlers.issues import replies
from handlers.issues.about import headed
from handlers.issues.behalf import reporter_line
from handlers.issues.detours import Supplement
from handlers.issues.dues import time_lines
from handlers.issues.forms import Report
from handlers.issues.kinds import KNOWN, OWN
from handlers.issues.known import THANK
from handlers.issues.lines import (
    answer_lines,
    external_lines,
    facts_of,
    outage_lines,
    own_leading,
    photo_row,
    photos,
    revision,
    standing,
    titled,
)
from handlers.issues.satisfaction import NO, YES, Unsatisfied, Unsolved
from storage import cases, categories, followers
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import button, opener
from talk.messages import Showing
from talk.registry import Card
from talk.screens import Rows, Screen, in_rows
from talk.turn import Turn
from talk.words import Word, _

OVER = (Stage.ANSWERED, Stage.CLOSED)
WAITING = ((_("Urge"), "urge"), (_("Add something"), "add"), (_("Withdraw"), "withdraw"))
ANSWERED = ((_("Solved"), "solved"), (_("Not solved"), "unsolved"))


def own_card(tx: Tx, who: Person, case_id: int) -> Screen | None:
    """The case as its reporter sees it, and whoever speaks for them."""
    case = found(tx, case_id)
    if case is None or who.id not in voices(case):
        return None
    spoken = [reporter_line(tx, who, case)] if case.speaker_id else []
    lines = [*facts_of(tx, who, case), *spoken, "", "👉 " + standing(tx, who, case)]
    lines += [*outage_lines(tx, who, case), *time_lines(tx, who, case)]
    if case.stage in OVER:
        lines += answer_lines(tx, who, case)
    lines += external_lines(tx, who, case, (Way.OUT,))
    if asks := _asks(tx, who, case):
        lines += ["", asks.to(who.language)]
    rows = (*_rows(tx, who, case), *photo_row(tx, who, case, OWN))
    return Screen(titled(tx, who, case, lines), rows)


def _asks(tx: Tx, who: Person, case: Case) -> Word | None:
    """What they are asked about the answer."""
    if case.stage not in OVER:
        return None
    if not judges(case, who):
        return _("You did this yourself: somebody else asks whether it is solved.")
    if case.stage == Stage.ANSWERED:
        return _("Is it solved?")
    return _("Are you satisfied?") if satisfaction.unrated(tx, case) else None


def _rows(tx: Tx, who: Person, case: Case) -> Rows:
    """What they may do where the case stands."""
    if case.stage in PENDING:
        return _offered(who, case, WAITING, 3)
    if case.stage == Stage.MERGED and (leading := followers.leading(tx, case.id)):
        kind = OWN if own_leading(tx, who, case) else KNOWN
        return ((opener(_("How it stands").to(who.language), kind, leading),),)
    if case.stage == Stage.WITHDRAWN and case.speaker_id is None:
        return _offered(who, case, ((_("🔁 Report it anew"), "anew"),), 1)
    if case.stage not in OVER or not judges(case, who):
        return ()
    if case.stage == Stage.ANSWERED:
        return _offered(who, case, ANSWERED, 2)
    return (*_offered(who, case, ((_("Not solved"), "again"),), 1), *_after(tx, who, case))


def _after(tx: Tx, who: Person, case: Case) -> Rows:
    """What may still be said of a case that is closed."""
    offered: list[tuple[Word, str]] = []
    if satisfaction.unrated(tx, case):
        offered += [(_("Satisfied"), f"rate.{YES}"), (_("Not satisfied"), f"rate.{NO}")]
    if outages.may_thank(tx, who, case):
        offered.append((THANK, "thank"))
    return _offered(who, case, offered, 2)


def _offered(who: Person, case: Case, choices: Sequence[tuple[Word, str]], columns: int) -> Rows:
    buttons = (
        button(word.to(who.language), OWN, case.id, choice, case.revision)
        for word, choice in choices
    )
    return in_rows(buttons, columns)


def solved(turn: Turn, case_id: int, _extra: str) -> None:
    rules.confirm(turn.tx, turn.who, case_id, turn.now)
    turn.answer(_("Thank you for telling us."))
    turn.card(OWN, case_id)


def unsolved(turn: Turn, case_id: int, _extra: str) -> None:
    rules.reopen(turn.tx, turn.who, case_id, turn.now)
    turn.answer(_("Thank you for telling us. It is taken up again."))
    turn.card(OWN, case_id)
    filling.start(turn, Unsolved, {"case": case_id})


def rate(turn: Turn, case_id: int, extra: str) -> None:
    satisfaction.rate(turn.tx, turn.who, case_id, turn.now, satisfied=extra == YES)
    turn.answer(_("Thank you for telling us."))
    turn.card(OWN, case_id)
    if extra != YES:
        filling.start(turn, Unsatisfied, {"case": case_id})


def thank(turn: Turn, case_id: int, _extra: str) -> None:
    outages.thank(turn.tx, turn.who, case_id, turn.now)
    turn.answer(_("They will be glad to hear it."))
    turn.card(OWN, case_id)


def ask_again(turn: Turn, case_id: int, _extra: str) -> None:
    """A second tap on 解决了 falls on this button: it must not open the case again by itself."""
    case = cases.known(turn.tx, case_id)
    yes = button(turn.to(_("Yes, once more please")), OWN, case_id, "unsolved", case.revision)
    no = button(turn.to(_("⬅️ Back")), OWN, case_id, "look", case.revision)
    screen = Screen(
        headed(turn.tx, turn.who, case) + "\n\n" + turn.to(_("Is it not solved after all?")),
        ((no,), (yes,)),
    )
    turn.reply(screen, shows=Showing(OWN, case_id, case.revision))


def urge(turn: Turn, case_id: int, _extra: str) -> None:
    detours.urge(turn.tx, turn.who, case_id, turn.now)
    turn.answer(_("They have been reminded."))
    turn.card(OWN, case_id)


def add(turn: Turn, case_id: int, _extra: str) -> None:
    filling.start(turn, Supplement, {"case": case_id})


def ask_withdraw(turn: Turn, case_id: int, _extra: str) -> None:
    """One tap must not end a report."""
    case = cases.known(turn.tx, case_id)
    yes = button(turn.to(_("Yes, withdraw it")), OWN, case_id, "gone", case.revision)
    no = button(turn.to(_("⬅️ Back")), OWN, case_id, "look", case.revision)
    says = turn.to(_("Withdraw this report? Nobody will go on with it."))
    head = headed(turn.tx, turn.who, case) + "\n\n" + says
    screen = Screen(head, ((yes,), (no,)))
    turn.reply(screen, shows=Showing(OWN, case_id, case.revision))


def withdraw(turn: Turn, case_id: int, _extra: str) -> None:
    detours.withdraw(turn.tx, turn.who, case_id, turn.now)
    turn.card(OWN, case_id)


def report_anew(turn: Turn, case_id: int, _extra: str) -> None:
    """Begin the report again that was withdrawn, filled in as it was."""
    case = cases.known(turn.tx, case_id)
    if case.stage != Stage.WITHDRAWN or case.speaker_id is not None:
        turn.card(OWN, case_id)
        return
    row = categories.by_code(turn.tx, case.category)
    given = {
        "category": row.id if row and row.hidden is None else None,
        "place": case.place_id,
        "story": cases.story(turn.tx, case) or None,
    }
    heard = _("📝 It is filled in as it was. Please see whether it is still right.")
    filled = {name: value for name, value in given.items() if value is not None}
    filling.start(turn, Report, given=filled, heard=heard)


def look(turn: Turn, case_id: int, _extra: str) -> None:
    turn.card(OWN, case_id)


CARD = Card(
    OWN,
    "case",
    revision,
    own_card,
    {
        "solved": solved,
        "unsolved": unsolved,
        "again": ask_again,
        "urge": urge,
        "add": add,
        "withdraw": ask_withdraw,
        "gone": withdraw,
        "anew": report_anew,
        "look": look,
        "photos": partial(photos, OWN),
        "rate": rate,
        "thank": thank,
    },
    replied=replies.add,
)
