"""Sheets that capabilities add to the table files which offices bring in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talk.words import Word

Wrong = tuple[str, str]  # the reason's name, and what it is about


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet with a row for each thing of a `kind`.

    The column `mark` tells it from every other sheet. Its cells are read into values that can be
    kept as JSON; `reasons` are the words of what may be wrong with them, with a {value}. What is
    not `needed` may be empty. `brings` says how many new ones there are.
    """

    kind: str
    title: Word
    columns: Mapping[str, Word]
    mark: str
    needed: frozenset[str]
    read: Callable[[Mapping[str, str]], tuple[Mapping[str, Any], Sequence[Wrong]]]
    reasons: Mapping[str, Word]
    notes: Sequence[Word]
    brings: Callable[[int], Word]
    cell_most: int = 40
