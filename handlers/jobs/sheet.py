"""Vacancies in a table that the office brings in: a row for each, with its employer."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from community.jobs.hours import EVERY_DAY, Hours
from community.jobs.importing import KIND
from handlers.jobs.clock import read_span
from handlers.jobs.words import CONTRACTS, INSURANCES, REFUSALS, SORTS, TRADES, UNITS
from talk.numerals import read_number
from talk.phones import read_phone
from talk.tables import TableSheet, Wrong
from talk.words import Word, _, everywhere, pgettext

COLUMNS: Mapping[str, Word] = {
    "employer": pgettext("column", "Employer"),
    "sort": pgettext("column", "Kind"),
    "path": pgettext("column", "Place"),
    "address": pgettext("column", "Address"),
    "contact": pgettext("column", "Contact"),
    "phone": pgettext("column", "Telephone"),
    "post": pgettext("column", "Post"),
    "trade": pgettext("column", "Trade"),
    "number": pgettext("column", "Wanted"),
    "content": pgettext("column", "The work"),
    "days": pgettext("column", "Days"),
    "span": pgettext("column", "Hours"),
    "pay_unit": pgettext("column", "Pay for"),
    "pay_from": pgettext("column", "Pay from"),
    "pay_to": pgettext("column", "Pay to"),
    "contract": pgettext("column", "Contract"),
    "insurance": pgettext("column", "Insurance"),
    "valid_until": pgettext("column", "Open until"),
    "source": pgettext("column", "Taken over from"),
}
OPTIONAL = frozenset({"address", "source"})
CHOSEN: Mapping[str, Mapping[Any, Word]] = {
    "sort": SORTS,
    "trade": TRADES,
    "pay_unit": UNITS,
    "contract": CONTRACTS,
    "insurance": INSURANCES,
}
NUMBERS = ("number", "pay_from", "pay_to")
WEEK = "一二三四五六日"
RANGE = re.compile(rf"([{WEEK}])(?:至|到|-|—|~)([{WEEK}])")
STEP = re.compile(r"\s*[/／>＞]\s*")
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
NOT_A_LETTER = re.compile(r"[\W_]+")
CELL_MOST = 300


def read(row: Mapping[str, str]) -> tuple[Mapping[str, Any], list[Wrong]]:
    """What a row says, and which of its cells cannot be understood."""
    wrong: list[Wrong] = []
    values: dict[str, Any] = {
        name: row.get(name) for name in ("employer", "address", "contact", "post", "content")
    }
    values["source"] = row.get("source")
    values["path"] = [name for name in STEP.split(row["path"]) if name]
    read_as = {
        **{name: _chosen(words, row[name]) for name, words in CHOSEN.items()},
        **{name: read_number(row[name]) for name in NUMBERS},
        "phone": read_phone(row["phone"]),
        "hours": _hours(row["days"], row["span"]),
        "valid_until": _day(row["valid_until"]),
    }
    for name, value in read_as.items():
        if value is None:
            cell = row["days"] + " " + row["span"] if name == "hours" else row[name]
            wrong.append(("phone" if name == "phone" else "jobs.cell", cell))
    return {**values, **read_as}, wrong


def _letters(text: str) -> str:
    """A label without its picture and signs."""
    return NOT_A_LETTER.sub("", text).casefold()


def _chosen(words: Mapping[Any, Word], cell: str) -> str | None:
    """The value whose label it is, or begins."""
    said = _letters(cell)
    if not said:
        return None
    labels = {_letters(text): str(key) for key, word in words.items() for text in everywhere(word)}
    begun = {key for label, key in labels.items() if label.startswith(said) or said in label}
    return labels.get(said) or (begun.pop() if len(begun) == 1 else None)


def _hours(days: str, span: str) -> str | None:
    found, times = read_days_of_week(days), read_span(span)
    return Hours.of(found, *times).text if found and times else None


def read_days_of_week(text: str) -> tuple[int, ...]:
    """The days of the week that words name: 周一至周五, 每天, 单休, 一三五."""
    plain = NOT_A_LETTER.sub("", text.replace("-", "至").replace("~", "至"))
    plain = plain.replace("星期", "").replace("礼拜", "").replace("周", "").replace("天", "日")
    if plain in ("每日", "日日", "全", "全部", "七日", "everyday"):
        return EVERY_DAY
    if plain in ("双休", "工作日"):
        return EVERY_DAY[:5]
    if plain == "单休":
        return EVERY_DAY[:6]
    found: set[int] = set()
    for first, last in RANGE.findall(plain):
        found |= set(range(WEEK.index(first) + 1, WEEK.index(last) + 2))
    rest = RANGE.sub("", plain).replace("和", "").replace("及", "")
    if not all(sign in WEEK for sign in rest):
        return ()
    return tuple(sorted(found | {WEEK.index(sign) + 1 for sign in rest}))


def _day(cell: str) -> str | None:
    said = DAY.fullmatch(cell.strip())
    try:
        return date(*map(int, said.groups())).isoformat() if said else None
    except ValueError:
        return None


SHEET = TableSheet(
    kind=KIND,
    title=_("Vacancies"),
    columns=COLUMNS,
    mark="post",
    needed=frozenset(COLUMNS) - OPTIONAL,
    read=read,
    reasons={
        **{f"jobs.{ground}": word for ground, word in REFUSALS.items()},
        "jobs.cell": _("This could not be understood: {value}"),
        "jobs.not_on_file": _("This employer is not on file here, or blocked: {value}"),
        "jobs.valid_until": _("Please choose a day from today on, at most {value} days ahead."),
        "jobs.pay_range": _("The pay ends below where it begins. Please change one of them."),
        "jobs.no_hours": _("Please say on which days and at what hours."),
        "jobs.below_minimum": _(
            "That is below the local minimum wage: at least {value} yuan for these hours (Labour"
            " Law, article 48)."
        ),
    },
    notes=(
        _(
            "Vacancies: a row for each, with its employer; the place with slashes, from the"
            " community down."
        ),
        _("Days: e.g. Monday to Friday; hours: e.g. 8:00-15:00; open until: e.g. 2026-12-31."),
        _("Each vacancy still waits to be looked over before it is published."),
    ),
    brings=lambda count: _("New vacancies: {count}", count=count),
    cell_most=CELL_MOST,
)
