"""Everything kept about somebody as a text to read, beside the file for machines."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from community.places import label
from handlers.people.kept_columns import COLUMNS
from handlers.people.kept_words import TABLES
from storage import places
from storage.personal.times import TIMES
from storage.tx import Tx
from talk.words import Word, _

MARK = "\ufeff"  # by which old programs know that it is UTF-8
PLACES = frozenset({"home_id", "place_id"})
Row = dict[str, Any]
Codes = Mapping[str, Mapping[Any, Word]]  # by "table.column"


def readable(
    tx: Tx,
    found: Mapping[str, Sequence[Row]],
    language: str,
    codes: Codes,
) -> str:
    """Each kind of row under its heading, a line for each value; of what is empty, nothing.

    Of `codes`, by their table and column, the words are said.
    """
    zone = ZoneInfo(places.roots(tx)[0].zone)
    parts = [MARK + _("What we keep about you").to(language)]
    for part, rows in found.items():
        if rows:
            table = part.partition(".")[0]
            parts.append(f"■ {TABLES[part].to(language)} ({len(rows)})")
            parts += [
                "\n".join(_lines(tx, _worded(table, row, codes, language), zone, language))
                for row in rows
            ]
    parts.append(_("Of anything else nothing is kept about you.").to(language))
    return "\n\n".join(parts) + "\n"


def _worded(table: str, row: Row, codes: Codes, language: str) -> Row:
    """A row with words in place of its codes."""
    words = {name: codes.get(f"{table}.{name}", {}).get(value) for name, value in row.items()}
    return row | {name: word.to(language) for name, word in words.items() if word}


def _lines(tx: Tx, row: Row, zone: ZoneInfo, language: str) -> list[str]:
    colon = _(": ").to(language)
    return [
        f"{COLUMNS[name].to(language)}{colon}{_said(tx, name, value, zone)}"
        for name, value in row.items()
    ]


def _said(tx: Tx, name: str, value: Any, zone: ZoneInfo) -> str:
    if value is None:
        return "–"
    if name in TIMES:
        return f"{datetime.fromisoformat(value).astimezone(zone):%Y-%m-%d %H:%M}"
    place = places.get(tx, value) if name in PLACES else None
    return label(tx, place) if place else str(value)
