"""Vacancies from a table: looked over whole, lawful, entered once, and still checked one by one."""

from functools import partial

import pytest

from community.imports.rows import Book
from handlers.jobs.clock import read_span
from handlers.jobs.sheet import SHEET, read_days_of_week
from handlers.people.imports.reading import read
from handlers.people.imports.template import template
from handlers.people.imports.words import said
from simulator.client import Phone
from storage import people
from storage.tx import Tx
from talk.words import LANGUAGES
from tests.talks.tables import Rows, xlsx
from tests.talks.test_imports import at_rest, sends
from tests.town import Town

HEAD = [word.to("zh") for word in SHEET.columns.values()]
AT = "广安社区/森林公园小区"
COOK = (
    *("春风饭店", "门店", AT, "东街 8 号", "孙店长", "13900002222", "面点工", "餐饮", "2"),
    *("和面、擀皮", "周一至周六", "5:30-11:30", "每月", "2600", "3000", "签劳动合同", "交五险"),
    *("2026-03-01", ""),
)


def cooks(**changes: str) -> tuple[str, ...]:
    """The row with other cells, named by their columns."""
    names = list(SHEET.columns)
    return tuple(changes.get(names[at], cell) for at, cell in enumerate(COOK))


def table(*rows: tuple[str, ...]) -> bytes:
    named: dict[str, Rows] = {"招聘": [HEAD, *rows]}
    return xlsx(named)


def booked(*rows: tuple[str, ...]) -> Book:
    book, problems = read(table(*rows), "广安街道", "zh", [SHEET])
    assert problems == []
    return book


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("周一至周五", (1, 2, 3, 4, 5)),
        ("每天", (1, 2, 3, 4, 5, 6, 7)),
        ("单休", (1, 2, 3, 4, 5, 6)),
        ("周一、周三、周日", (1, 3, 7)),
        ("星期六和星期天", (6, 7)),
        ("随时", ()),
    ],
)
def test_days_of_the_week_are_read(words: str, days: tuple[int, ...]) -> None:
    assert read_days_of_week(words) == days


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("8:00-15:00", (480, 900)),
        ("早8点到下午3点半", (480, 930)),
        ("9点到6点", (540, 1080)),
        ("晚上十点到次日早六点", (1320, 360)),
        ("全天", None),
        ("8点", None),
        ("25:00-26:00", None),
    ],
)
def test_hours_of_a_day_are_read(words: str, minutes: tuple[int, int] | None) -> None:
    assert read_span(words) == minutes


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_empty_table_has_the_sheet(language: str) -> None:
    assert read(template(language, [SHEET]), "广安街道", language, [SHEET])[1][0].reason == "empty"


def test_each_cell_that_is_not_understood_is_named() -> None:
    _book, problems = read(
        table(cooks(trade="宇航"), cooks(days="随时"), cooks(post=""), cooks(phone="12")),
        "广安街道",
        "zh",
        [SHEET],
    )
    assert [said(one, "zh", [SHEET]) for one in problems] == [
        "“招聘”第 2 行：这个没看懂：宇航",
        "“招聘”第 3 行：这个没看懂：随时 5:30-11:30",
        "“招聘”第 4 行：这一格不能空着：岗位",
        "“招聘”第 5 行：这不像电话号码：12",
    ]


async def test_an_officer_brings_a_table_and_publishes_what_is_in_it(
    town: Town, wang: Phone, zhang: Phone
) -> None:
    who = await town.person(zhang.id)
    home, now = who.home_id, town.clock.now()
    assert home is not None
    await town.run(partial(_appointed, person_id=who.id, now=now))
    year = int(town.clock.now() / 31_556_952_000) + 1970
    row = cooks(valid_until=f"{year}-12-31")
    await sends(zhang, table(row))
    await at_rest(town)
    await zhang.sees("新招聘：1 条")
    await zhang.taps("✅ 录入")
    await at_rest(town)
    await zhang.sees("✅ 表格录入好了")
    await zhang.says("/desk")
    await zhang.taps("📥 待受理 1")
    await zhang.taps("面点工")
    await zhang.taps("✅ 通过发布")
    await zhang.sees("👉 招聘中")
    await sends(wang, table(row))
    await town.quiet()
    assert await town.count("imports") == 1


def _appointed(tx: Tx, person_id: int, now: int) -> None:
    root = tx.one("SELECT id FROM places WHERE parent_id IS NULL")
    assert root is not None
    people.grant(tx, person_id, "job_officer", root[0], None, now)
