"""Questions that are put only where earlier answers make them apply."""

from typing import Annotated

from talk.forms import Ask, Form, If, Outcome
from talk.words import _
from tests.talk.example import Filler, Matter

NOISY = If("matter", frozenset({Matter.NOISE}))


class Complaint(Form):
    name = "example.complaint"
    title = _("Report")

    matter: Annotated[Matter, Ask(_("What about?"))]
    night: Annotated[bool | None, Ask(_("At night?"), when=NOISY)] = None
    hours: Annotated[
        str | None, Ask(_("At what hours?"), when=lambda answers: bool(answers.get("night")))
    ] = None
    remark: Annotated[str | None, Ask(_("Else?"), when=NOISY, optional=True)] = None
    story: Annotated[str, Ask(_("What happened?"))]


def noisy() -> Filler:
    mei = Filler(Complaint).taps("noise").taps("Yes").says("after ten").says("every day")
    return mei.says("drilling")


def test_only_what_applies_is_asked_and_counted() -> None:
    mei = Filler(Complaint)
    assert "(1/2)" in mei.text
    assert "(2/2)" in mei.taps("light").text
    mei.says("dark")
    assert "At night?" not in mei.text
    assert mei.taps("✅ Send").value == Complaint(matter=Matter.LIGHT, story="dark")


def test_what_applies_must_be_answered_though_it_has_a_default() -> None:
    mei = Filler(Complaint).taps("noise")
    assert "(2/4)" in mei.text
    assert "⏭ Skip" not in mei.labels
    assert "(3/5)" in mei.taps("Yes").text
    assert "⏭ Skip" in mei.says("after ten").labels


def test_an_answer_changed_leads_to_the_questions_that_apply_now() -> None:
    mei = Filler(Complaint).taps("light").says("dark")
    mei.taps("✏️ Change").taps("What about?").taps("noise")
    assert mei.field == "night"
    mei.taps("No").taps("⏭ Skip")
    assert mei.field is None
    assert mei.taps("✅ Send").value == Complaint(matter=Matter.NOISE, night=False, story="dark")


def test_answers_that_apply_no_longer_are_dropped() -> None:
    mei = noisy().taps("✏️ Change").taps("At night?").taps("No")
    assert mei.draft.answers.keys() == {"matter", "night", "remark", "story"}
    mei = noisy().taps("✏️ Change").taps("What about?").taps("light")
    assert mei.draft.answers == {"matter": "light", "story": "drilling"}
    assert mei.field is None
    assert mei.taps("✅ Send").outcome is Outcome.DONE


def test_back_goes_over_what_applies() -> None:
    assert Filler(Complaint).taps("light").taps("⬅️ Back").field == "matter"
    mei = Filler(Complaint).taps("noise").taps("No").taps("⬅️ Back")
    assert mei.field == "night"


def test_what_is_fixed_counts_as_answered() -> None:
    mei = Filler(Complaint, matter=Matter.NOISE)
    assert mei.field == "night"
    assert Filler(Complaint, matter=Matter.LIGHT).field == "story"
