"""Several values, one of many rows, and attachments of several kinds."""

from typing import Annotated, Any

import pytest
from annotated_types import MaxLen, MinLen
from pydantic import Field

from talk.forms import Ask, Attach, Attachment, Form, Outcome, Photo, PickRow, Tap, begin, read_tap
from talk.words import _
from tests.talk.example import Filler, Matter

ROWS = (*((n, f"Vacancy {n}") for n in range(1, 21)), (99, "楼道长 Baker"))


class Wishes(Form):
    name = "example.wishes"
    title = _("Report")

    matters: Annotated[
        list[Matter], MinLen(1), MaxLen(2), Ask(_("What about?"), words={Matter.LIGHT: _("Lamp")})
    ]
    row: Annotated[int, PickRow(_("Which one?"), rows="example.rows")]
    sent: Annotated[
        list[Attachment], Attach(_("Anything to show?"), most=2, kinds=("photo", "voice"))
    ] = Field(default_factory=list)


class Wisher(Filler):
    """Somebody to whom these rows are offered."""

    rows: Any = ROWS

    @property
    def facts(self) -> dict[Any, Any]:
        offered = {("example.rows", row): ((row, label),) for row, label in self.rows}
        return {("example.rows", None): self.rows, **offered}


def wisher(language: str = "en") -> Wisher:
    return Wisher(Wishes, language)


def at_rows() -> Wisher:
    li = wisher()
    li.taps("noise").taps("☑️ That is all")
    return li


def test_values_are_turned_on_and_off() -> None:
    li = wisher()
    assert li.labels == ["Lamp", "noise", "fire", "✖️ Cancel"]
    li.taps("noise").taps("Lamp")
    assert li.labels[:4] == ["✓ Lamp", "✓ noise", "fire", "☑️ That is all"]
    assert "At most 2 fit here." in li.taps("fire").text
    li.taps("✓ noise").taps("☑️ That is all")
    assert li.draft.answers["matters"] == ["light"]
    assert wisher().taps("noise").taps("✓ noise").draft.answers == {}


def test_quick_taps_are_not_lost() -> None:
    li = wisher()
    noise, lamp = [button_of(li, label) for label in ("noise", "Lamp")]
    for tap in (noise, lamp, lamp, noise):
        assert li.gives(tap).outcome is Outcome.ASKING
    assert li.draft.answers["matters"] == ["light", "noise"]
    assert li.taps("☑️ That is all").gives(lamp).outcome is Outcome.STALE
    assert li.draft.answers["matters"] == ["light", "noise"]


def button_of(li: Wisher, label: str) -> Tap:
    """The tap on a button as it is shown now."""
    data = next(one.data for row in li.screen.rows for one in row if one.label == label)
    tap = read_tap(data or "")
    assert tap is not None
    return tap


def test_values_are_typed() -> None:
    li = wisher().says("lamp、 noise")
    assert li.draft.answers["matters"] == ["light", "noise"]
    assert "as many as apply" in li.says("lamp and more").text
    assert li.draft.answers["matters"] == ["light", "noise"]
    assert li.says("that is all").field == "row"


def test_nothing_chosen_is_not_done() -> None:
    assert "as many as apply" in wisher().says("that is all").text
    assert wisher().forges("done").outcome is Outcome.STALE
    assert wisher().forges("on", "ghost").outcome is Outcome.STALE
    assert "as many as apply" in wisher().sends("sticker").text


def test_rows_come_in_pages() -> None:
    li = at_rows()
    assert li.labels[:9] == [*(f"Vacancy {n}" for n in range(1, 9)), "▶️"]
    li.taps("▶️").taps("▶️")
    assert li.labels[:6] == [*(f"Vacancy {n}" for n in range(17, 21)), "楼道长 Baker", "◀️"]
    assert li.forges("page", "3").outcome is Outcome.STALE
    assert li.taps("Vacancy 20").draft.answers["row"] == 20


def test_typed_words_find_a_row() -> None:
    li = at_rows().says("vacancy 1")
    assert li.draft.answers["row"] == 1, "the very label is the row itself"
    li = at_rows().says("2 VAC")
    assert li.labels[:4] == ["Vacancy 2", "Vacancy 12", "Vacancy 20", "📋 Show all"]
    assert "🔎 2 VAC" in li.text
    assert "“nobody”" in li.says("nobody").text
    assert "21 in all" in li.text
    assert li.says("baker").taps("楼道长 Baker").draft.answers["row"] == 99
    assert "Which one?: 楼道长 Baker" in li.taps("⏭ Skip").text


def test_a_row_that_is_gone_cannot_be_picked() -> None:
    li = at_rows()
    li.rows = ROWS[1:]
    assert "no longer there" in li.forges("row", "1").text
    li.rows = ()
    assert "nothing to choose from" in li.forges("all").text


def test_attachments_keep_their_kind() -> None:
    li = at_rows().taps("Vacancy 3")
    assert "Please send a photo, a voice message, or tap “⏭ Skip”." in li.sends("sticker").text
    assert "a photo" in li.sends("video", "v").text
    assert "20 MB" in li.sends("voice", "big", size=20 * 1024 * 1024 + 1).text
    li.sends("voice", "a").sends("photo", "b")
    assert "2 are enough" in li.sends("photo", "c").text
    li.taps("That is all of them")
    assert "2 attached" in li.text
    assert li.taps("✅ Send").value.sent == [
        Attachment(file_id="file-a", unique_id="a", kind="voice"),
        Attachment(file_id="file-b", unique_id="b", kind="photo"),
    ]


class Untold(Form):
    name = "example.untold"
    title = _("Report")

    sent: Annotated[list[Photo], Attach(_("Photos?"), kinds=("photo", "voice"))]


class Unsure(Form):
    name = "example.unsure"
    title = _("Report")

    count: Annotated[int, Ask(_("How many?"), when=lambda _answers: True)]


@pytest.mark.parametrize("form", [Untold, Unsure])
def test_a_form_that_cannot_work_is_refused_early(form: type[Form]) -> None:
    with pytest.raises(TypeError):
        begin(form, 1)
