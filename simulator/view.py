"""A chat as its phone shows it: what came, what can be tapped, how it reads."""

from typing import Any

JSON = dict[str, Any]


class View:
    """The messages and buttons of one chat, kept up to date by events."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.messages: dict[int, JSON] = {}
        self.keyboard: JSON | None = None
        # What came and was not yet asked for by sees() or hears().
        self.unseen: list[JSON] = []
        self.unheard: list[JSON] = []
        self._tapped: set[tuple[int, str]] = set()

    def look(self, chat: JSON) -> None:
        """Take the chat as it stands; what is in it counts as seen."""
        self.messages = {message["message_id"]: message for message in chat["messages"]}
        self.keyboard = chat["keyboard"]

    def take(self, event: JSON) -> None:
        """Follow one event."""
        match event["type"]:
            case "message" | "edit":
                self._take_message(event["message"])
            case "delete":
                self.messages.pop(event["message_id"], None)
            case "keyboard":
                self.keyboard = event["keyboard"]
            case "answer":
                self.unheard.append(event)

    def _take_message(self, message: JSON) -> None:
        message_id = message["message_id"]
        self.messages[message_id] = message
        if message["out"]:
            self.unseen.append(message)
            self._tapped = {key for key in self._tapped if key[0] != message_id}

    def tapped(self, message_id: int, data: str) -> None:
        """Remember a tap: the same button is found again only once its message has changed."""
        self._tapped.add((message_id, data))

    def inline_button(self, label: str) -> tuple[int, str] | None:
        """The newest inline button of exactly that label: its message and data."""
        return next(
            (
                (message_id, button["callback_data"])
                for message_id, message in reversed(self.messages.items())
                for button in inline_buttons(message)
                if button["text"] == label
            ),
            None,
        )

    def button(self, label: str, again: bool) -> tuple[int, str] | str | None:
        """The newest button of that label: message and data, or the text of a key to say."""
        keys = _labels(self.keyboard, "keyboard")
        inline = [
            (message_id, button)
            for message_id, message in reversed(self.messages.items())
            for button in inline_buttons(message)
            if again or (message_id, button["callback_data"]) not in self._tapped
        ]
        for message_id, button in inline:
            if button["text"] == label:
                return message_id, button["callback_data"]
        if label in keys:
            return label
        for message_id in reversed(self.messages):
            found = [one for number, one in inline if number == message_id and label in one["text"]]
            if found:
                return message_id, self._only(label, found)["callback_data"]
        parts = [key for key in keys if label in key]
        return str(self._only(label, [{"text": key} for key in parts])["text"]) if parts else None

    def _only(self, label: str, found: list[JSON]) -> JSON:
        if len(found) == 1:
            return found[0]
        names = "、".join(one["text"] for one in found)
        raise AssertionError(f"“{label}” may be any of {names}\n{self}")

    def __str__(self) -> str:
        """The chat as it stands."""
        lines = [f"The chat of {self.name}:"]
        for message in self.messages.values():
            side = "bot" if message["out"] else self.name
            lines.append(f"  {side}: {text_of(message) or _kinds(message)}")
            labels = [f"[{button['text']}]" for button in inline_buttons(message)]
            if labels:
                lines.append("    " + " ".join(labels))
        keys = _labels(self.keyboard, "keyboard")
        return "\n".join([*lines, "  ⌨ " + " · ".join(keys)] if keys else lines)


def text_of(message: JSON) -> str:
    """The text or caption of a message."""
    text: str = message.get("text") or message.get("caption") or ""
    return text


def inline_buttons(message: JSON) -> list[JSON]:
    """The buttons of a message that ask the bot."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row if "callback_data" in button]


def _labels(markup: JSON | None, name: str) -> list[str]:
    return [button["text"] for row in (markup or {}).get(name, []) for button in row]


def _kinds(message: JSON) -> str:
    common = {"message_id", "from", "chat", "date", "out", "reply_markup", "edit_date"}
    return "(" + "、".join(sorted(message.keys() - common)) + ")"
