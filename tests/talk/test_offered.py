"""A choice of which a person is offered only a part."""

from typing import Annotated, Any

from talk.forms import Ask, Draft, Form, Outcome, Said, Tap, ask, begin, needs, take
from talk.words import _
from tests.talk.example import Matter


class Narrow(Form):
    name = "example.narrow"
    title = _("Report")

    matter: Annotated[Matter, Ask(_("What is it about?"), offered="example.allowed")]


FACTS: dict[Any, Any] = {("example.allowed", None): frozenset({Matter.NOISE})}


def opened() -> Draft:
    draft = begin(Narrow, 7)
    assert needs(Narrow, draft) == (("example.allowed", None),)
    return draft


def test_only_what_is_offered_has_a_button() -> None:
    screen = ask(Narrow, opened(), FACTS, "en")
    assert [b.label for row in screen.rows for b in row if b.data and ":pick:" in b.data] == [
        "noise"
    ]


def test_what_is_not_offered_cannot_be_forged_or_typed() -> None:
    for answer in (Tap(7, 0, "pick", "light"), Said("light")):
        step = take(Narrow, opened(), answer, FACTS)
        assert step.outcome is Outcome.ASKING
        assert step.complaint is not None
        assert step.draft.answers == {}


def test_what_is_offered_is_taken() -> None:
    step = take(Narrow, opened(), Tap(7, 0, "pick", "noise"), FACTS)
    assert step.draft.answers == {"matter": "noise"}
