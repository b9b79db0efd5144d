"""A form half filled in: what was answered, and what is being asked."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from pydantic_core import to_json

from talk.answers import tap_prefix
from talk.words import Word


class Album(NamedTuple):
    """The messages that count as one answer: to which question, and whether words stood on them."""

    id: str
    field: str | None
    worded: bool


@dataclass(frozen=True)  # no slots: see _but
class Draft:
    """One person's form between two answers; answers and fixed hold JSON values.

    `sources` are the numbers of the messages in which typed answers came; `early` names what came
    before its question, which is still put; `words` what more words are joined to.
    """

    id: int
    form: str
    answers: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    field: str | None = None
    revision: int = 0
    since: int = 0  # the revision at which this question was put
    page: int = 0
    node: int | None = None
    changing: bool = False
    fixed: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    search: str = ""  # what the rows to choose from must contain
    album: Album | None = None
    sources: Mapping[str, int] = dataclasses.field(default_factory=dict)
    early: frozenset[str] = frozenset()
    words: str | None = None
    waiting: bool = False  # the person has been told that it waits
    below: Mapping[str, Any] | None = None  # the form that was open before, with its id

    def asking(self, name: str | None, *, changing: bool = False) -> Draft:
        """Return the draft with this question open, or the summary."""
        since = self.since if name == self.field else self.revision
        return self._but(field=name, since=since, page=0, node=None, search="", changing=changing)

    def heard(self) -> Draft:
        """Return the draft at its next revision: something was sent to it."""
        return self._but(revision=self.revision + 1, waiting=False)

    def answered(self, name: str, value: Any) -> Draft:
        """Return the draft with this answer."""
        return self._but(
            answers={**self.answers, name: value},
            skipped=self.skipped - {name},
            early=self.early - {name},
        )

    def ahead(self, name: str, value: Any) -> Draft:
        """Return the draft with an answer to a question that is still to be put."""
        draft = self.answered(name, value)
        return draft._but(early=draft.early | {name})

    def adding(self, name: str | None) -> Draft:
        """Return the draft in which more words are joined to this answer."""
        return self if name == self.words else self._but(words=name)

    def skipping(self, name: str) -> Draft:
        """Return the draft with this question passed over."""
        draft = self.without(name)
        return draft._but(skipped=draft.skipped | {name})

    def without(self, name: str) -> Draft:
        """Return the draft with no answer to this question."""
        answers = {key: value for key, value in self.answers.items() if key != name}
        return self._but(answers=answers, skipped=self.skipped - {name}, early=self.early - {name})

    def _but(self, **changes: Any) -> Draft:
        # Each answer makes three of these, and dataclasses.replace costs many times as much.
        draft = object.__new__(Draft)
        vars(draft).update(vars(self), **changes)
        return draft

    def settled(self, name: str) -> bool:
        """Tell whether this question need not be asked again."""
        if name in self.early:
            return False
        return name in self.answers or name in self.skipped or name in self.fixed

    def tap_prefix(self) -> str:
        """Return how the data of every button shown at this point begins."""
        return tap_prefix(self.id, self.revision)

    def to_json(self) -> str:
        """Return everything but the id, which is the row's, and what is as it begins."""
        return to_json(self.kept()).decode()

    def kept(self) -> dict[str, Any]:
        """Return what `to_json` writes."""
        kept = {name: value for name in KEPT if (value := getattr(self, name))}
        for name in ("skipped", "early"):
            if name in kept:
                kept[name] = sorted(kept[name])
        return kept

    @classmethod
    def from_json(cls, draft_id: int, text: str) -> Draft:
        """Return the draft that was kept under this id."""
        return cls.of(draft_id, json.loads(text))

    @classmethod
    def of(cls, draft_id: int, kept: Mapping[str, Any]) -> Draft:
        """Return the draft that `kept` described."""
        rest = dict(kept)
        for name in ("skipped", "early"):
            rest[name] = frozenset(rest.get(name, ()))
        if "album" in rest:
            rest["album"] = Album(*rest["album"])
        return cls(draft_id, **rest)


KEPT = tuple(field.name for field in dataclasses.fields(Draft) if field.name != "id")


class Outcome(Enum):
    """What became of a form at one answer."""

    ASKING = "asking"
    DONE = "done"
    CANCELLED = "cancelled"
    LEFT = "left"
    STALE = "stale"
    REPEATED = "repeated"  # one more message of an album that was judged already


@dataclass(frozen=True, slots=True)
class Step:
    """The draft after an answer; value is the form when DONE, (field, value) when LEFT."""

    draft: Draft
    outcome: Outcome
    complaint: Word | None = None
    value: Any = None
    heard: Word | None = None  # what became of something sent beside the question
