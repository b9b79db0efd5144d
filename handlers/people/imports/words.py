"""The words of tables: their columns, what stands in them, what may be wrong with a row."""

from collections.abc import Mapping, Sequence
from typing import Any

from community.imports import State
from community.imports.rows import Checked, Problem
from community.people import How
from community.roles import Role
from handlers.people.words import ROLES
from storage.imports import Import
from talk.tables import TableSheet
from talk.words import Word, _, everywhere, pgettext

VALUES = ("value", "passage")  # what a sentence calls that which is wrong
TITLE_PLACES, TITLE_PEOPLE, TITLE_NOTES = _("Places"), _("People"), _("Notes")
ROOT = "root"
LEVELS = ("community", "estate", "building", "stairwell", "household")
PLACE_COLUMNS: Mapping[str, Word] = {
    ROOT: _("Subdistrict"),
    "community": _("Community"),
    "estate": _("Estate"),
    "building": _("Building"),
    "stairwell": _("Stairwell"),
    "household": _("Household"),
}
PERSON_COLUMNS: Mapping[str, Word] = {
    "name": pgettext("column", "Name"),
    "phone": pgettext("column", "Telephone"),
    "home": pgettext("column", "Home"),
    "role": pgettext("column", "Role"),
    "at": pgettext("column", "Role at"),
    "how": pgettext("column", "Agreed how"),
    "witness": pgettext("column", "Heard by"),
}
HOW: Mapping[How, Word] = {
    How.ORAL: pgettext("agreed", "orally"),
    How.PAPER: pgettext("agreed", "on paper"),
    How.PHONE: pgettext("agreed", "by telephone"),
}
GIVEN: Mapping[Role, Word] = {role: word for role, word in ROLES.items() if role is not Role.ADMIN}
REASONS: Mapping[str, Word] = {
    "unreadable": _("This is no table that can be read: please send .xlsx or .csv."),
    "too_large": _("The table is too large. Please cut it into several."),
    "empty": _("There is no row in it."),
    "no_header": _("The first row must name the columns as in the template."),
    "column": _("There is no such column in the template: {value}"),
    "column_twice": _("This column is there twice: {value}"),
    "missing": _("This must not be empty: {value}"),
    "long": _("This is too long: {value}"),
    "formula": _("Formulas, and signs at the beginning, are not taken: {value}"),
    "date": _("This has become a date; please write it as text: {value}"),
    "slash": _("A name must not hold a slash: {value}"),
    "phone": _("This is no telephone number: {value}"),
    "how": _("Say how they agreed: orally, on paper, by telephone. Not: {value}"),
    "unknown_role": _("There is no such role: {value}"),
    "role_phone": _("Who gets a role needs a telephone number."),
    "root": _("The subdistrict is called otherwise here: {value}"),
    "crowded": _("There are too many places below this one: {value}"),
    "no_place": _("There is no such place, neither here nor in this file: {value}"),
    "not_yours": _("This place is not yours: {value}"),
    "role": _("You cannot give this role there: {value}"),
    "two_homes": _("Another row gives them another home: {value}"),
    "apart": _("They do not take part here now; please speak with them first: {value}"),
    "unfit": _("This does not fit any more and was left out: {value}"),
}

STATES: Mapping[State, Word] = {
    State.CHECKING: _("It is being looked over."),
    State.WRONG: _("Nothing was entered. Please mend these rows and send the file again."),
    State.READY: _("Every row is right. Nothing is entered until you confirm."),
    State.ENTERING: _("It is being entered."),
    State.DONE: _("✅ It is entered."),
    State.STOPPED: _("It stopped half way. Send the file again: what is there stays as it is."),
    State.SAME: _("✅ All of it is here already: there is nothing to enter."),
    State.DROPPED: _("It was dropped; nothing of it was entered."),
}


def heading(cell: str) -> str:
    """A cell of fixed words without what does not matter: spaces, case, a star for “needed”."""
    return "".join(cell.split()).rstrip("*＊:：").casefold()


def meant(words: Mapping[Any, Word]) -> dict[str, str]:
    """What each word stands for, in whatever language."""
    return {heading(text): str(key) for key, word in words.items() for text in everywhere(word)}


PLACE_NAMES, PERSON_NAMES = meant(PLACE_COLUMNS), meant(PERSON_COLUMNS)
ROLE_NAMES, HOW_NAMES = meant(GIVEN), meant(HOW)


def said(problem: Problem, language: str, more: Sequence[TableSheet] = ()) -> str:
    """A problem in words, with its line."""
    known = {**REASONS, **{name: word for one in more for name, word in one.reasons.items()}}
    reason = known[problem.reason]
    named = tuple((name, problem.value) for name in VALUES)
    words = Word(reason.msgid, reason.context, named).to(language)
    if not problem.line:
        return words
    where = _("{sheet}, row {line}", sheet=problem.sheet, line=problem.line)
    where = where if problem.sheet else _("row {line}", line=problem.line)
    return _("{where}: {what}", where=where, what=words).to(language)


def listed(words: Sequence[Word], language: str) -> str:
    return ", ".join(word.to(language) for word in words)


def brings(found: Checked | Import, more: Sequence[TableSheet] = ()) -> list[Word]:
    """What a table brings, in words."""
    return [
        _("New places: {count}", count=found.places),
        _("New people: {count}", count=found.people),
        _("New roles: {count}", count=found.roles),
        *(one.brings(found.others) for one in more if found.others),
        _("Rows that are here already, and stay as they are: {count}", count=found.same),
    ]
