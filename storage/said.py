"""Sentences as people say them, as they lie in locales/said: a file by language and name."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent / "locales" / "said"
LANGUAGES = ("zh", "en")


@cache
def said(name: str) -> Mapping[str, tuple[str, ...]]:
    """The sentences of one name, by language."""
    paths = ((language, ROOT / language / f"{name}.txt") for language in LANGUAGES)
    return {
        language: tuple(path.read_text("utf-8").splitlines())
        for language, path in paths
        if path.exists()
    }


def all_said(name: str) -> tuple[str, ...]:
    """The sentences of one name in all languages."""
    return tuple(sentence for each in said(name).values() for sentence in each)


def names() -> frozenset[str]:
    """All names under which sentences lie."""
    return frozenset(path.stem for path in ROOT.glob("*/*.txt"))
