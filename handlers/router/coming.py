"""Doors that are not open yet: what somebody wants there, staff see and can answer."""

from functools import partial

from community import router as rules
from handlers.router.asking import ASKING
from talk.doors import Door
from talk.turn import Turn
from talk.words import Word, _


def lay_down(turn: Turn, sentence: str, door: str) -> None:
    """Lay it on the desk of the staff, and show the person where it is now."""
    inquiry = rules.ask(turn.tx, turn.who, door, sentence, turn.now, turn.registry.reports)
    turn.card(ASKING, inquiry.id, fresh=True)


def _coming(code: str, label: Word, order: int) -> Door:
    return Door(code, label, partial(lay_down, door=code), order, coming=True)


# A capability that brings a door of one of these codes takes its place.
COMING = (
    _coming("council", _("🗳 Residents' council"), 70),
    _coming("stairwells", _("🏠 Stairwell heads"), 100),
    _coming("guide", _("📖 How to get things done"), 120),
    _coming("branches", _("🚩 Party members"), 130),
    _coming("inspections", _("⚠️ Something unsafe"), 140),
)
