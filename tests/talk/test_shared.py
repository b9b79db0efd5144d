"""What is shared or typed: a telephone number, a place on the map, words known already."""

from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talk.bodies import body_of
from talk.forms import Ask, AskPhone, AskPosition, Contact, Form, Outcome, Position
from talk.phones import read_phone, read_service
from talk.words import _
from tests.talk.example import Filler


class Visitor(Form):
    name = "example.visitor"
    title = _("Report")

    called: Annotated[str, Ask(_("Your name?"), default="example.name")]
    phone: Annotated[str | None, AskPhone(_("Your number?"))] = None
    where: Annotated[Position, AskPosition(_("Where?"))]


class Known(Filler):
    """Somebody whose name is known."""

    called: Any = "王桂兰"

    @property
    def facts(self) -> dict[Any, Any]:
        return {("example.name", None): self.called}


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("13800138000", "13800138000"),
        ("１３８ ００１３ ８０００", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("0086 13800138000", "13800138000"),
        ("0431-85123456", "0431-85123456"),
        ("(010) 6512 3456", "010-65123456"),
        ("+86 431 85123456", "0431-85123456"),
        ("8512 3456", "85123456"),
        ("12345", None),
        ("4008001234", None),
        ("+1 555 123 4567", "+15551234567"),
        ("23800138000", None),
        ("15123456", None),
        ("1380013800", None),
        ("call me", None),
        ("", None),
    ],
)
def test_numbers_have_one_form(typed: str, number: str | None) -> None:
    assert read_phone(typed) == number
    if number:
        assert read_phone(number) == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12345", "12345"), ("400-800-1234", "4008001234"), ("010-65123456", "010-65123456")],
)
def test_an_office_may_have_a_short_number(typed: str, number: str) -> None:
    assert read_service(typed) == number
    assert read_service("1234567") is None


@given(st.text(max_size=100) | st.text(alphabet="0123456789+-() ", max_size=20))
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = read_phone(text)
    assert found is None or read_phone(found) == found


def at_phone(language: str = "en") -> Known:
    known = Known(Visitor, language)
    known.taps("📝 王桂兰")
    return known


def test_words_known_already_are_a_button() -> None:
    assert at_phone().draft.answers == {"called": "王桂兰"}
    assert Known(Visitor).says("王阿姨").draft.answers == {"called": "王阿姨"}


@pytest.mark.parametrize("called", [None, "", "x" * 1001])
def test_what_is_not_known_or_would_not_do_is_not_offered(called: str | None) -> None:
    mei = Known(Visitor)
    mei.called = called
    assert mei.labels == ["✖️ Cancel"]
    assert mei.forges("usual").outcome is Outcome.STALE


def test_a_number_is_shared_by_a_key() -> None:
    mei = at_phone("zh")
    assert body_of(mei.screen)["reply_markup"]["keyboard"] == [
        [{"text": "📱 发送我的电话", "request_contact": True}],
        [{"text": "⬅️ 上一步"}, {"text": "⏭ 跳过"}, {"text": "✖️ 取消"}],
    ]
    mei.sends("contact", contact=Contact("8613800138000", own=True))
    assert mei.draft.answers["phone"] == "13800138000"


def test_somebody_elses_card_is_refused() -> None:
    mei = at_phone().sends("contact", contact=Contact("13800138000", own=False))
    assert "somebody else's card" in mei.text
    assert mei.field == "phone"


def test_keys_do_what_their_buttons_would() -> None:
    assert at_phone().says("⬅️ Back").field == "called"
    assert at_phone().says("⏭ 跳过").field == "where"
    assert at_phone().says("✖️ Cancel").outcome is Outcome.CANCELLED
    assert at_phone().says("⏭ Skip").says("⏭ Skip").outcome is Outcome.STALE


def test_something_else_than_a_number() -> None:
    mei = at_phone()
    assert "area code" in mei.says("12345").text
    assert "with the key below" in mei.sends("photo", "a").text
    assert mei.says("0431 85123456").draft.answers["phone"] == "0431-85123456"


def test_a_number_from_abroad_that_is_ones_own() -> None:
    mei = at_phone().sends("contact", contact=Contact("15551234567", own=True))
    assert mei.draft.answers["phone"] == "15551234567"
    mei = at_phone().sends("contact", contact=Contact("4915112345678", own=True))
    assert mei.draft.answers["phone"] == "+4915112345678"


def test_a_place_is_shared_or_typed() -> None:
    mei = at_phone().says("⏭ Skip")
    assert "with the key below" in mei.sends("sticker").text
    assert "shorter" in mei.says("x" * 201).text
    point = Position(latitude=43.8171, longitude=125.3235)
    mei.sends("location", position=point)
    assert "📍 43.81710, 125.32350" in mei.text
    assert mei.taps("✅ Send").value.where == point
    mei = at_phone().says("⏭ Skip").says("3号楼东门")
    assert mei.text.endswith("Where?: 3号楼东门")
    assert mei.taps("✅ Send").value.where == Position(words="3号楼东门")
