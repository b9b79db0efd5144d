"""What the card of a dispute says to one of its sides, and what it offers them."""

from community.cases import Stage
from community.mediation import rooms
from community.mediation.access import chosen, found, party_of, place_of
from community.mediation.kinds import Outcome, Side
from community.mediation.steps import LIVE
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
from handlers.mediation.words import OUTCOMES, RIGHTS, SEEN
from storage import cases, disputes, parties
from storage.cases import Case
from storage.parties import Party
from storage.people import Person
from storage.tx import Tx
from talk.cards import button, opener
from talk.screens import Button, Rows, Screen, bold
from talk.words import Word, _

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
    head = titled(who, case) if asks else bold(to_them(case).to(who.language))
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


def to_them(case: Case) -> Word:
    """Its number alone, which tells the other side nothing."""
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
        yes = choice(who, case, _("🤝 I take part"), "agree")
        no = choice(who, case, _("Rather not"), "refuse")
        mistaken = choice(who, case, _("🙅 It is not me"), "mistaken")
        return ((yes,) if party.refused is not None else (yes, no), (mistaken,))
    rows: Rows = ((choice(who, case, _("💬 Tell the mediator"), "say"),),)
    if _may_unveil(case, party):
        rows += ((choice(who, case, _("📖 Let the new mediator read it"), "unveil"),),)
    if who.sealed_phone is None:
        rows += ((choice(who, case, Number.title, "number"),),)
    if case.stage == Stage.DISPATCHED:
        rows += ((choice(who, case, _("🧑‍💼 Choose a mediator"), "who"),),)
    else:
        rows += _with_mediator(tx, who, case, party)
    return (*rows, (choice(who, case, _("🚪 Leave the mediation"), "leave"),))


def _with_mediator(tx: Tx, who: Person, case: Case, party: Party) -> Rows:
    another = choice(who, case, _("🔄 Another mediator"), "another")
    alone = disputes.known(tx, case.id).named and Side.B not in parties.of(tx, case.id)
    if party.side != Side.A or not alone:
        return ((another,),)
    return ((choice(who, case, _("🔗 Link for the other side"), "link"),), (another,))


def choice(who: Person, case: Case, word: Word, name: str) -> Button:
    """A button of the card."""
    return button(word.to(who.language), SIDE, case.id, name)
