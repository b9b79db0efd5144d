"""The buttons that every form shares."""

from __future__ import annotations

from talk.drafts import Draft
from talk.screens import Button, Rows, in_rows
from talk.words import _

BACK = _("⬅️ Back")
SKIP = _("⏭ Skip")
CANCEL = _("✖️ Cancel")
CHANGE = _("✏️ Change")
SEND = _("✅ Send")
KEEP = _("➡️ Leave it so")


def controls(
    draft: Draft, language: str, *, back: bool = False, skip: bool = False, keep: bool = False
) -> Rows:
    """Return the last buttons: one back, past this question, or out."""
    offered = ((back, BACK, "back"), (keep, KEEP, "keep"), (skip, SKIP, "skip"))
    tap = draft.tap_prefix()
    row = [Button(word.to(language), f"{tap}{act}:") for shown, word, act in offered if shown]
    return in_rows((*row, Button(CANCEL.to(language), f"{tap}cancel:")), 3)
