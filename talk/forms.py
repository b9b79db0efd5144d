"""The form engine: pure steps from a draft and an answer to a draft and a screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from pydantic_core import to_jsonable_python

from talk.answers import Answer, Photo, Said, Sent, Tap, read_tap
from talk.controls import controls
from talk.drafts import Draft, Outcome, Step
from talk.fields import Ask, Attach, PickPlace
from talk.photos import Photos
from talk.picker import PlaceView
from talk.plan import Form, Plan, plan_of
from talk.questions import Facts, Given, Left, Need, Question, Still
from talk.screens import Screen, Text, bold, clip
from talk.summary import change_list, summary, take_at_summary
from talk.words import Word

__all__ = [
    "Answer",
    "Ask",
    "Attach",
    "Draft",
    "Facts",
    "Form",
    "Need",
    "Outcome",
    "Photo",
    "PickPlace",
    "PlaceView",
    "Said",
    "Sent",
    "Step",
    "Tap",
    "ask",
    "begin",
    "needs",
    "read_tap",
    "take",
]

NOTHING: Mapping[str, Any] = MappingProxyType({})
NOTE_MOST = 1200


def begin(form: type[Form], draft_id: int, fixed: Mapping[str, Any] = NOTHING) -> Draft:
    """Return a new draft at its first question; what is fixed is not asked."""
    plan = plan_of(form)
    for name, value in fixed.items():
        plan.validator(name).validate_python(value)
    return plan.after(Draft(draft_id, form.name, fixed=to_jsonable_python(dict(fixed))))


def needs(form: type[Form], draft: Draft) -> tuple[Need, ...]:
    """Name the facts that `ask` and `take` look up at this point."""
    plan = plan_of(form)
    draft = plan.current(draft)
    if draft.field is not None:
        return plan.questions[draft.field].needs(draft)
    return tuple(
        need
        for name in plan.asked(draft)
        for need in plan.questions[name].needs_of(draft.answers.get(name))
    )


def take(form: type[Form], draft: Draft, answer: Answer, facts: Facts) -> Step:
    """Return what an answer leads to; whatever is sent, it never raises."""
    plan = plan_of(form)
    now = plan.current(draft)
    if isinstance(answer, Tap) and (answer.draft, answer.revision) != (now.id, now.revision):
        return Step(draft, Outcome.STALE)
    now = replace(now, revision=now.revision + 1)
    if isinstance(answer, Tap) and answer.action == "cancel":
        return Step(now, Outcome.CANCELLED)
    if now.field is None:
        step = take_at_summary(form, plan, now, answer)
    else:
        step = _take_at(plan, plan.questions[now.field], now, answer, facts)
    return step or Step(draft, Outcome.STALE)


def ask(
    form: type[Form],
    draft: Draft,
    facts: Facts,
    language: str,
    complaint: Word | None = None,
) -> Screen:
    """Return the screen for this point: a question, the summary, or what can be changed."""
    plan = plan_of(form)
    draft = plan.current(draft)
    head = f"⚠️ {complaint.to(language)}\n\n" if complaint else ""
    if draft.field is not None:
        question = plan.questions[draft.field]
        return _question(form, plan, question, draft, facts, language, head)
    if draft.changing:
        return change_list(form, plan, draft, language, head)
    return summary(form, plan, draft, facts, language, head)


def _take_at(
    plan: Plan, question: Question, draft: Draft, answer: Answer, facts: Facts
) -> Step | None:
    if isinstance(answer, Tap):
        moved = _moved(plan, question, draft, answer.action)
        if moved is not None:
            return Step(moved, Outcome.ASKING)
    match question.read(draft, answer, facts):
        case Given(value):
            return Step(plan.after(draft.answered(question.name, value)), Outcome.ASKING)
        case Left(value):
            return Step(draft, Outcome.LEFT, value=(question.name, value))
        case Still(still, complaint):
            return Step(still, Outcome.ASKING, complaint)
    return None


def _moved(plan: Plan, question: Question, draft: Draft, action: str) -> Draft | None:
    match action:
        case "back":
            return plan.before(draft)
        case "keep" if question.name in draft.answers:
            return plan.after(draft)
        case "skip" if question.optional:
            return plan.after(draft.skipping(question.name))
    return None


def _question(
    form: type[Form],
    plan: Plan,
    question: Question,
    draft: Draft,
    facts: Facts,
    language: str,
    head: str,
) -> Screen:
    names = plan.asked(draft)
    position = names.index(question.name)
    text = Text(f"{head}{form.title.to(language)} ({position + 1}/{len(names)})\n\n")
    text = text + bold(question.wording.to(language))
    if question.hint is not None:
        text = text + f"\n{question.hint.to(language)}"
    note = question.note(draft, facts)
    if note is not None:
        text = text + "\n\n" + clip(note.to(language), NOTE_MOST)
    open_ended = isinstance(question, Photos) and question.name in draft.answers
    last = controls(
        draft,
        language,
        back=position > 0 or draft.changing,
        skip=question.optional and not open_ended,
        keep=question.name in draft.answers and not open_ended and not draft.changing,
    )
    return Screen(text, question.rows(draft, facts, language, draft.tap_prefix()) + last)
