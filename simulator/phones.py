"""What people do on their phones."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from simulator import media, polls
from simulator.copying import forwarded
from simulator.files import Upload
from simulator.groups import ANONYMOUS
from simulator.refusal import bad_request
from simulator.replies import reply_fields
from simulator.room import Room
from simulator.texts import CAPTION_LIMIT, TEXT_LIMIT, formatted

if TYPE_CHECKING:
    from simulator.telegram import Telegram

JSON = dict[str, Any]


def _place(telegram: "Telegram", person_id: int, chat_id: int | None) -> tuple[Room, JSON]:
    """Where somebody speaks, and the fields that tell the bot who does."""
    chat = telegram.chat_of(person_id)
    if chat_id is None:
        return chat, {"from": chat.user}
    group = telegram.groups.get(chat_id)
    if group is None:
        raise bad_request("there is no such group")
    group.check_place()
    member = group.member(chat.user)
    if not member.inside:
        raise bad_request("this person is not in the group")
    if group.kind == "channel":
        if not member.leads:
            raise bad_request("only administrators write in a channel")
        return group, {"sender_chat": group.card}
    if member.anonymous:
        return group, {"from": ANONYMOUS, "sender_chat": group.card}
    return group, {"from": chat.user}


def _body(text: str, limit: int, prefix: str = "") -> JSON:
    text, entities = formatted(text, None, None, limit)
    body: JSON = {prefix or "text": text}
    if entities:
        body[f"{prefix}_entities" if prefix else "entities"] = entities
    return body


def _reply(chat: Room, message_id: int | None, quote: str | None) -> JSON:
    if message_id is None:
        return {}
    if message_id not in chat.messages:
        raise bad_request("message to be replied not found")
    return reply_fields(chat.messages[message_id], quote)


def say(
    telegram: "Telegram",
    person_id: int,
    text: str,
    reply_to: int | None = None,
    *,
    quote: str | None = None,
    chat_id: int | None = None,
) -> JSON:
    """Write a text, maybe as an answer to a message or to the words quoted from it."""
    chat, sender = _place(telegram, person_id, chat_id)
    if not text.strip():
        raise bad_request("message text is empty")
    return telegram.receive(
        chat, sender, {**_reply(chat, reply_to, quote), **_body(text, TEXT_LIMIT)}
    )


def send(
    telegram: "Telegram",
    person_id: int,
    kind: str,
    *,
    upload: Upload | None = None,
    caption: str = "",
    media_group_id: str | None = None,
    reply_to: int | None = None,
    chat_id: int | None = None,
    **fields: Any,
) -> JSON:
    """Send something that is not a text; what is not given is invented."""
    chat, sender = _place(telegram, person_id, chat_id)
    person = telegram.chats[person_id].person
    content = _reply(chat, reply_to, None) | media.from_person(
        telegram, person, kind, upload, fields
    )
    if caption.strip():
        content |= _body(caption, CAPTION_LIMIT, "caption")
    if media_group_id:
        content["media_group_id"] = media_group_id
    return telegram.receive(chat, sender, content)


def album(
    telegram: "Telegram",
    person_id: int,
    kinds: Sequence[str],
    *,
    caption: str = "",
    reply_to: int | None = None,
    chat_id: int | None = None,
) -> list[JSON]:
    """Send several media as one album, the caption under the first."""
    group = str(telegram.rng.getrandbits(53))
    captions = [caption, *[""] * (len(kinds) - 1)]
    both: JSON = {"media_group_id": group, "reply_to": reply_to, "chat_id": chat_id}
    return [
        send(telegram, person_id, kind, caption=words, **both)
        for kind, words in zip(kinds, captions, strict=True)
    ]


def forward(
    telegram: "Telegram",
    person_id: int,
    message_id: int,
    *,
    source: int | None = None,
    hidden: bool = False,
    chat_id: int | None = None,
) -> JSON:
    """Send on a message from a chat (`source`) one is in; `hidden` authors show only a name."""
    origin, _ = _room_to_read(telegram, person_id, source)
    message = origin.messages.get(message_id)
    content = forwarded(message, hidden=hidden) if message is not None else {}
    if message is None or not content or message.get("has_protected_content"):
        raise bad_request("message can't be forwarded")
    chat, sender = _place(telegram, person_id, chat_id)
    return telegram.receive(chat, sender, content)


def vote(
    telegram: "Telegram",
    person_id: int,
    message_id: int,
    options: list[int],
    *,
    chat_id: int | None = None,
) -> JSON:
    """Vote in a poll."""
    room, user = _room_to_read(telegram, person_id, chat_id)
    return polls.vote(telegram, room, user, message_id, options)


def edit(
    telegram: "Telegram",
    person_id: int,
    message_id: int,
    text: str,
    *,
    chat_id: int | None = None,
) -> JSON:
    """Edit a text of one's own."""
    chat, sender = _place(telegram, person_id, chat_id)
    message = chat.messages.get(message_id)
    mine = message is not None and all(message.get(name) is sender[name] for name in sender)
    if message is None or not mine or "text" not in message:
        raise bad_request("message can't be edited")
    if not text.strip():
        raise bad_request("message text is empty")
    kept = {name: value for name, value in message.items() if name not in ("text", "entities")}
    edited = {**kept, "edit_date": int(telegram.clock()), **_body(text, TEXT_LIMIT)}
    telegram.replace(chat, edited)
    kind = chat.update(edited)
    if kind is not None:
        telegram.updates.add(f"edited_{kind}", edited)
    return edited


def tap(
    telegram: "Telegram",
    person_id: int,
    message_id: int,
    data: str,
    *,
    forged: bool = False,
    chat_id: int | None = None,
) -> str:
    """Tap an inline button; only a modified client (`forged`) sends data that is not there."""
    chat, user = _room_to_read(telegram, person_id, chat_id)
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request("there is no such message in this chat")
    if not forged and data not in chat.buttons(message_id):
        raise bad_request("there is no such button on this message")
    query = telegram.queries.ask(chat.id, data)
    telegram.updates.add(
        "callback_query",
        {
            "id": query.id,
            "from": user,
            "message": message,
            "chat_instance": str(7_000_000_000 + chat.id),
            "data": data,
        },
    )
    return query.id


def _room_to_read(telegram: "Telegram", person_id: int, chat_id: int | None) -> tuple[Room, JSON]:
    """Readers of a channel may not write there, but tap, vote and forward."""
    user = telegram.chat_of(person_id).user
    group = telegram.groups.get(chat_id) if chat_id is not None else None
    if group is not None and group.kind == "channel" and group.member(user).inside:
        return group, user
    return _place(telegram, person_id, chat_id)[0], user


def block(telegram: "Telegram", person_id: int, blocked: bool) -> None:
    """Stop the bot or start it again; the bot hears of it as of a change of its membership."""
    chat = telegram.chat_of(person_id)
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    telegram.events.tell(person_id, "blocked", {"blocked": blocked})
    member = {"user": telegram.bot, "status": "member"}
    kicked = {"user": telegram.bot, "status": "kicked", "until_date": 0}
    telegram.updates.add(
        "my_chat_member",
        {
            "chat": chat.card,
            "from": chat.user,
            "date": int(telegram.clock()),
            "old_chat_member": member if blocked else kicked,
            "new_chat_member": kicked if blocked else member,
        },
    )
