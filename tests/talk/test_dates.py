"""Days and moments: tapped, typed, over already."""

from datetime import date, datetime, time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talk.dates import at, read_date, read_moment
from talk.forms import NOW, Form, PickDay, PickTime
from talk.words import _
from tests.talk.example import Filler

CHANGCHUN = ZoneInfo("Asia/Shanghai")
FRIDAY = datetime(2026, 12, 4, 14, 30, tzinfo=CHANGCHUN)
TODAY = FRIDAY.date()


class Visit(Form):
    name = "example.visit"
    title = _("Report")

    born: Annotated[date | None, PickDay(_("Born?"))] = None
    day: Annotated[date, PickDay(_("Which day?"), past=False, days=3)]
    moment: Annotated[datetime, PickTime(_("When?"), past=False)]


class Span(Form):
    name = "example.span"
    title = _("Report")

    first: Annotated[date, PickDay(_("From?"), future=False, days=2)]
    last: Annotated[date, PickDay(_("Until?"), future=False, since="first", days=3)]


class Birth(Form):
    name = "example.birth"
    title = _("Report")

    born: Annotated[date, PickDay(_("Born?"), days=0)]


class Visitor(Filler):
    """Somebody filling it in on a Friday afternoon."""

    now = FRIDAY

    @property
    def facts(self) -> dict[Any, Any]:
        return {**super().facts, NOW: self.now}


def test_of_a_birth_the_complaint_says_what_is_missing() -> None:
    mei = Visitor(Birth)
    for typed in ("97年", "1997年生的", "97"):
        assert "write the month and the day, too, e.g. 1997-05-08" in mei.says(typed).text
    assert "the year, the month and the day" in mei.says("属牛").text, "there is nothing to choose"
    assert mei.says("97年5月8号").draft.answers["born"] == "1997-05-08"
    assert Visitor(Birth).says("03-2-8").draft.answers["born"] == "2003-02-08"


@pytest.mark.parametrize(
    ("typed", "day", "hour"),
    [
        ("明天下午3点", "2026-12-05", "15:00"),
        ("12月8日", "2026-12-08", None),
        ("十二月八日下午三点", "2026-12-08", "15:00"),
        ("2026-12-08 15:00", "2026-12-08", "15:00"),
        ("２０２６年１２月８日（周二）15：00", "2026-12-08", "15:00"),
        ("20261208", "2026-12-08", None),
        ("12/8 9:05", "2026-12-08", "09:05"),
        ("3号", "2027-01-03", None),
        ("2月29日", "2028-02-29", None),
        ("三天后", "2026-12-07", None),
        ("周五", "2026-12-04", None),
        ("下周五上午九点半", "2026-12-11", "09:30"),
        ("星期天上午10点一刻", "2026-12-06", "10:15"),
        ("大后天中午12点", "2026-12-07", "12:00"),
        ("今晚八点十五", "2026-12-04", "20:15"),
        ("明早7点", "2026-12-05", "07:00"),
        ("明天晚上12点", "2026-12-06", "00:00"),
        ("tomorrow at 3pm", "2026-12-05", "15:00"),
        ("next friday 3:30 pm", "2026-12-11", "15:30"),
        ("Dec 8, 2027", "2027-12-08", None),
        ("8 December 12am", "2026-12-08", "00:00"),
        ("下午3点", None, "15:00"),
        ("27年1月3号", "2027-01-03", None),
    ],
)
def test_moments_as_people_write_them(typed: str, day: str | None, hour: str | None) -> None:
    found = read_moment(typed, TODAY, ahead=True)
    assert found is not None
    assert found.day == (date.fromisoformat(day) if day else None)
    assert found.hour == (time.fromisoformat(hour) if hour else None)


@pytest.mark.parametrize("typed", ["", "hello", "明天有空", "99月1日", "明天25点", "0000-00-00"])
def test_other_words_are_no_moment(typed: str) -> None:
    assert read_moment(typed, TODAY, ahead=True) is None


def test_a_day_without_a_year_is_this_years_unless_it_lies_ahead() -> None:
    assert read_date("3月8日", TODAY, ahead=False) == date(2026, 3, 8)
    assert read_date("3月8日", TODAY, ahead=True) == date(2027, 3, 8)
    assert read_date("明天下午3点", TODAY, ahead=True) is None


@given(
    st.text(max_size=200)
    | st.text(alphabet="0123456789年月日号点:下周一二十半明天午 -pm", max_size=30)
)
def test_any_text_is_a_moment_or_none(text: str) -> None:
    for ahead in (True, False):
        read_moment(text, TODAY, ahead=ahead)


@given(st.datetimes(datetime(2026, 12, 5), datetime(2099, 12, 31)))  # noqa: DTZ001
def test_every_moment_is_read_back_as_it_is_written(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    for written in (f"{moment:%Y-%m-%d %H:%M}", f"{moment:%Y年%m月%d日%H点%M分}"):
        found = read_moment(written, TODAY, ahead=True)
        assert found is not None
        assert (found.day, found.hour) == (moment.date(), moment.time())


def test_of_an_hour_that_a_change_of_clocks_skips_the_end_is_meant() -> None:
    now = datetime(2026, 3, 1, tzinfo=ZoneInfo("Europe/Berlin"))
    assert at(date(2026, 3, 29), time(2, 30), now).isoformat() == "2026-03-29T03:00:00+02:00"


def at_the_day(language: str = "en") -> Visitor:
    visit = Visitor(Visit, language)
    visit.says("1950-03-08")
    return visit


def test_a_day_is_tapped_or_typed() -> None:
    mei = at_the_day()
    assert mei.draft.answers == {"born": "1950-03-08"}
    assert mei.labels[:3] == ["Today 12/4", "Tomorrow 12/5", "The day after 12/6"]
    assert "That is over already" in mei.says("昨天").text
    assert "2026-12-08" in mei.says("some day").text
    assert "2026-12-08" in mei.sends("sticker").text
    assert mei.taps("Tomorrow 12/5").draft.answers["day"] == "2026-12-05"
    assert at_the_day().says("12月8日").draft.answers["day"] == "2026-12-08"
    assert at_the_day("zh").labels[:3] == ["今天 12月4日", "明天 12月5日", "后天 12月6日"]


def test_a_day_shown_yesterday_is_over() -> None:
    mei = at_the_day()
    tap = mei.labels[0]
    mei.now = datetime(2026, 12, 5, 8, tzinfo=CHANGCHUN)
    assert tap not in mei.labels
    assert "over already" in mei.forges("day", str(TODAY.toordinal())).text
    assert mei.forges("day", "0").outcome.value == "stale"
    assert mei.forges("day", "9" * 19).outcome.value == "stale"


def test_days_behind_are_offered_and_none_before_another_one() -> None:
    li = Visitor(Span, "en")
    assert li.labels[:5] == ["Today 12/4", "Yesterday 12/3", "Tue 12/1", "Sun 11/1", "Thu 10/1"]
    assert "still to come" in li.says("明天").text
    li.taps("Sun 11/1")
    assert li.labels[:4] == ["Today 12/4", "Yesterday 12/3", "The day before 12/2", "Mon 11/30"]
    assert "Sat 10/31" not in li.labels, "before the first day"
    assert "cannot end before it begins: 2026-11-01" in li.says("10月31日").text
    assert li.taps("Mon 11/30").draft.answers == {"first": "2026-11-01", "last": "2026-11-30"}


def test_a_moment_is_a_day_and_then_an_hour() -> None:
    mei = at_the_day("zh").says("今天")
    mei.taps("今天 12月4日")
    assert mei.text.endswith("📅 2026年12月4日（周五），几点？")
    assert mei.labels[:2] == ["15:00", "16:00"]
    assert "已经过了" in mei.forges("hour", "9").text
    mei.taps("📅 换一天").taps("明天 12月5日").taps("9:00")
    assert mei.draft.answers["moment"] == "2026-12-05T09:00:00+08:00"
    assert "2026年12月5日（周六）09:00" in mei.text
    assert mei.taps("✅ 提交").value.moment == datetime(2026, 12, 5, 9, tzinfo=CHANGCHUN)


def test_a_moment_is_typed_whole_or_in_parts() -> None:
    assert at_the_day().says("今天").says("明天下午3点").field is None
    mei = at_the_day().says("今天")
    assert "Please choose the day first" in mei.says("下午3点").text
    assert "In the morning or in the afternoon?" in mei.says("明天3点").text
    assert "at what time?" in mei.text
    assert "That is over already" in mei.says("今天8:00").text
    mei.says("明天").says("下午3点")
    assert mei.draft.answers["moment"] == "2026-12-05T15:00:00+08:00"
