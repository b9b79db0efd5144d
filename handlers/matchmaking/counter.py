"""Somebody without Telegram, in the chat of the matchmaker to whom they have come."""

from community.matchmaking import WORK
from community.matchmaking import counter as rules
from community.matchmaking.profiles import Avoid, Profile
from community.matchmaking.registering import Declared
from community.people import How
from handlers.matchmaking.forms import AtCounter, Hoping, ShunningFor
from storage import singles
from storage.people import Person
from storage.singles import Single
from talk import filling
from talk.cards import button
from talk.screens import Rows, Screen, in_rows
from talk.turn import Turn
from talk.words import _

SINGLE = "single"


def rows(who: Person, single: Single) -> Rows:
    """What the matchmaker does for somebody without Telegram."""
    words = (
        (_("🌷 Enter their hopes"), "hopes"),
        (_("🚫 Whom they must not meet"), "avoid"),
        (_("🚪 They withdraw"), "gone"),
    )
    offered = (
        button(word.to(who.language), SINGLE, single.id, name, single.revision)
        for word, name in words
    )
    return in_rows(offered, 2)


def begin(turn: Turn, _person_id: int, _extra: str) -> None:
    filling.start(turn, AtCounter)


def registered(turn: Turn, form: AtCounter) -> None:
    how = How.PAPER if form.signed else How.ORAL
    said = Declared(form.sex, form.born, form.marital, form.children, turn.who.id)
    about_them = Profile.model_validate(form.model_dump(exclude={"phone", "signed", "sex"}))
    single = rules.register(turn.tx, turn.who, form.phone, how, said, about_them, turn.now)
    turn.reads(single.person_id, "card")
    turn.card(SINGLE, single.id, head=_("✅ They are registered."))


def ask_hopes(turn: Turn, single_id: int, _extra: str) -> None:
    rules.theirs(turn.tx, turn.who, single_id)
    filling.start(turn, Hoping, {"single": single_id})


def ask_avoid(turn: Turn, single_id: int, _extra: str) -> None:
    rules.theirs(turn.tx, turn.who, single_id)
    filling.start(turn, ShunningFor, {"single": single_id})


def shunning(turn: Turn, form: ShunningFor) -> None:
    said = Avoid.model_validate(form.model_dump(exclude={"single"}))
    rules.shun(turn.tx, turn.who, form.single, said)
    turn.card(SINGLE, form.single)


def withdraw(turn: Turn, single_id: int, extra: str) -> None:
    """Ask once more; withdraw at the second tap."""
    rules.theirs(turn.tx, turn.who, single_id)
    single = singles.known(turn.tx, single_id)
    if extra == "yes":
        rules.withdraw(turn.tx, turn.who, single_id, turn.now)
        turn.card(WORK, turn.who.id)
        return
    says = _("Only if they want it themselves: everything they have said is erased at once.")
    yes = button(turn.to(_("🚪 Yes, withdraw")), SINGLE, single_id, "gone.yes", single.revision)
    back = button(turn.to(_("⬅️ Back")), SINGLE, single_id, "look", single.revision)
    turn.amend(Screen(turn.to(says), ((yes,), (back,))))
