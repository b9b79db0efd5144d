"""More time than a month, in the chat: the mediator asks, both sides have to agree."""

from enum import StrEnum
from typing import Annotated, ClassVar

from community.agreements import longer as rules
from community.agreements.sides import side_of, unreached
from community.mediation.access import found, mediates, place_of
from handlers.agreements.about import IN_HAND, zone_of
from handlers.agreements.sessions import SIDES
from storage import cases, parties
from storage.cases import Case
from storage.moments import local
from storage.people import Person
from storage.tx import Tell, Tx
from talk.cards import button
from talk.forms import Ask, Form
from talk.registry import Card, FormEntry
from talk.screens import Button, Rows, Screen
from talk.times import dated
from talk.turn import Turn
from talk.words import Word, _

LONGER = "longer"
OVER = _("This is decided.")


class Days(StrEnum):
    """How much longer it may take."""

    WEEK = "7"
    FORTNIGHT = "14"
    MONTH = "30"


DAYS = {days: _("{days} days", days=days.value) for days in Days}


class Longer(Form):
    """How much more time it needs."""

    name: ClassVar[str] = "agreements.longer"
    title: ClassVar[Word] = _("⏳ More time")
    before_sending: ClassVar[Word | None] = _("Both sides are asked; both have to agree.")
    about: ClassVar[tuple[str, str] | None] = IN_HAND

    case: int
    days: Annotated[
        Days, Ask(_("How many days more?"), label=_("Longer by"), words=DAYS, in_days=True)
    ]


def asked(turn: Turn, form: Longer) -> None:
    rules.ask(turn.tx, turn.who, form.case, int(form.days), turn.now)
    turn.reply(_("✅ Both sides are asked."))


def draw(tx: Tx, who: Person, case_id: int) -> Screen | None:
    """The question as a side sees it, or as the mediator does for one without Telegram."""
    case = found(tx, case_id)
    sides = _speaks_for(tx, who, case) if case else []
    if case is None or not sides:
        return None
    head = _("⏳ More time · {number}", number=case.number).to(who.language)
    if case.asked_due is None:
        return Screen(f"{head}\n{OVER.to(who.language)}")
    day = dated(local(case.asked_due, zone_of(tx, case)).date())
    asks = _("A month may be too short. May it take until {day}? Both have to agree.", day=day)
    rows = tuple(row for side in sides for row in _rows(tx, who, case, side))
    says = asks if rows else _("You have agreed. We wait for the other side.")
    return Screen(f"{head}\n{says.to(who.language)}", rows)


def _speaks_for(tx: Tx, who: Person, case: Case) -> list[str]:
    if (party := side_of(tx, who, case)) is not None:
        return [party.side]
    if not mediates(who, case, place_of(tx, case)):
        return []
    return [side for side in SIDES if unreached(tx, case.id, side)]


def _rows(tx: Tx, who: Person, case: Case, side: str) -> Rows:
    """What one may say for a side that has not agreed yet."""
    party = parties.of(tx, case.id)[side]
    if party.longer is not None:
        return ()
    mine = party.person_id == who.id
    yes = _("✅ I agree") if mine else _("{side} agrees", side=SIDES[side])
    no = _("I do not agree") if mine else _("{side} does not agree", side=SIDES[side])
    return ((_choice(who, case, yes, f"yes.{side}"), _choice(who, case, no, f"no.{side}")),)


def _choice(who: Person, case: Case, word: Word, choice: str) -> Button:
    return button(word.to(who.language), LONGER, case.id, choice)


def yes(turn: Turn, case_id: int, side: str) -> None:
    rules.answer(turn.tx, turn.who, case_id, side, turn.now, yes=True)
    _noted(turn, case_id)


def no(turn: Turn, case_id: int, side: str) -> None:
    rules.answer(turn.tx, turn.who, case_id, side, turn.now, yes=False)
    _noted(turn, case_id)


def _noted(turn: Turn, case_id: int) -> None:
    turn.answer(_("Noted. Thank you."))
    turn.card(LONGER, case_id)


def agreed(tx: Tx, reader: Person, tell: Tell) -> Screen:
    case = cases.known(tx, tell.subject)
    says = _("⏳ Both have agreed: mediation {number} may take longer.", number=case.number)
    return Screen(says.to(reader.language))


def denied(tx: Tx, reader: Person, tell: Tell) -> Screen:
    case = cases.known(tx, tell.subject)
    says = _(
        "⏳ Not both agree: mediation {number} ends by the day that was set.", number=case.number
    )
    return Screen(says.to(reader.language))


CARD = Card(LONGER, "case", None, draw, {"yes": yes, "no": no})
FORM = FormEntry(Longer, asked)
