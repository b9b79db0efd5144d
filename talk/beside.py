"""What is sent beside the question: joined to the words before it, or kept for its own question."""

from __future__ import annotations

from dataclasses import replace

from pydantic import ValidationError

from talk.answers import Attachment, Sent
from talk.attachments import UNWORDED, Attachments
from talk.drafts import Draft, Outcome, Step
from talk.plan import Plan
from talk.questions import Facts, Still
from talk.typed import Typed, complaint
from talk.words import _

JOINED = _("✅ Added to what you wrote before.")
WRITTEN = _("📝 What you have written is kept for later.")
KEPT_ASIDE = (JOINED, WRITTEN)
HEARD = _("🎤 Your voice message is kept. You can still write something as well.")
SPOKEN = "🎤……"  # stands where words would be
KEPT = _("📎 What you have sent is kept for later.")


def words(plan: Plan, draft: Draft, text: str) -> Step | None:
    """Return the draft with words that the open question did not take; None if they fit nowhere."""
    name = draft.words
    if name is not None and name in draft.answers and name in plan.asked(draft):
        return _joined(plan, draft, name, text)
    name = telling(plan, draft) or _next_typed(plan, draft)
    return None if draft.field is None or name is None else _early(plan, draft, name, text)


def told(plan: Plan, draft: Draft, text: str) -> Step | None:
    """Return the draft with the words on a photo kept for what one tells, not for the name asked.

    None where nothing is told in this form, or that is just what the open question asks.
    """
    name = telling(plan, draft)
    return None if name in (None, draft.field) else _early(plan, draft, name, text)


def _early(plan: Plan, draft: Draft, name: str, text: str) -> Step | None:
    both = joined(draft, name, text)
    if not plan.questions[name].holds(both):
        return None
    return Step(draft.ahead(name, both), Outcome.ASKING, heard=WRITTEN)


def joined(draft: Draft, name: str, text: str) -> str:
    """Return the words kept for a question with these after them."""
    before = draft.answers.get(name)
    return f"{before}\n{text.strip()}" if before else text.strip()


def telling(plan: Plan, draft: Draft) -> str | None:
    """Return the question for what somebody tells in their own words, where it is still open."""
    for name in plan.asked(draft):
        question = plan.questions[name]
        if isinstance(question, Typed) and question.aloud and not draft.settled(name):
            return name
    return None


def taker(plan: Plan, draft: Draft, sent: Sent) -> Attachments | None:
    """Return the question that something sent is an answer to, whether it is open or not."""
    if not isinstance(sent.file, Attachment):
        return None
    fitting = {
        name: question
        for name in plan.asked(draft)
        if isinstance(question := plan.questions[name], Attachments) and sent.kind in question.kinds
    }
    if draft.field in fitting:
        return fitting[draft.field]
    unsettled = [question for name, question in fitting.items() if not draft.settled(name)]
    return next(iter((*unsettled, *fitting.values())), None)


def keeping(question: Attachments, draft: Draft, sent: Sent, facts: Facts) -> Step:
    """Return the draft with what was sent kept for its question."""
    reading = question.read(draft, replace(sent, caption=""), facts)
    assert isinstance(reading, Still), "what is sent never ends a question that gathers"
    if question.name == draft.field:
        return Step(reading.draft, Outcome.ASKING, reading.complaint)
    kept = reading.draft
    put = question.aside is None and not draft.settled(question.name)
    if put and question.name in kept.answers:
        kept = kept.ahead(question.name, kept.answers[question.name])
    heard = None if reading.complaint else KEPT
    return Step(kept, Outcome.ASKING, reading.complaint, heard=heard)


def aloud(plan: Plan, step: Step, sent: Sent) -> Step:
    """Return a voice message as the answer to what may be said aloud, once it is kept."""
    if sent.kind != "voice" or step.complaint is not None:
        return step
    name = telling(plan, step.draft)
    if name is None:
        return step
    draft = step.draft.answered(name, joined(step.draft, name, SPOKEN)).adding(name)
    if step.draft.field == name:
        draft = plan.after(draft)
    return Step(draft, Outcome.ASKING, heard=HEARD)


def captioned(step: Step, worded: Step | None) -> Step:
    """Return what a file and the words on it lead to together."""
    if worded is None:
        return replace(step, complaint=step.complaint or UNWORDED)
    return replace(
        worded, complaint=step.complaint or worded.complaint, heard=step.heard or worded.heard
    )


def _joined(plan: Plan, draft: Draft, name: str, text: str) -> Step | None:
    """Return the draft with more words; None where they are no more of the same: 8:00-15:00, 2."""
    try:
        value = plan.questions[name].valid.validate_python(joined(draft, name, text))
    except ValidationError as error:
        if error.errors(include_url=False)[0]["type"] != "string_too_long":
            return None
        return Step(draft, Outcome.ASKING, complaint(error))
    return Step(draft.answered(name, value), Outcome.ASKING, heard=JOINED)


def _next_typed(plan: Plan, draft: Draft) -> str | None:
    for name in plan.asked(draft):
        question = plan.questions[name]
        if not isinstance(question, Typed) or draft.settled(name):
            continue
        if question.aside is None or question.aloud:  # what is not put by itself nobody answers
            return name
    return None
