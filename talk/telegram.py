"""The one place that knows the platform's own types: updates in, events out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from telegram import ChatMember, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatType

from talk.answers import Attachment, Contact, Position, Sent
from talk.events import Event, Sender

GONE = frozenset({ChatMember.BANNED, ChatMember.LEFT})
SENT = (
    "photo",
    "sticker",
    "voice",
    "video",
    "video_note",
    "audio",
    "animation",  # before the document that comes with it
    "document",
    "venue",  # before the location that comes with it
    "location",
    "contact",
    "poll",
    "dice",
)


SAID = {"message_id", "date", "chat", "from", "text"}  # by somebody, in words and nothing else


class UnreadableUpdate(Exception):
    """An update that cannot be parsed; it is set aside."""


def read(raw: dict[str, Any]) -> Event:
    """Return the event an update stands for; raise UnreadableUpdate if it makes no sense."""
    try:
        if query := raw.get("callback_query"):
            return _tap(raw, query)
        if (message := raw.get("message")) and message.keys() - {"entities"} == SAID:
            return _said(raw, _cleaned(message))
        return _event(Update.de_json(_cleaned(raw), None))
    except Exception as error:
        # Whatever the library stumbles over, it stumbles over again: the update is to blame.
        raise UnreadableUpdate(type(error).__name__) from error


def _event(update: Update) -> Event:
    if update.message is not None:
        return _message(update.update_id, update.message)
    if update.edited_message is not None:
        return replace(_message(update.update_id, update.edited_message), edited=True)
    if update.my_chat_member is not None:
        return _reach(update.update_id, update.my_chat_member)
    return Event(update.update_id)


def _tap(raw: dict[str, Any], query: dict[str, Any]) -> Event:
    """Read a tap without the message it stands on: that is most of the cost of reading it."""
    message = query.get("message")
    tapped = _cleaned({**query, "message": None})
    user = User.de_json(tapped["from"], None)
    own: dict[str, Any] = {"id": user.id, "type": ChatType.PRIVATE}
    chat = message["chat"] if message else own
    return Event(
        int(raw["update_id"]),
        int(chat["id"]),
        chat["type"] == ChatType.PRIVATE,
        _sender(user),
        int(message["message_id"]) if message else None,
        data=str(tapped.get("data") or ""),
        query_id=str(tapped["id"]),
    )


def _said(raw: dict[str, Any], message: dict[str, Any]) -> Event:
    """Read mere words without the library's types: that is most of the cost of reading them."""
    chat, text = message["chat"], str(message["text"])
    command, argument = _command(text)
    return Event(
        int(raw["update_id"]),
        int(chat["id"]),
        chat["type"] == ChatType.PRIVATE,
        _sender(User.de_json(message["from"], None)),
        int(message["message_id"]),
        text=text,
        command=command,
        argument=argument,
        kind=str(chat["type"]),
        title=str(chat.get("title", "")),
    )


def _message(update_id: int, message: Message) -> Event:
    command, argument = _command(message.text)
    # Who writes in the name of a chat is nobody: a group and its administrators have no rights.
    known = message.from_user is not None and message.sender_chat is None
    return Event(
        update_id,
        message.chat.id,
        message.chat.type == ChatType.PRIVATE,
        _sender(message.from_user) if known and message.from_user else None,
        message.message_id,
        text=message.text,
        command=command,
        argument=argument,
        sent=_sent(message),
        forwarded=message.forward_origin is not None,
        replied=message.reply_to_message.message_id if message.reply_to_message else None,
        kind=message.chat.type,
        title=message.chat.title or "",
        moved=_moved(message),
    )


def _moved(message: Message) -> tuple[int, int] | None:
    """Where a group has gone that became a supergroup: each of both says so."""
    if message.migrate_to_chat_id is not None:
        return message.chat.id, message.migrate_to_chat_id
    if message.migrate_from_chat_id is not None:
        return message.migrate_from_chat_id, message.chat.id
    return None


def _reach(update_id: int, change: ChatMemberUpdated) -> Event:
    return Event(
        update_id,
        change.chat.id,
        change.chat.type == ChatType.PRIVATE,
        _sender(change.from_user),
        kind=change.chat.type,
        title=change.chat.title or "",
        reachable=change.new_chat_member.status not in GONE,
    )


def _sender(user: User) -> Sender:
    return Sender(user.id, user.full_name, user.language_code)


def _command(text: str | None) -> tuple[str | None, str]:
    if not text or not text.startswith("/"):
        return None, ""
    head, _space, argument = text[1:].partition(" ")
    return head.partition("@")[0].lower(), argument.strip()


def _sent(message: Message) -> Sent | None:
    for kind in SENT:
        found = getattr(message, kind)
        if found:
            file = found[-1] if kind == "photo" else found
            return Sent(
                kind,
                _attachment(kind, file),
                message.caption or "",
                getattr(file, "file_size", None) or 0,
                message.media_group_id,
                _contact(message),
                _position(message),
            )
    return None if message.text else Sent("other", None, "")


def _attachment(kind: str, file: Any) -> Attachment | None:
    if not hasattr(file, "file_unique_id"):
        return None
    return Attachment(file_id=file.file_id, unique_id=file.file_unique_id, kind=kind)


def _contact(message: Message) -> Contact | None:
    contact = message.contact
    if contact is None:
        return None
    own = message.from_user is not None and contact.user_id == message.from_user.id
    return Contact(contact.phone_number, own)


def _position(message: Message) -> Position | None:
    venue = message.venue
    location = venue.location if venue else message.location
    if location is None:
        return None
    words = f"{venue.title}, {venue.address}" if venue else ""
    return Position(latitude=location.latitude, longitude=location.longitude, words=words[:200])


def _cleaned(value: Any) -> Any:
    """NUL and lone surrogates, which no database takes, become the replacement character."""
    if isinstance(value, str):
        if "\0" in value:
            value = value.replace("\0", "\ufffd")
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _cleaned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return value
