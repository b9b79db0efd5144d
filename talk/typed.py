"""The question for typed words, and what is said of words that do not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from talk.answers import Answer, Said, Sent, Tap
from talk.drafts import Draft
from talk.questions import Facts, Given, Need, Question, Reading, Still
from talk.screens import Button, Rows, clip
from talk.words import Word, _

TYPE = _("Please type your answer in words.")
LABEL_MOST = 60


@dataclass(frozen=True, slots=True)
class Typed(Question):
    """Words in the person's own hand; default names the fact that holds the likeliest ones."""

    default: str | None
    aloud: bool

    def needs(self, draft: Draft) -> tuple[Need, ...]:  # noqa: ARG002
        """Name the fact with the likeliest words."""
        return ((self.default, None),) if self.default else ()

    def read(self, draft: Draft, answer: Answer, facts: Facts) -> Reading:
        """Take typed words of the right length, or the likeliest ones at a tap."""
        match answer:
            case Tap(action="usual") if (usual := self._usual(facts)) is not None:
                return Given(usual)
            case Tap():
                return None
            case Sent():
                return Still(draft, TYPE)
            case Said():
                try:
                    return Given(self.valid.validate_python(answer.text.strip()))
                except ValidationError as error:
                    return Still(draft, complaint(error))

    def rows(self, draft: Draft, facts: Facts, language: str, prefix: str) -> Rows:  # noqa: ARG002
        """Offer the likeliest words."""
        usual = self._usual(facts)
        if usual is None:
            return ()
        return ((Button(f"📝 {clip(usual, LABEL_MOST).plain}", f"{prefix}usual:"),),)

    def words(self, value: Any, facts: Facts) -> Word | str:  # noqa: ARG002
        """Return the person's own words."""
        return str(value)

    def cut(self, value: Any) -> Any:
        """Return as much of words as fits, where there are too many."""
        try:
            self.valid.validate_python(value)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            if first["type"] == "string_too_long":
                return value[: first["ctx"]["max_length"]].rstrip()
        return value

    def _usual(self, facts: Facts) -> str | None:
        usual = facts.get((self.default, None)) if self.default else None
        return usual if usual and self.holds(usual) else None


def complaint(error: ValidationError) -> Word:
    """Say kindly what is wrong with an answer; a validator may raise ValueError(word)."""
    first = error.errors(include_url=False)[0]
    context = first.get("ctx", {})
    match first["type"]:
        case "string_too_long":
            return _(
                "That is {length} characters long and only {most} fit. Please put it shorter.",
                length=len(first["input"]),
                most=context["max_length"],
            )
        case "string_too_short":
            return _(
                "That is very short: please write at least {least} characters.",
                least=context["min_length"],
            )
        case "too_long":
            return _("At most {most} fit here.", most=context["max_length"])
        case "too_short":
            return _("At least {least} are needed here.", least=context["min_length"])
        case "value_error":
            for word in context["error"].args:
                if isinstance(word, Word):
                    return word
    return _("I could not understand that. Please write it another way.")
