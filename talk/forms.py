"""The form engine: pure steps from a draft and an answer to a draft and a screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from pydantic_core import to_jsonable_python

from talk.about import About, headed, subject
from talk.annotations import (
    HIDDEN,
    Ask,
    AskPhone,
    AskPosition,
    Attach,
    If,
    PickDay,
    PickPlace,
    PickRow,
    PickTime,
)
from talk.answers import (
    Answer,
    Attachment,
    Contact,
    PhoneNumber,
    Photo,
    Position,
    Said,
    Sent,
    Tap,
    read_tap,
)
from talk.attachments import Attachments
from talk.controls import controls
from talk.drafts import Album, Draft, Outcome, Step
from talk.picker import PlaceView
from talk.plan import Form, Plan, plan_of
from talk.questions import NOW, Facts, Need, Question
from talk.screens import Screen, bold, clip
from talk.summary import change_list, listed, summary
from talk.taking import correct, take
from talk.typed import Typed
from talk.words import Word

__all__ = [
    "HIDDEN",
    "NOW",
    "About",
    "Answer",
    "Ask",
    "AskPhone",
    "AskPosition",
    "Attach",
    "Attachment",
    "Contact",
    "Draft",
    "Facts",
    "Form",
    "If",
    "Need",
    "Outcome",
    "PhoneNumber",
    "Photo",
    "PickDay",
    "PickPlace",
    "PickRow",
    "PickTime",
    "PlaceView",
    "Position",
    "Said",
    "Sent",
    "Step",
    "Tap",
    "ask",
    "begin",
    "correct",
    "filled",
    "filled_needs",
    "keyed",
    "needs",
    "read_tap",
    "take",
]

NOTHING: Mapping[str, Any] = MappingProxyType({})
NOTE_MOST = 1200


def begin(
    form: type[Form],
    draft_id: int,
    fixed: Mapping[str, Any] = NOTHING,
    given: Mapping[str, Any] = NOTHING,
    album: str | None = None,
) -> Draft:
    """Return a new draft at its first question; what is fixed is not asked.

    What is `given` is answered already, where it fits, and can be changed; of too many words as
    many as fit. More of the album goes to the question for attachments.
    """
    plan = plan_of(form)
    for name, value in fixed.items():
        plan.validator(name).validate_python(value)
    draft = Draft(draft_id, form.name, fixed=to_jsonable_python(dict(fixed)))
    for name, value in to_jsonable_python(dict(given)).items():
        question = plan.questions[name]
        fitting = question.cut(value) if isinstance(question, Typed) else value
        if question.holds(fitting):
            draft = draft.answered(name, fitting)
            if isinstance(question, Typed):
                draft = draft.adding(name)
    if album is not None:
        names = [name for name in given if isinstance(plan.questions[name], Attachments)]
        draft = replace(draft, album=Album(album, names[0], worded=False))
    return plan.after(draft)


def needs(form: type[Form], draft: Draft, answer: Answer | None = None) -> tuple[Need, ...]:
    """Name the facts that `ask` looks up at this point, and `take` with its answer."""
    plan = plan_of(form)
    draft = plan.current(draft)
    if draft.field is not None:
        question = plan.questions[draft.field]
        heard = question.needs_to_read(draft, answer) if answer else ()
        known = filled_needs(form, draft) if form.at_once else ()
        return (*subject(form, draft), *question.needs(draft), *heard, *known)
    said = (plan.questions[name].needs_of(draft.answers.get(name)) for name in plan.asked(draft))
    return (*subject(form, draft), *(need for needed in said for need in needed))


def filled_needs(form: type[Form], draft: Draft) -> tuple[Need, ...]:
    """Name the facts that `filled` looks up."""
    questions = plan_of(form).questions
    return tuple(
        need for name, value in draft.answers.items() for need in questions[name].needs_of(value)
    )


def filled(form: type[Form], draft: Draft, facts: Facts, language: str) -> str:
    """Return what is answered already, a line each."""
    return listed(plan_of(form), draft, facts, language)


def keyed(form: type[Form], draft: Draft) -> bool:
    """Tell whether the question asked now has a reply keyboard of its own."""
    question = plan_of(form).questions.get(draft.field or "")
    return question is not None and question.keyed


def ask(
    form: type[Form],
    draft: Draft,
    facts: Facts,
    language: str,
    complaint: Word | None = None,
    heard: Word | None = None,
    *,
    again: bool = False,
) -> Screen:
    """Return the screen for this point: a question, the summary, or what can be changed.

    Asked `again`, below the same question, it is the complaint and the question in a line.
    """
    plan = plan_of(form)
    draft = plan.current(draft)
    head = f"{heard.to(language)}\n\n" if heard else ""
    head += f"⚠️ {complaint.to(language)}\n\n" if complaint else ""
    if draft.field is not None:
        question = plan.questions[draft.field]
        screen = _question(form, plan, question, draft, facts, language, head)
        if again and complaint is not None:
            return replace(screen, text=head + bold(question.wording.to(language)))
        return screen
    if draft.changing:
        return change_list(form, plan, draft, language, head)
    return summary(form, plan, draft, facts, language, head)


def _looked_over(
    form: type[Form], plan: Plan, draft: Draft, facts: Facts, language: str
) -> str | None:
    """Return what is answered already, before the answer with which a form is sent at once."""
    names = plan.put(draft)
    if not form.at_once or draft.changing or names[-1] != draft.field:
        return None
    return listed(plan, draft, facts, language) or None


def _question(
    form: type[Form],
    plan: Plan,
    question: Question,
    draft: Draft,
    facts: Facts,
    language: str,
    head: str,
) -> Screen:
    names = plan.put(draft)
    position = names.index(question.name)
    title = head + form.title.to(language)
    if len(names) > 1:
        title += f" ({position + 1}/{len(names)})"
    text = headed(title, form, draft, facts) + "\n\n" + bold(question.wording.to(language))
    if question.hint is not None:
        text = text + f"\n{question.hint.to(language)}"
    note = question.note(draft, facts)
    if note is not None:
        text = text + "\n\n" + clip(note.to(language), NOTE_MOST)
    elif said := _looked_over(form, plan, draft, facts, language):
        text = text + "\n\n" + clip(said, NOTE_MOST)
    answered = question.name in draft.answers
    last = controls(
        draft,
        language,
        back=position > 0 or draft.changing,
        skip=question.optional and not (question.gathers and answered),
        keep=answered and not question.gathers and not draft.changing,
    )
    if question.keyed:
        # A message has either kind of keyboard: here the last buttons are keys, too.
        buttons = tuple(tuple(button.label for button in row) for row in last)
        return Screen(text, menu=(question.keys(language), *buttons))
    return Screen(text, question.rows(draft, facts, language, draft.tap_prefix()) + last)
