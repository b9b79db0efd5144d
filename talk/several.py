"""The question for several values: each button turns one on or off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from talk.answers import Answer, Said, Tap
from talk.drafts import Draft
from talk.questions import Choice, Facts, Given, Option, Reading, Still, spoken
from talk.screens import Button, Rows, in_rows
from talk.words import Word, _, everywhere

CHOSEN = _("☑️ That is all")
TOGGLE = _(
    "Please choose with the buttons below, as many as apply, then tap “{done}”.", done=CHOSEN
)
_BETWEEN = re.compile(r"[、,，;；/\n]")


@dataclass(frozen=True, slots=True)
class Several(Choice):
    """Any number of the values between two bounds.

    A button says whether it turns its value on or off, so that the second of two quick taps, on
    buttons that the first one's answer is about to replace, still means what it did.
    """

    gathers: ClassVar[bool] = True
    patient: ClassVar[frozenset[str]] = frozenset({"on", "off", "done"})

    least: int
    most: int

    def holds(self, value: Any) -> bool:
        """Tell whether all of a stored answer are still values."""
        return isinstance(value, list) and all(Choice.holds(self, one) for one in value)

    def read(self, draft: Draft, answer: Answer, facts: Facts) -> Reading:
        """Turn values on or off, or go on with those that are on."""
        kept: list[Any] = draft.answers.get(self.name) or []
        match answer:
            case Tap(action="on" | "off" as way, value=key) if option := self.options.get(key):
                on = option.value in kept
                turned = [option] if on != (way == "on") else []
                return self._turned(draft, kept, turned, facts)
            case Tap(action="done"):
                return self._done(draft, kept) if kept else None
            case Tap():
                return None
            case Said():
                if spoken(answer.text) in map(spoken, everywhere(CHOSEN)) and kept:
                    return self._done(draft, kept)
                return self._named(draft, kept, answer.text, facts)
        return Still(draft, TOGGLE)

    def rows(self, draft: Draft, facts: Facts, language: str, prefix: str) -> Rows:
        """Return a button for each value, those that are on marked, and one to go on."""
        kept = draft.answers.get(self.name) or ()
        values = in_rows(
            (
                Button(
                    f"{'✓ ' if option.value in kept else ''}{option.label.to(language)}",
                    f"{prefix}{'off' if option.value in kept else 'on'}:{option.key}",
                )
                for option in self.options.values()
                if self._offers(option, facts)
            ),
            self.columns,
        )
        if not kept:
            return values
        return (*values, (Button(CHOSEN.to(language), f"{prefix}done:"),))

    def note(self, draft: Draft, facts: Facts) -> Word | None:  # noqa: ARG002
        """Say nothing more: the marks are on the buttons."""
        return None

    def words(self, value: Any, facts: Facts) -> Word | str:  # noqa: ARG002
        """Return the labels of the values."""
        return listed(self.by_value[one].label for one in value)

    def _named(self, draft: Draft, kept: list[Any], text: str, facts: Facts) -> Reading:
        found = [self.typed.get(spoken(part)) for part in _BETWEEN.split(text) if part.strip()]
        options = [option for option in found if option is not None]
        if not options or len(options) < len(found):
            return Still(draft, TOGGLE)
        return self._turned(draft, kept, options, facts)

    def _turned(
        self, draft: Draft, kept: list[Any], options: Iterable[Option], facts: Facts
    ) -> Reading:
        chosen = set(kept)
        for option in options:
            if not self._offers(option, facts):
                return Still(draft, TOGGLE)
            chosen ^= {option.value}
        if len(chosen) > max(self.most, len(kept)):
            return Still(draft, _("At most {most} fit here.", most=self.most))
        if not chosen:
            return Still(draft.without(self.name))
        ordered = [value for value in self.by_value if value in chosen]
        return Still(draft.answered(self.name, ordered))

    def _done(self, draft: Draft, kept: list[Any]) -> Reading:
        if len(kept) < self.least:
            return Still(draft, _("At least {least} are needed here.", least=self.least))
        return Given(kept)


def listed(words: Iterable[Word]) -> Word:
    """Return the words one after the other, as the reader's language does it."""
    first, *rest = words
    for word in rest:
        first = _("{before}, {one}", before=first, one=word)
    return first
