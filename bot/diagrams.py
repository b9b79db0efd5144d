"""Every form and card as a diagram: docs/conversations.md, from the registry alone."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from community.cases import STEPS
from talk.annotations import If
from talk.attachments import Attachments
from talk.forms import Form
from talk.listing import Row
from talk.numbers import Number
from talk.phones import OfficePhone, OthersPhone, Phone, ProvenPhone
from talk.picker import Place
from talk.plan import plan_of
from talk.positions import Whereabouts
from talk.questions import Choice, Question
from talk.registry import Capability, Card, FormEntry
from talk.several import Several
from talk.times import Day, Moment
from talk.typed import Typed

PAGE = Path(__file__).parent.parent / "docs" / "conversations.md"
NAMED_MOST = 8  # values of a choice that are named
WORDING_MOST = 80
KINDS: Mapping[type[Question], str] = {
    Typed: "words",
    Number: "a number",
    Place: "a place",
    Row: "one of many rows",
    Day: "a date",
    Moment: "a date and a time",
    Phone: "a telephone number",
    ProvenPhone: "a telephone number, shared or typed",
    OthersPhone: "somebody's telephone number",
    OfficePhone: "an office's telephone number, also a short one",
    Whereabouts: "a point on the map, or words",
}
HEAD = """# Conversations

Every form and every card, drawn from the registry by `python -m bot diagrams`; a test fails when
this page is out of date. Each form can be left with ✖️, taken a question back with ⬅️, and changed
answer by answer before it is sent.
"""


def page(capabilities: Iterable[Capability]) -> str:
    """Return the page with the diagrams of these capabilities."""
    parts = [HEAD]
    for capability in capabilities:
        drawn = [_form(entry) for entry in capability.forms]
        drawn += [_card(card) for card in capability.cards]
        if drawn:
            parts += [f"## {capability.stem}\n", *drawn]
    return "\n".join([*parts, "## The stages of a case\n", _stages()])


def _form(entry: FormEntry) -> str:
    lines = [f"### {entry.form.name} — {entry.form.title.to('en')}\n", "```mermaid", "flowchart TD"]
    return "\n".join([*lines, *_questions(entry.form), "```\n"])


def _questions(form: type[Form]) -> Iterator[str]:
    questions = list(plan_of(form).questions.values())
    yield "    begin([begin])"
    for question in questions:
        yield f'    {question.name}_["{_quoted(_clipped(question))}<br>{_quoted(_kind(question))}"]'
    yield "    sent([look over and send])"
    for start, name in enumerate(["begin", *(f"{question.name}_" for question in questions)]):
        yield from _onwards(name, questions[start:])
    for question in questions:
        for row, led in question.leads.items() if isinstance(question, Row) else ():
            yield f"    {question.name}_ -- {row} --> {led}_"
        for left in sorted(_left(question)):
            yield f"    {question.name}_ -- {_quoted(left)} --> left_{left}([left])"


def _onwards(name: str, after: list[Question]) -> Iterator[str]:
    """The edges to the questions that may be next: up to the first that is always put."""
    for question in after:
        if question.aside is not None:
            continue
        if question.when is None:
            yield f"    {name} --> {question.name}_"
            return
        yield f'    {name} -- "{_quoted(_condition(question))}" --> {question.name}_'
    yield f"    {name} --> sent"


def _card(card: Card) -> str:
    lines = [f"### {card.kind} — a card of {card.of}\n", "```mermaid", "flowchart LR"]
    lines.append(f'    card["{card.kind}"]')
    lines += [f"    card --> {choice}_([{choice}])" for choice in card.choices]
    return "\n".join([*lines, "```\n"])


def _stages() -> str:
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> received : report"]
    for step in STEPS.values():
        lines += [
            f"    {source} --> {step.target} : {step.name}" for source in sorted(step.sources)
        ]
    return "\n".join([*lines, "```\n"])


def _kind(question: Question) -> str:
    match question:
        case Choice():
            words = [option.label.to("en") for option in question.options.values()]
            named = " · ".join(words[:NAMED_MOST]) + (" · …" if len(words) > NAMED_MOST else "")
            kind = f"{'several' if isinstance(question, Several) else 'one'} of: {named}"
        case Attachments():
            kind = f"up to {question.most}: {', '.join(question.kinds)}"
        case _:
            kind = KINDS[type(question)]
    return f"{kind} (may be skipped)" if question.optional else kind


def _condition(question: Question) -> str:
    if isinstance(question.when, If):
        values = sorted(str(getattr(value, "value", value)) for value in question.when.values)
        return f"if {question.when.name} is {' or '.join(values)}"
    return "if the answers before ask for it"


def _left(question: Question) -> list[str]:
    if isinstance(question, Row):
        return [str(row) for row in question.leaves]
    if not isinstance(question, Choice):
        return []
    return [o.key for o in question.options.values() if o.member in question.leaves]


def _clipped(question: Question) -> str:
    words = question.wording.to("en").splitlines()[-1]  # where it is long, the end is the question
    return words if len(words) <= WORDING_MOST else words[: WORDING_MOST - 1] + "…"


def _quoted(text: str) -> str:
    return text.replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
