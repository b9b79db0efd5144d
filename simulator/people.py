"""The people with their phones, and the chats they have with the bot."""

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a phone."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "zh-hans"
    hint: str | None = None

    def user(self) -> JSON:
        """The person as the bot sees them in an update."""
        user = {"id": self.id, "is_bot": False, **self._names()}
        return {**user, "language_code": self.language_code}

    def card(self) -> JSON:
        """The person as the private chat with them."""
        return {"id": self.id, "type": "private", **self._names()}

    def shown(self) -> JSON:
        """The person as the page sees them."""
        shown = {**self.user(), "hint": self.hint}
        return {name: value for name, value in shown.items() if value is not None}

    def _names(self) -> JSON:
        names = ("first_name", "last_name", "username")
        return {name: getattr(self, name) for name in names if getattr(self, name) is not None}


@dataclass(slots=True)
class Chat:
    """The private chat of a person with the bot, as both see it now."""

    person: Person
    user: JSON
    card: JSON
    started: bool = False
    blocked: bool = False
    keyboard: JSON | None = None
    messages: dict[int, JSON] = field(default_factory=dict)
    # Messages sent with a reply keyboard: Telegram does not let a bot edit them.
    sealed: set[int] = field(default_factory=set)
    answers: deque[JSON] = field(default_factory=lambda: deque(maxlen=100))

    @classmethod
    def of(cls, person: Person) -> "Chat":
        """An empty chat."""
        return cls(person, person.user(), person.card())

    @property
    def id(self) -> int:
        """The id of a private chat is that of the person."""
        return self.person.id

    def keep(self, message: JSON, history: int | None) -> None:
        """Append a message, forgetting the oldest ones beyond the history."""
        self.messages[message["message_id"]] = message
        if history is not None and len(self.messages) > history:
            oldest = next(iter(self.messages))
            del self.messages[oldest]
            self.sealed.discard(oldest)

    def buttons(self, message_id: int) -> Collection[str]:
        """The callback data on the current keyboard of a message."""
        markup = self.messages.get(message_id, {}).get("reply_markup", {})
        return {
            button["callback_data"]
            for row in markup.get("inline_keyboard", ())
            for button in row
            if "callback_data" in button
        }


def for_phone(message: JSON) -> JSON:
    """A message with the side it stands on."""
    return {**message, "out": message["from"]["is_bot"]}
