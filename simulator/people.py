"""The people with their phones, and the chats they have with the bot."""

from dataclasses import dataclass
from typing import Any

from simulator.refusal import forbidden
from simulator.room import Room

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


@dataclass(slots=True, kw_only=True)
class Chat(Room):
    """The private chat of a person with the bot."""

    person: Person
    user: JSON
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    @classmethod
    def of(cls, person: Person) -> "Chat":
        """An empty chat."""
        return cls(person=person, user=person.user(), card=person.card())

    def admit(self) -> None:
        """Refuse a bot that was stopped, or never started."""
        if self.deactivated:
            raise forbidden("user is deactivated")
        if self.blocked:
            raise forbidden("bot was blocked by the user")
        if not self.started:
            raise forbidden("bot can't initiate conversation with a user")

    def wrote(self, message: JSON) -> bool:
        """Here only the person and the bot write."""
        is_bot: bool = message["from"]["is_bot"]
        return is_bot

    def update(self, _message: JSON) -> str:
        """Everything a person writes in private reaches the bot."""
        return "message"
