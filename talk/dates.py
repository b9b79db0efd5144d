"""Dates and times as people write them: 明天下午3点, 12月8日, 2026-12-08 15:00, next friday 3pm."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from storage.moments import first
from talk.numerals import NUMERAL, plain, read_numeral

TEXT_MOST = 60
NEAR = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "yesterday": -1,
    "今天": 0,
    "今日": 0,
    "today": 0,
    "tonight": 0,
    "今": 0,  # 今晚
    "明天": 1,
    "明日": 1,
    "tomorrow": 1,
    "明": 1,  # 明早
    "大后天": 3,
    "后天": 2,
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAYS = "一二三四五六日"
NOON = 12

_COUNTED = re.compile(
    rf"{NUMERAL}{{1,5}}(?=年|月|日|号|点|时|分|天|:)|(?<=点){NUMERAL}{{1,3}}(?!{NUMERAL}|刻)"
)
_ASIDE = re.compile(r"\([^()]{0,8}\)")  # the weekday, as we write it ourselves
_NEAR = re.compile("|".join(sorted(NEAR, key=len, reverse=True)))
_AHEAD = re.compile(r"(\d{1,3})天(?:以)?后|in (\d{1,3}) days?")
_WEEKDAY = re.compile(r"(下+|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天1-7])")
_ENGLISH_DAY = re.compile(rf"(?:(next|this|on) )?({'|'.join(DAYS)})[a-z]*")
_ISO = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|号)?")
_SHORT = re.compile(r"(?<!\d)(\d\d)(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|号)?(?!\d)")
_YEAR = re.compile(r"((?:19|20)?\d\d)年?(?:的|出?生的?|born in)*")
_COMPACT = re.compile(r"(20\d\d|19\d\d)(\d\d)(\d\d)(?!\d)")
_MONTH_DAY = re.compile(r"(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|号)?(?!\d)")
_DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)})[a-z]*(?:,? (\d{{4}}))?")
_MONTH_FIRST = re.compile(
    rf"({'|'.join(MONTHS)})[a-z]* (\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? (\d{{4}}))?"
)
_DAY = re.compile(r"(\d{1,2})(?:日|号)")
_TIME = re.compile(
    r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|早|晚)?\s*(?:at )?"
    r"(?P<hour>\d{1,2})\s*(?:"
    r":(?P<minute>\d{2})(?P<half>\s*[ap]\.?m\.?)?|"
    r"(?:点钟?|时)(?:(?P<words>半|一刻|三刻|\d{1,2})分?)?|"
    r"(?P<only>\s*[ap]\.?m\.?))"
)
QUARTERS = {"半": 30, "一刻": 15, "三刻": 45}
MORNING = frozenset({"凌晨", "清晨", "早上", "早晨", "上午", "早"})
AFTERNOON = frozenset({"下午", "傍晚", "晚上", "夜里", "晚"})
FILLER = re.compile(r"[\s,，。.、的]|at|on")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood; `vague` when it may be in the morning or in the afternoon."""

    day: date | None
    hour: time | None
    vague: bool = False


def read_date(text: str, today: date, *, ahead: bool) -> date | None:
    """Return the date that is all there is; without a year, with `ahead`, it is the next one."""
    found = read_moment(text, today, ahead=ahead)
    return found.day if found and found.hour is None else None


def read_year(text: str, today: date) -> int | None:
    """Return the year if that is all there is, e.g. of a birth: 97年, 1997."""
    found = _YEAR.fullmatch(plain(text[:TEXT_MOST]).replace(" ", ""))
    if found is None:
        return None
    year = int(found[1])
    return year if year > 99 else _century(year, today, ahead=False)


def read_moment(text: str, today: date, *, ahead: bool) -> Reading | None:
    """Return the date, the time, or both; None if anything else is in the words."""
    rest = _ASIDE.sub(" ", plain(text[:TEXT_MOST]))
    rest = _COUNTED.sub(lambda found: str(read_numeral(found[0]) or ""), rest)
    try:
        day, rest = _take_day(rest, today, ahead=ahead)
        hour, over, vague, rest = _take_time(rest)
        if day is not None:
            day += timedelta(days=over)
    except (ValueError, OverflowError):
        return None
    if FILLER.sub("", rest) or (day is None and hour is None):
        return None
    return Reading(day, hour, vague)


def at(day: date, hour: time, now: datetime) -> datetime:
    """Return the moment in the zone of `now`; of an hour that clocks skip, the end of the gap."""
    return first(datetime.combine(day, hour, tzinfo=now.tzinfo))


def _take_day(text: str, today: date, *, ahead: bool) -> tuple[date | None, str]:
    for pattern, reader in READERS:
        found = pattern.search(text)
        if found is not None:
            # The space keeps what stood on both sides apart.
            return reader(found, today, ahead), f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _take_time(text: str) -> tuple[time | None, int, bool, str]:
    """Return the time, how many days it reaches over, whether it is vague, and what is left."""
    found = _TIME.search(text)
    if found is None:
        return None, 0, False, text
    hour = int(found["hour"])
    words = found["words"]
    minute = QUARTERS[words] if words in QUARTERS else int(words or found["minute"] or 0)
    part, half = found["part"], (found["half"] or found["only"] or "").strip()
    vague = not part and not half and found["minute"] is None and 1 <= hour <= 6
    later = part in AFTERNOON or half.startswith("p")
    if (later and hour < NOON) or (part == "中午" and hour < 3):
        hour += NOON
    elif (part in MORNING or half.startswith("a")) and hour == NOON:
        hour = 0
    elif part in AFTERNOON and part != "下午" and hour == NOON:
        hour = 24
    over, hour = (1, 0) if hour == 24 and minute == 0 else (0, hour)
    return time(hour, minute), over, vague, f"{text[: found.start()]} {text[found.end() :]}"


def _near(found: re.Match[str], today: date, _ahead: bool) -> date:
    return today + timedelta(days=NEAR[found[0]])


def _in_days(found: re.Match[str], today: date, _ahead: bool) -> date:
    return today + timedelta(days=int(found[1] or found[2]))


def _weekday(found: re.Match[str], today: date, _ahead: bool) -> date:
    named = WEEKDAYS.index(found[2].replace("天", "日")) if found[2] in "一二三四五六日天" else None
    wanted = int(found[2]) - 1 if named is None else named
    monday = today - timedelta(days=today.weekday())
    weeks = (found[1] or "").count("下")
    if found[1]:
        return monday + timedelta(days=wanted, weeks=weeks)
    return today + timedelta(days=(wanted - today.weekday()) % 7)


def _english_day(found: re.Match[str], today: date, _ahead: bool) -> date:
    days = (DAYS.index(found[2]) - today.weekday()) % 7
    return today + timedelta(days=days or 7 if found[1] == "next" else days)


def _whole(found: re.Match[str], _today: date, _ahead: bool) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _short(found: re.Match[str], today: date, ahead: bool) -> date:
    return date(_century(int(found[1]), today, ahead=ahead), int(found[2]), int(found[3]))


def _century(year: int, today: date, *, ahead: bool) -> int:
    """Return the year of which the last two digits are said."""
    return year + (2000 if ahead or year <= today.year % 100 else 1900)


def _month_day(found: re.Match[str], today: date, ahead: bool) -> date:
    return _yearless(int(found[1]), int(found[2]), today, ahead=ahead)


def _day_month(found: re.Match[str], today: date, ahead: bool) -> date:
    month = MONTHS.index(found[2]) + 1
    return _with_year(found[3], month, int(found[1]), today, ahead=ahead)


def _month_first(found: re.Match[str], today: date, ahead: bool) -> date:
    month = MONTHS.index(found[1]) + 1
    return _with_year(found[3], month, int(found[2]), today, ahead=ahead)


def _day_alone(found: re.Match[str], today: date, ahead: bool) -> date:
    day = int(found[1])
    if not ahead or day >= today.day:
        return today.replace(day=day)
    following = today.replace(day=28) + timedelta(days=4)
    return following.replace(day=day)


def _with_year(year: str | None, month: int, day: int, today: date, *, ahead: bool) -> date:
    if year:
        return date(int(year), month, day)
    return _yearless(month, day, today, ahead=ahead)


def _yearless(month: int, day: int, today: date, *, ahead: bool) -> date:
    """Return the day in this year, or in the next that has it still to come: 2月29日."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if not ahead or found >= today:
            return found
    raise ValueError


# In the order in which they are tried: a longer form before one that would match a part of it.
READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date, bool], date]], ...] = (
    (_ISO, _whole),
    (_SHORT, _short),
    (_COMPACT, _whole),
    (_AHEAD, _in_days),
    (_WEEKDAY, _weekday),
    (_DAY_MONTH, _day_month),
    (_MONTH_FIRST, _month_first),
    (_ENGLISH_DAY, _english_day),
    (_NEAR, _near),
    (_MONTH_DAY, _month_day),
    (_DAY, _day_alone),
)
