"""Table files as plain cells: nothing in them is run, fetched, or unfolded without bounds."""

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, time
from itertools import islice
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

FILE_MOST = 5 * 1024 * 1024
UNFOLDED_MOST = 40 * 1024 * 1024  # of a spreadsheet, which is a folded folder
PARTS_MOST = 300
TAGS_MOST = 1_500_000  # each becomes an object: a small file could fill the memory with them
ROWS_MOST = 20_000
LINES_MOST = 1 << 20  # with the empty ones between and after: as many as a sheet can have
COLUMNS_MOST = 30
SHEETS_MOST = 5
FOLDED = b"PK\x03\x04"
CHUNK = 1 << 20
FORMULA, DATE = "=", "\0date"  # cells that are not taken, whatever stands in them
ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})

ESCAPED = re.compile(r"_x00[01][0-9A-Fa-f]_")  # how a spreadsheet writes control characters
FIRST_LINES = 4  # of separated values, by which it is seen what separates them
WIDE = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
NARROW = {letter: letter - 0xFEE0 for letter in WIDE}

Cells = tuple[str, ...]


class Unreadable(Exception):
    """A file that is no table, or one that is not opened; the text is the reason's name."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, and by line number, from 1, the rows in which something stands."""

    name: str
    rows: Sequence[tuple[int, Cells]]


def sheets(content: bytes) -> list[Sheet]:
    """The sheets of a spreadsheet or of a file of separated values."""
    if len(content) > FILE_MOST:
        raise Unreadable("too_large")
    return _folded(content) if content.startswith(FOLDED) else [_separated(content)]


def _folded(content: bytes) -> list[Sheet]:
    # Loaded when a table comes: an idle bot does without its memory.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _unfolds(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that are left aside
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            with closing(book):
                return [_sheet(one) for one in book.worksheets[:SHEETS_MOST]]
    # A spreadsheet may be broken in any way; defusedxml's refusals are ValueErrors.
    except (
        *(InvalidFileException, ParseError, zipfile.BadZipFile, OSError, RecursionError),
        *(KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError),
    ) as error:
        raise Unreadable("unreadable") from error


def _unfolds(content: bytes) -> None:
    """Read every part through, whatever length it claims to have."""
    left, tags = UNFOLDED_MOST, TAGS_MOST
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            parts = folder.infolist()
            if len(parts) > PARTS_MOST:
                raise Unreadable("too_large")
            for part in parts:
                if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise Unreadable("unreadable")
                with folder.open(part) as unfolding:
                    while piece := unfolding.read(CHUNK):
                        left -= len(piece)
                        tags -= piece.count(b"<")
                        if left < 0 or tags < 0:
                            raise Unreadable("too_large")
    except (zipfile.BadZipFile, RuntimeError, ValueError, EOFError, OSError, zlib.error) as error:
        raise Unreadable("unreadable") from error


def _sheet(sheet: "ReadOnlyWorksheet") -> Sheet:
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    rows = sheet.iter_rows(max_col=COLUMNS_MOST, values_only=True)
    # Of the rows to the end of a sheet most are empty, and there may be a million of them.
    cells = (() if row.count(None) == len(row) else tuple(map(_text, row)) for row in rows)
    return Sheet(" ".join(sheet.title.split()), _filled(cells))


def _text(cell: object) -> str:
    """A cell as it is written; a number of a building or a telephone has no fraction."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, str):
        return FORMULA if cell in ERRORS else ESCAPED.sub(" ", cell)
    if isinstance(cell, date | time):
        return DATE
    return str(cell) if isinstance(cell, int | float) else FORMULA


def _separated(content: bytes) -> Sheet:
    text = _decoded(content)
    if "\0" in text:
        raise Unreadable("unreadable")
    first = "\n".join(text.split("\n", FIRST_LINES)[:FIRST_LINES])
    mark = max(",\t;，", key=first.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        return Sheet("", _filled(tuple(row[:COLUMNS_MOST]) for row in rows))
    except csv.Error as error:
        raise Unreadable("unreadable") from error


def _decoded(content: bytes) -> str:
    """The text of a file as the usual programs save it in China."""
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("unreadable")


def _filled(rows: Iterable[Cells]) -> list[tuple[int, Cells]]:
    found: list[tuple[int, Cells]] = []
    for line, row in enumerate(islice(rows, LINES_MOST + 1), 1):
        if row and any(cells := tuple(map(_clean, row))):
            found.append((line, cells))
        if len(found) > ROWS_MOST + 1 or line > LINES_MOST:
            raise Unreadable("too_large")
    return found


def _clean(cell: str) -> str:
    """Without what nobody sees: control characters, marks of direction, spaces at the ends.

    Digits and letters as wide as a Chinese character are the same as narrow ones.
    """
    if cell == DATE:
        return cell
    seen = "".join(letter for letter in " ".join(cell.split()) if letter.isprintable())
    return seen.translate(NARROW)
