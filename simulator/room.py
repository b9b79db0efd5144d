"""A place with messages: what a private chat, a group and a channel have in common."""

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Room:
    """One chat of the bot, as everybody in it sees it now."""

    card: JSON
    keyboard: JSON | None = None
    messages: dict[int, JSON] = field(default_factory=dict)
    # Messages that Telegram does not let a bot edit, such as those sent with a reply keyboard.
    sealed: set[int] = field(default_factory=set)
    pinned: list[int] = field(default_factory=list)
    answers: deque[JSON] = field(default_factory=lambda: deque(maxlen=100))
    # The fields of a message that tell the bot sent it, where they are not "from" alone.
    posts_as: JSON | None = None

    @property
    def id(self) -> int:
        """The chat id of the Bot API."""
        number: int = self.card["id"]
        return number

    def admit(self) -> None:
        """Raise what the platform says to a bot that may not write here."""
        raise NotImplementedError

    def wrote(self, message: JSON) -> bool:
        """Whether the bot sent this message."""
        raise NotImplementedError

    def update(self, message: JSON) -> str | None:
        """The kind of update that tells the bot of a person's message; None if nothing does."""
        raise NotImplementedError

    def shown(self, message: JSON) -> JSON:
        """A message with the side it stands on."""
        return {**message, "out": self.wrote(message)}

    def keep(self, message: JSON, history: int | None) -> None:
        """Append a message, forgetting the oldest ones beyond the history."""
        self.messages[message["message_id"]] = message
        if history is not None and len(self.messages) > history:
            self.forget(next(iter(self.messages)))

    def forget(self, message_id: int) -> None:
        """Take a message out."""
        del self.messages[message_id]
        self.sealed.discard(message_id)
        if message_id in self.pinned:
            self.pinned.remove(message_id)

    def buttons(self, message_id: int) -> Collection[str]:
        """The callback data on the current keyboard of a message."""
        markup = self.messages.get(message_id, {}).get("reply_markup", {})
        return {
            button["callback_data"]
            for row in markup.get("inline_keyboard", ())
            for button in row
            if "callback_data" in button
        }
