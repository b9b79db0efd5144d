"""Hours of a day as people write them: 8:00-15:00, 8点到15点, 早上八点半到下午五点."""

import re

from pydantic import AfterValidator

from community.jobs.hours import DAY_MINUTES
from talk.numerals import NUMERAL, plain, read_numeral
from talk.words import _

SPAN_MOST = 40
NOON = 12 * 60
_COUNT = rf"(?:\d{{1,2}}|{NUMERAL}{{1,3}})"
_LATE = "下午|晚上|傍晚|夜里|夜间|晚|pm"
_HALF = rf"早上|上午|凌晨|清晨|中午|次日|第二天|明早|早|am|{_LATE}"
_TIME = re.compile(rf"((?:{_HALF})*)({_COUNT})(?:[:点时](半|一刻|三刻|{_COUNT})?分?)?(am|pm)?")
_TO = re.compile(r"\s*(?:[-~—–]+|到|至|to)\s*")
PARTS = {None: 0, "": 0, "半": 30, "一刻": 15, "三刻": 45}


def read_span(text: str) -> tuple[int, int] | None:
    """The minutes of the day from which and until which; None for anything else."""
    halves = _TO.split(plain(text[:SPAN_MOST]).replace(" ", ""))
    if len(halves) != 2:
        return None
    start, end = (_minute(half) for half in halves)
    if start is None or end is None or start == end:
        return None
    said = _TIME.fullmatch(halves[1])
    if end < start and said and not said[1] and not said[4] and end + NOON > start:
        end += NOON  # 8点到5点, 9点到6点
    return start, end


def _minute(text: str) -> int | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    half, hour, part, behind = found.groups()
    hours = _number(hour)
    minutes = PARTS[part] if part in PARTS else _number(part)
    if hours is None or minutes is None or hours > 24 or minutes > 59:
        return None
    late = any(word in half for word in _LATE.split("|")) or behind == "pm"
    if late and hours < 12:
        hours += 12
    if "中午" in half and hours < 3:
        hours += 12
    return (hours * 60 + minutes) % DAY_MINUTES


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else read_numeral(text)


def clock(minute: int) -> str:
    """A minute of the day, as it is written everywhere."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def _spanned(text: str) -> str:
    """The same hours written in one way, if they are hours."""
    found = read_span(text)
    if found is None:
        raise ValueError(_("Please write from when to when, e.g. 8:00-15:00."))
    return f"{clock(found[0])}-{clock(found[1])}"


SPAN = AfterValidator(_spanned)
