"""The methods that pin messages and take the pins out again."""

from typing import TYPE_CHECKING, Any

from simulator.action import Uploads
from simulator.groups import Group
from simulator.refusal import bad_request
from simulator.room import Room

if TYPE_CHECKING:
    from simulator.telegram import Telegram

JSON = dict[str, Any]


def pin_chat_message(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """Pin a message; the bot hears of its own pin, as of everybody's."""
    chat = _governed(telegram, params)
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to pin not found")
    if message["message_id"] not in chat.pinned:
        chat.pinned.append(message["message_id"])
        pinned = {name: one for name, one in message.items() if name != "reply_to_message"}
        telegram.note(chat, chat.posts_as or {"from": telegram.bot}, {"pinned_message": pinned})
    return True


def unpin_chat_message(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """Take out one pin, the newest if none is named."""
    chat = _governed(telegram, params)
    number = params.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    return True


def unpin_all_chat_messages(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """Take out all pins."""
    _governed(telegram, params).pinned.clear()
    return True


def _governed(telegram: "Telegram", params: JSON) -> Room:
    chat = telegram.reachable(params["chat_id"])
    if isinstance(chat, Group) and not chat.me.leads:
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat
