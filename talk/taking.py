"""What an answer leads to: the one asked for, and whatever else is sent."""

from __future__ import annotations

from dataclasses import replace

from talk import beside
from talk.answers import Answer, Said, Sent, Tap
from talk.attachments import UNWORDED, Attachments
from talk.drafts import Album, Draft, Outcome, Step
from talk.picker import CHOOSE_OR_NAME, Place
from talk.plan import Form, Plan, plan_of
from talk.pressed import pressed
from talk.questions import CHOOSE, Facts, Given, Left, Question, Still, Turned
from talk.several import TOGGLE
from talk.summary import send, take_at_summary
from talk.typed import Typed


def take(form: type[Form], draft: Draft, answer: Answer, facts: Facts) -> Step:
    """Return what an answer leads to; whatever is sent, it never raises."""
    plan = plan_of(form)
    now = plan.current(draft)
    if isinstance(answer, Said):
        answer = pressed(plan, now, answer)
    if isinstance(answer, Tap) and not _current(plan, now, answer):
        return Step(draft, Outcome.STALE)
    now = now.heard()
    if isinstance(answer, Tap) and answer.action == "cancel":
        return Step(now, Outcome.CANCELLED)
    step = _taken(form, plan, draft, now, answer, facts)
    if form.at_once and step.outcome is Outcome.ASKING and step.draft.field is None:
        return send(form, plan, step.draft)
    return step


def _current(plan: Plan, draft: Draft, tap: Tap) -> bool:
    """Tell whether a tap is on a button that counts, as far as it can be seen from here."""
    if tap.draft != draft.id or tap.revision == draft.revision:
        return tap.draft == draft.id
    question = plan.questions.get(draft.field or "")
    lately = draft.since <= tap.revision < draft.revision
    return lately and question is not None and tap.action in question.patient


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


def _taken(
    form: type[Form], plan: Plan, draft: Draft, now: Draft, answer: Answer, facts: Facts
) -> Step:
    if isinstance(answer, Sent):
        if answer.album is not None and now.album is not None and answer.album == now.album.id:
            return _take_more(plan, draft, now, answer, facts)
        return _take_sent(form, plan, now, answer, facts)
    if isinstance(answer, Said):
        return _take_said(form, plan, now, answer, facts)
    return _take(form, plan, now.adding(None), answer, facts) or Step(draft, Outcome.STALE)


def _take(form: type[Form], plan: Plan, now: Draft, answer: Answer, facts: Facts) -> Step | None:
    """Return what an answer to the open question, or at the summary, leads to."""
    if now.field is None:
        return take_at_summary(form, plan, now, answer)
    return _take_at(plan, plan.questions[now.field], now, answer, facts)


def _take_said(form: type[Form], plan: Plan, now: Draft, said: Said, facts: Facts) -> Step:
    """Take words as the answer asked for, or beside it: none is dropped without a word."""
    question = plan.questions.get(now.field or "")
    if isinstance(question, Typed) and question.aloud and question.name in now.early:
        # What one tells goes on; a name or a spot was merely guessed, and is said now.
        said = Said(beside.joined(now, question.name, said.text))
    step = _take(form, plan, now, said, facts)
    assert step is not None, "only a button can be gone"
    if step.complaint is None:
        worded = step.draft.adding(question.name) if isinstance(question, Typed) else step.draft
        return replace(step, draft=worded)
    tried = question is not None and not isinstance(question, Attachments)
    if tried and step.complaint not in (CHOOSE, CHOOSE_OR_NAME, TOGGLE):
        return step  # they were meant for this question
    if (other := beside.words(plan, now, said.text)) is None:
        return step
    return replace(other, complaint=step.complaint) if other.heard is beside.WRITTEN else other


def _take_sent(form: type[Form], plan: Plan, now: Draft, sent: Sent, facts: Facts) -> Step:
    """Take what is sent for the question it fits, even before its turn, and the words on it."""
    question = beside.taker(plan, now, sent)
    if question is not None:
        step = beside.keeping(question, now, sent, facts)
        if sent.caption:
            step = _captioned(form, plan, step, sent.caption, facts)
        else:
            step = beside.aloud(plan, step, sent)
    else:
        step = _take(form, plan, now, sent, facts) or Step(now, Outcome.STALE)
    if sent.album is None:
        return step
    worded = bool(sent.caption) and step.complaint is not None
    album = Album(sent.album, question.name if question else None, worded)
    return replace(step, draft=replace(step.draft, album=album))


def _captioned(form: type[Form], plan: Plan, step: Step, caption: str, facts: Facts) -> Step:
    """Take the words on something sent as if they had come by themselves."""
    question = plan.questions.get(step.draft.field or "")
    worded = beside.told(plan, step.draft, caption)
    if worded is not None:
        return beside.captioned(step, worded)
    if isinstance(question, Typed):
        worded = _take_said(form, plan, step.draft, Said(caption), facts)
    else:
        worded = beside.words(plan, step.draft, caption)
    return beside.captioned(step, worded)


def _take_more(plan: Plan, draft: Draft, now: Draft, sent: Sent, facts: Facts) -> Step:
    """Add one more message of an album to the answer that its first one gave."""
    assert now.album is not None
    question = plan.questions.get(now.album.field or "")
    if not isinstance(question, Attachments) or sent.kind not in question.kinds:
        return Step(draft, Outcome.REPEATED)
    step = beside.keeping(question, now, sent, facts)
    complaint = step.complaint or (UNWORDED if now.album.worded or sent.caption else None)
    return replace(step, complaint=complaint)


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
        case Turned(name):
            return Step(_unguessed(plan, draft).asking(name), Outcome.ASKING)
    return None


def _unguessed(plan: Plan, draft: Draft) -> Draft:
    """Return the draft without the places guessed of the person: it may be about somebody else."""
    for name, question in plan.questions.items():
        if isinstance(question, Place) and question.default:
            draft = draft.without(name)
    return draft


def _moved(plan: Plan, question: Question, draft: Draft, action: str) -> Draft | None:
    match action:
        case "back":
            return plan.before(draft)
        case "keep" if question.name in draft.answers:
            kept = draft.answered(question.name, draft.answers[question.name])
            return plan.after(kept)  # what came early is not put once more
        case "skip" if question.optional:
            return plan.after(draft.skipping(question.name))
    return None
