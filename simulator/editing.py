"""The methods with which the bot changes what it sent, and answers taps."""

from typing import TYPE_CHECKING, Any

from simulator import keyboards, media
from simulator.action import Uploads
from simulator.groups import Group
from simulator.refusal import bad_request, not_implemented
from simulator.room import Room
from simulator.sending import FILES, caption, media_facts
from simulator.texts import TEXT_LIMIT, formatted

if TYPE_CHECKING:
    from simulator.telegram import Telegram

JSON = dict[str, Any]

_DELETABLE = 48 * 3600
_ANSWER_LIMIT = 200
_SEVERAL = 100


def edit_text(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Replace the text and the buttons of a text message."""
    if not params.get("text"):
        raise bad_request("message text is empty")
    text, entities = formatted(
        params["text"], params.get("parse_mode"), params.get("entities"), TEXT_LIMIT
    )
    if not text:
        raise bad_request("message text is empty")
    chat, message = _editable(telegram, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    content = {"text": text, "entities": entities}
    return _edit(telegram, chat, message, content, params.get("reply_markup"))


def edit_caption(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Replace the caption and the buttons of a medium."""
    chat, message = _editable(telegram, params)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    content = {"caption": None, "caption_entities": None} | caption(params)
    return _edit(telegram, chat, message, content, params.get("reply_markup"))


def edit_reply_markup(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Replace the buttons only."""
    chat, message = _editable(telegram, params)
    return _edit(telegram, chat, message, {}, params.get("reply_markup"))


def edit_media(telegram: "Telegram", params: JSON, uploads: Uploads) -> JSON:
    """Replace the medium and its caption, or put one in the place of a text."""
    chat, message = _editable(telegram, params)
    if "text" not in message and not any(kind in message for kind in FILES):
        raise bad_request("there is no media in the message to edit")
    item = params["media"]
    facts = media_facts(item)
    fresh = media.from_bot(telegram, item["type"], item["media"], uploads, **facts)
    names = ("text", "entities", "caption", "caption_entities", *FILES)
    content = dict.fromkeys(names) | fresh | caption(item)
    return _edit(telegram, chat, message, content, params.get("reply_markup"))


def delete_message(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """Take a message of the last 48 hours out of the chat."""
    chat = _cleared(telegram, params)
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    _delete(telegram, chat, message)
    return True


def delete_messages(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """Take out those of up to 100 messages that are there."""
    if not 1 <= len(params["message_ids"]) <= _SEVERAL:
        raise bad_request("message identifiers are not specified or too many")
    chat = _cleared(telegram, params)
    for message in [chat.messages.get(number) for number in params["message_ids"]]:
        if message is not None:
            _delete(telegram, chat, message)
    return True


def _cleared(telegram: "Telegram", params: JSON) -> Room:
    """A chat the bot may clear: a person's even after they stopped it."""
    chat = telegram.known(params["chat_id"])
    if isinstance(chat, Group):
        chat.admit()
    return chat


def _delete(telegram: "Telegram", chat: Room, message: JSON) -> None:
    if isinstance(chat, Group) and not (chat.wrote(message) or chat.me.leads):
        raise bad_request("message can't be deleted")
    if telegram.clock() - message["date"] > _DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    telegram.remove(chat, message["message_id"])


def answer_callback_query(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """Answer a tap."""
    text = params.get("text", "")
    if len(text) > _ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query = telegram.queries.answer(params["callback_query_id"])
    answer = {
        "callback_query_id": query.id,
        "text": text,
        "show_alert": params.get("show_alert", False),
        "data": query.data,
    }
    # A group may have become a supergroup since the tap: the answer still arrives.
    room = telegram.chats.get(query.chat_id) or telegram.groups[query.chat_id]
    room.answers.append(answer)
    if telegram.events.wanted:
        telegram.events.tell(query.chat_id, "answer", answer)
    return True


def _editable(telegram: "Telegram", params: JSON) -> tuple[Room, JSON]:
    if "inline_message_id" in params:
        raise not_implemented("messages of inline mode")
    if "chat_id" not in params:
        raise bad_request("chat_id is empty")
    if "message_id" not in params:
        raise bad_request("message identifier is not specified")
    keyboards.check_markup(params.get("reply_markup"))
    chat = telegram.reachable(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if not chat.wrote(message) or message["message_id"] in chat.sealed:
        raise bad_request("message can't be edited")
    return chat, message


def _edit(
    telegram: "Telegram", chat: Room, message: JSON, content: JSON, markup: JSON | None
) -> JSON:
    change = {**content, "reply_markup": keyboards.inline(markup)}
    if all((message.get(name) or None) == (value or None) for name, value in change.items()):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are"
            " exactly the same as a current content and reply markup of the message"
        )
    telegram.limits.take(chat.id)
    edited = {name: value for name, value in message.items() if name not in change}
    edited["edit_date"] = int(telegram.clock())
    edited |= {name: value for name, value in change.items() if value}
    telegram.replace(chat, edited)
    return edited
