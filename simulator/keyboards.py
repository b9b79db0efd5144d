"""What may stand under a message or above the input line."""

from typing import Any

from simulator.refusal import bad_request

JSON = dict[str, Any]

_INLINE_LIMIT = 100
_REPLY_LIMIT = 300
_NOT_ACTIONS = frozenset({"text", "style", "icon_custom_emoji_id"})
_URL_STARTS = ("http://", "https://", "tg://", "ton://")


def check_markup(markup: JSON | None) -> None:
    """Refuse the keyboards that Telegram refuses."""
    if markup is None:
        return
    if "inline_keyboard" in markup:
        _check_inline(markup["inline_keyboard"])
    elif "keyboard" in markup:
        _check_reply(markup["keyboard"])


def inline(markup: JSON | None) -> JSON | None:
    """The inline keyboard of a message; an empty one is none."""
    if markup is None or "inline_keyboard" not in markup:
        return None
    rows = [row for row in markup["inline_keyboard"] if row]
    return {"inline_keyboard": rows} if rows else None


def _check_inline(rows: list[list[JSON]]) -> None:
    if sum(map(len, rows)) > _INLINE_LIMIT:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            actions = button.keys() - _NOT_ACTIONS
            if len(actions) != 1:
                raise bad_request(
                    "can't parse inline keyboard button: Text buttons are unallowed in the inline"
                    " keyboard"
                    if not actions
                    else "can't parse inline keyboard button: exactly one action is allowed"
                )
            if not button["text"].strip():
                raise bad_request("can't parse inline keyboard button: text is empty")
            data = button.get("callback_data")
            if data is not None and not 1 <= len(data.encode()) <= 64:
                raise bad_request("BUTTON_DATA_INVALID")
            url = button.get("url")
            if url is not None and not url.startswith(_URL_STARTS):
                raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _check_reply(rows: list[list[JSON]]) -> None:
    if not any(rows):
        raise bad_request("reply keyboard markup must be non-empty")
    if sum(map(len, rows)) > _REPLY_LIMIT:
        raise bad_request("reply markup is too long")
    if any(not button["text"].strip() for row in rows for button in row):
        raise bad_request("can't parse keyboard button: text is empty")
