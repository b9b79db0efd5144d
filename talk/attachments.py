"""The question for photos and other attachments: one by one, until the person says that is all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from talk.answers import Answer, Attachment, Sent, Tap
from talk.controls import SKIP
from talk.drafts import Draft
from talk.questions import Facts, Given, Question, Reading, Still
from talk.screens import Button, Rows
from talk.several import listed
from talk.words import Word, _

ALL_SENT = _("That is all of them")
AGAIN = _("🗑 Start the photos again")
AFRESH = _("🗑 Start again")
UNWORDED = _("The photo is kept, but not the words on it: please write them by themselves.")
SIZE_MOST = 20 * 1024 * 1024  # what a bot may fetch
PHOTO, VOICE = ("photo",), ("voice",)
KINDS: dict[str, Word] = {
    "photo": _("a photo"),
    "voice": _("a voice message"),
    "video": _("a video"),
    "document": _("a file"),
    "audio": _("a sound file"),
    "video_note": _("a round video"),
}


@dataclass(frozen=True, slots=True)
class Attachments(Question):
    """Up to so many of these kinds, each sent as a message or several in an album."""

    gathers: ClassVar[bool] = True

    most: int
    kinds: tuple[str, ...]

    def read(self, draft: Draft, answer: Answer, facts: Facts) -> Reading:  # noqa: ARG002
        """Keep one more, or go on."""
        kept: list[dict[str, str]] = draft.answers.get(self.name) or []
        match answer:
            case Tap(action="enough") if kept:
                return Given(kept)
            case Tap(action="again") if kept:
                return Still(draft.without(self.name))
            case Tap():
                return None
            case Sent(kind=kind, file=Attachment() as file) if kind in self.kinds:
                return self._add(draft, kept, answer, file)
        return Still(draft, self._wanted(kept=bool(kept)))

    def _add(
        self, draft: Draft, kept: list[dict[str, str]], sent: Sent, file: Attachment
    ) -> Reading:
        if any(known["unique_id"] == file.unique_id for known in kept):
            return Still(draft)
        if sent.size > SIZE_MOST:
            return Still(
                draft, _("That is larger than 20 MB, which is too much. Please send a smaller one.")
            )
        if len(kept) >= self.most:
            return Still(draft, self._full())
        added = draft.answered(self.name, [*kept, file.model_dump()])
        return Still(added, UNWORDED if sent.caption else None)

    def rows(self, draft: Draft, facts: Facts, language: str, prefix: str) -> Rows:  # noqa: ARG002
        """Offer to go on once there is something."""
        if not draft.answers.get(self.name):
            return ()
        again = AGAIN if self.kinds == PHOTO else AFRESH
        return (
            (Button(ALL_SENT.to(language), f"{prefix}enough:"),),
            (Button(again.to(language), f"{prefix}again:"),),
        )

    def note(self, draft: Draft, facts: Facts) -> Word | None:  # noqa: ARG002
        """Count what has come."""
        kept = draft.answers.get(self.name)
        if not kept:
            return None
        if self.kinds == PHOTO:
            return _("{count} of at most {most} photos received.", count=len(kept), most=self.most)
        return _("{count} of at most {most} received.", count=len(kept), most=self.most)

    def words(self, value: Any, facts: Facts) -> Word | str:  # noqa: ARG002
        """Return how many there are."""
        if self.kinds == PHOTO:
            return _("{count} photo(s)", count=len(value))
        if self.kinds == VOICE:
            return _("{count} voice message(s)", count=len(value))
        return _("{count} attached", count=len(value))

    def nothing(self) -> Word:
        """Return that there are none."""
        return _("no photos") if self.kinds == PHOTO else _("nothing attached")

    def _wanted(self, *, kept: bool) -> Word:
        if self.kinds != PHOTO:
            kinds = listed(KINDS[kind] for kind in self.kinds)
            if kept:
                return _("Please send {kinds}, or tap “{tap}”.", kinds=kinds, tap=ALL_SENT)
            if self.optional:
                return _("Please send {kinds}, or tap “{tap}”.", kinds=kinds, tap=SKIP)
            return _("Please send {kinds}.", kinds=kinds)
        if kept:
            return _("Please send another photo, or tap “{done}”.", done=ALL_SENT)
        if self.optional:
            return _("Please send a photo here, or tap “{skip}”.", skip=SKIP)
        return _("Please send a photo here.")

    def _full(self) -> Word:
        if self.kinds == PHOTO:
            return _(
                "{most} photos are enough. Please tap “{done}”.", most=self.most, done=ALL_SENT
            )
        return _("{most} are enough. Please tap “{done}”.", most=self.most, done=ALL_SENT)
