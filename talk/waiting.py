"""A form half filled in that waits: the line about it, with what may become of it."""

from __future__ import annotations

from talk.drafts import Draft
from talk.screens import Button, Screen
from talk.words import Word, _

RESUME, DROP, AFRESH = "resume", "drop", "afresh"
GO_ON = _("➡️ Go on with it")


def kept(draft: Draft, title: Word, language: str) -> Screen:
    """Return the line about a form that waits, with the buttons to go on and to give it up."""
    says = _("“{title}” is kept, half filled in.", title=title)
    return _asked(draft, says, ((GO_ON, RESUME), (_("🗑 Never mind"), DROP)), language)


def again(draft: Draft, title: Word, language: str) -> Screen:
    """Return the question what becomes of the same form that is half filled in."""
    says = _("“{title}” is half filled in already.", title=title)
    return _asked(draft, says, ((GO_ON, RESUME), (_("🔄 Begin anew"), AFRESH)), language)


def _asked(
    draft: Draft, says: Word, offered: tuple[tuple[Word, str], ...], language: str
) -> Screen:
    tap = draft.tap_prefix()
    row = tuple(Button(word.to(language), f"{tap}{action}:") for word, action in offered)
    return Screen(says.to(language), (row,))
