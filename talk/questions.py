"""The kinds of question a form can ask: how each is shown, and how an answer is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar

from pydantic_core import SchemaValidator

from talk.answers import Answer, Said, Sent, Tap
from talk.drafts import Draft
from talk.numerals import read_days
from talk.screens import Button, Key, Rows, in_rows
from talk.words import LANGUAGES, Word, _

Need = tuple[str, Any]
Facts = Mapping[Need, Any]
When = Callable[[Mapping[str, Any]], bool]

NOW: Need = ("now", None)  # a datetime in the person's zone

CHOOSE = _("Please choose with the buttons below.")


@dataclass(frozen=True, slots=True)
class Given:
    """The question is answered with this JSON value."""

    value: Any


@dataclass(frozen=True, slots=True)
class Left:
    """The answer ends the form at once."""

    value: Any


@dataclass(frozen=True, slots=True)
class Still:
    """The question stays open."""

    draft: Draft
    complaint: Word | None = None


@dataclass(frozen=True, slots=True)
class Turned:
    """Another question is put instead."""

    name: str


# None: the question has no such button (any more).
Reading = Given | Left | Still | Turned | None


@dataclass(frozen=True, slots=True)
class Question:
    """What all kinds have in common.

    One that gathers stays open until the person says enough; one that is keyed is shown with keys
    of the reply keyboard in place of buttons. The buttons of a `patient` action count as long as
    the question is the same.
    """

    gathers: ClassVar[bool] = False
    patient: ClassVar[frozenset[str]] = frozenset()
    keyed: ClassVar[bool] = False

    name: str
    wording: Word
    label: Word
    hint: Word | None
    optional: bool
    valid: SchemaValidator
    when: When | None
    aside: Word | None

    def holds(self, value: Any) -> bool:
        """Tell whether a stored answer is still one."""
        return self.valid.isinstance_python(value)

    def needs(self, draft: Draft) -> tuple[Need, ...]:
        """Name the facts for asking the question and reading its answer."""
        return self.needs_of(draft.answers.get(self.name))

    def needs_to_read(self, draft: Draft, answer: Answer) -> tuple[Need, ...]:  # noqa: ARG002
        """Name the facts that only this answer calls for."""
        return ()

    def needs_of(self, value: Any) -> tuple[Need, ...]:  # noqa: ARG002 - most need nothing
        """Name the facts for saying a given answer in words."""
        return ()

    def read(self, draft: Draft, answer: Answer, facts: Facts) -> Reading:
        """Understand an answer."""
        raise NotImplementedError

    def rows(self, draft: Draft, facts: Facts, language: str, prefix: str) -> Rows:  # noqa: ARG002
        """Return the question's own buttons."""
        return ()

    def keys(self, language: str) -> tuple[Key, ...]:  # noqa: ARG002 - most need no keyboard
        """Return the keys by which the answer is shared."""
        return ()

    def note(self, draft: Draft, facts: Facts) -> Word | None:
        """Say how far the answer has come."""
        value = draft.answers.get(self.name)
        if value is None:
            return None
        return _("So far: {answer}", answer=self.words(value, facts))

    def words(self, value: Any, facts: Facts) -> Word | str:
        """Return an answer as a person would say it."""
        raise NotImplementedError

    def nothing(self) -> Word:
        """Return what stands for no answer."""
        return self.aside or _("(left out)")


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values to choose from."""

    key: str
    value: Any
    member: Enum | bool
    label: Word


@dataclass(frozen=True, slots=True)
class Choice(Question):
    """An enumeration, or yes and no: one button for each value."""

    options: Mapping[str, Option]
    by_value: Mapping[Any, Option]
    typed: Mapping[str, Option]
    leaves: frozenset[Any]
    columns: int
    offered: str | None
    in_days: bool

    def needs(self, draft: Draft) -> tuple[Need, ...]:  # noqa: ARG002
        """Name the fact that says which values this person may choose."""
        return ((self.offered, None),) if self.offered else ()

    def holds(self, value: Any) -> bool:
        """Tell whether a stored answer is still one of the values."""
        return not isinstance(value, list | dict) and value in self.by_value

    def read(self, draft: Draft, answer: Answer, facts: Facts) -> Reading:
        """Take a button, or words that are the same as one in any language."""
        match answer:
            case Tap(action="pick"):
                option = self.options.get(answer.value)
                if option is None:
                    return None
            case Tap():
                return None
            case Said():
                option = self.typed.get(spoken(answer.text)) or self._counted(answer.text)
            case Sent():
                option = None
        if option is None or not self._offers(option, facts):
            return Still(draft, CHOOSE)
        if option.member in self.leaves:
            return Left(option.member)
        return Given(option.value)

    def rows(self, draft: Draft, facts: Facts, language: str, prefix: str) -> Rows:  # noqa: ARG002
        """Return one button for each value to choose from."""
        return in_rows(
            (
                Button(option.label.to(language), f"{prefix}pick:{option.key}")
                for option in self.options.values()
                if self._offers(option, facts)
            ),
            self.columns,
        )

    def _counted(self, text: str) -> Option | None:
        """Return the one number of days among the values that a sentence speaks of."""
        return self.options.get(str(read_days(text))) if self.in_days else None

    def _offers(self, option: Option, facts: Facts) -> bool:
        return self.offered is None or option.member in facts[(self.offered, None)]

    def words(self, value: Any, facts: Facts) -> Word | str:  # noqa: ARG002
        """Return the value's label."""
        return self.by_value[value].label


def indexed(options: Iterable[Option]) -> dict[str, Option]:
    """Return the options by what a person could type for them."""
    return {
        spoken(option.label.to(language)): option for option in options for language in LANGUAGES
    }


def spoken(text: str) -> str:
    """Return typed words without the differences that do not matter: 💡路灯, 路灯, ' 路灯 '."""
    text = text.strip().casefold()
    for start, character in enumerate(text):
        if character.isalnum():
            return text[start:]
    return text
