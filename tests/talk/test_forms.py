from typing import Annotated

import pytest
from annotated_types import MinLen
from pydantic import AfterValidator, model_validator

from talk.forms import Ask, Draft, Form, Outcome, Photo, Tap, ask, begin, needs, read_tap, take
from talk.words import Word, _
from tests.talk.example import FACTS, Filler, Matter, Report, at_summary


def test_a_report_from_the_first_question_to_the_end() -> None:
    mei = Filler(case=26)
    assert mei.text == "Report (1/6)\n\nWhat is it about?"
    assert mei.taps("💡 A lamp").text == "Report (2/6)\n\nWhere?"
    assert mei.taps("森林公园小区").taps("1号楼").text == (
        "Report (3/6)\n\nWhat happened?\nAs it was."
    )
    assert mei.says("It is dark.").field == "remark"
    mei.says("Soon, please").taps("Yes").sends("photo", "a").sends("photo", "b")
    assert mei.text == "Report (6/6)\n\nPhotos?\n\n2 of at most 3 photos received."
    mei.taps("That is all of them")
    assert mei.text == (
        "Report\n\nMatter: 💡 A lamp\nPlace: 1号楼\nStory: It is dark.\n"
        "Remark: Soon, please\nHidden: Yes\nPhotos: 2 photo(s)\n\n"
        "Staff will see your name."
    )
    mei.taps("✅ Send")
    assert mei.outcome is Outcome.DONE
    assert mei.value == Report(
        matter=Matter.LIGHT,
        place=11,
        story="It is dark.",
        remark="Soon, please",
        hidden=True,
        photos=[Photo(file_id=f"file-{name}", unique_id=name) for name in "ab"],
        case=26,
    )


def test_the_labels_are_those_of_the_town() -> None:
    mei = Filler(language="zh").taps("💡 A lamp").taps("🏠 2号楼").says("楼道灯坏了")
    assert mei.labels == ["⬅️ 上一步", "⏭ 跳过", "✖️ 取消"]
    mei.taps("⏭ 跳过")
    assert mei.labels == ["是", "否", "⬅️ 上一步", "⏭ 跳过", "✖️ 取消"]
    mei.taps("否").sends("photo", "a").taps("发完了")
    assert mei.labels == ["✅ 提交", "✏️ 修改", "✖️ 取消"]


@pytest.mark.parametrize("typed", ["💡 A lamp", "💡A LAMP ", " a lamp"])
def test_words_that_equal_a_label_are_that_choice(typed: str) -> None:
    assert Filler().says(typed).draft.answers == {"matter": "light"}


def test_words_that_are_no_label_are_no_choice() -> None:
    mei = Filler().says("light")
    assert (mei.field, mei.draft.answers) == ("matter", {"story": "light"})


@pytest.mark.parametrize("typed", ["是", "yes", " YES"])
def test_yes_is_yes_in_every_language(typed: str) -> None:
    mei = Filler().taps("💡 A lamp").taps("🏠 2号楼").says("It is dark.").taps("⏭ Skip").says(typed)
    assert mei.draft.answers["hidden"] is True


def test_a_value_can_end_the_form_at_once() -> None:
    mei = Filler().taps("🔥 Fire")
    assert (mei.outcome, mei.value) == (Outcome.LEFT, ("matter", Matter.FIRE))
    assert Filler().says("fire").outcome is Outcome.LEFT


def test_cancel_is_offered_everywhere() -> None:
    assert Filler().taps("✖️ Cancel").outcome is Outcome.CANCELLED
    assert at_summary().taps("✖️ Cancel").outcome is Outcome.CANCELLED
    assert at_summary().taps("✏️ Change").taps("✖️ Cancel").outcome is Outcome.CANCELLED


def test_back_keeps_what_was_answered() -> None:
    mei = Filler().taps("💡 A lamp").taps("🏠 2号楼").taps("⬅️ Back")
    assert mei.text == "Report (2/6)\n\nWhere?\n\nSo far: 2号楼"
    assert mei.taps("➡️ Leave it so").field == "story"


def test_back_from_the_first_question_stays_there() -> None:
    mei = Filler()
    assert "⬅️ Back" not in mei.labels
    assert mei.forges("back").field == "matter"
    assert mei.outcome is Outcome.ASKING


def test_what_must_be_answered_cannot_be_skipped() -> None:
    mei = Filler()
    assert "⏭ Skip" not in mei.labels
    before = mei.draft
    assert mei.forges("skip").outcome is Outcome.STALE
    assert mei.draft == before


def test_one_answer_is_changed_from_the_summary() -> None:
    mei = at_summary().taps("✏️ Change")
    assert mei.labels[:3] == ["Matter", "Place", "Story"]
    mei.taps("Story")
    assert mei.text.endswith("So far: It is dark.")
    mei.says("It is bright.")
    assert mei.field is None
    assert "It is bright." in mei.text


def test_changing_nothing_leads_back_to_the_summary() -> None:
    mei = at_summary().taps("✏️ Change").taps("⬅️ Back")
    assert "✅ Send" in mei.labels
    mei.taps("✏️ Change").taps("Place").taps("⬅️ Back")
    assert "✅ Send" in mei.labels
    assert mei.draft.answers["place"] == 12


def test_an_answer_can_be_given_up_for_a_skip() -> None:
    mei = Filler().taps("💡 A lamp").taps("🏠 2号楼").says("It is dark.").says("Soon")
    mei.taps("⬅️ Back").taps("⏭ Skip")
    assert "remark" not in mei.draft.answers
    assert mei.field == "hidden"


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("no", "That is very short: please write at least 5 characters."),
        ("   no   ", "That is very short: please write at least 5 characters."),
        ("x" * 201, "That is 201 characters long and only 200 fit. Please put it shorter."),
        ("dark \ud800 dark", "I could not understand that. Please write it another way."),
    ],
)
def test_words_of_the_wrong_length_are_asked_for_again(typed: str, complaint: str) -> None:
    mei = Filler().taps("💡 A lamp").taps("🏠 2号楼").says(typed)
    assert mei.text == f"⚠️ {complaint}\n\nReport (3/6)\n\nWhat happened?\nAs it was."
    assert mei.draft.answers == {"matter": "light", "place": 12}


def test_a_text_without_a_limit_of_its_own_has_one() -> None:
    mei = Filler().taps("💡 A lamp").taps("🏠 2号楼").says("It is dark.")
    assert "only 1000 fit" in mei.says("x" * 1001).text
    assert mei.says("x" * 1000).field == "hidden"


def test_something_else_than_was_asked_gets_a_kind_word() -> None:
    mei = Filler()
    assert "with the buttons" in mei.sends("sticker").text
    assert "with the buttons" in mei.says("well").text
    mei.taps("💡 A lamp")
    assert "with the buttons" in mei.sends("sticker").text
    mei.taps("🏠 2号楼")
    assert "type your answer" in mei.sends("voice").text
    mei.says("It is dark.").taps("⏭ Skip").taps("No")
    assert "send a photo here, or tap “⏭ Skip”" in mei.says("what photos?").text
    assert mei.sends("video").field == "photos"
    mei.says("no photos")
    assert "“✅ Send”" in mei.says("and now?").text
    assert "“✅ Send”" in mei.sends("voice").text
    assert mei.taps("✅ Send").outcome is Outcome.DONE


def test_photos_are_counted_once_and_not_beyond_the_most() -> None:
    mei = Filler().taps("💡 A lamp").taps("🏠 2号楼").says("It is dark.").taps("⏭ Skip").taps("No")
    for name in "aab":
        mei.sends("photo", name)
    assert "2 of at most 3" in mei.text
    assert "words on it" in mei.sends("photo", "c", caption="the lamp").text
    assert "3 photos are enough" in mei.sends("photo", "d").text
    assert "another photo" in mei.says("done?").text
    assert mei.taps("🗑 Start the photos again").text.endswith("Photos?")
    assert mei.forges("enough").outcome is Outcome.STALE
    assert mei.sends("photo", "d").taps("That is all of them").field is None


def test_only_the_newest_buttons_count() -> None:
    mei = Filler()
    old = Tap(mei.draft.id, mei.draft.revision, "pick", "light")
    mei.says("hello")
    now = mei.draft
    assert mei.gives(old).outcome is Outcome.STALE
    assert mei.draft == now
    assert mei.gives(Tap(mei.draft.id + 1, now.revision, "pick", "light")).outcome is Outcome.STALE
    assert mei.gives(Tap(now.id, now.revision, "pick", "ghost")).outcome is Outcome.STALE


def test_what_is_fixed_is_not_asked() -> None:
    mei = Filler(matter=Matter.NOISE, place=2)
    assert mei.text.startswith("Report (1/4)\n\nWhat happened?")
    mei.says("It is loud.").taps("⏭ Skip").taps("⏭ Skip").taps("⏭ Skip")
    assert "What is it about?" not in mei.text
    mei.taps("✅ Send")
    assert mei.value == Report(matter=Matter.NOISE, place=2, story="It is loud.")


def test_what_is_fixed_must_fit() -> None:
    with pytest.raises(ValueError, match="int"):
        begin(Report, 1, {"case": "first"})


def test_long_answers_leave_room_for_everything_else() -> None:
    mei = Filler(Long)
    for _n in range(5):
        mei.says("😀" * 1000)
    mei.says("short")
    screen = mei.screen
    assert 3900 < len(screen.text) <= 4096
    assert screen.text.plain.count("…") == 5
    assert screen.text.plain.endswith("\nf?: short\n\nRead by staff.")
    assert mei.taps("✅ Send").outcome is Outcome.DONE
    assert isinstance(mei.value, Long)
    assert mei.value.a == "😀" * 1000


class Long(Form):
    name = "example.long"
    title = _("Long")
    before_sending = _("Read by staff.")
    a: Annotated[str, Ask(_("a?"))]
    b: Annotated[str, Ask(_("b?"))]
    c: Annotated[str, Ask(_("c?"))]
    d: Annotated[str, Ask(_("d?"))]
    e: Annotated[str, Ask(_("e?"))]
    f: Annotated[str, Ask(_("f?"))]


def no_digits(text: str) -> str:
    if not text.isprintable():
        raise ValueError
    if any(character.isdigit() for character in text):
        raise ValueError(_("Please write it without digits."))
    return text


class Meeting(Form):
    name = "example.meeting"
    title = _("Meeting")
    host: Annotated[str, AfterValidator(no_digits), Ask(_("Who invites?"))]
    guest: Annotated[str, Ask(_("Who is invited?"))]

    @model_validator(mode="after")
    def two_people(self) -> "Meeting":
        if self.host == self.guest:
            raise ValueError(_("That is one person only."))
        return self


def test_a_rule_of_the_form_speaks_in_its_own_words() -> None:
    li = Filler(Meeting)
    assert li.says("Li 4").text.startswith("⚠️ Please write it without digits.")
    assert li.says("L\0").text.startswith("⚠️ I could not understand that.")
    li.says("Li").says("Li").taps("✅ Send")
    assert li.outcome is Outcome.ASKING
    assert li.text.startswith("⚠️ That is one person only.\n\nMeeting\n\nWho invites?")
    li.taps("✏️ Change").taps("Who is invited?").says("Mei")
    assert li.taps("✅ Send").value == Meeting(host="Li", guest="Mei")


class Older(Form):
    name = "example.report"
    title = _("Report")
    matter: Annotated[str, Ask(_("What?"))]
    gone: Annotated[str, Ask(_("Gone?"))]
    story: Annotated[str, Ask(_("What happened?"))]


class Newer(Form):
    name = "example.report"
    title = _("Report")
    matter: Annotated[Matter, Ask(_("What?"))]
    story: Annotated[str, MinLen(5), Ask(_("What happened?"))]
    extra: Annotated[str, Ask(_("What else?"))]


def test_a_draft_from_before_a_deploy_is_asked_what_is_missing() -> None:
    mei = Filler(Older).says("light").says("x").says("dark")
    assert mei.field is None
    old = mei.draft
    mei.form = Newer
    assert mei.text == "Report (2/3)\n\nWhat happened?"
    assert mei.gives(Tap(old.id, old.revision, "send", "")).outcome is Outcome.STALE
    assert mei.draft == old
    mei.says("It is dark.").says("Nothing")
    assert mei.taps("✅ Send").value == Newer(
        matter=Matter.LIGHT, story="It is dark.", extra="Nothing"
    )


def test_a_choice_that_is_no_longer_one_is_asked_again() -> None:
    mei = Filler(Older).says("lamps").says("x")
    mei.form = Newer
    assert mei.text == "Report (2/3)\n\nWhat happened?"
    assert mei.says("It is dark.").field == "extra"
    assert mei.says("Nothing").text == "Report (1/3)\n\nWhat?"


def test_the_question_asked_may_be_gone() -> None:
    mei = Filler(Older).says("light")
    assert mei.field == "gone"
    mei.form = Newer
    assert mei.text == "Report (2/3)\n\nWhat happened?"


def test_a_form_says_early_that_it_cannot_be_asked() -> None:
    class Wrong(Form):
        name = "example.wrong"
        title = _("Wrong")
        when: Annotated[float, Ask(_("When?"))]

    with pytest.raises(TypeError, match="when: cannot ask for"):
        begin(Wrong, 1)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "f",
        "c:case:1:sign:3",
        "f:1:2",
        "f:1:2:pick",
        "f:!:2:pick:a",
        "f:1:２:pick:a",
        "f:1:2::a",
    ],
)
def test_other_data_is_not_a_tap(data: str) -> None:
    assert read_tap(data) is None


def test_a_taps_value_may_hold_anything() -> None:
    assert read_tap("f:zz:3:pick:a:b\n") == Tap(35 * 36 + 35, 3, "pick", "a:b\n")


def test_needs_name_only_what_is_looked_up() -> None:
    draft = begin(Report, 1)
    assert needs(Report, draft) == ()
    step = take(Report, draft, Tap(1, 0, "pick", "light"), {})
    assert needs(Report, step.draft) == (("place", None), ("people.home", None))
    assert needs(Report, at_summary().draft) == (("place.label", 12),)


def test_missing_facts_are_survived() -> None:
    draft = Draft(1, Report.name, {"matter": "light"}, field="place", node=99)
    assert [b.label for row in ask(Report, draft, {}, "en").rows for b in row] == [
        "⬆️",
        "⬅️ Back",
        "✖️ Cancel",
    ]
    complaint: Word | None = take(Report, draft, Tap(1, 0, "up", ""), FACTS).complaint
    assert complaint is None
