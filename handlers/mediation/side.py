"""The card of a side: how it stands, what the mediator has said, and what one may do."""

from collections.abc import Sequence

from community.cases import Stage
from community.mediation import joining, mediators, quitting, rooms
from community.mediation.access import (
    candidates,
    chosen,
    found,
    partaking,
    party_of,
    place_of,
    taking_part,
)
from community.mediation.kinds import Outcome, Side
from community.mediation.steps import LIVE
from handlers.mediation import replies
from handlers.mediation.joining import make_link
from handlers.mediation.kinds import ENDED, SIDE
from handlers.mediation.lines import (
    OWN_MOST,
    called,
    mediator_line,
    opposite,
    spoken,
    titled,
    where,
)
from handlers.mediation.numbers import Number
from handlers.mediation.talking import Say
from handlers.mediation.words import OUTCOMES, RIGHTS, SEEN
from storage import cases, disputes, parties
from storage.cases import Case
from storage.ids import from_short, short
from storage.parties import Party
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import button, opener
from talk.registry import Card
from talk.screens import Button, Rows, Screen, bold
from talk.turn import Turn
from talk.words import Word, _

LISTED = 8
VEILED = _(
    "🙈 What you told the mediator before, the new one does not see, unless you let them read it."
)


def draw(tx: Tx, who: Person, case_id: int) -> Screen | None:
    """A dispute as one of its sides sees it: nothing of the other side's words ever."""
    case = found(tx, case_id)
    party = party_of(tx, who, case) if case else None
    if case is None or party is None:
        return None
    asks = party.side == Side.A
    head = titled(who, case) if asks else bold(_to_them(case).to(who.language))
    lines = _asked(tx, who, case) if asks else _told(tx, who, case, party)
    lines += ["", f"👉 {_standing(tx, case, party).to(who.language)}"]
    if case.responsible_id is not None and case.stage in LIVE:
        lines.append(mediator_line(tx, case.responsible_id).to(who.language))
    room = rooms.for_side(tx, case, Side(party.side))
    if room:
        lines += ["", *spoken(tx, case, room, who.language, OWN_MOST, own=True)]
    if _may_unveil(case, party):
        lines += ["", VEILED.to(who.language)]
    return Screen(head + "\n" + "\n".join(lines), _rows(tx, who, case, party))


def _may_unveil(case: Case, party: Party) -> bool:
    """Whether what they told a mediator before is hidden from whoever mediates now."""
    return party.veiled is not None and party.takes_part and case.stage in LIVE


def _to_them(case: Case) -> Word:
    return _("🤝 {number} · Mediation", number=case.number)


def _asked(tx: Tx, who: Person, case: Case) -> list[str]:
    """What who has asked for it reads of what they said."""
    dispute = disputes.known(tx, case.id)
    lines = [where(tx, case), opposite(tx, dispute).to(who.language)]
    lines.append(f"💬 {cases.story(tx, case)}")
    if may_tell := disputes.may_tell(tx, dispute):
        lines.append(_("📨 They read word for word: {words}", words=may_tell).to(who.language))
    return lines


def _told(tx: Tx, who: Person, case: Case, party: Party) -> list[str]:
    """What the other side reads: exactly what they may be told, and their rights."""
    words = disputes.may_tell(tx, disputes.known(tx, case.id)) or "–"
    lines = [_("Somebody asks for mediation with you. You may be told:").to(who.language)]
    lines.append(f"📨 {words}")
    if party.agreed is None and case.stage in LIVE:
        lines += ["", RIGHTS.to(who.language), SEEN.to(who.language)]
    return lines


def _standing(tx: Tx, case: Case, party: Party) -> Word:
    """How it stands, for a side."""
    if party.gone is not None:
        return _("You have left. The way to court is open to you.")
    if case.stage == Stage.DISPATCHED:
        if wished := chosen(tx, case, place_of(tx, case)):
            name = called(tx, wished)
            return _("{name} is asked to mediate, and has not answered yet", name=name)
        return _("A mediator is being found")
    if case.stage != Stage.WORKING:
        return OUTCOMES[Outcome(case.result or Outcome.LEFT)]
    if party.side == Side.B and party.agreed is None:
        if party.refused is not None:
            return _("You would rather not. If you change your mind, tap below.")
        return _("Would you take part? Only with your yes does anything happen.")
    return _of_both(tx, case)


def _of_both(tx: Tx, case: Case) -> Word:
    if not disputes.known(tx, case.id).named:
        return _("The mediator has a talk at the door, without naming you")
    other = parties.of(tx, case.id).get(Side.B)
    if other is None:
        return _("The mediator gets in touch with the other side")
    if other.refused is not None:
        return _(
            "The other side would rather not now. The mediator speaks with you about what else"
            " there is; the way to court is open to you."
        )
    if other.agreed is None:
        return _("The other side has been asked and has not answered yet")
    return _("Both sides take part; the mediator hears each of you alone")


def _rows(tx: Tx, who: Person, case: Case, party: Party) -> Rows:
    """What a side may do where it stands."""
    if case.stage not in LIVE or party.gone is not None:
        over = case.result not in (None, Outcome.LEFT)
        says = _("🏁 How it ended").to(who.language)
        return ((opener(says, ENDED, case.id),),) if over and party.takes_part else ()
    if party.agreed is None:
        yes = _choice(who, case, _("🤝 I take part"), "agree")
        no = _choice(who, case, _("Rather not"), "refuse")
        mistaken = _choice(who, case, _("🙅 It is not me"), "mistaken")
        return ((yes,) if party.refused is not None else (yes, no), (mistaken,))
    rows: Rows = ((_choice(who, case, _("💬 Tell the mediator"), "say"),),)
    if _may_unveil(case, party):
        rows += ((_choice(who, case, _("📖 Let the new mediator read it"), "unveil"),),)
    if who.sealed_phone is None:
        rows += ((_choice(who, case, Number.title, "number"),),)
    if case.stage == Stage.DISPATCHED:
        rows += ((_choice(who, case, _("🧑‍💼 Choose a mediator"), "who"),),)
    else:
        rows += _with_mediator(tx, who, case, party)
    return (*rows, (_choice(who, case, _("🚪 Leave the mediation"), "leave"),))


def _with_mediator(tx: Tx, who: Person, case: Case, party: Party) -> Rows:
    another = _choice(who, case, _("🔄 Another mediator"), "another")
    alone = disputes.known(tx, case.id).named and Side.B not in parties.of(tx, case.id)
    if party.side != Side.A or not alone:
        return ((another,),)
    return ((_choice(who, case, _("🔗 Link for the other side"), "link"),), (another,))


def _choice(who: Person, case: Case, word: Word, choice: str) -> Button:
    return button(word.to(who.language), SIDE, case.id, choice)


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
    yes = _choice(turn.who, case, _("🙅 Yes, it is not me"), "mistaken.yes")
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
        (_choice(turn.who, case, called(turn.tx, one), f"choose.{short(one.id)}"),) for one in able
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
    yes = _choice(turn.who, case, _("Yes, somebody else please"), "another.yes")
    says = _("Shall somebody else mediate? You need not say why, and they are not told who asked.")
    _ask(turn, case, says, ((yes,),))


def leave(turn: Turn, case_id: int, extra: str) -> None:
    """One tap must not end it."""
    if extra == "yes":
        quitting.withdraw(turn.tx, turn.who, case_id, turn.now)
        turn.card(SIDE, case_id)
        return
    case, _place, _party = partaking(turn.tx, turn.who, case_id)
    yes = _choice(turn.who, case, _("Yes, I leave"), "leave.yes")
    says = _(
        "Leave the mediation? It is over then, for the other side, too. The way to court is open to"
        " you as before."
    )
    _ask(turn, case, says, ((yes,),))


def link(turn: Turn, case_id: int, _extra: str) -> None:
    make_link(turn, case_id)


def _ask(turn: Turn, case: Case, says: Word, rows: Sequence[tuple[Button, ...]]) -> None:
    back = _choice(turn.who, case, _("⬅️ Back"), "look")
    head = bold(_to_them(case).to(turn.who.language)) + "\n\n" + turn.to(says)
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
