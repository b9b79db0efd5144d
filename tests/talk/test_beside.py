"""What is sent beside the question: nothing of it is dropped without a word."""

from typing import Annotated

from annotated_types import MaxLen
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, StringConstraints

from talk.forms import Ask, Attach, Form, Outcome, Photo, Said, Sent
from talk.words import _
from tests.talk.example import Filler, at_summary
from tests.talk.test_any_answer import answers


def at_photos() -> Filler:
    mei = Filler().taps("💡 A lamp").taps("🏠 2号楼").says("It is dark.")
    return mei.taps("⏭ Skip").taps("No")


def test_more_words_are_joined_to_those_before() -> None:
    mei = Filler().taps("💡 A lamp").taps("🏠 2号楼").taps("⬅️ Back").taps("➡️ Leave it so")
    mei.says("It is dark.").says("Soon, please").says("Yes").says("By the gate")
    assert mei.draft.answers["remark"] == "Soon, please\nBy the gate"
    assert mei.text.startswith("✅ Added to what you wrote before.\n\nReport (6/6)")
    assert "900 fit" not in mei.says("x" * 900).text
    assert "only 1000 fit" in mei.says("x" * 100).text
    assert mei.draft.answers["remark"].endswith("gate\n" + "x" * 900)


def test_words_after_a_button_are_not_joined() -> None:
    mei = at_photos()
    assert "send a photo here" in mei.says("By the gate").text
    assert mei.draft.answers["story"] == "It is dark."


class Spoken(Form):
    name = "example.spoken"
    title = _("Report")

    whom: Annotated[str, MaxLen(40), Ask(_("With whom?"))]
    hour: Annotated[str, StringConstraints(pattern=r"^\d+-\d+$"), Ask(_("From when to when?"))]
    hour_of: Annotated[str | None, Ask(_("Whose?"), aside=_("anybody's"))] = None
    really: Annotated[bool, Ask(_("Really?"))]
    story: Annotated[str, MaxLen(200), Ask(_("What happened?"), aloud=True)]
    photos: Annotated[list[Photo], Attach(_("Photos?"), most=3)] = Field(default_factory=list)


def test_the_words_on_a_photo_tell_and_name_nobody() -> None:
    mei = Filler(Spoken).sends("photo", "a", caption="They drag chairs")
    assert (mei.field, mei.draft.answers["story"]) == ("whom", "They drag chairs")
    mei.says("upstairs").says("8-15").taps("Yes").taps("➡️ Leave it so")
    assert mei.draft.answers["whom"] == "upstairs"


def test_words_at_a_button_are_no_more_of_an_answer_of_one_form() -> None:
    mei = Filler(Spoken).says("upstairs").says("8-15").says("2")
    assert mei.text.startswith("⚠️ Please choose with the buttons below."), "nothing about hours"
    assert mei.draft.answers["hour"] == "8-15"
    mei = Filler(Spoken).says("upstairs").says("8-15").taps("Yes").taps("⬅️ Back")
    mei.says("well, mostly")
    assert "hour_of" not in mei.draft.answers, "nobody has asked for it"


def test_what_is_said_when_asked_replaces_what_was_guessed() -> None:
    mei = Filler(Spot).says("bring a cup").taps("Yes")
    assert mei.text.endswith("So far: bring a cup")
    mei.says("hall on the first floor")
    assert mei.draft.answers["spot"] == "hall on the first floor"


class Spot(Form):
    name = "example.spot"
    title = _("Report")

    really: Annotated[bool, Ask(_("Really?"))]
    spot: Annotated[str, MaxLen(60), Ask(_("Where exactly?"))]
    more: Annotated[str, MaxLen(200), Ask(_("What else?"))]


def test_words_before_their_question_are_kept_for_it() -> None:
    mei = Filler().says("It is dark.")
    assert mei.text.startswith("📝 What you have written is kept for later.\n\n⚠️ Please choose")
    mei.taps("💡 A lamp").says("since Monday").taps("🏠 2号楼")
    assert mei.text.endswith("So far: It is dark.\nsince Monday")
    assert (
        Filler()
        .says("It is dark.")
        .taps("💡 A lamp")
        .taps("🏠 2号楼")
        .says("Very.")
        .draft.answers["story"]
        == "Very."
    )
    mei.taps("➡️ Leave it so")
    assert mei.field == "remark"
    assert mei.draft.answers["story"] == "It is dark.\nsince Monday"


def test_photos_before_their_question_wait_for_it() -> None:
    mei = Filler().sends("photo", "a", album="one").sends("photo", "b", album="one")
    assert mei.field == "matter"
    assert mei.text.startswith("📎 What you have sent is kept for later.")
    mei.taps("💡 A lamp").taps("🏠 2号楼").sends("photo", "c", caption="It is dark.")
    assert (mei.field, mei.draft.answers["story"]) == ("remark", "It is dark.")
    assert "3 of at most 3" in mei.taps("⏭ Skip").taps("No").text
    assert mei.taps("That is all of them").field is None


def test_a_photo_and_words_at_the_end_are_added() -> None:
    mei = at_photos().says("nothing")
    assert mei.field is None
    assert "1 photo(s)" in mei.sends("photo", "late").text
    assert mei.field is None
    mei = at_summary().taps("✏️ Change").taps("Story").says("It is bright.")
    assert "It is bright.\nToo bright." in mei.says("Too bright.").text


def test_typed_labels_are_buttons_without_their_signs() -> None:
    assert Filler().says("取消").outcome is Outcome.CANCELLED
    assert at_photos().says("跳过").field is None
    assert at_photos().sends("photo", "a").says("发完了").field is None
    assert at_photos().sends("photo", "a").says("没有了").field is None
    assert at_photos().says("上一步").field == "hidden"
    assert at_summary().says("send").outcome is Outcome.DONE
    assert Filler().taps("💡 A lamp").taps("🏠 2号楼").says("send").field == "story"


@given(st.lists(answers, max_size=12))
@settings(deadline=None)
def test_nothing_is_dropped_without_a_word(made: list[Said | Sent]) -> None:
    mei = Filler()
    for answer in made:
        before = mei.draft
        mei.gives(answer)
        if mei.outcome is not Outcome.ASKING:
            assert mei.outcome in (Outcome.CANCELLED, Outcome.LEFT, Outcome.REPEATED, Outcome.STALE)
            return
        if mei.complaint is None:
            after = (mei.draft.answers, mei.draft.skipped, mei.draft.field, mei.draft.node)
            known = isinstance(answer, Sent) and answer.file is not None
            assert known or after != (before.answers, before.skipped, before.field, before.node)
        if mei.complaint is None and isinstance(answer, Sent) and answer.file is not None:
            assert answer.file.unique_id in str(mei.draft.answers["photos"])
            assert answer.caption.strip() in "\n".join(map(str, mei.draft.answers.values()))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=5, max_size=20)))
@settings(deadline=None)
def test_all_words_of_a_burst_are_in_the_end(burst: list[str]) -> None:
    mei = Filler()
    for text in burst:
        mei.says(f"“{text}”")
    kept = "\n".join(map(str, mei.draft.answers.values()))
    if mei.complaint is None or mei.draft.early:
        assert all(f"“{text}”" in kept for text in burst if sum(map(len, burst)) < 100)
