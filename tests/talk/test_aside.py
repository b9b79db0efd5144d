"""Questions that stand beside the others, and words that may be said aloud."""

from typing import Annotated, Any

from pydantic import Field

from talk.forms import HIDDEN, Ask, Attach, Attachment, Form, If, Outcome, PickRow
from talk.words import _
from tests.talk.example import Filler, Matter

ROWS = ((1, "A lamp"), (2, "About a neighbour"))


class Told(Form):
    name = "example.told"
    title = _("Report")

    who: Annotated[Matter, Ask(_("About whom?"), label=_("Who"), aside=_("nobody"))] = Matter.LIGHT
    called: Annotated[
        str, Ask(_("Their name?"), label=_("Called"), when=If("who", frozenset({Matter.NOISE})))
    ] = ""
    row: Annotated[int, PickRow(_("Which?"), rows="example.rows", leads={2: "who"})]
    story: Annotated[str, Ask(_("What happened?"), label=_("Story"), aloud=True)]
    voices: Annotated[
        list[Attachment], Attach(_("Voice?"), label=_("Voice"), kinds=("voice",), aside=HIDDEN)
    ] = Field(default_factory=list)


class Teller(Filler):
    @property
    def facts(self) -> dict[Any, Any]:
        return {("example.rows", row): ROWS for row in (None, 1, 2)}


def test_a_question_aside_is_not_put_by_itself_but_can_be_answered_at_the_end() -> None:
    mei = Teller(Told)
    assert "(1/2)" in mei.text
    assert "⬅️ Back" not in mei.labels
    assert "(2/2)" in mei.taps("A lamp").text
    assert "Who: nobody\n" in mei.says("dark").text
    assert "Voice" not in mei.text
    mei.taps("✏️ Change")
    assert mei.labels[:3] == ["Who", "Which?", "Story"]
    mei.taps("Who").taps("noise").says("Mei")
    assert "Who: noise\nCalled: Mei\n" in mei.text
    assert mei.taps("✅ Send").value.called == "Mei"


def test_a_row_leads_to_it_and_the_way_goes_on_from_there() -> None:
    mei = Teller(Told).taps("About a neighbour")
    assert mei.field == "who"
    assert mei.taps("fire").field == "row"
    assert mei.taps("⬅️ Back").field == "who"
    mei.taps("noise").says("Mei").taps("A lamp").says("dark")
    assert mei.field is None


def test_what_may_be_said_aloud_is_answered_by_a_voice_message() -> None:
    mei = Teller(Told).taps("A lamp").sends("voice", "one")
    assert "Voice: 1 voice message(s)" in mei.text
    mei.says("and dark")
    value = mei.taps("✅ Send").value
    assert value.story.endswith("\nand dark")
    assert [one.unique_id for one in value.voices] == ["one"]
    mei = Teller(Told).sends("voice", "early")
    assert mei.field == "row", "it is kept until its question would be put"
    assert mei.taps("A lamp").field is None
    mei = Teller(Told).taps("A lamp").sends("voice", "large", size=10**9)
    assert (mei.field, mei.outcome) == ("story", Outcome.ASKING)
    assert "20 MB" in mei.text
