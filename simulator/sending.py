"""The methods with which the bot sends."""

from typing import TYPE_CHECKING, Any

from simulator import keyboards, media
from simulator.action import Action, Uploads
from simulator.refusal import bad_request, not_implemented
from simulator.room import Room
from simulator.texts import CAPTION_LIMIT, TEXT_LIMIT, formatted

if TYPE_CHECKING:
    from simulator.telegram import Telegram

JSON = dict[str, Any]

# Accepted by Telegram, but with effects the simulator does not have.
_BEYOND = (
    "business_connection_id",
    "direct_messages_topic_id",
    "message_thread_id",
    "suggested_post_parameters",
    "message_effect_id",
)
_FACTS = ("duration", "width", "height", "performer", "title")
_MEDIA = ("animation", "audio", "document", "photo", "sticker", "video", "voice")
_ACTIONS = frozenset(
    (
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    )
)


def send_message(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Send a text."""
    text, entities = formatted(
        params["text"], params.get("parse_mode"), params.get("entities"), TEXT_LIMIT
    )
    if not text:
        raise bad_request("message text is empty")
    content: JSON = {"text": text}
    if entities:
        content["entities"] = entities
    if "link_preview_options" in params:
        content["link_preview_options"] = params["link_preview_options"]
    return _send(telegram, params, content)


def file_sender(kind: str) -> Action:
    """The method that sends one file of this kind."""

    def send_file(telegram: "Telegram", params: JSON, uploads: Uploads) -> JSON:
        facts = {name: params[name] for name in _FACTS if name in params}
        content = media.from_bot(telegram, kind, params[kind], uploads, **facts)
        return _send(telegram, params, content | caption(params))

    return send_file


def send_media_group(telegram: "Telegram", params: JSON, uploads: Uploads) -> list[JSON]:
    """Send an album of 2 to 10 photos and videos, or of documents."""
    items = params["media"]
    if not 2 <= len(items) <= 10:
        raise bad_request("wrong number of media in an album: there must be from 2 to 10")
    kinds = {item["type"] for item in items}
    if "document" in kinds and len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")
    chat = _addressee(telegram, params)
    telegram.limits.take(chat.id, len(items))
    contents = [
        media.from_bot(telegram, item["type"], item["media"], uploads) | caption(item)
        for item in items
    ]
    group = str(telegram.rng.getrandbits(53))
    common = _common(chat, params)
    return [
        telegram.post(chat, {**common, **content, "media_group_id": group}) for content in contents
    ]


def send_location(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Send a point on the map."""
    names = ("latitude", "longitude", "horizontal_accuracy")
    return _send(telegram, params, {"location": _picked(params, names)})


def send_contact(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Send a phone number."""
    names = ("phone_number", "first_name", "last_name", "vcard")
    return _send(telegram, params, {"contact": _picked(params, names)})


def send_chat_action(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """Show that the bot is busy."""
    if params["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = telegram.reachable(params["chat_id"])
    telegram.events.tell(chat.id, "action", {"action": params["action"]})
    return True


def copy_message(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Send the content of another message anew."""
    source = telegram.known(params["from_chat_id"]).messages.get(params["message_id"])
    if source is None:
        raise bad_request("message to copy not found")
    names = ("text", "entities", "caption", "caption_entities", "location", "contact", *_MEDIA)
    content = _picked(source, names)
    if "caption" in params and "text" not in content:
        content = _picked(content, _MEDIA) | caption(params)
    return {"message_id": _send(telegram, params, content)["message_id"]}


def caption(params: JSON) -> JSON:
    """The caption of a medium, if it has one."""
    text, entities = formatted(
        params.get("caption", ""),
        params.get("parse_mode"),
        params.get("caption_entities"),
        CAPTION_LIMIT,
    )
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def _send(telegram: "Telegram", params: JSON, content: JSON) -> JSON:
    markup = params.get("reply_markup")
    keyboards.check_markup(markup)
    chat = _addressee(telegram, params)
    common = _common(chat, params)
    telegram.limits.take(chat.id)
    return telegram.post(chat, {**common, **content}, markup)


def _addressee(telegram: "Telegram", params: JSON) -> Room:
    for name in _BEYOND:
        if name in params:
            raise not_implemented(f'the parameter "{name}"')
    return telegram.reachable(params["chat_id"])


def _common(chat: Room, params: JSON) -> JSON:
    common: JSON = {}
    if params.get("protect_content"):
        common["has_protected_content"] = True
    reply = params.get("reply_parameters")
    if reply is not None:
        replied = chat.messages.get(reply["message_id"])
        if replied is not None:
            common["reply_to_message"] = {
                name: value for name, value in replied.items() if name != "reply_to_message"
            }
        elif not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
    return common


def _picked(source: JSON, names: tuple[str, ...]) -> JSON:
    return {name: source[name] for name in names if name in source}
