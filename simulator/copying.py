"""Sending on what stands in a chat already: copies, which hide where it is from, and forwards."""

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from simulator.action import Uploads
from simulator.refusal import bad_request
from simulator.sending import FILES, addressee, caption, common, deliver, picked

if TYPE_CHECKING:
    from simulator.telegram import Telegram

JSON = dict[str, Any]

_SEVERAL = 100
_OTHERS = ("location", "venue", "contact", "poll", "dice")
CONTENT = ("text", "entities", "caption", "caption_entities", *_OTHERS, *FILES)


def copy_message(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Send the content of another message anew."""
    source = telegram.known(params["from_chat_id"]).messages.get(params["message_id"])
    if source is None:
        raise bad_request("message to copy not found")
    content = picked(source, CONTENT)
    if not content:
        raise bad_request("message can't be copied")
    if "caption" in params and "text" not in content:
        content = picked(content, FILES) | caption(params)
    return {"message_id": deliver(telegram, params, content)["message_id"]}


def copy_messages(telegram: "Telegram", params: JSON, _uploads: Uploads) -> list[JSON]:
    """Send the content of several messages anew, leaving out what is not there."""

    def copied(source: JSON) -> JSON:
        content = picked(source, CONTENT)
        if params.get("remove_caption"):
            return {name: one for name, one in content.items() if not name.startswith("caption")}
        return content

    return _several(telegram, params, copied, "there are no messages to copy")


def forward_message(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Send another message on, saying where it is from."""
    source = telegram.known(params["from_chat_id"]).messages.get(params["message_id"])
    if source is None:
        raise bad_request("message to forward not found")
    if source.get("has_protected_content"):
        raise bad_request("message has protected content and can't be forwarded")
    content = forwarded(source)
    if not content:
        raise bad_request("message can't be forwarded")
    return deliver(telegram, params, content)


def forward_messages(telegram: "Telegram", params: JSON, _uploads: Uploads) -> list[JSON]:
    """Send several messages on, leaving out what is not there or must stay."""

    def allowed(source: JSON) -> JSON:
        return {} if source.get("has_protected_content") else forwarded(source)

    return _several(telegram, params, allowed, "there are no messages to forward")


def forwarded(source: JSON, *, hidden: bool = False) -> JSON:
    """The content of a message with its origin; `hidden` senders show only their name."""
    content = picked(source, CONTENT)
    return {"forward_origin": _origin(source, hidden), **content} if content else {}


def _origin(source: JSON, hidden: bool) -> JSON:
    if "forward_origin" in source:
        first: JSON = source["forward_origin"]
        return first
    date, chat = {"date": source["date"]}, source.get("sender_chat")
    if chat is None and hidden:
        return {"type": "hidden_user", **date, "sender_user_name": source["from"]["first_name"]}
    if chat is None:
        return {"type": "user", **date, "sender_user": source["from"]}
    if chat["type"] == "channel":
        return {"type": "channel", **date, "chat": chat, "message_id": source["message_id"]}
    return {"type": "chat", **date, "sender_chat": chat}


def _several(
    telegram: "Telegram", params: JSON, content_of: Callable[[JSON], JSON], nothing: str
) -> list[JSON]:
    numbers = params["message_ids"]
    if not 1 <= len(numbers) <= _SEVERAL:
        raise bad_request("too many message identifiers specified" if numbers else nothing)
    if any(one >= other for one, other in itertools.pairwise(numbers)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    chat = addressee(telegram, params)
    there = telegram.known(params["from_chat_id"]).messages
    found = [(there[number], content_of(there[number])) for number in numbers if number in there]
    found = [(source, content) for source, content in found if content]
    if not found:
        raise bad_request(nothing)
    telegram.limits.take(chat.id, len(found))
    # What was one album is one again, but not the old one.
    albums = {source["media_group_id"] for source, _ in found if "media_group_id" in source}
    renamed = {album: str(telegram.rng.getrandbits(53)) for album in sorted(albums)}
    sent = []
    for source, content in found:
        if "media_group_id" in source:
            content["media_group_id"] = renamed[source["media_group_id"]]
        sent.append(telegram.post(chat, {**common(chat, params), **content}))
    return [{"message_id": message["message_id"]} for message in sent]
