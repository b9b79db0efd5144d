"""The card of a dispute for its mediator, who could be it, and staff: what a tap on it does."""

from collections.abc import Callable

from community.mediation import joining, mediators, rooms
from community.mediation.access import in_hand, offered
from community.mediation.kinds import Side, Why
from handlers.mediation import noticing, replies
from handlers.mediation.joining import make_link
from handlers.mediation.kinds import WORK
from handlers.mediation.lines import ROOM_MOST, about, revision, spoken, titled
from handlers.mediation.passing import Decline, Enter, PassOn
from handlers.mediation.talking import Note, Relay
from handlers.mediation.views import choice, draw, mark
from handlers.mediation.words import SIDES
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.forms import Form
from talk.messages import Showing
from talk.registry import Card, Choice
from talk.screens import Screen
from talk.turn import Turn
from talk.words import _

YES = "yes"
Right = Callable[[Tx, Person, int], object]


def look(turn: Turn, case_id: int, _extra: str) -> None:
    turn.card(WORK, case_id)


def offer(turn: Turn, case_id: int, _extra: str) -> None:
    """Before somebody takes it up they say whether they are too near to a side."""
    case, _place = offered(turn.tx, turn.who, case_id)
    says = _("Are you related to one of them, or otherwise too near to one to be fair?")
    rows = (
        (choice(turn.who, case, _("No, I mediate"), "take"),),
        (choice(turn.who, case, _("Yes, somebody else should"), "kin"),),
        (choice(turn.who, case, _("⬅️ Back"), "look"),),
    )
    screen = Screen(titled(turn.who, case) + "\n\n" + turn.to(says), rows)
    turn.reply(screen, shows=Showing(WORK, case.id, case.revision))


def take(turn: Turn, case_id: int, _extra: str) -> None:
    mediators.take(turn.tx, turn.who, case_id, turn.now)
    turn.answer(_("Thank you! Please hear both sides within five days."))
    turn.card(WORK, case_id)


def kin(turn: Turn, case_id: int, _extra: str) -> None:
    mediators.decline(turn.tx, turn.who, case_id, "", turn.now, Why.RELATED)
    _let_go(turn, case_id)


def _let_go(turn: Turn, case_id: int) -> None:
    if not turn.card(WORK, case_id):
        turn.reply(_("Thank you for saying so. Somebody else is asked."))


def hear(turn: Turn, case_id: int, extra: str) -> None:
    rooms.hear(turn.tx, turn.who, case_id, _named(extra), turn.now)
    turn.card(WORK, case_id)


def _named(extra: str) -> Side:
    """The side a button names, which anybody may have written."""
    return Side.B if extra == Side.B else Side.A


def tell(turn: Turn, case_id: int, extra: str) -> None:
    in_hand(turn.tx, turn.who, case_id)
    filling.start(turn, Relay, {"case": case_id}, {"side": _named(extra)})


def room(turn: Turn, case_id: int, extra: str) -> None:
    """All that was said in a side's room, as far as it fits."""
    case, _place = in_hand(turn.tx, turn.who, case_id)
    side = _named(extra)
    turn.reads(about(turn.tx, case_id), "card", case_id)
    said = rooms.for_mediator(turn.tx, case, side)
    lines = spoken(turn.tx, case, said, turn.who.language, ROOM_MOST, own=False)
    back = choice(turn.who, case, _("⬅️ Back"), "look")
    head = titled(turn.who, case) + f"\n{mark(side)} {turn.to(SIDES[side])}\n\n"
    screen = Screen(head + "\n".join(lines), ((back,),))
    turn.reply(screen, shows=Showing(WORK, case.id, case.revision))


def link(turn: Turn, case_id: int, _extra: str) -> None:
    make_link(turn, case_id)


def files(turn: Turn, case_id: int, _extra: str) -> None:
    """Send what a side has attached; that is for the mediator alone."""
    case, _place = in_hand(turn.tx, turn.who, case_id)
    turn.reads(about(turn.tx, case_id), "media", case_id)
    turn.attached(rooms.files(turn.tx, case))


def mistaken(turn: Turn, case_id: int, extra: str) -> None:
    """Ask once; then who came by the link is no side, and another link may go out."""
    if extra == YES:
        joining.take_off(turn.tx, turn.who, case_id, turn.now)
        turn.card(WORK, case_id)
        return
    case, _place = in_hand(turn.tx, turn.who, case_id)
    says = _("Is it somebody else who came by the link? Then they see it no more.")
    rows = (
        (choice(turn.who, case, _("🙅 Yes, invite anew"), f"mistaken.{YES}"),),
        (choice(turn.who, case, _("⬅️ Back"), "look"),),
    )
    screen = Screen(titled(turn.who, case) + "\n\n" + turn.to(says), rows)
    turn.reply(screen, shows=Showing(WORK, case.id, case.revision))


def _asking(form: type[Form], right: Right = in_hand) -> Choice:
    """The choice that begins a form about the dispute, for those only who may send it off."""

    def begin(turn: Turn, case_id: int, _extra: str) -> None:
        right(turn.tx, turn.who, case_id)
        filling.start(turn, form, {"case": case_id})

    return begin


CARD = Card(
    WORK,
    "case",
    revision,
    draw,
    {
        "look": look,
        "offer": offer,
        "take": take,
        "kin": kin,
        "cannot": _asking(Decline, offered),
        "hear": hear,
        "tell": tell,
        "room": room,
        "note": _asking(Note),
        "link": link,
        "mistaken": mistaken,
        "enter": _asking(Enter),
        "pass": _asking(PassOn),
        "media": files,
        "harm": noticing.harm,
    },
    about=about,
    replied=replies.of_mediator,
)
