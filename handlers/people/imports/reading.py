"""Rows of places and people out of a table's cells, and what is wrong with them by themselves."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from community.imports.rows import Book, PersonRow, PlaceRow, Problem
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
)
from talk.phones import read_phone
from talk.words import Word, everywhere

NAME_MOST = 40
PATHS = ("home", "at")
# A program that opens a table takes what begins so for a formula.
FORMULA = ("=", "+", "-", "@")
STEP = re.compile(r"\s*[/／>＞]\s*")


def read(content: bytes, root: str, language: str) -> tuple[Book, list[Problem]]:
    """The rows of a table file, and what is wrong with them; `root` is the subdistrict's name."""
    reading = _Reading(language)
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

    def __init__(self, language: str) -> None:
        self._language = language
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
        return Book(self._places, people)

    def sheet(self, sheet: Sheet) -> None:
        """Read a sheet by the names in its first row; one of notes has none."""
        if not sheet.rows or sheet.name in everywhere(TITLE_NOTES):
            return
        (line, head), *rows = sheet.rows
        named = [heading(cell) for cell in head]
        people = "name" in {PERSON_NAMES.get(cell) for cell in named}
        names = PERSON_NAMES if people else PLACE_NAMES
        columns = [names.get(cell, "") for cell in named]
        if not people and LEVELS[0] not in columns:
            self._wrong(sheet, line, "no_header")
            return
        for at, cell in enumerate(head):
            if cell and not columns[at]:
                self._wrong(sheet, line, "column", cell)
            elif cell and columns[at] in columns[:at]:
                self._wrong(sheet, line, "column_twice", cell)
        for line, cells in rows:
            self._row(sheet, line, _by_column(columns, cells), people=people)

    def _row(self, sheet: Sheet, line: int, row: Mapping[str, str], *, people: bool) -> None:
        before = len(self.problems)
        for name, cell in row.items():
            if cell == DATE:
                called = (PERSON_COLUMNS if people else PLACE_COLUMNS)[name]
                self._wrong(sheet, line, "date", called.to(self._language))
            elif len(cell) > NAME_MOST * (len(LEVELS) + 1 if name in PATHS else 1):
                self._wrong(sheet, line, "long", cell)
            elif cell.startswith(FORMULA) and not (name == "phone" and read_phone(cell)):
                self._wrong(sheet, line, "formula", cell)
        if len(self.problems) > before or not row:
            return
        if people:
            person = self._person(sheet, line, row)
            self._people += [person] if len(self.problems) == before else []
        else:
            place = self._place(sheet, line, row)
            self._places += [place] if len(self.problems) == before else []

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


def _by_column(columns: Sequence[str], cells: Cells) -> dict[str, str]:
    return {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell}


def _steps(text: str) -> tuple[str, ...]:
    return tuple(name for name in STEP.split(text) if name)


def _below(path: tuple[str, ...], roots: set[str]) -> tuple[str, ...]:
    return path[1:] if path[:1] and path[0] in roots else path
