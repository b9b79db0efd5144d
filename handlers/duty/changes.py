"""Shifts that change hands, in the chat: 换班 and 交班."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen

from community.duty import changes as rules
from community.places import label
from handlers.duty.words import name_of, slot_line
from storage import handovers, places, rosters, swaps
from storage.ids import short
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.cards import button
from talk.forms import Ask, Form, PickRow
from talk.registry import Card
from talk.screens import Screen
from talk.several import listed
from talk.turn import Turn
from talk.words import Word, _

SWAP, HANDOVER = "swap", "handover"
LISTED = 10  # of one's own shifts


class Swap(Form):
    """Whom to ask to take a shift."""

    name: ClassVar[str] = "duty.swap"
    title: ClassVar[Word] = _("Swap a shift")
    at_once: ClassVar[bool] = True

    slot: int
    to: Annotated[int, PickRow(_("Whom shall we ask to take it?"), rows="duty.others")]


class Handover(Form):
    """What the next on duty must know."""

    name: ClassVar[str] = "duty.handover"
    title: ClassVar[Word] = _("Hand over")

    note: Annotated[
        str,
        MaxLen(1000),
        Ask(
            _("What must the next one know?"),
            label=_("To know"),
            hint=_("What is open, whom to phone, where the keys are."),
        ),
    ]


def swap(turn: Turn, roster_id: int, extra: str) -> None:
    """Choose which of one's shifts, then whom to ask."""
    mine = rules.coming(turn.tx, turn.who, turn.now)
    chosen = [slot for slot in mine if short(slot.id) == extra or len(mine) == 1]
    if not mine:
        turn.answer(_("You have no shift to come."), alert=True)
    elif chosen:
        filling.start(turn, Swap, {"slot": chosen[0].id})
    else:
        revision = rosters.known(turn.tx, roster_id).revision
        rows = tuple(
            (
                button(
                    turn.to(slot_line(turn.tx, slot)),
                    "roster",
                    roster_id,
                    f"swap.{short(slot.id)}",
                    revision,
                ),
            )
            for slot in mine[:LISTED]
        )
        turn.reply(Screen(turn.to(_("Which of your shifts?")), rows))


def asked(turn: Turn, form: Swap) -> None:
    swap = rules.ask(turn.tx, turn.who, form.slot, form.to, turn.now)
    name = name_of(turn.tx, swap.to_id)
    turn.reply(_("{name} is asked. You hear as soon as there is an answer.", name=name))


def draw_swap(tx: Tx, who: Person, swap_id: int) -> Screen | None:
    """The question to a colleague, and what became of it."""
    swap = swaps.get(tx, swap_id)
    slot = rosters.slot(tx, swap.shift_id) if swap else None
    if swap is None or slot is None or who.id not in (swap.from_id, swap.to_id):
        return None
    says = _(
        "🔁 {name} asks {other} to take this shift:\n{slot}",
        name=name_of(tx, swap.from_id),
        other=name_of(tx, swap.to_id),
        slot=slot_line(tx, slot),
    )
    if swap.decided is not None:
        fate = _("✅ It is taken.") if swap.accepted else _("It could not be taken.")
        return Screen(f"{says.to(who.language)}\n{fate.to(who.language)}")
    if who.id != swap.to_id:
        return Screen(says.to(who.language))
    offered = ((_("I take it"), "accept"), (_("I cannot"), "refuse"))
    row = tuple(button(word.to(who.language), SWAP, swap_id, act, 0) for word, act in offered)
    return Screen(says.to(who.language), (row,))


def accept(turn: Turn, swap_id: int, _extra: str) -> None:
    rules.accept(turn.tx, turn.who, swap_id, turn.now)
    turn.card(SWAP, swap_id)


def refuse(turn: Turn, swap_id: int, _extra: str) -> None:
    rules.refuse(turn.tx, turn.who, swap_id, turn.now)
    turn.card(SWAP, swap_id)


def swapped(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """That a shift is somebody else's now."""
    swap = swaps.get(tx, tell.subject)
    slot = rosters.slot(tx, swap.shift_id) if swap else None
    if swap is None or slot is None:
        return None
    says = _(
        "🔁 {other} takes the shift of {name}:\n{slot}",
        name=name_of(tx, swap.from_id),
        other=name_of(tx, swap.to_id),
        slot=slot_line(tx, slot),
    )
    return Screen(says.to(reader.language))


def declined(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """That a colleague cannot take it."""
    swap = swaps.get(tx, tell.subject)
    slot = rosters.slot(tx, swap.shift_id) if swap else None
    if swap is None or slot is None:
        return None
    says = _(
        "{other} cannot take it: {slot}. Please ask somebody else: /duty",
        other=name_of(tx, swap.to_id),
        slot=slot_line(tx, slot),
    )
    return Screen(says.to(reader.language))


def hand_over(turn: Turn, _roster_id: int, _extra: str) -> None:
    if rules.on_now(turn.tx, turn.who, turn.now):
        filling.start(turn, Handover)
    else:
        turn.answer(_("By the roster you are not on duty now."), alert=True)


def handed_over(turn: Turn, form: Handover) -> None:
    handover = rules.hand_over(turn.tx, turn.who, form.note, turn.now)
    place = places.get(turn.tx, handover.place_id)
    if handover.to_id is None and place is not None:
        names = listed(
            Word(name_of(turn.tx, one.id)) for one in rules.next_staff(turn.tx, turn.who, place)
        )
        says = _(
            "📝 Nobody stands in the next shift: it went to {names}."
            " You hear as soon as one of them has read it.",
            names=names,
        )
        turn.reply(says)
        return
    turn.reply(_("📝 Handed over. You hear as soon as the next one has read it."))


def draw_handover(tx: Tx, who: Person, handover_id: int) -> Screen | None:
    """What was left, for who takes over and who left it."""
    handover = handovers.get(tx, handover_id)
    place = places.get(tx, handover.place_id) if handover else None
    if handover is None or place is None:
        return None
    takes = rules.takes(who, handover, place)
    if not takes and handover.from_id != who.id:
        return None
    says = _(
        "📝 Handover from {name} · {place}\n{note}",
        name=name_of(tx, handover.from_id),
        place=label(tx, place),
        note=handovers.note(tx, handover),
    )
    if handover.confirmed is not None and handover.to_id is not None:
        by = _("✅ {name} has taken over.", name=name_of(tx, handover.to_id))
        return Screen(f"{says.to(who.language)}\n{by.to(who.language)}")
    confirm = button(_("✅ I take over").to(who.language), HANDOVER, handover_id, "confirm", 0)
    return Screen(says.to(who.language), ((confirm,),) if takes else ())


def confirm(turn: Turn, handover_id: int, _extra: str) -> None:
    rules.take_over(turn.tx, turn.who, handover_id, turn.now)
    turn.card(HANDOVER, handover_id)


def taken_over(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """That the next one has read it."""
    handover = handovers.get(tx, tell.subject)
    if handover is None or handover.to_id is None:
        return None
    says = _("✅ {name} has taken over. Have a good rest.", name=name_of(tx, handover.to_id))
    return Screen(says.to(reader.language))


def _swap_revision(tx: Tx, swap_id: int) -> int | None:
    swap = swaps.get(tx, swap_id)
    return None if swap is None else int(swap.decided is not None)


def _handover_revision(tx: Tx, handover_id: int) -> int | None:
    handover = handovers.get(tx, handover_id)
    return None if handover is None else int(handover.confirmed is not None)


SWAP_CARD = Card(SWAP, SWAP, _swap_revision, draw_swap, {"accept": accept, "refuse": refuse})
HANDOVER_CARD = Card(HANDOVER, HANDOVER, _handover_revision, draw_handover, {"confirm": confirm})
