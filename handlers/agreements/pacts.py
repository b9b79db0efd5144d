"""约定草稿 in the chat: both sides read the same words, each says alone whether it suits them."""

from community.agreements import after, endings
from community.agreements import pacts as rules
from community.agreements.pacts import Way
from handlers.agreements import pact_forms
from handlers.agreements.pact_lines import PACT, choice, draw
from storage import pacts, parties
from storage.tx import Tx
from talk import filling
from talk.cards import opener
from talk.registry import Card
from talk.screens import Screen
from talk.turn import Turn
from talk.words import _


def agree(turn: Turn, pact_id: int, side: str) -> None:
    rules.agree(turn.tx, turn.who, pact_id, side, turn.now)
    turn.card(PACT, pact_id)


def wish(turn: Turn, pact_id: int, side: str) -> None:
    pact = rules.put(turn.tx, turn.who, pact_id, side)
    fixed = {"case": pact.case_id, "pact": pact_id, "side": side}
    filling.start(turn, pact_forms.Wish, fixed)


def anew(turn: Turn, pact_id: int, _extra: str) -> None:
    case = rules.in_their_hands(turn.tx, turn.who, pact_id)
    filling.start(turn, pact_forms.Draft, {"case": case.id})


def paper(turn: Turn, pact_id: int, _extra: str) -> None:
    begun = rules.ask_paper(turn.tx, turn.who, pact_id, {"language": turn.who.language}, turn.now)
    turn.answer(
        _("The paper is being drawn and comes in a moment.")
        if begun
        else _("It is being drawn already. Please wait a moment.")
    )


def signed(turn: Turn, pact_id: int, _extra: str) -> None:
    case = rules.in_their_hands(turn.tx, turn.who, pact_id)
    filling.start(turn, pact_forms.Signed, {"case": case.id, "pact": pact_id})


def oral(turn: Turn, pact_id: int, _extra: str) -> None:
    """One tap must not end it."""
    pact = rules.suits_both(turn.tx, turn.who, pact_id)
    says = _("Is it agreed by word of mouth? The mediation is over then, and both sides are told.")
    yes = choice(turn.who, pact, _("Yes, it is agreed"), "orally")
    back = opener(turn.to(_("⬅️ Back")), PACT, pact_id)
    turn.aside(PACT, pact_id, Screen(turn.to(says), ((yes,), (back,))))


def orally(turn: Turn, pact_id: int, _extra: str) -> None:
    rules.conclude(turn.tx, turn.who, pact_id, Way.ORAL, (), turn.now)
    turn.card(PACT, pact_id)


def kept(turn: Turn, pact_id: int, side: str) -> None:
    after.say(turn.tx, turn.who, pact_id, side, turn.now, kept=True)
    turn.card(PACT, pact_id)


def broken(turn: Turn, pact_id: int, side: str) -> None:
    after.say(turn.tx, turn.who, pact_id, side, turn.now, kept=False)
    turn.card(PACT, pact_id)


def again(turn: Turn, pact_id: int, _extra: str) -> None:
    pact = pacts.get(turn.tx, pact_id)
    endings.reopen(turn.tx, turn.who, pact.case_id if pact else 0, turn.now)
    turn.card(PACT, pact_id)


def about(tx: Tx, pact_id: int) -> list[int]:
    """Whose agreement it is: both sides'."""
    pact = pacts.get(tx, pact_id)
    return parties.persons(tx, pact.case_id) if pact else []


CARD = Card(
    PACT,
    PACT,
    None,
    draw,
    {
        "agree": agree,
        "wish": wish,
        "anew": anew,
        "paper": paper,
        "signed": signed,
        "oral": oral,
        "orally": orally,
        "kept": kept,
        "broken": broken,
        "again": again,
    },
    about=about,
)
