"""The form engine: pure steps from a draft and an answer to a draft and a screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from pydantic_core import to_jsonable_python

from talk.annotations import (
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
from talk.attachments import UNWORDED, Attachments
from talk.controls import ACTIONS, controls
from talk.drafts import Album, Draft, Outcome, Step
from talk.picker import PlaceView
from talk.plan import Form, Plan, plan_of
from talk.questions import NOW, Facts, Given, Left, Need, Question, Still
from talk.screens import Screen, Text, bold, clip
from talk.summary import change_list, send, summary, take_at_summary
from talk.words import Word

__all__ = [
    "NOW",
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
    "keyed",
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


def keyed(form: type[Form], draft: Draft) -> bool:
    """Tell whether the question asked now has a reply keyboard of its own."""
    question = plan_of(form).questions.get(draft.field or "")
    return question is not None and question.keyed


def take(form: type[Form], draft: Draft, answer: Answer, facts: Facts) -> Step:
    """Return what an answer leads to; whatever is sent, it never raises."""
    plan = plan_of(form)
    now = plan.current(draft)
    if isinstance(answer, Said):
        answer = _pressed(plan, now, answer)
    if isinstance(answer, Tap) and (answer.draft, answer.revision) != (now.id, now.revision):
        return Step(draft, Outcome.STALE)
    now = now.heard()
    if isinstance(answer, Tap) and answer.action == "cancel":
        return Step(now, Outcome.CANCELLED)
    album = answer.album if isinstance(answer, Sent) else None
    if album is not None and now.album is not None and album == now.album.id:
        return _take_more(plan, draft, now, answer, facts)
    if now.field is None:
        step = take_at_summary(form, plan, now, answer)
    else:
        step = _take_at(plan, plan.questions[now.field], now, answer, facts)
    if step is None:
        return Step(draft, Outcome.STALE)
    if form.at_once and step.outcome is Outcome.ASKING and step.draft.field is None:
        return send(form, plan, step.draft)
    return _of_album(step, album, now.field, answer) if album else step


def correct(form: type[Form], draft: Draft, name: str, text: str, facts: Facts) -> Step | None:
    """Return what other words for an earlier answer lead to; None if it is no longer asked."""
    plan = plan_of(form)
    now = plan.current(draft)
    if name not in plan.asked(now):
        return None
    now = now.heard()
    match plan.questions[name].read(now.asking(name), Said(text), facts):
        case Given(value):
            return Step(plan.revised(now.answered(name, value)), Outcome.ASKING)
        case Still(_draft, complaint):
            return Step(now, Outcome.ASKING, complaint)
    return None


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


def _pressed(plan: Plan, draft: Draft, said: Said) -> Answer:
    """Return the button that typed words stand for where the buttons are keys."""
    question = plan.questions.get(draft.field or "")
    action = ACTIONS.get(said.text.strip()) if question and question.keyed else None
    return Tap(draft.id, draft.revision, action, "") if action else said


def _of_album(step: Step, album: str, field: str | None, answer: Answer) -> Step:
    """Remember what the messages still to come of this album belong to."""
    worded = isinstance(answer, Sent) and bool(answer.caption)
    return replace(step, draft=replace(step.draft, album=Album(album, field, worded)))


def _take_more(plan: Plan, draft: Draft, now: Draft, answer: Answer, facts: Facts) -> Step:
    """Add one more message of an album to the answer that its first one gave."""
    assert now.album is not None
    question = plan.questions.get(now.album.field or "")
    if not isinstance(question, Attachments):
        return Step(draft, Outcome.REPEATED)
    reading = question.read(now, answer, facts)
    if not isinstance(reading, Still):
        return Step(draft, Outcome.REPEATED)
    complaint = reading.complaint or (UNWORDED if now.album.worded else None)
    return Step(reading.draft, Outcome.ASKING, complaint)


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
