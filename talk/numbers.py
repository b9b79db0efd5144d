"""The question for a whole number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from talk.answers import Answer, Said, Tap
from talk.drafts import Draft
from talk.numerals import read_number
from talk.questions import Facts, Given, Question, Reading, Still
from talk.screens import Button, Rows, in_rows
from talk.words import Word, _

IN_A_ROW = 5


@dataclass(frozen=True, slots=True)
class Number(Question):
    """A whole number between two bounds, either of which may be open."""

    least: int | None
    most: int | None
    likely: tuple[int, ...]

    def read(self, draft: Draft, answer: Answer, facts: Facts) -> Reading:  # noqa: ARG002
        """Take one of the likely numbers, or one that is typed in any usual way."""
        if isinstance(answer, Tap):
            return self._tapped(answer)
        value = read_number(answer.text) if isinstance(answer, Said) else None
        if value is None:
            return Still(
                draft, _("Please type a whole number, e.g. {example}.", example=self._any())
            )
        below = self.least is not None and value < self.least
        above = self.most is not None and value > self.most
        if below or above or not self.holds(value):
            return Still(draft, self._bounds())
        return Given(value)

    def rows(self, draft: Draft, facts: Facts, language: str, prefix: str) -> Rows:  # noqa: ARG002
        """Return one button for each likely number."""
        buttons = (Button(str(one), f"{prefix}pick:{one}") for one in self.likely)
        return in_rows(buttons, IN_A_ROW)

    def words(self, value: Any, facts: Facts) -> Word | str:  # noqa: ARG002
        """Return the number in digits."""
        return str(value)

    def _tapped(self, tap: Tap) -> Reading:
        tapped = {str(one): one for one in self.likely}.get(tap.value)
        return Given(tapped) if tap.action == "pick" and tapped is not None else None

    def _any(self) -> int:
        return max(self.least or 0, min(3, self.most if self.most is not None else 3))

    def _bounds(self) -> Word:
        if self.least is None and self.most is None:
            return _("That number does not fit here. Please type another.")
        if self.most is None:
            return _("Please type a number of at least {least}.", least=self.least)
        if self.least is None:
            return _("Please type a number of at most {most}.", most=self.most)
        return _("Please type a number from {least} to {most}.", least=self.least, most=self.most)
