"""Sessions in the chat: proposed, then each side alone agrees or offers another time."""

from datetime import datetime
from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community.agreements import sessions as rules
from community.agreements.sessions import Way
from community.agreements.sides import unreached
from community.mediation.access import mediates, party_of
from handlers.agreements.about import IN_HAND, TAKES_PART, when, zone_of
from storage import cases, places, sittings
from storage.cases import Case
from storage.people import Person
from storage.sittings import Sitting
from storage.tx import Tx
from talk import filling
from talk.cards import button
from talk.forms import Ask, Form, If, PickTime
from talk.registry import Card, FormEntry
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

SITTING = "sitting"
WAYS = {Way.MEETING: _("👥 Meet"), Way.PHONE: _("☎️ By telephone")}
SIDES = {"a": _("who asks for it"), "b": _("the other side")}


class Propose(Form):
    """When and where the parties shall meet."""

    name: ClassVar[str] = "agreements.sitting"
    title: ClassVar[Word] = _("📅 Propose a session")
    before_sending: ClassVar[Word | None] = _("Each side is asked alone whether it suits them.")
    about: ClassVar[tuple[str, str] | None] = IN_HAND

    case: int
    way: Annotated[Way, Ask(_("How do you talk?"), label=_("How"), words=WAYS)]
    begins: Annotated[datetime, PickTime(_("When?"), label=_("When"), past=False)]
    spot: Annotated[
        str | None,
        MinLen(2),
        MaxLen(120),
        Ask(
            _("Where? A neutral room is best."),
            label=_("Where"),
            hint=_("e.g. the mediation room of the community, first floor"),
            when=If("way", frozenset({Way.MEETING})),
        ),
    ] = None


class Instead(Form):
    """Which other time would suit a side."""

    name: ClassVar[str] = "agreements.instead"
    title: ClassVar[Word] = _("🕐 Another time")
    about: ClassVar[tuple[str, str] | None] = TAKES_PART
    at_once: ClassVar[bool] = True

    case: int
    sitting: int
    side: str
    begins: Annotated[
        datetime,
        PickTime(
            _("When would it suit you?"),
            label=_("When"),
            hint=_("Only the mediator reads it and proposes a time anew."),
            past=False,
        ),
    ]


def proposed(turn: Turn, form: Propose) -> None:
    begins = int(form.begins.timestamp() * 1000)
    sitting = rules.propose(turn.tx, turn.who, form.case, form.way, begins, form.spot, turn.now)
    turn.answer(_("Both sides are asked."))
    turn.card(SITTING, sitting.id)


def instead(turn: Turn, form: Instead) -> None:
    begins = int(form.begins.timestamp() * 1000)
    rules.answer(turn.tx, turn.who, form.sitting, form.side, begins, turn.now)
    turn.card(SITTING, form.sitting)


def draw(tx: Tx, who: Person, sitting_id: int) -> Screen | None:
    """A session as its mediator sees it, or as a side does: nothing of what the other said."""
    sitting = sittings.get(tx, sitting_id)
    case = cases.get(tx, sitting.case_id) if sitting else None
    place = places.get(tx, case.place_id) if case else None
    if sitting is None or case is None or place is None:
        return None
    if mediates(who, case, place):
        return _mediators(tx, who, case, sitting)
    party = party_of(tx, who, case)
    if party is None or not party.takes_part:
        return None
    lines = [*_facts(tx, who, case, sitting), _standing(sitting, party.side)]
    rows: Rows = ()
    if sitting.ended is None:
        rows = _choices(who, sitting, party.side)
    return Screen("\n".join(_to(who, line) for line in lines), rows)


def _facts(tx: Tx, who: Person, case: Case, sitting: Sitting) -> list[Word | str]:
    spot = sittings.spot(tx, sitting)
    return [
        _("📅 Session · {number}", number=case.number),
        f"🕐 {when(sitting.begins, zone_of(tx, case)).to(who.language)}",
        f"📍 {spot}" if spot else WAYS[Way.PHONE],
        "",
    ]


def _standing(sitting: Sitting, side: str) -> Word:
    """How it stands, as a side may know it."""
    if sitting.ended is not None:
        return OVER[sitting.how or rules.CANCELLED]
    if sitting.fixed:
        return _("✅ Both sides have agreed. We remind you the day before and two hours before.")
    if _agreed(sitting, side):
        return _("✅ It suits you. We wait for the other side.")
    if _offered(sitting, side):
        return _("🕐 You have offered another time. The mediator proposes one anew.")
    return _("Does it suit you?")


OVER = {
    rules.HELD: _("It is over."),
    rules.MOVED: _("It was moved: the newer message counts."),
    rules.CANCELLED: _("❌ It does not take place."),
}


def _choices(who: Person, sitting: Sitting, side: str) -> Rows:
    other = _choice(who, sitting, _("🕐 Another time"), f"other.{side}")
    if _agreed(sitting, side):
        return ((other,),)
    return ((_choice(who, sitting, _("✅ It suits me"), f"yes.{side}"), other),)


def _mediators(tx: Tx, who: Person, case: Case, sitting: Sitting) -> Screen:
    lines = _facts(tx, who, case, sitting)
    zone = zone_of(tx, case)
    for side, word in SIDES.items():
        lines.append(_("{side}: {says}", side=word, says=_said(sitting, side, zone)))
    rows: Rows = ()
    if sitting.ended is not None:
        lines.append(OVER[sitting.how or rules.CANCELLED])
    else:
        rows = tuple(
            _by_phone(who, sitting, side) for side in SIDES if unreached(tx, case.id, side)
        )
        move = _choice(who, sitting, _("📅 Another time"), "move")
        rows = (*rows, (move, _choice(who, sitting, _("❌ Call it off"), "cancel")))
    return Screen("\n".join(_to(who, line) for line in lines), rows)


def _said(sitting: Sitting, side: str, zone: str) -> Word:
    if _agreed(sitting, side):
        return _("it suits them")
    if offered := _offered(sitting, side):
        return _("would rather come on {when}", when=when(offered, zone))
    return _("no answer yet")


def _by_phone(who: Person, sitting: Sitting, side: str) -> tuple[Button, ...]:
    """What a side without Telegram has said to the mediator."""
    yes = _("{side}, by phone: it suits them", side=SIDES[side])
    other = _("{side}: another time", side=SIDES[side])
    return (
        _choice(who, sitting, yes, f"yes.{side}"),
        _choice(who, sitting, other, f"other.{side}"),
    )


def _choice(who: Person, sitting: Sitting, word: Word, choice: str) -> Button:
    return button(word.to(who.language), SITTING, sitting.id, choice)


def yes(turn: Turn, sitting_id: int, side: str) -> None:
    rules.answer(turn.tx, turn.who, sitting_id, side, None, turn.now)
    turn.card(SITTING, sitting_id)


def other(turn: Turn, sitting_id: int, side: str) -> None:
    sitting = rules.put(turn.tx, turn.who, sitting_id, side)
    filling.start(turn, Instead, {"case": sitting.case_id, "sitting": sitting_id, "side": side})


def move(turn: Turn, sitting_id: int, _extra: str) -> None:
    sitting = rules.movable(turn.tx, turn.who, sitting_id)
    filling.start(turn, Propose, {"case": sitting.case_id})


def cancel(turn: Turn, sitting_id: int, _extra: str) -> None:
    rules.cancel(turn.tx, turn.who, sitting_id, turn.now)
    turn.card(SITTING, sitting_id)


def _agreed(sitting: Sitting, side: str) -> bool:
    return (sitting.agreed_a if side == "a" else sitting.agreed_b) is not None


def _offered(sitting: Sitting, side: str) -> int | None:
    return sitting.offered_a if side == "a" else sitting.offered_b


def _to(who: Person, line: Word | str) -> str:
    return line.to(who.language) if isinstance(line, Word) else line


CARD = Card(
    SITTING,
    SITTING,
    None,
    draw,
    {"yes": yes, "other": other, "move": move, "cancel": cancel},
)
FORMS = (FormEntry(Propose, proposed), FormEntry(Instead, instead))
