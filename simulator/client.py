"""Phones for tests: people who write, tap and wait until they see something."""

from types import TracebackType
from typing import Any, Self

import aiohttp

from simulator.screen import Screen

JSON = dict[str, Any]

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

    async def group(self, title: str, owner: "Phone", *others: "Phone", **fields: Any) -> "Wall":
        """A group (or, by its `kind`, a supergroup or channel) somebody founds with others."""
        fields |= {"title": title, "owner": owner.id, "members": [one.id for one in others]}
        return await self.wall(await self.post("/sim/groups", fields))

    async def wall(self, group: JSON) -> "Wall":
        """The wall of a group that is there already."""
        wall = Wall(self, group)
        await wall.look()
        return wall

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

    async def journal(self, after: int = 0, *, everything: bool = False) -> list[JSON]:
        """The bot's calls after the one with that id, or `everything` it asked."""
        path = f"/sim/journal?after={after}{'&all' if everything else ''}"
        calls: list[JSON] = (await self.get(path))["calls"]
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


class Phone(Screen):
    """One person's chat with the bot, as they see it."""

    def __init__(self, phones: Phones, person: JSON) -> None:
        super().__init__(phones, person["first_name"], f"/sim/people/{person['id']}")
        self.person = person
        self.id: int = person["id"]

    async def says(
        self, text: str, reply_to: int | None = None, *, quote: str | None = None
    ) -> JSON:
        """Write a text, maybe as an answer to a message or to words quoted from it."""
        return await self._does("says", {"text": text, "reply_to": reply_to, "quote": quote})

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

    async def sends_album(
        self, *kinds: str, caption: str = "", reply_to: int | None = None
    ) -> list[JSON]:
        """Send several media as one album, maybe as an answer to a message."""
        body = {"kinds": kinds, "caption": caption, "reply_to": reply_to}
        sent: list[JSON] = await self._phones.post(f"{self._path}/albums", body)
        return sent

    async def forwards(self, message_id: int, **fields: Any) -> JSON:
        """Send on a message, of this chat or (`from_chat_id`) of a group."""
        return await self._does("forwards", {"message_id": message_id, **fields})

    async def votes(self, message_id: int, *options: int) -> JSON:
        """Vote in a poll; without options, take the vote back."""
        return await self._does("votes", {"message_id": message_id, "options": options})

    async def edits(self, message_id: int, text: str) -> JSON:
        """Edit a text of one's own."""
        return await self._does("edits", {"message_id": message_id, "text": text})

    async def blocks(self, blocked: bool = True) -> None:
        """Stop the bot, or start it again."""
        await self._does("blocks", {"blocked": blocked})

    async def deactivates(self, deactivated: bool = True) -> None:
        """Give up the account, or take it up again."""
        await self._does("deactivates", {"deactivated": deactivated})

    async def taps(self, label: str, *, again: bool = False) -> str | None:
        """Tap the newest button of that label, waiting until there is one.

        The label is exact or a unique part, inline or on the reply keyboard, which is said. A
        button already tapped is tapped once more only if its message has changed, or `again`.
        Returns the id of the callback query, None for a label that was said.
        """
        while True:
            button: str | tuple[int, str] = await self._waits_for(
                lambda: self.view.button(label, again), f"there is no button “{label}” to tap"
            )
            if isinstance(button, str):
                await self.says(button)
                return None
            message_id, data = button
            try:
                return await self.taps_data(message_id, data)
            except AssertionError:
                await self._catch_up(0)
                if data in str(self.messages.get(message_id)):
                    raise  # else it was redrawn under the finger: tap what stands there now

    async def finds(self, label: str) -> None:
        """Wait until there is a button of that label, which may have been tapped."""
        await self._waits_for(
            lambda: self.view.button(label, again=True), f"there is no button “{label}”"
        )

    async def taps_data(self, message_id: int, data: str, *, forged: bool = False) -> str:
        """Tap by callback data; `forged` as only a modified client can."""
        self.view.tapped(message_id, data)
        body = {"message_id": message_id, "data": data, "forged": forged}
        return str((await self._does("taps", body))["callback_query_id"])


class Wall(Screen):
    """A group or channel, as everybody in it sees it; each deed says whose it is."""

    def __init__(self, phones: Phones, group: JSON) -> None:
        super().__init__(phones, group["title"], f"/sim/groups/{group['id']}")
        self.phones = phones
        self.group = group
        self.id: int = group["id"]

    async def says(self, who: Phone, text: str, reply_to: int | None = None) -> JSON:
        """Somebody writes a text."""
        return await self._does("says", {"person": who.id, "text": text, "reply_to": reply_to})

    async def sends(self, who: Phone, kind: str, **fields: Any) -> JSON:
        """Somebody sends anything but text."""
        return await self._does("sends", {"person": who.id, "kind": kind, **fields})

    async def edits(self, who: Phone, message_id: int, text: str) -> JSON:
        """Somebody edits a text of theirs."""
        return await self._does("edits", {"person": who.id, "message_id": message_id, "text": text})

    async def taps(self, who: Phone, label: str) -> str:
        """Somebody taps the newest inline button of that label, waiting until there is one."""
        message_id, data = await self._waits_for(
            lambda: self.view.inline_button(label), f"there is no button “{label}” to tap"
        )
        body = {"person": who.id, "message_id": message_id, "data": data}
        return str((await self._does("taps", body))["callback_query_id"])

    async def member(self, who: Phone | int, status: str, **fields: Any) -> None:
        """Somebody (the bot by its id) comes, goes, or is made something else."""
        number = who if isinstance(who, int) else who.id
        self.group = await self._does("members", {"person": number, "status": status, **fields})

    async def migrates(self) -> "Wall":
        """Become a supergroup; returns the wall on which everything goes on."""
        return await self.phones.wall(await self._does("migrates", {}))
