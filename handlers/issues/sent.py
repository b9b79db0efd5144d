"""A report that begins with what was sent outside any form."""

from typing import Any

from community.issues.guessing import category_of
from community.nearby import home_of
from handlers.issues.forms import Report
from storage import categories
from talk import filling
from talk.beside import SPOKEN
from talk.turn import Turn
from talk.words import _


def opened(turn: Turn, sentence: str) -> None:
    """Begin a report with a free sentence."""
    begin(turn, {"story": sentence})


def begin(turn: Turn, given: dict[str, Any], album: str | None = None) -> None:
    """Begin a report with words, photos or a voice, and what follows from them."""
    given = dict(given)
    if "story" in given:
        given["category"] = _row(turn, given["story"])
    elif "voices" in given:
        given["story"] = SPOKEN
    if turn.who.home_id is not None:
        given["place"] = home_of(turn.tx, turn.who).id
    heard = _("📝 I have begun a report with what you sent. Please see whether it is right.")
    filling.start(turn, Report, given=given, album=album, heard=heard)


def _row(turn: Turn, story: str) -> int | None:
    """The category a story is plainly about, unless the office has hidden it."""
    code = category_of(story)
    row = categories.by_code(turn.tx, code) if code else None
    return row.id if row and row.hidden is None else None
