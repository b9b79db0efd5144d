"""What people do in a chat, from the JSON in which it is asked; private where no chat is named."""

from collections.abc import Callable
from typing import Any

from simulator import phones
from simulator.answers import field
from simulator.files import Upload
from simulator.telegram import Telegram

JSON = dict[str, Any]
Deed = Callable[[Telegram, int, int | None, JSON, Upload | None], Any]


def _says(telegram: Telegram, who: int, chat: int | None, given: JSON, _: Upload | None) -> JSON:
    text, reply_to, quote = field(given, "text", str), given.get("reply_to"), given.get("quote")
    return phones.say(telegram, who, text, reply_to, quote=quote, chat_id=chat)


def _sends(
    telegram: Telegram, who: int, chat: int | None, given: JSON, upload: Upload | None
) -> JSON:
    field(given, "kind", str)
    return phones.send(telegram, who, upload=upload, chat_id=chat, **given)


def _albums(
    telegram: Telegram, who: int, chat: int | None, given: JSON, _: Upload | None
) -> list[JSON]:
    kinds, caption = field(given, "kinds", list), given.get("caption", "")
    reply_to = given.get("reply_to")
    return phones.album(telegram, who, kinds, caption=caption, reply_to=reply_to, chat_id=chat)


def _forwards(
    telegram: Telegram, who: int, chat: int | None, given: JSON, _: Upload | None
) -> JSON:
    source, hidden = given.get("from_chat_id"), given.get("hidden", False)
    number = field(given, "message_id", int)
    return phones.forward(telegram, who, number, source=source, hidden=hidden, chat_id=chat)


def _taps(telegram: Telegram, who: int, chat: int | None, given: JSON, _: Upload | None) -> JSON:
    number, data = field(given, "message_id", int), field(given, "data", str)
    forged = given.get("forged", False)
    query = phones.tap(telegram, who, number, data, forged=forged, chat_id=chat)
    return {"callback_query_id": query}


def _votes(telegram: Telegram, who: int, chat: int | None, given: JSON, _: Upload | None) -> JSON:
    number, options = field(given, "message_id", int), field(given, "options", list)
    return phones.vote(telegram, who, number, options, chat_id=chat)


def _edits(telegram: Telegram, who: int, chat: int | None, given: JSON, _: Upload | None) -> JSON:
    number, text = field(given, "message_id", int), field(given, "text", str)
    return phones.edit(telegram, who, number, text, chat_id=chat)


DEEDS: dict[str, Deed] = {
    "says": _says,
    "sends": _sends,
    "albums": _albums,
    "forwards": _forwards,
    "taps": _taps,
    "votes": _votes,
    "edits": _edits,
}
