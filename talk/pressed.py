"""Typed words that stand for a button: 取消, 跳过, 没有照片."""

from __future__ import annotations

from talk.answers import Answer, Said, Tap
from talk.attachments import ALL_SENT, Attachments
from talk.controls import BACK, CANCEL, CHANGE, KEEP, SEND, SKIP
from talk.drafts import Draft
from talk.plan import Plan
from talk.questions import Question, spoken
from talk.words import _, everywhere

NONE = _("no photos|nothing|none|no")  # what people type who have nothing to send
LABELS = {
    label: action
    for action, word in {
        "back": BACK,
        "skip": SKIP,
        "keep": KEEP,
        "cancel": CANCEL,
        "change": CHANGE,
        "send": SEND,
        "enough": ALL_SENT,
    }.items()
    for label in everywhere(word)
}
ACTIONS = {spoken(label): action for label, action in LABELS.items()}
NOTHING = frozenset(word for words in everywhere(NONE) for word in words.split("|"))
SUMMARY = frozenset({"send", "change"})


def pressed(plan: Plan, draft: Draft, said: Said) -> Answer:
    """Return the button that typed words stand for; with its sign even one that is gone."""
    question = plan.questions.get(draft.field or "")
    word = spoken(said.text)
    action = ACTIONS.get(word)
    if isinstance(question, Attachments) and word in NOTHING:
        action = "enough" if draft.answers.get(question.name) else "skip"
    if action is None or not (said.text.strip() in LABELS or _shown(draft, question, action)):
        return said
    return Tap(draft.id, draft.revision, action, "")


def _shown(draft: Draft, question: Question | None, action: str) -> bool:
    if action in ("cancel", "back"):
        return True
    if question is None:
        return action in SUMMARY and not draft.changing
    given = question.name in draft.answers
    match action:
        case "skip":
            return question.optional
        case "enough":
            return isinstance(question, Attachments) and given
        case "keep":
            return given
    return False
