"""The methods about the bot itself, its chats and files."""

from typing import TYPE_CHECKING, Any

from simulator.action import Action, Uploads
from simulator.files import DOWNLOAD_LIMIT
from simulator.groups import Group
from simulator.people import Chat
from simulator.refusal import bad_request

if TYPE_CHECKING:
    from simulator.telegram import Telegram

JSON = dict[str, Any]

_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
_LIMITS = {"name": 64, "description": 512, "short_description": 120}


def get_me(telegram: "Telegram", _params: JSON, _uploads: Uploads) -> JSON:
    """Who the bot is."""
    return {
        **telegram.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": not telegram.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def text_setter(name: str) -> Action:
    """The method that sets one of the bot's texts."""

    def set_text(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
        text = params.get(name, "")
        if len(text) > _LIMITS[name]:
            raise bad_request(f"BOT_{name.upper()}_TOO_LONG")
        telegram.settings[f"{name}:{params.get('language_code', '')}"] = text
        return True

    return set_text


def text_getter(name: str) -> Action:
    """The method that tells one of the bot's texts."""

    def get_text(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
        wanted = telegram.settings.get(f"{name}:{params.get('language_code', '')}")
        return {name: wanted or telegram.settings.get(f"{name}:", "")}

    return get_text


def set_chat_menu_button(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """Set what the button beside the input line does."""
    button = params.get("menu_button", {"type": "default"})
    telegram.settings[f"menu_button:{params.get('chat_id', '')}"] = button
    return True


def get_chat_menu_button(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """What the button beside the input line does."""
    general = telegram.settings.get("menu_button:", {"type": "commands"})
    own: JSON | None = telegram.settings.get(f"menu_button:{params.get('chat_id', '')}")
    return own or dict(general)


def get_chat(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """All that is known of a chat."""
    chat = telegram.known(params["chat_id"])
    if isinstance(chat, Group):
        chat.admit()
    elif isinstance(chat, Chat) and not chat.started:
        raise bad_request("chat not found")
    pinned = {"pinned_message": chat.messages[chat.pinned[-1]]} if chat.pinned else {}
    return {
        **chat.card,
        **pinned,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, True),
    }


def get_file(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Where a file can be downloaded."""
    file = telegram.files.by_id(params["file_id"])
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.data) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
        "file_path": file.path,
    }
