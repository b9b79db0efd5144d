"""Words made to be slow: the work they cost grows no faster than they are long."""

import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from re import _constants, _parser  # type: ignore[attr-defined]  # typeshed does not know them
from types import FrameType
from typing import Any

import pytest

from bot.splitting import split
from community.checkins import plainly
from community.issues.emergency import sounds_urgent, sounds_well
from community.issues.guessing import category_of, sounds_wrong
from community.jobs import wording
from community.likeness import runs
from handlers.router.chatting import counts, pleasantry
from talk.dates import read_moment
from talk.numerals import read_days, read_number
from talk.phones import read_phone
from talk.questions import spoken
from talk.screens import clip

ROOMS = ("bot", "community", "handlers", "storage", "talk")
LONG = 4096  # what one message holds; a form may join several
READERS: dict[str, Callable[[str], Any]] = {
    "number": read_number,
    "days": read_days,
    "moment": lambda text: read_moment(text, date(2026, 1, 1), ahead=True),
    "phone": read_phone,
    "danger": sounds_urgent,
    "well": sounds_well,
    "plainly well": plainly.sounds_well,
    "likeness": runs,
    "small talk": pleasantry,
    "how many": counts,
    "category": category_of,
    "complaint": sounds_wrong,
    "vacancy": wording.find,
    "label": spoken,
    "clipped": lambda text: clip(text, 1000),
    "split": lambda text: split({"text": text}),
}
RUNS = (
    "1",
    "一",
    " ",
    "没",
    "煤气",
    "1 ,",
    "((",
    "at ",
    "jan ",
    "下周",
    "🎈",
    "e\u0301",
    "ﷺ",
    "\u202e",
)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern of the rooms that stands in a module."""
    for room in ROOMS:
        package = import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not found.name.endswith("__main__"):
                for name, value in vars(import_module(found.name)).items():
                    if isinstance(value, re.Pattern):
                        yield f"{found.name}.{name}", value


def depth(parsed: Any) -> int:
    """How many repetitions without end stand within each other: two may take for ever."""
    if isinstance(parsed, _parser.SubPattern | list | tuple):
        return max(map(depth, parsed), default=0) + _endless(parsed)
    return 0


def _endless(parsed: Any) -> int:
    match parsed:
        case (_constants.MAX_REPEAT | _constants.MIN_REPEAT, (_, _constants.MAXREPEAT, _)):
            return 1
    return 0


@pytest.mark.parametrize(("evil", "found"), [("(a+)+$", 2), ("(?:x|(y*z)*)a", 2), ("a+b*", 1)])
def test_what_is_endless_is_noticed(evil: str, found: int) -> None:
    assert depth(_parser.parse(evil)) == found


def test_no_pattern_repeats_a_repetition_without_end() -> None:
    known = dict(patterns())
    assert "talk.dates._TIME" in known
    evil = [name for name, one in known.items() if depth(_parser.parse(one.pattern, one.flags)) > 1]
    assert evil == []


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("run", RUNS)
def test_ten_times_the_words_are_at_most_ten_times_the_work(reader: str, run: str) -> None:
    few, many = (
        _calls(READERS[reader], (run * 10 * LONG)[:length]) for length in (LONG, 10 * LONG)
    )
    assert many <= 11 * few


def _calls(reader: Callable[[str], Any], text: str) -> int:
    """How many functions were called, in Python and in C."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        reader(text)
    finally:
        sys.setprofile(before)
    return count
