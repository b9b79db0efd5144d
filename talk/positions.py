"""The question for a point on the map, or words that say where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from talk.answers import Answer, Position, Said, Sent, Tap
from talk.drafts import Draft
from talk.questions import Facts, Given, Question, Reading, Still
from talk.screens import Key
from talk.words import Word, _

WORDS_MOST = 200


@dataclass(frozen=True, slots=True)
class Whereabouts(Question):
    """A shared location, a venue, or the place in words."""

    keyed: ClassVar[bool] = True

    def read(self, draft: Draft, answer: Answer, facts: Facts) -> Reading:  # noqa: ARG002
        """Take what was shared, or typed words of a sensible length."""
        match answer:
            case Tap():
                return None
            case Sent(position=Position() as position):
                return Given(position.model_dump())
            case Said():
                words = answer.text.strip()
                if len(words) > WORDS_MOST:
                    return Still(
                        draft, _("Please put the place shorter: at most {most}.", most=WORDS_MOST)
                    )
                if len(words) > 1 and self.holds({"words": words}):
                    return Given(Position(words=words).model_dump())
        return Still(
            draft, _("Please send your location with the key below, or write where it is.")
        )

    def keys(self, language: str) -> tuple[Key, ...]:
        """Offer to share where one is."""
        return (Key(_("📍 Send where I am").to(language), "location"),)

    def words(self, value: Any, facts: Facts) -> Word | str:  # noqa: ARG002
        """Return the words for it, or else the point."""
        if value.get("words"):
            return str(value["words"])
        return f"📍 {value['latitude']:.5f}, {value['longitude']:.5f}"
