"""One person's chat over a real database: raw updates in, messages out, without a network."""

from collections.abc import Sequence
from functools import partial
from itertools import count
from typing import Any

from bot.units import Done, Units
from storage import consents, outbox, people, places, shown
from storage.engine import Database
from storage.outbox import Letter, Result
from storage.tx import Tx
from talk.registry import Capability, Registry
from talk.telegram import read
from talk.turn import Turn
from tests.conftest import NOW

JSON = dict[str, Any]
MEI = {"id": 77, "is_bot": False, "first_name": "Mei", "language_code": "en"}


class Chat:
    """What a phone shows, and what its owner does; numbers count up from one."""

    def __init__(self, database: Database, capabilities: Sequence[Capability]) -> None:
        self.database = database
        self.now = NOW
        self.messages: dict[int, JSON] = {}
        self.sent = 0
        self.done = Done()
        self._numbers = count(1)
        self.brings(capabilities)

    def brings(self, capabilities: Sequence[Capability]) -> None:
        """Go on with other capabilities, as a deploy does."""
        self.units = Units(Registry(capabilities, "example_bot"), frozenset())

    async def says(self, text: str) -> int:
        """Write a text; returns its number."""
        message = self._message({"text": text})
        await self.handles({"message": message})
        return int(message["message_id"])

    async def edits(self, number: int, text: str) -> None:
        message = self._message({"text": text, "edit_date": self.now // 1000})
        await self.handles({"edited_message": message | {"message_id": number}})

    async def sends(self, *contents: JSON) -> None:
        """Send something else, or several things at once."""
        await self.handles(*({"message": self._message(content)} for content in contents))

    async def taps(self, label: str) -> None:
        """Tap the newest button with this label."""
        for number, body in sorted(self.messages.items(), reverse=True):
            for button in buttons(body):
                if button["text"] == label:
                    await self.taps_data(number, button["callback_data"])
                    return
        raise AssertionError(f"there is no button {label!r}")

    async def taps_data(self, number: int, data: str) -> None:
        message = self._message({}) | {"message_id": number}
        query = {"id": "1", "from": MEI, "chat_instance": "1", "message": message, "data": data}
        await self.handles({"callback_query": query})

    async def handles(self, *updates: JSON) -> None:
        """Let the bot handle updates that came together, and its letters arrive."""
        jobs = [
            self.units.handle(read({"update_id": next(self._numbers), **update}), self.now)
            for update in updates
        ]
        letters = []
        for done in await self.database.batch(jobs):
            assert isinstance(done, Done), done
            self.done = done
            letters += done.letters
        await self.arrive(letters)

    async def arrive(self, letters: Sequence[Letter]) -> None:
        for letter in letters:
            await self.database.run(partial(self._arrives, letter=letter))

    def _arrives(self, tx: Tx, letter: Letter) -> None:
        old = shown.get(tx, letter.shown_id) if letter.shown_id else None
        number = letter.message_id or (old.message_id if old else None)
        if letter.act == "send":
            number = next(self._numbers)
            self.messages[number] = letter.body
            self.sent += 1
        elif letter.act == "edit":
            assert number is not None
            self.messages[number] = letter.body
        elif number is not None:
            self.messages[number].pop("reply_markup", None)
        outbox.settle(tx, [Result(letter, "sent", self.now, number)])

    @property
    def text(self) -> str:
        """The newest message."""
        return str(self.messages[max(self.messages)]["text"])

    @property
    def labels(self) -> list[str]:
        """Every button in the chat."""
        return [b["text"] for body in self.messages.values() for b in buttons(body)]

    @property
    def keyboard(self) -> list[list[str]]:
        """The reply keyboard as it stands."""
        for _number, body in sorted(self.messages.items(), reverse=True):
            markup = body.get("reply_markup", {})
            if "keyboard" in markup:
                return [[key["text"] for key in row] for row in markup["keyboard"]]
        return []

    def _message(self, content: JSON) -> JSON:
        chat = {"id": MEI["id"], "type": "private", "first_name": "Mei"}
        number = next(self._numbers)
        return {"message_id": number, "date": self.now // 1000, "chat": chat, "from": MEI} | content


def buttons(body: JSON) -> list[JSON]:
    rows: list[list[JSON]] = body.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def photo(name: str, album: str | None = None, caption: str = "") -> JSON:
    """A photo, maybe one of an album."""
    size = {"file_id": f"file-{name}", "file_unique_id": name, "width": 9, "height": 9}
    content: JSON = {"photo": [size]}
    if album:
        content["media_group_id"] = album
    return content | ({"caption": caption} if caption else {})


async def opened(database: Database, capabilities: Sequence[Capability]) -> Chat:
    """The chat of somebody who has agreed to everything."""
    await database.run(lambda tx: places.add(tx, None, "subdistrict", "街道", "Asia/Shanghai", NOW))
    chat = Chat(database, capabilities)
    await database.run(_agree)
    return chat


def _agree(tx: Tx) -> None:
    person = people.add(tx, int(str(MEI["id"])), "en", NOW)
    consents.give(tx, person.id, "general", NOW)


def home(turn: Turn) -> None:
    turn.home()
