"""The card of a side: what a tap on it does."""

from collections.abc import Sequence

from community.mediation import joining, mediators, quitting, rooms
from community.mediation.access import candidates, partaking, place_of, taking_part
from handlers.mediation import replies
from handlers.mediation.joining import make_link
from handlers.mediation.kinds import SIDE
from handlers.mediation.lines import called
from handlers.mediation.numbers import Number
from handlers.mediation.side_views import choice, draw, to_them
from handlers.mediation.talking import Say
from storage.cases import Case
from storage.ids import from_short, short
from talk import filling
from talk.registry import Card
from talk.screens import Button, Screen, bold
from talk.turn import Turn
from talk.words import Word, _

LISTED = 8


def look(turn: Turn, case_id: int, _extra: str) -> None:
    turn.card(SIDE, case_id)


def agree(turn: Turn, case_id: int, _extra: str) -> None:
    joining.agree(turn.tx, turn.who, case_id, turn.now)
    turn.answer(_("Thank you. The mediator gets in touch with you."))
    turn.card(SIDE, case_id)


def same(turn: Turn, case_id: int, _extra: str) -> None:
    """What they were about to ask for is this."""
    filling.cancel(turn)
    turn.card(SIDE, case_id)


def refuse(turn: Turn, case_id: int, _extra: str) -> None:
    joining.refuse(turn.tx, turn.who, case_id, turn.now)
    turn.answer(_("All right. Nobody will press you."))
    turn.card(SIDE, case_id)


def mistaken(turn: Turn, case_id: int, extra: str) -> None:
    """They are not meant: asked once, then it is no longer with them."""
    if extra == "yes":
        joining.take_off(turn.tx, turn.who, case_id, turn.now)
        turn.reply(_("Thank you for saying so. You have nothing to do with it."))
        return
    case, _place, _party = partaking(turn.tx, turn.who, case_id)
    yes = choice(turn.who, case, _("🙅 Yes, it is not me"), "mistaken.yes")
    says = _("Are you not meant? Then you see no more of it, and they ask the right one.")
    _ask(turn, case, says, ((yes,),))


def unveil(turn: Turn, case_id: int, _extra: str) -> None:
    rooms.unveil(turn.tx, turn.who, case_id)
    turn.answer(_("Thank you. The mediator can read it now."))
    turn.card(SIDE, case_id)


def say(turn: Turn, case_id: int, _extra: str) -> None:
    taking_part(turn.tx, turn.who, case_id)
    filling.start(turn, Say, {"case": case_id})


def number(turn: Turn, case_id: int, _extra: str) -> None:
    taking_part(turn.tx, turn.who, case_id)
    filling.start(turn, Number, {"case": case_id})


def who_mediates(turn: Turn, case_id: int, _extra: str) -> None:
    """Show who could mediate it."""
    case, _place, _party = taking_part(turn.tx, turn.who, case_id)
    able = candidates(turn.tx, case, place_of(turn.tx, case))[:LISTED]
    rows = tuple(
        (choice(turn.who, case, called(turn.tx, one), f"choose.{short(one.id)}"),) for one in able
    )
    says = _("Who shall mediate? You need not choose: whoever is free takes it up.")
    _ask(turn, case, says if able else _("Nobody else can be asked here now."), rows)


def choose(turn: Turn, case_id: int, extra: str) -> None:
    mediators.choose(turn.tx, turn.who, case_id, from_short(extra) or 0, turn.now)
    turn.card(SIDE, case_id)


def another(turn: Turn, case_id: int, extra: str) -> None:
    """Ask once more; then somebody else is found."""
    if extra == "yes":
        mediators.refuse(turn.tx, turn.who, case_id, turn.now)
        turn.card(SIDE, case_id)
        return
    case, _place, _party = taking_part(turn.tx, turn.who, case_id)
    yes = choice(turn.who, case, _("Yes, somebody else please"), "another.yes")
    says = _("Shall somebody else mediate? You need not say why, and they are not told who asked.")
    _ask(turn, case, says, ((yes,),))


def leave(turn: Turn, case_id: int, extra: str) -> None:
    """One tap must not end it."""
    if extra == "yes":
        quitting.withdraw(turn.tx, turn.who, case_id, turn.now)
        turn.card(SIDE, case_id)
        return
    case, _place, _party = partaking(turn.tx, turn.who, case_id)
    yes = choice(turn.who, case, _("Yes, I leave"), "leave.yes")
    says = _(
        "Leave the mediation? It is over then, for the other side, too. The way to court is open to"
        " you as before."
    )
    _ask(turn, case, says, ((yes,),))


def link(turn: Turn, case_id: int, _extra: str) -> None:
    make_link(turn, case_id)


def _ask(turn: Turn, case: Case, says: Word, rows: Sequence[tuple[Button, ...]]) -> None:
    back = choice(turn.who, case, _("⬅️ Back"), "look")
    head = bold(to_them(case).to(turn.who.language)) + "\n\n" + turn.to(says)
    turn.aside(SIDE, case.id, Screen(head, (*rows, (back,))))


CARD = Card(
    SIDE,
    "case",
    None,
    draw,
    {
        "look": look,
        "agree": agree,
        "refuse": refuse,
        "same": same,
        "mistaken": mistaken,
        "unveil": unveil,
        "say": say,
        "number": number,
        "who": who_mediates,
        "choose": choose,
        "another": another,
        "leave": leave,
        "link": link,
    },
    replied=replies.of_side,
)
