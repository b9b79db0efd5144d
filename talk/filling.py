"""Forms under way: the pure engine with a draft row before it and a message behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storage import drafts
from storage.drafts import Kept
from talk import messages
from talk.forms import Answer, Draft, Form, Outcome, Tap, ask, begin, needs, take
from talk.messages import Showing
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _

SHOWN = "form"


def start(turn: Turn, form: type[Form], fixed: Mapping[str, Any] | None = None) -> None:
    """Open a form; one that was still open is given up for it."""
    cancel(turn)
    draft = begin(form, turn.tx.new_id(turn.now), fixed or {})
    _ask(turn, form, draft, anew=True)


def resume(turn: Turn) -> bool:
    """Ask the open question again in a new message; False if no form is open."""
    kept, entry = _open(turn)
    if kept is None or entry is None:
        return False
    _ask(turn, entry.form, Draft.from_json(kept.id, kept.body), anew=True)
    return True


def answered(turn: Turn, answer: Answer) -> bool:
    """Give an answer to the open form; False if none is open, or it is another one's."""
    kept, entry = _open(turn)
    tapped = isinstance(answer, Tap)
    if kept is None or entry is None or (isinstance(answer, Tap) and answer.draft != kept.id):
        return False
    draft = Draft.from_json(kept.id, kept.body)
    facts = turn.registry.load(turn.tx, turn.who, needs(entry.form, draft))
    step = take(entry.form, draft, answer, facts)
    if step.outcome is Outcome.STALE:
        turn.answer(_("That button is from before. Please go on here."))
        _ask(turn, entry.form, draft, anew=False)
    elif step.outcome is Outcome.ASKING:
        _ask(turn, entry.form, step.draft, anew=not tapped, complaint=step.complaint)
    else:
        _end(turn, entry, kept, step.outcome, step.value)
    return True


def cancel(turn: Turn) -> bool:
    """Give up the open form; False if none is open."""
    kept = drafts.get(turn.tx, turn.who.id)
    if kept is None:
        return False
    _retire(turn, kept)
    drafts.remove(turn.tx, turn.who.id)
    return True


def _open(turn: Turn) -> tuple[Kept | None, FormEntry | None]:
    kept = drafts.get(turn.tx, turn.who.id)
    return kept, turn.registry.forms.get(kept.form) if kept else None


def _end(turn: Turn, entry: FormEntry, kept: Kept, outcome: Outcome, value: Any) -> None:
    if turn.event.data is None:
        _retire(turn, kept)
    drafts.remove(turn.tx, turn.who.id)
    if outcome is Outcome.DONE:
        entry.submit(turn, value)
    elif outcome is Outcome.LEFT and entry.leave:
        entry.leave(turn, *value)
    else:
        turn.reply(_("Cancelled. Nothing was sent."))


def _ask(
    turn: Turn, form: type[Form], draft: Draft, *, anew: bool, complaint: Word | None = None
) -> None:
    """Show the question: a tap's message is edited, after typed words there is a new one."""
    facts = turn.registry.load(turn.tx, turn.who, needs(form, draft))
    screen = ask(form, draft, facts, turn.who.language, complaint)
    if anew:
        turn.say(screen, shows=_showing(draft.id))
    else:
        turn.amend(screen)
    drafts.put(turn.tx, turn.who.id, Kept(draft.id, form.name, draft.to_json()), turn.now)


def _retire(turn: Turn, kept: Kept) -> None:
    turn.letters += messages.retire(turn.tx, turn.now, turn.who, _showing(kept.id))


def _showing(draft_id: int) -> Showing:
    return Showing(SHOWN, draft_id, 0)
