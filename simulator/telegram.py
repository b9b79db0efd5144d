"""Telegram in one process: people, chats, updates and the bot's calls; no HTTP in here."""

import itertools
import random
from collections.abc import Callable, Mapping
from typing import Any

from simulator import keyboards, phones
from simulator.clock import Clock
from simulator.events import Events, Listener
from simulator.faults import Faults
from simulator.files import Files, Upload
from simulator.journal import Journal
from simulator.limits import Limits
from simulator.methods import ACTIONS
from simulator.people import Chat, Person, for_phone
from simulator.queries import Queries
from simulator.refusal import Refusal, bad_request, forbidden, not_implemented
from simulator.table import TABLE
from simulator.updates import Updates

JSON = dict[str, Any]

DEFAULT_TOKEN = "700000001:simulated-bot-token-for-demonstration"  # noqa: S105 - opens nothing
NO_UPLOADS: Mapping[str, Upload] = {}


class Telegram:
    """The whole platform for one bot.

    `clock` gives seconds since the epoch; `seed` makes ids and faults repeatable; `journal`,
    `events` (per person) and `history` (messages per chat) bound what is kept.
    """

    def __init__(
        self,
        token: str = DEFAULT_TOKEN,
        *,
        username: str = "linli_demo_bot",
        name: str = "邻里",
        clock: Callable[[], float] | None = None,
        seed: int | None = None,
        limits: bool = True,
        journal: int = 10_000,
        events: int = 1_000,
        history: int | None = None,
    ) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self.clock = clock = clock or Clock()
        self.token = token
        self.bot = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        self.chats: dict[int, Chat] = {}
        self.updates = Updates(clock, self.rng)
        self.queries = Queries(clock, self.rng)
        self.files = Files(self.rng)
        self.limits = Limits(clock, limits)
        self.faults = Faults(self.rng)
        self.journal = Journal(journal)
        self.events = Events(events)
        self.settings: JSON = {}
        self.down = False
        self._history = history
        self._person_ids = itertools.count(800_000_001)
        self._message_ids = itertools.count(1)

    # The bot's side

    def call(
        self, method: str, given: JSON | None = None, uploads: Mapping[str, Upload] = NO_UPLOADS
    ) -> Any:
        """Do one method of the Bot API and return its result, or raise the refusal."""
        given = given or {}
        try:
            result = self._act(method, given, uploads)
        except Refusal as refusal:
            self.journal.add(self.clock(), method, given, None, refusal.body())
            raise
        self.journal.add(self.clock(), method, given, result, None)
        return result

    def _act(self, name: str, given: JSON, uploads: Mapping[str, Upload]) -> Any:
        method = TABLE.find(name)
        if method is None:
            raise Refusal(404, "Not Found")
        action = ACTIONS.get(method.name)
        if action is None:
            raise not_implemented(method.name)
        if uploads:
            given = given | {key: one for key, one in uploads.items() if key in method.checks}
        return action(self, method.check(given), uploads)

    async def get_updates(self, given: JSON) -> list[JSON]:
        """Long polling: waits for updates in real time."""
        method = TABLE.find("getUpdates")
        params = method.check(given) if method else {}
        self.updates.allow(params.get("allowed_updates"))
        limit = min(max(params.get("limit", 100), 1), 100)
        updates = await self.updates.poll(params.get("offset", 0), limit, params.get("timeout", 0))
        if self.faults.rules:
            return self.faults.stir(updates, list(self.updates.confirmed))
        return updates

    def reachable(self, chat_id: int | str) -> Chat:
        """The chat the bot may write to, or the refusal."""
        chat = self.known(chat_id)
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def known(self, chat_id: int | str) -> Chat:
        """The chat with that id, or "chat not found"."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def post(self, chat: Chat, content: JSON, markup: JSON | None = None) -> JSON:
        """Put a message of the bot into a chat."""
        message = self._message(chat, self.bot, content)
        if markup is not None:
            under = keyboards.inline(markup)
            if under:
                message["reply_markup"] = under
            elif "inline_keyboard" not in markup:
                chat.sealed.add(message["message_id"])
                self._set_keyboard(chat, markup)
        self._keep(chat, message)
        return message

    def replace(self, chat: Chat, message: JSON) -> None:
        """Put the new state of a message in the place of the old one."""
        chat.messages[message["message_id"]] = message
        if self.events.wanted:
            self.events.tell(chat.id, "edit", {"message": for_phone(message)})

    def remove(self, chat: Chat, message_id: int) -> None:
        """Take a message out of a chat."""
        del chat.messages[message_id]
        chat.sealed.discard(message_id)
        self.events.tell(chat.id, "delete", {"message_id": message_id})

    def _set_keyboard(self, chat: Chat, markup: JSON) -> None:
        if "keyboard" in markup or "remove_keyboard" in markup:
            chat.keyboard = markup if "keyboard" in markup else None
            self.events.tell(chat.id, "keyboard", {"keyboard": chat.keyboard})

    def _message(self, chat: Chat, sender: JSON, content: JSON) -> JSON:
        return {
            "message_id": next(self._message_ids),
            "from": sender,
            "chat": chat.card,
            "date": int(self.clock()),
            **content,
        }

    def _keep(self, chat: Chat, message: JSON) -> None:
        chat.keep(message, self._history)
        if self.events.wanted:
            self.events.tell(chat.id, "message", {"message": for_phone(message)})

    # The people's side

    def join(
        self,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str = "zh-hans",
        *,
        hint: str | None = None,
        id: int | None = None,  # noqa: A002 - the name of the field in the Bot API
    ) -> Person:
        """Give somebody a phone; a person whose id is already here is returned as they are."""
        if id is not None and id in self.chats:
            return self.chats[id].person
        person_id = id if id is not None else self._free_person_id()
        person = Person(person_id, first_name, last_name, username, language_code, hint)
        self.chats[person.id] = Chat.of(person)
        self.events.tell(person.id, "person", {"person_data": person.shown()})
        return person

    def _free_person_id(self) -> int:
        return next(number for number in self._person_ids if number not in self.chats)

    def listen(self, listener: Listener, person_id: int | None = None) -> Callable[[], None]:
        """Call the listener for every event (of one person) from now on; returns how to stop."""
        return self.events.listen(listener, person_id)

    def receive(self, chat: Chat, content: JSON) -> JSON:
        """Put a message of the person into their chat and tell the bot."""
        if chat.blocked:
            self.block(chat.id, False)
        chat.started = True
        message = self._message(chat, chat.user, content)
        self._keep(chat, message)
        self.updates.add("message", message)
        return message

    def say(self, person_id: int, text: str, reply_to: int | None = None) -> JSON:
        """The person writes a text."""
        return phones.say(self, person_id, text, reply_to)

    def send(self, person_id: int, kind: str, **fields: Any) -> JSON:
        """The person sends a photo, document, voice, video, sticker, location or contact."""
        return phones.send(self, person_id, kind, **fields)

    def edit(self, person_id: int, message_id: int, text: str) -> JSON:
        """The person edits a text of theirs."""
        return phones.edit(self, person_id, message_id, text)

    def tap(self, person_id: int, message_id: int, data: str, *, forged: bool = False) -> str:
        """The person taps an inline button; returns the id of the callback query."""
        return phones.tap(self, person_id, message_id, data, forged=forged)

    def block(self, person_id: int, blocked: bool) -> None:
        """The person stops the bot, or starts it again."""
        phones.block(self, person_id, blocked)
