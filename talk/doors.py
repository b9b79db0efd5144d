"""Where a free sentence may lead, and how people say that they want to go there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from talk.words import LANGUAGES, Word

if TYPE_CHECKING:
    from talk.turn import Turn

SAID = Path(__file__).parent.parent / "locales" / "said"
Examples = Mapping[str, tuple[str, ...]]


@cache
def said(name: str) -> Examples:
    """How people say it, by language: the lines of locales/said/<language>/<name>.txt."""
    paths = ((language, SAID / language / f"{name}.txt") for language in LANGUAGES)
    return {
        language: tuple(path.read_text("utf-8").splitlines())
        for language, path in paths
        if path.exists()
    }


@dataclass(frozen=True, slots=True)
class Door:
    """What a free sentence may be about.

    `open` begins with the sentence, which is never asked again. `code` stands in buttons and in
    rows and never changes; the `examples` are those of its code, unless it brings others.
    """

    code: str
    label: Word
    open: Callable[[Turn, str], None]
    order: int
    brings: Examples | None = field(default=None)

    @property
    def examples(self) -> Examples:
        """Sentences with which people ask for it, by language."""
        return said(self.code) if self.brings is None else self.brings
