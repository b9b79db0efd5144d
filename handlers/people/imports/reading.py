"""Rows of places and people out of a table's cells, and what is wrong with them by themselves."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from community.imports.rows import Book, OtherRow, PersonRow, PlaceRow, Problem
from handlers.people.imports.files import DATE, Cells, Sheet, Unreadable, sheets
from handlers.people.imports.words import (
    HOW_NAMES,
    LEVELS,
    PERSON_COLUMNS,
    PERSON_NAMES,
    PLACE_COLUMNS,
    PLACE_NAMES,
    ROLE_NAMES,
    ROOT,
    TITLE_NOTES,
    heading,
    meant,
)
from talk.phones import read_phone
from talk.tables import TableSheet
from talk.words import Word, everywhere

NAME_MOST = 40
TITLES_MOST = 3
PATHS = ("home", "at", "path")
# A program that opens a table takes what begins so for a formula.
FORMULA = ("=", "+", "-", "@")
STEP = re.compile(r"\s*[/／>＞]\s*")


def read(
    content: bytes, root: str, language: str, more: Sequence[TableSheet] = ()
) -> tuple[Book, list[Problem]]:
    """The rows of a table file, and what is wrong with them; `root` is the subdistrict's name."""
    reading = _Reading(language, more)
    try:
        for sheet in sheets(content):
            reading.sheet(sheet)
    except Unreadable as error:
        return Book([], []), [Problem("", 0, str(error))]
    book = reading.book(root)
    if not book.rows and not reading.problems:
        reading.problems.append(Problem("", 0, "empty"))
    return book, reading.problems


class _Reading:
    """What has been read so far."""

    def __init__(self, language: str, more: Sequence[TableSheet]) -> None:
        self._language = language
        self._more = [(one, meant(one.columns)) for one in more]
        self._others: list[OtherRow] = []
        self._places: list[PlaceRow] = []
        self._people: list[PersonRow] = []
        self.problems: list[Problem] = []

    def book(self, root: str) -> Book:
        """All rows; a path may begin with the subdistrict, also one that gets its name here."""
        roots = {root, *(place.root for place in self._places)}
        people = [
            replace(row, home=_below(row.home, roots), at=_below(row.at, roots))
            for row in self._people
        ]
        others = [
            replace(row, values={**row.values, "path": _below(tuple(row.values["path"]), roots)})
            if "path" in row.values
            else row
            for row in self._others
        ]
        return Book(self._places, people, others)

    def sheet(self, sheet: Sheet) -> None:
        """Read a sheet by the names in its first row; one of notes has none."""
        if not sheet.rows or sheet.name in everywhere(TITLE_NOTES):
            return
        (line, head), *rows = sheet.rows[_titles(sheet) :]
        named = [heading(cell) for cell in head]
        other = next((one for one, names in self._more if one.mark in map(names.get, named)), None)
        people = "name" in {PERSON_NAMES.get(cell) for cell in named}
        names = meant(other.columns) if other else PERSON_NAMES if people else PLACE_NAMES
        columns = [names.get(cell, "") for cell in named]
        if not other and not people and LEVELS[0] not in columns:
            self._wrong(sheet, line, "no_header")
            return
        for at, cell in enumerate(head):
            if cell and not columns[at]:
                self._wrong(sheet, line, "column", cell)
            elif cell and columns[at] in columns[:at]:
                self._wrong(sheet, line, "column_twice", cell)
        for line, cells in rows:
            cells_by_name = _by_column(columns, cells)
            if other is not None:
                self._other(sheet, line, cells_by_name, other)
            else:
                self._row(sheet, line, cells_by_name, people=people)

    def _row(self, sheet: Sheet, line: int, row: Mapping[str, str], *, people: bool) -> None:
        before = len(self.problems)
        self._cells(sheet, line, row, PERSON_COLUMNS if people else PLACE_COLUMNS)
        if len(self.problems) > before or not row:
            return
        if people:
            person = self._person(sheet, line, row)
            self._people += [person] if len(self.problems) == before else []
        else:
            place = self._place(sheet, line, row)
            self._places += [place] if len(self.problems) == before else []

    def _cells(
        self,
        sheet: Sheet,
        line: int,
        row: Mapping[str, str],
        columns: Mapping[str, Word],
        most: int = NAME_MOST,
    ) -> None:
        """Note what must not stand in any cell."""
        for name, cell in row.items():
            if cell == DATE:
                self._wrong(sheet, line, "date", columns[name].to(self._language))
            elif len(cell) > (NAME_MOST * (len(LEVELS) + 1) if name in PATHS else most):
                self._wrong(sheet, line, "long", cell)
            elif cell.startswith(FORMULA) and not (name == "phone" and read_phone(cell)):
                self._wrong(sheet, line, "formula", cell)

    def _other(self, sheet: Sheet, line: int, row: Mapping[str, str], kind: TableSheet) -> None:
        """Let the capability read the row that brought the sheet."""
        before = len(self.problems)
        self._cells(sheet, line, row, kind.columns, kind.cell_most)
        for name in kind.columns:
            if name in kind.needed and name not in row and row:
                self._missing(sheet, line, kind.columns[name])
        if len(self.problems) > before or not row:
            return
        values, wrong = kind.read(row)
        for reason, about in wrong:
            self._wrong(sheet, line, reason, about)
        if not wrong:
            self._others.append(OtherRow(sheet.name, line, kind.kind, values))

    def _place(self, sheet: Sheet, line: int, row: Mapping[str, str]) -> PlaceRow:
        levels = [row.get(level, "") for level in LEVELS]
        path = tuple(levels[: max((at for at, name in enumerate(levels, 1) if name), default=0)])
        if not path and not row.get(ROOT):
            self._missing(sheet, line, PLACE_COLUMNS[LEVELS[0]])
        elif "" in path:
            self._missing(sheet, line, PLACE_COLUMNS[LEVELS[path.index("")]])
        for name in path:
            if STEP.search(name):
                self._wrong(sheet, line, "slash", name)
        return PlaceRow(sheet.name, line, row.get(ROOT, ""), path)

    def _person(self, sheet: Sheet, line: int, row: Mapping[str, str]) -> PersonRow:
        for name in ("name", "home", "how"):
            if name not in row:
                self._missing(sheet, line, PERSON_COLUMNS[name])
        phone = read_phone(row.get("phone", ""))
        if "phone" in row and phone is None:
            self._wrong(sheet, line, "phone", row["phone"])
        how = HOW_NAMES.get(heading(row.get("how", "")), "")
        if "how" in row and not how:
            self._wrong(sheet, line, "how", row["how"])
        role = self._role(sheet, line, row)
        home, at = _steps(row.get("home", "")), _steps(row.get("at", ""))
        name, witness = row.get("name", ""), row.get("witness")
        return PersonRow(sheet.name, line, name, phone, home, role, at, how, witness)

    def _role(self, sheet: Sheet, line: int, row: Mapping[str, str]) -> str | None:
        role = ROLE_NAMES.get(heading(row.get("role", "")))
        if "role" in row and role is None:
            self._wrong(sheet, line, "unknown_role", row["role"])
        if ("role" in row) != ("at" in row):
            self._missing(sheet, line, PERSON_COLUMNS["at" if "role" in row else "role"])
        if "role" in row and "phone" not in row:
            self._wrong(sheet, line, "role_phone")
        return role

    def _missing(self, sheet: Sheet, line: int, column: Word) -> None:
        self._wrong(sheet, line, "missing", column.to(self._language))

    def _wrong(self, sheet: Sheet, line: int, reason: str, value: str = "") -> None:
        self.problems.append(Problem(sheet.name, line, reason, value[:NAME_MOST]))


def _titles(sheet: Sheet) -> int:
    """How many rows stand above the names of the columns: of a title and the like, a cell each."""
    wide = (
        at
        for at, (_line, cells) in enumerate(sheet.rows[: TITLES_MOST + 1])
        if sum(map(bool, cells)) > 1
    )
    return next(wide, 0)


def _by_column(columns: Sequence[str], cells: Cells) -> dict[str, str]:
    return {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell}


def _steps(text: str) -> tuple[str, ...]:
    return tuple(name for name in STEP.split(text) if name)


def _below(path: tuple[str, ...], roots: set[str]) -> tuple[str, ...]:
    return path[1:] if path[:1] and path[0] in roots else path
