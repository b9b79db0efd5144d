"""The methods with which the bot asks in a poll, and closes it."""

from typing import TYPE_CHECKING, Any

from simulator.action import Uploads
from simulator.polls import described
from simulator.refusal import bad_request, not_implemented
from simulator.sending import deliver

if TYPE_CHECKING:
    from simulator.telegram import Telegram

JSON = dict[str, Any]

_BEYOND = (
    "country_codes",
    "allow_adding_options",
    "explanation_media",
    "description",
    "media",
    "members_only",
)


def send_poll(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Ask a question with 1 to 12 answers."""
    for name in _BEYOND:
        if params.get(name):
            raise not_implemented(f'the parameter "{name}" of a poll')
    options = [option["text"] for option in params["options"]]
    poll = described(telegram, params["question"], options)
    for name in ("is_anonymous", "is_closed", "type", "allows_multiple_answers"):
        poll[name] = params.get(name, poll[name])
    if poll["type"] == "quiz":
        if not params.get("correct_option_ids"):
            raise bad_request("there must be at least one correct option")
        poll["correct_option_ids"] = params["correct_option_ids"]
    return deliver(telegram, params, {"poll": poll})


def stop_poll(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """Close a poll of the bot's."""
    chat = telegram.reachable(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None or "poll" not in message or not chat.wrote(message):
        raise bad_request("poll can't be stopped")
    if message["poll"]["is_closed"]:
        raise bad_request("poll has already been closed")
    closed = {**message["poll"], "is_closed": True}
    telegram.replace(chat, {**message, "poll": closed})
    return closed
