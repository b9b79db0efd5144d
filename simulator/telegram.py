"""Telegram in one process: people, chats, updates and the bot's calls; no HTTP in here."""

import itertools
import random
from collections.abc import Callable, Mapping
from typing import Any

from simulator import keyboards, membership, phones
from simulator.clock import Clock
from simulator.events import Events, Listener
from simulator.faults import Faults
from simulator.files import Files, Upload
from simulator.groups import Group
from simulator.journal import Journal
from simulator.limits import Limits
from simulator.menus import Scope
from simulator.methods import ACTIONS
from simulator.people import Chat, Person
from simulator.queries import Queries
from simulator.refusal import Refusal, bad_request, not_implemented
from simulator.room import Room
from simulator.table import TABLE
from simulator.updates import Updates
from simulator.webhook import Webhook

JSON = dict[str, Any]

DEFAULT_TOKEN = "700000001:simulated-bot-token-for-demonstration"  # noqa: S105 - opens nothing
NO_UPLOADS: Mapping[str, Upload] = {}


class Telegram:
    """The whole platform for one bot.

    `clock` gives seconds since the epoch; `seed` makes ids and faults repeatable; with
    `privacy` the bot hears in groups only what is meant for it; `journal`, `events` (per chat)
    and `history` (messages per chat) bound what is kept.
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
        privacy: bool = True,
        journal: int = 10_000,
        events: int = 1_000,
        history: int | None = None,
    ) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self.clock = clock = clock or Clock()
        self.token = token
        self.bot: JSON = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        self._by_bot = {"from": self.bot}
        self.privacy = privacy
        self.chats: dict[int, Chat] = {}
        self.groups: dict[int, Group] = {}
        self.updates = Updates(clock, self.rng)
        self.queries = Queries(clock, self.rng)
        self.files = Files(self.rng)
        self.limits = Limits(clock, limits)
        self.faults = Faults(self.rng)
        self.journal = Journal(journal)
        self.events = Events(events)
        self.settings: JSON = {}
        self.menus: dict[tuple[Scope, str], list[JSON]] = {}
        self.votes: dict[str, dict[int, list[int]]] = {}
        self.webhook: Webhook | None = None
        self.down = False
        self._history = history
        self._person_ids = itertools.count(800_000_001)
        self._group_ids = itertools.count(5_000_001)
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
        if self.webhook is not None:
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active;"
                " use deleteWebhook to delete the webhook first",
            )
        method = TABLE.find("getUpdates")
        params = method.check(given) if method else {}
        self.updates.allow(params.get("allowed_updates"))
        limit = min(max(params.get("limit", 100), 1), 100)
        updates = await self.updates.poll(params.get("offset", 0), limit, params.get("timeout", 0))
        if self.faults.rules:
            return self.faults.stir(updates, list(self.updates.confirmed))
        return updates

    def reachable(self, chat_id: int | str) -> Room:
        """The chat the bot may write to, or the refusal."""
        chat = self.known(chat_id)
        chat.admit()
        return chat

    def known(self, chat_id: int | str) -> Room:
        """The chat with that id, or "chat not found"."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        return chat if chat is not None else self._known_group(chat_id)

    def _known_group(self, chat_id: int | str) -> Group:
        """Only groups and channels may also be addressed by their @username."""
        if isinstance(chat_id, str):
            named = (one for one in self.groups.values() if one.answers_to(chat_id))
            group = next(named, None)
        else:
            group = self.groups.get(chat_id)
        if group is None:
            raise bad_request("chat not found")
        group.check_place()
        return group

    def post(self, chat: Room, content: JSON, markup: JSON | None = None) -> JSON:
        """Put a message of the bot into a chat."""
        message = self._message(chat, chat.posts_as or self._by_bot, content)
        if isinstance(chat, Group):
            chat.own.add(message["message_id"])
        if markup is not None:
            under = keyboards.inline(markup)
            if under:
                message["reply_markup"] = under
            elif "inline_keyboard" not in markup:
                chat.sealed.add(message["message_id"])
                self._set_keyboard(chat, markup)
        self._keep(chat, message)
        return message

    def replace(self, chat: Room, message: JSON) -> None:
        """Put the new state of a message in the place of the old one."""
        chat.messages[message["message_id"]] = message
        if self.events.wanted:
            self.events.tell(chat.id, "edit", {"message": chat.shown(message)})

    def remove(self, chat: Room, message_id: int) -> None:
        """Take a message out of a chat."""
        chat.forget(message_id)
        self.events.tell(chat.id, "delete", {"message_id": message_id})

    def _set_keyboard(self, chat: Room, markup: JSON) -> None:
        if "keyboard" in markup or "remove_keyboard" in markup:
            chat.keyboard = markup if "keyboard" in markup else None
            self.events.tell(chat.id, "keyboard", {"keyboard": chat.keyboard})

    def _message(self, chat: Room, sender: JSON, content: JSON) -> JSON:
        return {
            "message_id": next(self._message_ids),
            **sender,
            "chat": chat.card,
            "date": int(self.clock()),
            **content,
        }

    def _keep(self, chat: Room, message: JSON) -> None:
        chat.keep(message, self._history)
        if self.events.wanted:
            self.events.tell(chat.id, "message", {"message": chat.shown(message)})

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

    def chat_of(self, person_id: int) -> Chat:
        """The private chat of a person."""
        try:
            return self.chats[person_id]
        except KeyError:
            raise bad_request("there is no such person") from None

    def receive(self, chat: Room, sender: JSON, content: JSON) -> JSON:
        """Put a message of a person into a chat and tell the bot, if it is for the bot."""
        if isinstance(chat, Chat):
            if chat.blocked:
                self.block(chat.id, False)
            chat.started = True
        message = self._message(chat, sender, content)
        self._keep(chat, message)
        kind = chat.update(message)
        if kind is not None:
            self.updates.add(kind, message)
        return message

    def note(self, chat: Room, sender: JSON, content: JSON, *, heard: bool = True) -> JSON:
        """Put a service message into a chat; those reach a bot whatever its privacy."""
        message = self._message(chat, sender, content)
        chat.sealed.add(message["message_id"])
        self._keep(chat, message)
        if heard:
            self.updates.add("channel_post" if chat.posts_as else "message", message)
        return message

    def found(self, title: str, owner: int, **fields: Any) -> Group:
        """Somebody founds a group or, by its `kind`, a supergroup or channel."""
        return membership.found(self, title, owner=owner, **fields)

    def free_group_id(self, kind: str) -> int:
        """An id nobody has, as the platform forms them."""
        number = next(self._group_ids)
        return -number if kind == "group" else -1_000_000_000_000 - number

    def say(
        self,
        person_id: int,
        text: str,
        reply_to: int | None = None,
        *,
        chat_id: int | None = None,
    ) -> JSON:
        """The person writes a text, in private or in the group with that id."""
        return phones.say(self, person_id, text, reply_to, chat_id=chat_id)

    def send(self, person_id: int, kind: str, **fields: Any) -> JSON:
        """The person sends a photo, document, voice, video, sticker, location or contact."""
        return phones.send(self, person_id, kind, **fields)

    def edit(
        self, person_id: int, message_id: int, text: str, *, chat_id: int | None = None
    ) -> JSON:
        """The person edits a text of theirs."""
        return phones.edit(self, person_id, message_id, text, chat_id=chat_id)

    def tap(
        self,
        person_id: int,
        message_id: int,
        data: str,
        *,
        forged: bool = False,
        chat_id: int | None = None,
    ) -> str:
        """The person taps an inline button; returns the id of the callback query."""
        return phones.tap(self, person_id, message_id, data, forged=forged, chat_id=chat_id)

    def block(self, person_id: int, blocked: bool) -> None:
        """The person stops the bot, or starts it again."""
        phones.block(self, person_id, blocked)
