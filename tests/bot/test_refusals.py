"""What each refusal of the platform means for delivery."""

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.refusals import Meaning, meaning

TABLE = [
    (BadRequest("Message is not modified: specified new message content"), Meaning.DONE),
    (BadRequest("Message to edit not found"), Meaning.GONE),
    (BadRequest("Message can't be edited"), Meaning.GONE),
    (BadRequest("Can't parse entities: unexpected end"), Meaning.PLAIN),
    (BadRequest("Chat not found"), Meaning.UNREACHABLE),
    (BadRequest("PEER_ID_INVALID"), Meaning.UNREACHABLE),
    (Forbidden("Forbidden: bot was blocked by the user"), Meaning.UNREACHABLE),
    (Forbidden("Forbidden: user is deactivated"), Meaning.UNREACHABLE),
    (Forbidden("Forbidden: bot can't initiate conversation with a user"), Meaning.UNREACHABLE),
    (Forbidden("Forbidden: bot was kicked from the group chat"), Meaning.UNREACHABLE),
    (InvalidToken(), Meaning.DENIED),
    (ChatMigrated(-100), Meaning.FAILED),
    (BadRequest("Message is too long"), Meaning.FAILED),
    (BadRequest("Something nobody has heard of"), Meaning.FAILED),
    (NetworkError("ClientOSError"), Meaning.AGAIN),
    (TimedOut("no answer in time"), Meaning.AGAIN),
    (TelegramError("Internal Server Error"), Meaning.AGAIN),
]


@pytest.mark.parametrize(("refusal", "means"), TABLE, ids=[str(row[0])[:40] for row in TABLE])
def test_what_a_refusal_means(refusal: TelegramError, means: Meaning) -> None:
    assert meaning(refusal) is means
