"""Numbers however people write them."""

from typing import Annotated

import pytest
from annotated_types import Ge, Le
from hypothesis import given
from hypothesis import strategies as st

from talk.forms import Ask, Form
from talk.numerals import read_days, read_number, read_numeral
from talk.words import _
from tests.talk.example import Filler


class Guests(Form):
    name = "example.guests"
    title = _("Report")

    count: Annotated[int, Ge(1), Le(60), Ask(_("How many?"))]
    more: Annotated[int | None, Ask(_("Anything else?"))] = None


class Helpers(Form):
    name = "example.helpers"
    title = _("Report")

    count: Annotated[int, Ge(1), Le(60), Ask(_("How many?"), likely=range(1, 4))]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", 3),
        (" ３个 ", 3),
        ("三", 3),
        ("十五", 15),
        ("约十五个人。", 15),
        ("二十", 20),
        ("两百零五户", 205),
        ("一百二", 120),
        ("一千零一十", 1010),
        ("一万二", 12_000),
        ("一万零二", 10_002),
        ("二〇二六", 2026),
        ("1,200 元", 1200),
        ("5 people", 5),
        ("-4", -4),
        ("٣", 3),
        ("一个就行", 1),
        ("要两个人就够了", 2),
        ("3个人左右吧", 3),
        ("一样", None),
        ("一行", None),
        ("十十", None),
        ("3楼2号", None),
        ("3.5", None),
        ("3 or 4", None),
        ("万", None),
        ("", None),
        ("9" * 30, None),
    ],
)
def test_numbers_as_people_write_them(typed: str, value: int | None) -> None:
    assert read_number(typed) == value


def test_a_number_is_asked_within_its_bounds() -> None:
    li = Filler(Guests)
    assert "Please type a whole number, e.g. 3." in li.says("a few").text
    assert "Please type a number from 1 to 60." in li.says("六十一").text
    assert "whole number" in li.sends("sticker").text
    assert li.says("十五个人").draft.answers == {"count": 15}
    assert li.says("99").says("").taps("✅ Send").value == Guests(count=15, more=99)


def test_a_likely_number_has_a_button() -> None:
    li = Filler(Helpers)
    assert li.taps("2").draft.answers == {"count": 2}
    assert Filler(Helpers).says("四个就好").draft.answers == {"count": 4}


def test_a_number_may_be_skipped() -> None:
    assert Filler(Guests).says("1").taps("⏭ Skip").taps("✅ Send").value == Guests(count=1)


@given(st.integers(1, 9999))
def test_every_numeral_is_read_back(value: int) -> None:
    assert read_numeral(numeral(value)) == value


def numeral(value: int) -> str:
    text, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + unit
        gap = not digit
    return text


@given(st.text(max_size=300))
def test_any_text_is_a_number_or_none(text: str) -> None:
    assert isinstance(read_number(text), int | None)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *(("三天", 3), ("3天", 3), ("３", 3), ("三", 3), ("明天去女儿家住三天", 3)),
        *(("三天后走，住五天", 5), ("一个星期", 7), ("住两周", 14), ("一个月", 30)),
        *(("for 2 weeks", 14), ("1 day", 1), ("三天还是五天", None), ("第三天回来", None)),
        *(("3月去", None), ("十来天", None), ("三个人", None), ("明天", None), ("", None)),
    ],
)
def test_a_sentence_may_say_how_many_days(text: str, days: int | None) -> None:
    assert read_days(text) == days
