"""Phones for tests: people who write, tap and wait until they see something."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeVar

import aiohttp

from simulator.view import View, text_of

JSON = dict[str, Any]
Found = TypeVar("Found")

PATIENCE = 10.0


class Phones:
    """The people's side of a running simulator."""

    def __init__(self, base_url: str, *, patience: float = PATIENCE) -> None:
        self._base_url = base_url.rstrip("/")
        self.patience = patience
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        # Every phone may wait at the same time.
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(connector=connector)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def person(
        self,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str = "zh-hans",
        **fields: Any,
    ) -> "Phone":
        """The phone of a person, new unless the id is already known."""
        fields |= {"first_name": first_name, "language_code": language_code}
        fields |= {"last_name": last_name} if last_name else {}
        fields |= {"username": username} if username else {}
        phone = Phone(self, await self.post("/sim/people", fields))
        await phone.look()
        return phone

    async def fault(self, kind: str, **settings: Any) -> int:
        """Put a fault in force; returns the id of its rule."""
        rule = await self.post("/sim/faults", {"kind": kind, **settings})
        return int(rule["id"])

    async def fault_counts(self) -> dict[int, int]:
        """How often each fault really happened."""
        counts = (await self.get("/sim/faults"))["counts"]
        return {int(rule): count for rule, count in counts.items()}

    async def clear_faults(self) -> None:
        """Take all faults out of force."""
        await self._request("DELETE", "/sim/faults")

    async def journal(self, after: int = 0) -> list[JSON]:
        """The bot's calls after the one with that id."""
        calls: list[JSON] = (await self.get(f"/sim/journal?after={after}"))["calls"]
        return calls

    async def pause(self, **parts: bool) -> None:
        """Stop (True) or go on (False) with `polling` or the whole `api`."""
        await self.post("/sim/pause", parts)

    async def get(self, path: str) -> Any:
        """The JSON answer to a GET."""
        return await self._request("GET", path)

    async def post(self, path: str, body: Any) -> Any:
        """The JSON answer to a POST of a JSON object or a form."""
        form = isinstance(body, aiohttp.FormData)
        return await self._request("POST", path, **{"data" if form else "json": body})

    async def _request(self, method: str, path: str, **options: Any) -> Any:
        if self._session is None:
            raise RuntimeError("use it as: async with Phones(url) as phones")
        url = self._base_url + path
        async with self._session.request(method, url, **options) as response:
            answer = await response.json()
        if response.status >= 400:
            raise AssertionError(f"{method} {path}: {answer['error']}")
        return answer


class Phone:
    """One person's chat with the bot, as they see it."""

    def __init__(self, phones: Phones, person: JSON) -> None:
        self._phones = phones
        self.person = person
        self.id: int = person["id"]
        self.view = View(person["first_name"])
        self._seq = 0

    @property
    def last(self) -> JSON:
        """The newest message in the chat, as far as this phone has looked."""
        return next(reversed(self.messages.values()))

    @property
    def messages(self) -> dict[int, JSON]:
        """The messages in the chat by id, as far as this phone has looked."""
        return self.view.messages

    async def look(self) -> None:
        """Take the chat as it stands; what is in it counts as seen."""
        chat = await self._phones.get(f"/sim/people/{self.id}/chat")
        self.view.look(chat)
        self._seq = chat["seq"]

    async def says(self, text: str, reply_to: int | None = None) -> JSON:
        """Write a text."""
        return await self._does("says", {"text": text, "reply_to": reply_to})

    async def sends(self, kind: str, **fields: Any) -> JSON:
        """Send a photo, document, voice, video, sticker, location or contact."""
        return await self._does("sends", {"kind": kind, **fields})

    async def sends_photo(
        self, caption: str = "", data: bytes | None = None, **fields: Any
    ) -> JSON:
        """Send a photo: the given bytes, or a generated picture."""
        if data is None:
            return await self.sends("photo", caption=caption, **fields)
        form = aiohttp.FormData({"kind": "photo", "caption": caption, **fields})
        form.add_field("file", data, filename="photo.png", content_type="image/png")
        return await self._does("sends", form)

    async def edits(self, message_id: int, text: str) -> JSON:
        """Edit a text of one's own."""
        return await self._does("edits", {"message_id": message_id, "text": text})

    async def blocks(self, blocked: bool = True) -> None:
        """Stop the bot, or start it again."""
        await self._does("blocks", {"blocked": blocked})

    async def taps(self, label: str, *, again: bool = False) -> str | None:
        """Tap the newest button of that label, waiting until there is one.

        The label is exact or a unique part, inline or on the reply keyboard, which is said. A
        button already tapped is tapped once more only if its message has changed, or `again`.
        Returns the id of the callback query, None for a label that was said.
        """
        button: str | tuple[int, str] = await self._waits_for(
            lambda: self.view.button(label, again), f"there is no button “{label}” to tap"
        )
        if isinstance(button, str):
            await self.says(button)
            return None
        message_id, data = button
        return await self.taps_data(message_id, data)

    async def taps_data(self, message_id: int, data: str, *, forged: bool = False) -> str:
        """Tap by callback data; `forged` as only a modified client can."""
        self.view.tapped(message_id, data)
        body = {"message_id": message_id, "data": data, "forged": forged}
        return str((await self._does("taps", body))["callback_query_id"])

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

    def shows(self, text: str) -> bool:
        """Whether any message this phone has looked at contains the text now."""
        return any(text in text_of(message) for message in self.messages.values())

    async def _does(self, what: str, body: Any) -> JSON:
        done: JSON = await self._phones.post(f"/sim/people/{self.id}/{what}", body)
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
        path = f"/sim/people/{self.id}/waits?after={self._seq}&timeout={seconds}"
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
