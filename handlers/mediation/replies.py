"""A reply to the card of a dispute: a side's goes to the mediator, the mediator's to nobody yet."""

from typing import Any

from community.mediation.access import in_hand, taking_part
from handlers.mediation.talking import Relay, Say
from talk import filling
from talk.answers import Said, Sent
from talk.beside import SPOKEN
from talk.turn import Turn
from talk.words import _

FIELDS = {"photo": "photos", "voice": "voices"}


def of_side(turn: Turn, case_id: int, message: Said | Sent) -> bool:
    """Begin to tell the mediator what a side replies."""
    given = given_by(message)
    if not given:
        return False
    taking_part(turn.tx, turn.who, case_id)
    heard = _("📝 This is for the mediator alone. Please see whether it is right.")
    album = message.album if isinstance(message, Sent) else None
    filling.start(turn, Say, {"case": case_id}, given, album, heard)
    return True


def of_mediator(turn: Turn, case_id: int, message: Said | Sent) -> bool:
    """Ask the mediator who shall read what they reply: nothing goes anywhere by itself."""
    words = message.text if isinstance(message, Said) else message.caption
    if not words.strip():
        return False
    in_hand(turn.tx, turn.who, case_id)
    heard = _("📝 Nobody has read this yet. To whom shall it go?")
    filling.start(turn, Relay, {"case": case_id}, {"text": words.strip()}, heard=heard)
    return True


def given_by(message: Said | Sent) -> dict[str, Any]:
    """The words of a message, and its file where that can be kept."""
    words = (message.text if isinstance(message, Said) else message.caption).strip()
    given: dict[str, Any] = {"text": words} if words else {}
    if isinstance(message, Sent) and message.file is not None and message.kind in FIELDS:
        given[FIELDS[message.kind]] = [message.file]
        if not words and message.kind == "voice":
            given["text"] = SPOKEN
    return given
