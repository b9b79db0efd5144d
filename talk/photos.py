"""The question for photos: they come one by one, until the person says that is all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from talk.answers import Answer, Photo, Sent, Tap
from talk.controls import SKIP
from talk.drafts import Draft
from talk.questions import Facts, Given, Question, Reading, Still
from talk.screens import Button, Rows
from talk.words import Word, _

ALL_SENT = _("That is all of them")
AGAIN = _("🗑 Start the photos again")


@dataclass(frozen=True, slots=True)
class Photos(Question):
    """Up to so many photos, each sent as a message or several in an album."""

    most: int

    def read(self, draft: Draft, answer: Answer, facts: Facts) -> Reading:  # noqa: ARG002
        """Keep one photo more, or go on."""
        kept: list[dict[str, str]] = draft.answers.get(self.name) or []
        match answer:
            case Tap(action="enough") if kept:
                return Given(kept)
            case Tap(action="again") if kept:
                return Still(draft.without(self.name))
            case Tap():
                return None
            case Sent(kind="photo", photo=Photo() as photo):
                return self._add(draft, kept, photo, answer.caption)
        if kept:
            return Still(draft, _("Please send another photo, or tap “{done}”.", done=ALL_SENT))
        if self.optional:
            return Still(draft, _("Please send a photo here, or tap “{skip}”.", skip=SKIP))
        return Still(draft, _("Please send a photo here."))

    def _add(self, draft: Draft, kept: list[dict[str, str]], photo: Photo, caption: str) -> Reading:
        if any(known["unique_id"] == photo.unique_id for known in kept):
            return Still(draft)
        if len(kept) >= self.most:
            return Still(
                draft,
                _("{most} photos are enough. Please tap “{done}”.", most=self.most, done=ALL_SENT),
            )
        added = draft.answered(self.name, [*kept, photo.model_dump()])
        if not caption:
            return Still(added)
        return Still(
            added, _("The photo is kept, but not the words on it: please write them by themselves.")
        )

    def rows(self, draft: Draft, facts: Facts, language: str, prefix: str) -> Rows:  # noqa: ARG002
        """Offer to go on once there is a photo."""
        if not draft.answers.get(self.name):
            return ()
        return (
            (Button(ALL_SENT.to(language), f"{prefix}enough:"),),
            (Button(AGAIN.to(language), f"{prefix}again:"),),
        )

    def note(self, draft: Draft, facts: Facts) -> Word | None:  # noqa: ARG002
        """Count the photos."""
        kept = draft.answers.get(self.name)
        if not kept:
            return None
        return _("{count} of at most {most} photos received.", count=len(kept), most=self.most)

    def words(self, value: Any, facts: Facts) -> Word | str:  # noqa: ARG002
        """Return how many there are."""
        return _("{count} photo(s)", count=len(value))
