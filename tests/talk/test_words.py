from string import Formatter

import pytest
from babel.messages.catalog import Catalog

from talk.catalogue import TRANSLATED, collect, read, update
from talk.words import DEFAULT, LANGUAGES, Word, _, everywhere, language_of, pgettext


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language: str) -> None:
    said = {(m.context, str(m.id)) for m in collect() if m.id}
    kept = {(m.context, str(m.id)): m for m in read(language) if m.id}
    assert said - kept.keys() == set(), "run make words and translate"
    assert kept.keys() - said == set(), "run make words: these are no longer said"
    assert [m.id for m in read(language).obsolete.values()] == [], "delete what is no longer said"
    assert [m.id for m in kept.values() if not m.string or m.fuzzy] == [], "translate these"


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_have_the_same_fields(language: str) -> None:
    for message in read(language):
        assert fields(str(message.string)) == fields(str(message.id)), message.id


def fields(template: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(template) if name}


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("zh", "zh"),
        ("zh-hans", "zh"),
        ("zh_TW", "zh"),
        ("en", "en"),
        ("en-GB", "en"),
        ("EN", "en"),
        ("ug", DEFAULT),
        ("", DEFAULT),
        (None, DEFAULT),
    ],
)
def test_the_language_nearest_to_a_code(code: str | None, language: str) -> None:
    assert language_of(code) == language


def test_a_word_is_rendered_in_the_language_asked_for() -> None:
    assert [_("Yes").to(language) for language in LANGUAGES] == ["是", "Yes"]
    assert everywhere(_("Yes")) == {"是", "Yes"}


def test_words_inside_a_word_follow_its_language() -> None:
    word = _("So far: {answer}", answer=_("No"))
    assert (word.to("zh"), word.to("en")) == ("现在填的是：否", "So far: No")


@pytest.mark.parametrize("typed", ["{answer}", "{", "}", "{0}", "{answer.__class__}", "%s", "{{}}"])
def test_what_a_person_types_is_never_a_field(typed: str) -> None:
    assert _("So far: {answer}", answer=typed).to("en") == f"So far: {typed}"
    assert Word(typed).to("zh") == typed


def test_an_unknown_sentence_stays_english() -> None:
    assert _("Nobody has translated this").to("zh") == "Nobody has translated this"
    assert pgettext("elsewhere", "Yes").to("zh") == "Yes"


def test_words_are_values() -> None:
    assert _("So far: {answer}", answer=1) == _("So far: {answer}", answer=1)
    assert len({_("Yes"), _("Yes"), pgettext("vote", "Yes")}) == 2


def catalogue(*sentences: tuple[str, str]) -> Catalog:
    made = Catalog(locale="zh")
    for msgid, string in sentences:
        made.add(msgid, string, locations=[("handlers/a.py", 0)])
    return made


def test_an_update_keeps_translations_and_revives_old_ones() -> None:
    first = catalogue(("a", "甲"), ("b", "乙"))
    without = update(first, catalogue(("a", "")))
    assert [(m.id, m.string) for m in without if m.id] == [("a", "甲")]
    assert [m.string for m in without.obsolete.values()] == ["乙"]
    again = update(without, catalogue(("a", ""), ("b", ""), ("c", "")))
    assert [(m.id, m.string) for m in again if m.id] == [("a", "甲"), ("b", "乙"), ("c", "")]
    assert not again.obsolete
