"""The question for one of many rows: pages of buttons, and typed words to find one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from talk.answers import Answer, Said, Tap, number
from talk.drafts import Draft
from talk.questions import (
    CHOOSE,
    Facts,
    Given,
    Left,
    Need,
    Question,
    Reading,
    Still,
    Turned,
    spoken,
)
from talk.screens import Button, Rows, clip, in_rows
from talk.words import Word, _, everywhere

LABEL_MOST = 60
SEARCH_MOST = 40
ALL = _("📋 Show all")

Label = Word | str  # a word is known again in whatever language it is typed
Listed = tuple[tuple[int, Label], ...]


@dataclass(frozen=True, slots=True)
class Row(Question):
    """The id of a row; `source` names the fact that gives the rows."""

    source: str
    columns: int
    page: int
    leaves: frozenset[int]
    leads: Mapping[int, str]

    def holds(self, value: Any) -> bool:
        """Tell whether a stored answer is still an id."""
        return type(value) is int and Question.holds(self, value)

    def needs(self, draft: Draft) -> tuple[Need, ...]:
        """Name the rows to choose from, and the one chosen before."""
        return ((self.source, None), *self.needs_of(draft.answers.get(self.name)))

    def needs_of(self, value: Any) -> tuple[Need, ...]:
        """Name the row whose label will be said."""
        return () if value is None else ((self.source, value),)

    def read(self, draft: Draft, answer: Answer, facts: Facts) -> Reading:
        """Pick a row, turn the page, or look for words."""
        every: Listed = facts.get((self.source, None)) or ()
        match answer:
            case Tap():
                return self._tapped(draft, answer, every)
            case Said():
                found = self._left_by(_searched(draft, answer.text, every))
                if isinstance(found, Still) and found.complaint and len(every) <= self.page:
                    return Still(draft, CHOOSE)
                return found
        return Still(draft, CHOOSE)

    def rows(self, draft: Draft, facts: Facts, language: str, prefix: str) -> Rows:
        """Return a page of rows and the ways to move."""
        found = matching(facts.get((self.source, None)) or (), draft.search)
        start = draft.page * self.page
        page = in_rows(
            (
                Button(clip(_shown(label, language), LABEL_MOST).plain or "…", f"{prefix}row:{row}")
                for row, label in found[start : start + self.page]
            ),
            self.columns,
        )
        moves = []
        if draft.page:
            moves.append(Button("◀️", f"{prefix}page:{draft.page - 1}"))
        if draft.search:
            moves.append(Button(ALL.to(language), f"{prefix}all:"))
        if start + self.page < len(found):
            moves.append(Button("▶️", f"{prefix}page:{draft.page + 1}"))
        return (*page, tuple(moves)) if moves else page

    def note(self, draft: Draft, facts: Facts) -> Word | None:
        """Say what is looked for, how many there are, and that words find one."""
        if draft.search:
            return _("🔎 {words}", words=draft.search)
        every: Listed = facts.get((self.source, None)) or ()
        if not every:
            return _("There is nothing to choose from at the moment.")
        if len(every) > self.page:
            return _("{count} in all. Type a word of it to find one.", count=len(every))
        return Question.note(self, draft, facts)

    def words(self, value: Any, facts: Facts) -> Word | str:
        """Return the row's label."""
        named: Listed = facts.get((self.source, value)) or ()
        return next((label for row, label in named if row == value), "—")

    def _tapped(self, draft: Draft, tap: Tap, every: Listed) -> Reading:
        value = number(tap.value)
        match tap.action:
            case "row" if any(row == value for row, _label in every):
                return self._left_by(Given(value))
            case "row":
                return Still(draft, _("That one is no longer there. Please choose another."))
            case "all":
                return Still(replace(draft, search="", page=0))
            case "page" if value is not None:
                if value * self.page < len(matching(every, draft.search)):
                    return Still(replace(draft, page=value))
        return None

    def _left_by(self, reading: Reading) -> Reading:
        """Return that the form or the question is left, if the row chosen is one that does so."""
        if not isinstance(reading, Given):
            return reading
        if reading.value in self.leaves:
            return Left(reading.value)
        if reading.value in self.leads:
            return Turned(self.leads[reading.value])
        return reading


def matching(every: Listed, search: str) -> Listed:
    """Return the rows that contain every word looked for."""
    words = search.casefold().split()
    return tuple(
        (row, label)
        for row, label in every
        if any(all(word in name.casefold() for word in words) for name in _names(label))
    )


def _shown(label: Label, language: str) -> str:
    return label.to(language) if isinstance(label, Word) else label


def _names(label: Label) -> frozenset[str]:
    return everywhere(label) if isinstance(label, Word) else frozenset({label})


def _searched(draft: Draft, text: str, every: Listed) -> Reading:
    typed = spoken(text)
    same = [row for row, label in every if typed in {spoken(name) for name in _names(label)}]
    if len(same) == 1:
        return Given(same[0])
    search = clip(" ".join(text.split()), SEARCH_MOST).plain
    if not search or not matching(every, search):
        return Still(
            replace(draft, search="", page=0),
            _("Nothing here is called “{words}”. Please try a shorter word.", words=search),
        )
    return Still(replace(draft, search=search, page=0))
