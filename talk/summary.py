"""The end of a form: all answers to look over, one to change, and sending."""

from __future__ import annotations

from pydantic import ValidationError

from talk.about import headed
from talk.answers import Answer, Tap
from talk.controls import CANCEL, CHANGE, SEND, controls
from talk.drafts import Draft, Outcome, Step
from talk.plan import Form, Plan
from talk.questions import CHOOSE, Facts
from talk.screens import TEXT_MOST, Button, Rows, Screen, Text, bold, clip, units
from talk.typed import complaint
from talk.words import Word, _

LABEL_MOST = 60
LISTED_MOST = 300  # of each answer that is said again before the next question


def take_at_summary(form: type[Form], plan: Plan, draft: Draft, answer: Answer) -> Step | None:
    """Return what an answer at the summary leads to, or None if it has no such button."""
    match answer:
        case Tap(action="change"):
            return Step(draft.asking(None, changing=True), Outcome.ASKING)
        case Tap(action="back"):
            return Step(draft.asking(None), Outcome.ASKING)
        case Tap(action="field", value=name) if name in plan.asked(draft):
            return Step(draft.asking(name, changing=True), Outcome.ASKING)
        case Tap(action="send") if not draft.changing:
            return send(form, plan, draft)
        case Tap():
            return None
    if draft.changing:
        return Step(draft, Outcome.ASKING, CHOOSE)
    return Step(
        draft,
        Outcome.ASKING,
        _(
            "All questions are answered. Tap “{send}” to send it, “{change}” to change an answer, "
            "or “{cancel}” to stop.",
            send=SEND,
            change=CHANGE,
            cancel=CANCEL,
        ),
    )


def send(form: type[Form], plan: Plan, draft: Draft) -> Step:
    """Return the form as it is sent off, or the question whose answer does not hold."""
    answers = {name: draft.answers[name] for name in plan.asked(draft) if name in draft.answers}
    try:
        value = form.model_validate({**answers, **draft.fixed})
    except ValidationError as error:
        place = error.errors(include_url=False)[0]["loc"]
        name = str(place[0]) if place else None
        again = draft.asking(name, changing=True) if name in plan.asked(draft) else draft
        return Step(again, Outcome.ASKING, complaint(error))
    return Step(draft, Outcome.DONE, value=value)


def summary(
    form: type[Form], plan: Plan, draft: Draft, facts: Facts, language: str, head: str
) -> Screen:
    """Return all answers in words, who will see them, and the buttons to send or change."""
    said = [
        (plan.questions[name].label.to(language), _said(plan, draft, name, facts, language))
        for name in plan.told(draft)
    ]
    start = headed(head + form.title.to(language), form, draft, facts)
    colon = _(": ").to(language)
    end = f"\n\n{form.before_sending.to(language)}" if form.before_sending else ""
    text = _listed(start, colon, said, end)
    if len(text) > TEXT_MOST:
        answers = [units(answer) for _label, answer in said]
        room = _share(answers, TEXT_MOST - len(text) + sum(answers))
        text = _listed(start, colon, [(label, clip(a, room).plain) for label, a in said], end)
    tap = draft.tap_prefix()
    send = Button(SEND.to(language), f"{tap}send:")
    change = Button(CHANGE.to(language), f"{tap}change:")
    cancel = Button(CANCEL.to(language), f"{tap}cancel:")
    return Screen(text, ((send,), (change, cancel)))


def listed(plan: Plan, draft: Draft, facts: Facts, language: str) -> str:
    """Return the answers given so far, a line each, however long they are."""
    colon = _(": ").to(language)
    return "\n".join(
        f"{plan.questions[name].label.to(language)}{colon}"
        + clip(_said(plan, draft, name, facts, language), LISTED_MOST).plain
        for name in plan.told(draft)
        if name in draft.answers
    )


def change_list(form: type[Form], plan: Plan, draft: Draft, language: str, head: str) -> Screen:
    """Return the questions, to choose the one to answer again."""
    tap = draft.tap_prefix()
    rows: Rows = tuple(
        (
            Button(
                clip(plan.questions[name].label.to(language), LABEL_MOST).plain,
                f"{tap}field:{name}",
            ),
        )
        for name in plan.told(draft)
    )
    question = bold(_("Which answer would you like to change?").to(language))
    text = Text(f"{head}{form.title.to(language)}\n\n") + question
    return Screen(text, rows + controls(draft, language, back=True))


def _said(plan: Plan, draft: Draft, name: str, facts: Facts, language: str) -> str:
    question = plan.questions[name]
    given = name in draft.answers
    words = question.words(draft.answers[name], facts) if given else question.nothing()
    return words.to(language) if isinstance(words, Word) else words


def _listed(start: Text, colon: str, said: list[tuple[str, str]], end: str) -> Text:
    text = start + "\n"
    for label, answer in said:
        text = text + "\n" + bold(label) + f"{colon}{answer}"
    return text + end


def _share(lengths: list[int], room: int) -> int:
    """Return the most each may take so that together they fit; the short ones leave theirs."""
    rest = sorted(lengths)
    while rest and rest[0] * len(rest) <= room:
        room -= rest.pop(0)
    return max(room, 0) // len(rest) if rest else max(lengths, default=0)
