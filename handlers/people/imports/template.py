"""The empty table to fill in: nothing stands in it but our own words."""

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from handlers.people.imports.words import (
    GIVEN,
    HOW,
    PERSON_COLUMNS,
    PLACE_COLUMNS,
    TITLE_NOTES,
    TITLE_PEOPLE,
    TITLE_PLACES,
    listed,
)
from talk.tables import TableSheet
from talk.words import Word, _

if TYPE_CHECKING:
    from openpyxl import Workbook

WIDE, WIDEST = 22, 110
TEXT = "@"  # the format in which a number keeps its zeros and 3-2 does not become a date
ROWS = 500


def template(language: str, more: Sequence[TableSheet] = ()) -> bytes:
    """A spreadsheet with a sheet for places, one for people, and one that explains."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    _add(book, TITLE_PLACES.to(language), PLACE_COLUMNS, language)
    _add(book, TITLE_PEOPLE.to(language), PERSON_COLUMNS, language)
    for one in more:
        _add(book, one.title.to(language), one.columns, language)
    notes = book.create_sheet(TITLE_NOTES.to(language))
    notes.column_dimensions["A"].width = WIDEST
    explained = [word.to(language) for one in more for word in one.notes]
    for line in (*_explained(language), *explained):
        notes.append([line])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _add(book: "Workbook", title: str, columns: Mapping[str, Word], language: str) -> None:
    sheet = book.create_sheet(title)
    sheet.append([word.to(language) for word in columns.values()])
    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.style = "Headline 4"
        sheet.column_dimensions[cell.column_letter].width = WIDE
    for row in sheet.iter_rows(min_row=2, max_row=ROWS, max_col=len(columns)):
        for cell in row:
            cell.number_format = TEXT


def _explained(language: str) -> list[str]:
    roles, ways = listed(list(GIVEN.values()), language), listed(list(HOW.values()), language)
    lines = [
        _("Places: a row for each. What stands above it has a row of its own or is made with it."),
        _("People: name, home and how they agreed are needed; for a role also the telephone."),
        _("Home and “Role at”: the names from the community down, with slashes between them."),
        _("Role, if any: {roles}. For two roles write two rows.", roles=roles),
        _("Agreed how: {ways}. Heard by: who else was there, if anybody.", ways=ways),
        _("The file may come twice: what is there already stays as it is."),
    ]
    return [line.to(language) for line in lines]
