"""What a person did, as the capabilities see it: free of the platform's own types."""

from dataclasses import dataclass

from talk.answers import Sent


@dataclass(frozen=True, slots=True)
class Sender:
    """Who did it, as the platform names them."""

    telegram_id: int
    name: str
    language_code: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One update: a text, a command, a tap, something sent, an edit, or a change of reach."""

    update_id: int
    chat_id: int = 0
    private: bool = False
    sender: Sender | None = None
    message_id: int | None = None
    text: str | None = None
    command: str | None = None
    argument: str = ""
    data: str | None = None
    query_id: str | None = None
    sent: Sent | None = None
    forwarded: bool = False  # somebody else's words, sent on
    replied: int | None = None  # the message to which this is a reply
    edited: bool = False  # not a new message: one of before, as it reads now
    reachable: bool | None = None  # the person blocked the bot (False) or let it in again (True)
    kind: str = ""  # of the chat: private, group, supergroup or channel
    title: str = ""  # of the chat, as its members call it
    moved: tuple[int, int] | None = None  # the group has another number: from, to
