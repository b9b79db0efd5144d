"""A form half filled in: what was answered, and what is being asked."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from talk.answers import tap_prefix
from talk.words import Word


@dataclass(frozen=True, slots=True)
class Draft:
    """One person's form between two answers; answers and fixed hold JSON values."""

    id: int
    form: str
    answers: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    field: str | None = None
    revision: int = 0
    page: int = 0
    node: int | None = None
    changing: bool = False
    fixed: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def asking(self, name: str | None, *, changing: bool = False) -> Draft:
        """Return the draft with this question open, or the summary."""
        return replace(self, field=name, page=0, node=None, changing=changing)

    def answered(self, name: str, value: Any) -> Draft:
        """Return the draft with this answer."""
        return replace(self, answers={**self.answers, name: value}, skipped=self.skipped - {name})

    def skipping(self, name: str) -> Draft:
        """Return the draft with this question passed over."""
        return replace(self.without(name), skipped=self.skipped | {name})

    def without(self, name: str) -> Draft:
        """Return the draft with no answer to this question."""
        answers = {key: value for key, value in self.answers.items() if key != name}
        return replace(self, answers=answers, skipped=self.skipped - {name})

    def settled(self, name: str) -> bool:
        """Tell whether this question need not be asked again."""
        return name in self.answers or name in self.skipped or name in self.fixed

    def tap_prefix(self) -> str:
        """Return how the data of every button shown at this point begins."""
        return tap_prefix(self.id, self.revision)

    def to_json(self) -> str:
        """Return everything but the id, which is the row's."""
        return json.dumps(
            {
                "form": self.form,
                "answers": self.answers,
                "skipped": sorted(self.skipped),
                "field": self.field,
                "revision": self.revision,
                "page": self.page,
                "node": self.node,
                "changing": self.changing,
                "fixed": self.fixed,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, draft_id: int, text: str) -> Draft:
        """Return the draft that was kept under this id."""
        kept = json.loads(text)
        return cls(id=draft_id, **{**kept, "skipped": frozenset(kept["skipped"])})


class Outcome(Enum):
    """What became of a form at one answer."""

    ASKING = "asking"
    DONE = "done"
    CANCELLED = "cancelled"
    LEFT = "left"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Step:
    """The draft after an answer; value is the form when DONE, (field, value) when LEFT."""

    draft: Draft
    outcome: Outcome
    complaint: Word | None = None
    value: Any = None
