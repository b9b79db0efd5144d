"""Cards: the data of their buttons, and what a tap on one does."""

from __future__ import annotations

from dataclasses import dataclass

from storage import shown
from storage.ids import from_short, short
from storage.shown import Shown
from talk.answers import Said, Sent
from talk.registry import Card, Registry
from talk.screens import UNSTATED, Button
from talk.turn import Turn
from talk.words import _

OPEN = "open"
NOT_FOUND = _("We cannot find that.")


@dataclass(frozen=True, slots=True)
class Tapped:
    """What the data of a card's button says; the ids in it can be forged."""

    card: Card
    subject: int
    choice: str
    extra: str
    revision: str


def button(label: str, kind: str, subject: int, choice: str, revision: int | None = None) -> Button:
    """A button of a card: `c:kind:id:choice:revision`; without one it gets what is seen."""
    state = UNSTATED if revision is None else revision
    return Button(label, f"c:{kind}:{short(subject)}:{choice}:{state}")


def opener(label: str, kind: str, subject: int) -> Button:
    """A button that opens a card in a message of its own, wherever it stands."""
    return button(label, kind, subject, OPEN, 0)


def tapped(turn: Turn, data: str) -> bool:
    """Take the decision a card's button stands for; False if the data is no card's."""
    tap = _read(turn.registry, data)
    if tap is None or (turn.who.consented is None and not tap.card.before_consent):
        return False
    here = _here(turn)
    if here and _slipped(turn, here, tap):
        turn.answer(_("The card has just changed. Please tap once more."))
        return True
    if tap.choice == OPEN:
        if not turn.card(tap.card.kind, tap.subject, fresh=True):
            turn.answer(NOT_FOUND, alert=True)
    elif (seen := tap.card.seen(turn.tx, turn.who, tap.subject)) is None:
        turn.answer(NOT_FOUND, alert=True)
    elif str(seen[1]) != tap.revision and tap.choice not in tap.card.whenever:
        turn.answer(_("Something has changed meanwhile. This is how it stands now."))
        turn.card(tap.card.kind, tap.subject)
    else:
        tap.card.choices[tap.choice](turn, tap.subject, tap.extra)
        if here:
            shown.tap(turn.tx, here.id, tap.choice, turn.now)
    return True


def replied(turn: Turn, message: Said | Sent) -> bool:
    """Let the card hear a message that is a reply to it; False if it is none, or means nothing."""
    number = turn.event.replied
    here = shown.at(turn.tx, turn.event.chat_id, number) if number else None
    if here is None or turn.who.consented is None:
        return False
    # What was retired has lost its kind, but not what it was about.
    return any(
        card.replied(turn, here.subject, message)
        for card in turn.registry.cards.values()
        if card.replied
        and here.kind in (card.kind, shown.RETIRED, shown.CLOSED)
        and card.draw(turn.tx, turn.who, here.subject) is not None
    )


def _here(turn: Turn) -> Shown | None:
    """What the tapped message shows, as far as it is written."""
    event = turn.event
    return shown.at(turn.tx, event.chat_id, event.message_id) if event.message_id else None


def _slipped(turn: Turn, here: Shown, tap: Tapped) -> bool:
    """Whether a finger that tapped twice has hit another button than it aimed at.

    The first tap has redrawn the card, so the second one finds something else in its place. Where
    a client puts the rows of a message after an edit depends on its text, its screen and on
    whether it is the newest: no order of buttons is safe. But nobody reads a card anew and decides
    in so short a time. The same choice once more, such as turning pages, is no slip.
    """
    if here.tapped is None or here.choice == tap.choice:
        return False
    return turn.now - here.tapped < turn.registry.steady


def redraw(turn: Turn, data: str) -> None:
    """Show how the card stands whose button was tapped in vain."""
    tap = _read(turn.registry, data)
    if tap is not None and tap.choice != OPEN:
        turn.card(tap.card.kind, tap.subject)


def _read(registry: Registry, data: str) -> Tapped | None:
    parts = data.split(":")
    if len(parts) != 5 or parts[0] != "c":
        return None
    card, subject = registry.cards.get(parts[1]), from_short(parts[2])
    choice, _dot, extra = parts[3].partition(".")
    if card is None or subject is None or (choice != OPEN and choice not in card.choices):
        return None
    return Tapped(card, subject, choice, extra, parts[4])
