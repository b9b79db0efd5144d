"""The order of a form's questions, worked out once for each form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import SchemaValidator

from talk.annotations import HIDDEN, If
from talk.answers import VALUE_MOST
from talk.drafts import Draft
from talk.fields import question_of, validator_of
from talk.questions import Question
from talk.words import Word


class Form(BaseModel):
    """Something to fill in: each field carries its question."""

    model_config = ConfigDict(frozen=True)

    name: ClassVar[str]
    title: ClassVar[Word]
    before_sending: ClassVar[Word | None] = None
    at_once: ClassVar[bool] = False  # sent off with its last answer, without looking it over
    about: ClassVar[tuple[str, str] | None] = None  # a fact giving an About, and the fixed field


@dataclass(frozen=True, slots=True)
class Plan:
    """A form's questions in order, and the validators of the fields that are not asked."""

    questions: Mapping[str, Question]
    unasked: Mapping[str, SchemaValidator]
    deciding: frozenset[str]  # fields on which it depends whether a question is put

    def asked(self, draft: Draft) -> list[str]:
        """Return the names of the questions put to this person, as the answers stand."""
        names = [name for name in self.questions if name not in draft.fixed]
        return self._applying(names, draft) if self.deciding else names

    def put(self, draft: Draft) -> list[str]:
        """Return the names of those among them that stand in a row: not those aside of it."""
        return [
            name
            for name in self.asked(draft)
            if (aside := self.questions[name].aside) is None
            or name == draft.field
            or (name in draft.answers and aside != HIDDEN)
        ]

    def told(self, draft: Draft) -> list[str]:
        """Return the names of those of which the summary says something."""
        return [
            name
            for name in self.asked(draft)
            if self.questions[name].aside != HIDDEN or name in draft.answers
        ]

    def validator(self, name: str) -> SchemaValidator:
        """Return the validator of any field."""
        return self.questions[name].valid if name in self.questions else self.unasked[name]

    def current(self, draft: Draft) -> Draft:
        """Return the draft as it stands for the form of today.

        A deploy may have changed the form since: answers that no longer hold are dropped and new
        questions opened, at a revision of their own so that the buttons of before are stale.
        """
        kept = draft
        for name in [*self._doubtful(draft)]:
            kept = kept.without(name)
        field = draft.field
        if field is None or not self._asks(kept, field):
            field = self._open(kept)
        if kept is draft and field == draft.field:
            return draft
        return replace(kept.asking(field), revision=draft.revision + 1)

    def after(self, draft: Draft) -> Draft:
        """Return the draft at the next open question, or at the summary."""
        draft = self._dropping(draft)
        return draft.asking(self._open(draft))

    def revised(self, draft: Draft) -> Draft:
        """Return the draft where it stands, unless an earlier answer now leads elsewhere."""
        draft = self._dropping(draft)
        if draft.field is None or not self._asks(draft, draft.field):
            return draft.asking(self._open(draft))
        return draft

    def before(self, draft: Draft) -> Draft:
        """Return the draft one question back, or at the summary if it came from there."""
        if draft.changing or draft.field is None:
            return draft.asking(None)
        names = self.put(draft)
        return draft.asking(names[max(names.index(draft.field) - 1, 0)])

    def _asks(self, draft: Draft, name: str) -> bool:
        if name not in self.questions or name in draft.fixed:
            return False
        return self.questions[name].when is None or name in self.asked(draft)

    def _applying(self, names: list[str], draft: Draft) -> list[str]:
        """Return those of which the condition holds for the answers before them."""
        known: dict[str, Any] = {
            name: self.validator(name).validate_python(value)
            for name, value in draft.fixed.items()
            if name in self.deciding
        }
        applying = []
        for name in names:
            question = self.questions[name]
            if question.when is not None and not question.when(known):
                continue
            applying.append(name)
            if name in self.deciding and name in draft.answers:
                # An answer of before a deploy may not hold any more: then it is as if not given.
                with suppress(ValidationError):
                    known[name] = question.valid.validate_python(draft.answers[name])
        return applying

    def _dropping(self, draft: Draft) -> Draft:
        """Return the draft without the answers to questions that no longer apply."""
        if not self.deciding:
            return draft
        asked = self.asked(draft)
        for name in (*draft.answers, *draft.skipped):
            if name in self.questions and name not in asked:
                draft = draft.without(name)
        return draft

    def _doubtful(self, draft: Draft) -> Iterator[str]:
        for name, value in draft.answers.items():
            question = self.questions.get(name)
            if question is not None and not question.holds(value):
                yield name
        for name in draft.skipped:
            question = self.questions.get(name)
            if question is not None and not question.optional:
                yield name

    def _open(self, draft: Draft) -> str | None:
        names = self.asked(draft)
        start = names.index(draft.field) + 1 if draft.field in names else 0
        for name in names[start:] + names[:start]:
            if not draft.settled(name) and self.questions[name].aside is None:
                return name
        return None


@cache
def plan_of(form: type[Form]) -> Plan:
    """Return the plan of a form."""
    questions: dict[str, Question] = {}
    unasked: dict[str, SchemaValidator] = {}
    for name, info in form.model_fields.items():
        question = question_of(name, info)
        if question is None:
            unasked[name] = validator_of(info)
        elif len(name) > VALUE_MOST:
            raise TypeError(f"{name} is too long for a button's data")
        else:
            questions[name] = question
    return Plan(questions, unasked, _deciding(questions, form.model_fields))


def _deciding(questions: Mapping[str, Question], fields: Iterable[str]) -> frozenset[str]:
    """Return the fields that conditions look at: the one it names, or who knows which."""
    conditions = [question.when for question in questions.values() if question.when is not None]
    named = {condition.name for condition in conditions if isinstance(condition, If)}
    opaque = any(not isinstance(condition, If) for condition in conditions)
    return frozenset(fields if opaque else named)
