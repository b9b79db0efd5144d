"""A form's question on its way to the person: its facts looked up, its message, its draft kept."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from storage import drafts, places, shown
from storage.drafts import Kept
from talk import messages
from talk.forms import NOW, Draft, Form, Need, ask, needs
from talk.messages import Showing
from talk.screens import Screen
from talk.turn import Turn
from talk.words import Word

SHOWN, WAITING = "form", "waiting"  # where a form stands, and lines that it waits


class Where(Enum):
    """Where a question is shown."""

    ANEW = "in a new message"
    TAPPED = "in the message that was tapped"
    BACK = "in the message that was tapped, though the form may have gone on from there"
    STANDING = "in the message in which the form stands"


def keep(turn: Turn, draft: Draft) -> None:
    """Keep a form as it stands."""
    drafts.put(turn.tx, turn.who.id, Kept(draft.id, draft.form, draft.to_json()), turn.now)


def show(
    turn: Turn,
    form: type[Form],
    draft: Draft,
    where: Where,
    complaint: Word | None = None,
    heard: Word | None = None,
) -> None:
    """Ask the open question, and keep the form as it stands."""
    facts = look_up(turn, needs(form, draft))
    again = where is Where.ANEW and bool(shown.of(turn.tx, SHOWN, draft.id))
    screen = ask(form, draft, facts, turn.who.language, complaint, heard, again=again)
    put(turn, draft.id, screen, where)
    keep(turn, draft)


def put(turn: Turn, draft_id: int, screen: Screen, where: Where) -> None:
    """Show the question: a tap's message is edited, after typed words there is a new one."""
    standing = shown.of(turn.tx, SHOWN, draft_id) if where is Where.STANDING else []
    if screen.menu is not None:
        retire(turn, draft_id)
        turn.say(screen)
    elif standing:
        turn.letters.append(messages.redraw(turn.tx, turn.now, standing[-1], screen))
    elif where is Where.TAPPED:
        turn.amend(screen)
    elif where is Where.BACK:
        turn.reply(screen, shows=_showing(draft_id))
    else:
        turn.say(screen, shows=_showing(draft_id))


def look_up(turn: Turn, wanted: tuple[Need, ...]) -> dict[Need, Any]:
    """Return what a question needs to know."""
    if NOW not in wanted:
        return turn.registry.load(turn.tx, turn.who, wanted)
    others = [need for need in wanted if need != NOW]
    return {**turn.registry.load(turn.tx, turn.who, others), NOW: _now(turn)}


def _now(turn: Turn) -> datetime:
    """Return the time where the person lives."""
    home = places.get(turn.tx, turn.who.home_id) if turn.who.home_id else None
    zone = (home or places.roots(turn.tx)[0]).zone
    return datetime.fromtimestamp(turn.now / 1000, ZoneInfo(zone))


def retire(turn: Turn, draft_id: int) -> None:
    """Take the buttons off the messages in which a form stands, and off the lines about it."""
    for shows in (_showing(draft_id), waits(draft_id)):
        turn.letters += messages.retire(turn.tx, turn.now, turn.who, shows)


def numbers(turn: Turn, draft_id: int) -> list[int]:
    """The messages in which a form stands, and the lines about it."""
    found = [*shown.of(turn.tx, SHOWN, draft_id), *shown.of(turn.tx, WAITING, draft_id)]
    return [one.message_id for one in found if one.message_id and one.person_id == turn.who.id]


def settle(turn: Turn, draft_id: int) -> None:
    """Do so at the end of a form, but not where a tap's answer takes the question's place."""
    if turn.event.data is None:
        retire(turn, draft_id)
    else:
        turn.letters += messages.retire(turn.tx, turn.now, turn.who, waits(draft_id))


def lay_down(turn: Turn, draft_id: int) -> None:
    """Take the buttons off the tapped message if the form still stands there at its end."""
    if turn.event.data is None or turn.who.chat_id is None or turn.event.message_id is None:
        return
    here = shown.at(turn.tx, turn.who.chat_id, turn.event.message_id)
    if here is not None and (here.kind, here.subject) == (SHOWN, draft_id):
        turn.letters.append(messages.strip(turn.tx, turn.now, here))


def waits(draft_id: int) -> Showing:
    """What a line about a form that waits shows."""
    return Showing(WAITING, draft_id, 0)


def _showing(draft_id: int) -> Showing:
    return Showing(SHOWN, draft_id, 0)
