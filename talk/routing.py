"""Where an update goes: a button, a command, a menu key, the open form, or nowhere yet."""

from __future__ import annotations

from storage import shown
from storage.ids import made
from talk import cards, filling
from talk.answers import Said, Sent, read_tap
from talk.registry import Command, Handler, MenuItem
from talk.standing import KEPT_MS
from talk.turn import Turn
from talk.words import _

WELCOME = "start"


def route(turn: Turn) -> None:
    """Let the right capability answer the update."""
    event = turn.event
    if event.edited:
        _edited(turn, event.text)
    elif event.data is not None:
        _tapped(turn, event.data)
    elif event.command is not None:
        _commanded(turn, event.command)
    elif event.text is not None:
        _said(turn, event.text)
    elif event.sent is not None:
        _sent(turn, event.sent)


def _tapped(turn: Turn, data: str) -> None:
    tap = read_tap(data)
    if tap is not None and filling.answered(turn, tap):
        return
    if tap is None and cards.tapped(turn, data):
        return
    if tap is not None and made(tap.draft) < turn.now - KEPT_MS:
        turn.answer(_("This lay here for over a month and was put away. Please begin again: /menu"))
        turn.alert = True
        return
    turn.answer(_("This button does nothing any more. /menu shows what there is."), alert=True)


def _commanded(turn: Turn, name: str) -> None:
    command = turn.registry.commands.get(name)
    if command is None:
        _puzzled(turn)
    elif not command.allowed(turn.who):
        _not_theirs(turn, command)
    elif turn.who.consented is None and not command.before_consent:
        turn.registry.commands[WELCOME].open(turn)
    else:
        _open(turn, command.open)


def _said(turn: Turn, text: str) -> None:
    item = turn.registry.item(text)
    if item is not None and item.allowed(turn.who) and turn.who.consented is not None:
        _open(turn, turn.registry.leading.carry(turn, item.label) or item.open)
    elif item is not None and not item.allowed(turn.who) and filling.draft_of(turn) is None:
        _not_theirs(turn, item)
    else:
        _sent(turn, Said(text))


def _sent(turn: Turn, message: Said | Sent) -> None:
    """Let an alarm hear it, the card it is a reply to, what asked last, then whoever else can."""
    if not (
        _strays(turn, message, urgent=True)
        or cards.replied(turn, message)
        or _asked(turn, message)
        or _elsewhere(turn, message)
        or filling.answered(turn, message)
        or (turn.who.consented is not None and _strays(turn, message, urgent=False))
    ):
        _puzzled(turn)


def _strays(turn: Turn, message: Said | Sent, *, urgent: bool) -> bool:
    return any(
        stray.hear(turn, message) for stray in turn.registry.strays if stray.urgent is urgent
    )


def _asked(turn: Turn, message: Said | Sent) -> bool:
    """Let a card hear what it has asked for since the open form waits."""
    draft = filling.draft_of(turn)
    if draft is None or not draft.waiting:
        return False
    return any(
        stray.hear(turn, message)
        for stray in turn.registry.strays
        if stray.asks and any(at.id > draft.id for at in shown.of(turn.tx, stray.asks, turn.who.id))
    )


def _elsewhere(turn: Turn, message: Said | Sent) -> bool:
    """Offer another door to words that are plainly about it and answer nothing in the open form."""
    draft = filling.draft_of(turn)
    if draft is None or turn.who.consented is None or not isinstance(message, Said):
        return False
    own = turn.registry.doors_of(draft.form)
    if not own or filling.is_answer(turn, draft, message):
        return False
    if not turn.registry.leading.aside(turn, own, message.text):
        return False
    filling.mention(turn, draft)
    return True


def _open(turn: Turn, opens: Handler) -> None:
    """Open a door; a form that was being filled in is kept, and the person is told."""
    before = filling.draft_of(turn)
    opens(turn)
    if before is not None:
        filling.mention(turn, before)


def _edited(turn: Turn, text: str | None) -> None:
    if text is None or filling.edited(turn, text) or turn.who.consented is None:
        return
    turn.say(
        _(
            "You have changed a message that was taken as it was. If something is to be put"
            " right, please send it again as a new message."
        )
    )


def _not_theirs(turn: Turn, door: Command | MenuItem) -> None:
    """Say whose a door is: what doors there are is no secret, what lies behind them is."""
    if door.whose is None or turn.who.consented is None:
        _puzzled(turn)
        return
    says = _("This is for {whose}.", whose=door.whose)
    if filling.draft_of(turn) is None:
        turn.home(says)
    else:
        turn.say(says)
        filling.resume(turn)


def _wordless(turn: Turn) -> bool:
    """Whether it was a sticker or mere pictures, which ask for nothing."""
    text, sent = turn.event.text, turn.event.sent
    if sent is not None:
        return sent.kind == "sticker"
    return text is not None and not any(character.isalnum() for character in text)


def _puzzled(turn: Turn) -> None:
    if turn.who.consented is None:
        turn.registry.commands[WELCOME].open(turn)
    elif filling.resume(turn):
        return
    elif _wordless(turn):
        turn.home(_("🙂 Nice to hear from you. If you need something, please choose below."))
    else:
        turn.home(_("Sorry, I did not understand that. Please choose below."))
