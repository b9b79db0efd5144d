"""The open form as a row: read, put away with what shows it, brought back from below another."""

from __future__ import annotations

from storage import drafts, timers
from storage.drafts import Kept
from talk.asking import keep, retire
from talk.forms import Draft
from talk.registry import FormEntry
from talk.turn import Turn

REMINDER = "drafts.reminder"
REMINDER_MS = 20 * 3_600_000
KEPT_MS = 30 * 24 * 3_600_000  # what nobody goes on with for so long is forgotten


def opened(turn: Turn) -> tuple[Kept | None, FormEntry | None]:
    """Return the row of the open form, and the form it is of if there still is such a one."""
    kept = drafts.get(turn.tx, turn.who.id)
    return kept, turn.registry.forms.get(kept.form) if kept else None


def give_up(turn: Turn) -> bool:
    """Put the open form away; False if none is open."""
    kept = drafts.get(turn.tx, turn.who.id)
    if kept is not None:
        put_away(turn, kept)
    return kept is not None


def put_away(turn: Turn, kept: Kept) -> None:
    """Forget a form and take its buttons off."""
    retire(turn, kept.id)
    remove(turn)


def uncover(turn: Turn, draft: Draft) -> None:
    """Open again what was waiting below a form that is over."""
    if draft.below and turn.registry.forms.get(draft.below["form"]):
        rest = dict(draft.below)
        below = Draft.of(rest.pop("id"), rest)
        keep(turn, below)
        remind_later(turn, below)


def remove(turn: Turn) -> None:
    """Forget the open form."""
    drafts.remove(turn.tx, turn.who.id)
    timers.cancel(turn.tx, REMINDER, turn.who.id)


def remind_later(turn: Turn, draft: Draft) -> None:
    """Have somebody reminded of a form they do not go on with."""
    timers.add(turn.tx, REMINDER, turn.who.id, str(draft.id), turn.now + REMINDER_MS, turn.now)
