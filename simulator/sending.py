"""The methods with which the bot sends."""

from typing import TYPE_CHECKING, Any

from simulator import keyboards, media
from simulator.action import Action, Uploads
from simulator.refusal import bad_request, not_implemented
from simulator.replies import reply_fields
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
_FACTS = ("duration", "width", "height", "length", "performer", "title", "emoji", "thumbnail")
_MIXED = (frozenset({"photo", "video"}), frozenset({"document"}), frozenset({"audio"}))
_DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
FILES = (
    "animation",
    "audio",
    "document",
    "photo",
    "sticker",
    "video",
    "video_note",
    "voice",
    "has_media_spoiler",
)
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
    return deliver(telegram, params, content)


def file_sender(kind: str) -> Action:
    """The method that sends one file of this kind."""

    def send_file(telegram: "Telegram", params: JSON, uploads: Uploads) -> JSON:
        content = media.from_bot(telegram, kind, params[kind], uploads, **media_facts(params))
        return deliver(telegram, params, content | caption(params))

    return send_file


def send_media_group(telegram: "Telegram", params: JSON, uploads: Uploads) -> list[JSON]:
    """Send an album of 2 to 10 photos and videos, or of documents."""
    items = params["media"]
    if not 2 <= len(items) <= 10:
        raise bad_request("wrong number of media in an album: there must be from 2 to 10")
    kinds = {item["type"] for item in items}
    if not any(kinds <= fitting for fitting in _MIXED):
        names = ", ".join(sorted(kinds))
        raise bad_request(f"{names} can't be mixed with other media types")
    chat = addressee(telegram, params)
    telegram.limits.take(chat.id, len(items))
    contents = [
        media.from_bot(telegram, item["type"], item["media"], uploads, **media_facts(item))
        | caption(item)
        for item in items
    ]
    group = str(telegram.rng.getrandbits(53))
    shared = common(chat, params)
    return [
        telegram.post(chat, {**shared, **content, "media_group_id": group}) for content in contents
    ]


def send_location(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Send a point on the map."""
    names = ("latitude", "longitude", "horizontal_accuracy")
    return deliver(telegram, params, {"location": picked(params, names)})


def send_venue(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Send a place with its name and address."""
    names = ("title", "address", "foursquare_id", "google_place_id")
    location = picked(params, ("latitude", "longitude"))
    venue = {"location": location, **picked(params, names)}
    return deliver(telegram, params, {"location": location, "venue": venue})


def send_dice(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Let chance play."""
    emoji = params.get("emoji", "🎲")
    if emoji not in _DICE:
        raise bad_request("wrong dice emoji")
    value = telegram.rng.randint(1, _DICE[emoji])
    return deliver(telegram, params, {"dice": {"emoji": emoji, "value": value}})


def send_contact(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Send a phone number."""
    names = ("phone_number", "first_name", "last_name", "vcard")
    return deliver(telegram, params, {"contact": picked(params, names)})


def send_chat_action(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """Show that the bot is busy."""
    if params["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = telegram.reachable(params["chat_id"])
    telegram.events.tell(chat.id, "action", {"action": params["action"]})
    return True


def caption(params: JSON) -> JSON:
    """The caption of a medium, if it has one."""
    text, entities = formatted(
        params.get("caption", ""),
        params.get("parse_mode"),
        params.get("caption_entities"),
        CAPTION_LIMIT,
    )
    written: JSON = {"has_media_spoiler": True} if params.get("has_spoiler") else {}
    if text:
        written["caption"] = text
    if entities:
        written["caption_entities"] = entities
    return written


def media_facts(params: JSON) -> JSON:
    """What a bot says of a file besides the file."""
    return picked(params, _FACTS)


def deliver(telegram: "Telegram", params: JSON, content: JSON) -> JSON:
    """Put a message of the bot where the parameters say, in the way they say."""
    markup = params.get("reply_markup")
    keyboards.check_markup(markup)
    chat = addressee(telegram, params)
    shared = common(chat, params)
    telegram.limits.take(chat.id)
    return telegram.post(chat, {**shared, **content}, markup)


def addressee(telegram: "Telegram", params: JSON) -> Room:
    """The chat a message goes to, or the refusal."""
    for name in _BEYOND:
        if name in params:
            raise not_implemented(f'the parameter "{name}"')
    return telegram.reachable(params["chat_id"])


def common(chat: Room, params: JSON) -> JSON:
    """What every kind of message may carry."""
    fields: JSON = {}
    if params.get("protect_content"):
        fields["has_protected_content"] = True
    reply = params.get("reply_parameters")
    return fields if reply is None else fields | _reply(chat, reply)


def _reply(chat: Room, reply: JSON) -> JSON:
    if reply.get("chat_id", chat.id) != chat.id:
        raise not_implemented("replies to another chat")
    replied = chat.messages.get(reply["message_id"])
    if replied is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return reply_fields(replied, reply.get("quote"))


def picked(source: JSON, names: tuple[str, ...]) -> JSON:
    """The fields of these names that are there."""
    return {name: source[name] for name in names if name in source}
