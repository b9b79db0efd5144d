"""A chat on a screen, for tests: it waits until something can be seen on it."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.view import View, text_of

if TYPE_CHECKING:
    from simulator.client import Phones

JSON = dict[str, Any]
Found = TypeVar("Found")


class Screen:
    """A chat of the bot, followed over HTTP."""

    def __init__(self, phones: "Phones", name: str, path: str) -> None:
        self._phones = phones
        self._path = path
        self.view = View(name)
        self._seq = 0

    @property
    def last(self) -> JSON:
        """The newest message in the chat, as far as this screen has looked."""
        return next(reversed(self.messages.values()))

    @property
    def messages(self) -> dict[int, JSON]:
        """The messages in the chat by id, as far as this screen has looked."""
        return self.view.messages

    async def look(self) -> None:
        """Take the chat as it stands; what is in it counts as seen."""
        chat = await self._phones.get(f"{self._path}/chat")
        self.view.look(chat)
        self._seq = chat["seq"]

    async def sees(self, text: str) -> JSON:
        """Wait for a message or an edit newer than the last one seen that contains the text."""
        return await self._waits_for(
            lambda: _taken(self.view.unseen, lambda message: text in text_of(message)),
            f"nothing new says “{text}”",
        )

    async def hears(self, text: str) -> JSON:
        """Wait for the answer to a tap that contains the text."""
        return await self._waits_for(
            lambda: _taken(self.view.unheard, lambda answer: text in answer["text"]),
            f"no answer to a tap says “{text}”",
        )

    async def shows(self, text: str) -> bool:
        """Whether any message contains the text now, of which sees() will still be told if new."""
        await self._catch_up(0)  # what nobody has looked for yet would never show
        return any(text in text_of(message) for message in self.messages.values())

    async def _does(self, what: str, body: Any) -> JSON:
        done: JSON = await self._phones.post(f"{self._path}/{what}", body)
        return done

    async def _waits_for(self, find: Callable[[], Found | None], complaint: str) -> Found:
        """Look after everything new, until something is found or patience ends."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._phones.patience
        await self._catch_up(0)
        while (found := find()) is None:
            left = deadline - loop.time()
            if left <= 0:
                raise AssertionError(f"{self.view.name}: {complaint}\n{self}")
            await self._catch_up(left)
        return found

    async def _catch_up(self, seconds: float) -> None:
        path = f"{self._path}/waits?after={self._seq}&timeout={seconds}"
        news = await self._phones.get(path)
        for event in news["events"]:
            self.view.take(event)
        self._seq = news["seq"]

    def __str__(self) -> str:
        """The chat as it stands."""
        return str(self.view)


def _taken(waiting: list[JSON], fits: Callable[[JSON], bool]) -> JSON | None:
    """The first that fits; it and all before it no longer wait."""
    for index, one in enumerate(waiting):
        if fits(one):
            del waiting[: index + 1]
            return one
    return None
