"""Sentences in every language: English in the code, the others in locales/."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from talk.catalogue import Key, translations

LANGUAGES = ("zh", "en")
DEFAULT = "zh"


@dataclass(frozen=True, slots=True)
class Word:
    """A sentence still without a language, with the values of its {fields}."""

    msgid: str
    context: str | None = None
    values: tuple[tuple[str, object], ...] = ()

    def to(self, language: str) -> str:
        """Return the sentence in this language; values that are words follow it."""
        template = _sentences(language).get((self.context, self.msgid), self.msgid)
        if not self.values:
            return template
        return template.format_map(
            {
                name: value.to(language) if isinstance(value, Word) else value
                for name, value in self.values
            }
        )


def _(msgid: str, /, **values: object) -> Word:
    """Mark a sentence for translation."""
    return Word(msgid, None, tuple(values.items()))


def pgettext(context: str, msgid: str, /, **values: object) -> Word:
    """Mark a sentence whose translation depends on its context."""
    return Word(msgid, context, tuple(values.items()))


def language_of(code: str | None, otherwise: str = DEFAULT) -> str:
    """Return the language we speak that is nearest to an IETF tag such as zh-hans."""
    language = (code or "").replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else otherwise


def everywhere(word: Word) -> frozenset[str]:
    """Return the word's text in every language, to know it again when somebody types it."""
    return frozenset(word.to(language) for language in LANGUAGES)


@cache
def _sentences(language: str) -> dict[Key, str]:
    return translations(language)


if __name__ == "__main__":
    from talk.catalogue import main

    main()
