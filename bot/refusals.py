"""What a refused request means: one table for delivery."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.transport import AnswerLost


class Meaning(Enum):
    """What to do about a refusal."""

    DONE = "done"  # what we wanted is so already
    GONE = "gone"  # the message is not there any more: send it anew
    PLAIN = "plain"  # as bare text it will pass
    UNREACHABLE = "unreachable"  # nothing reaches this person
    STRANGE = "strange"  # a file's number is not known any more: send the file itself
    FAILED = "failed"  # our own mistake: never repeated, logged once
    AGAIN = "again"  # a passing fault of the network or the platform
    DENIED = "denied"  # the token is not accepted


@dataclass(frozen=True, slots=True)
class _Refusal:
    fragment: str
    meaning: Meaning


_REFUSALS = (
    _Refusal("message is not modified", Meaning.DONE),
    _Refusal("message to edit not found", Meaning.GONE),
    _Refusal("message can't be edited", Meaning.GONE),
    _Refusal("can't parse entities", Meaning.PLAIN),
    _Refusal("button_", Meaning.PLAIN),  # such as BUTTON_USER_PRIVACY_RESTRICTED
    _Refusal("wrong file identifier", Meaning.STRANGE),
    _Refusal("wrong remote file", Meaning.STRANGE),
    _Refusal("chat not found", Meaning.UNREACHABLE),
    _Refusal("user is deactivated", Meaning.UNREACHABLE),
    _Refusal("peer_id_invalid", Meaning.UNREACHABLE),
)


def meaning(error: TelegramError) -> Meaning:
    """Return what a refusal other than "too many requests" means."""
    if isinstance(error, Forbidden):
        return Meaning.UNREACHABLE
    if isinstance(error, InvalidToken):
        return Meaning.DENIED
    if isinstance(error, ChatMigrated):
        return Meaning.FAILED
    if not isinstance(error, BadRequest):
        return Meaning.AGAIN
    text = error.message.lower()
    for refusal in _REFUSALS:
        if refusal.fragment in text:
            return refusal.meaning
    return Meaning.FAILED


def unsure(error: TelegramError) -> bool:
    """Whether what was asked may have been done all the same."""
    return isinstance(error, TimedOut | AnswerLost)


def seconds_of(error: RetryAfter) -> float:
    """How long the platform wants us to wait."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
