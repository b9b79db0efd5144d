"""A simulated Telegram that keeps book of everything it let in and everything it took."""

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from simulator.clock import Clock
from simulator.files import Upload
from simulator.telegram import NO_UPLOADS, Telegram
from simulator.updates import Updates

SENDS = ("sendMessage", "sendPhoto")
TOKEN = "700000002:the-chaos-has-no-secret-token"
_CASE = re.compile(r"^\d{4}-\d+ · ", re.MULTILINE)
_ANSWERING = ("Answer", "✅ Sent")  # the questions and the receipt come again with each round


class Sent(NamedTuple):
    """A message of the bot as it was when it came."""

    chat_id: int
    text: str

    @property
    def about_a_case(self) -> bool:
        """Whether the text names a case, so that nobody may get it twice."""
        return bool(_CASE.search(self.text)) and not self.text.startswith(_ANSWERING)


class Recorded(Updates):
    """Updates that remember every id they gave out."""

    def __init__(self, telegram: Telegram) -> None:
        super().__init__(telegram.clock, telegram.rng)
        self.made: set[int] = set()

    def add(self, kind: str, content: Any) -> int | None:
        update_id = super().add(kind, content)
        if update_id is not None:
            self.made.add(update_id)
        return update_id

    @property
    def acknowledged(self) -> set[int]:
        """Everything the bot has confirmed."""
        return self.made - {update["update_id"] for update in self.waiting()}


class Watched(Telegram):
    """Telegram without limits of its own: what refuses here is a fault that was ordered."""

    def __init__(self, seed: int) -> None:
        self.in_vain = 0
        self.hands = Clock()
        super().__init__(TOKEN, clock=self.hands, seed=seed, limits=False, journal=0, events=0)
        self.recorded = Recorded(self)
        self.updates = self.recorded
        self.sent: dict[int, Sent] = {}
        self.unanswered: set[int] = set()  # sent, and the answer got lost on its way
        self.polled = asyncio.Event()
        self.last_call = time.monotonic()
        self.on_poll: Callable[[], None] = lambda: None
        self._resets: dict[str, int] = {}

    @property
    def down(self) -> bool:
        """Whether nothing is answered; asking is what the bot does in vain then."""
        self.in_vain += self._down
        return self._down

    @down.setter
    def down(self, down: bool) -> None:
        self._down = down

    def call(
        self,
        method: str,
        given: dict[str, Any] | None = None,
        uploads: Mapping[str, Upload] = NO_UPLOADS,
    ) -> Any:
        """Do what the bot asks, and write down what was sent."""
        self.last_call = time.monotonic()
        lost = self._answer_lost(method)
        result = super().call(method, given, uploads)
        if method in SENDS:
            number = result["message_id"]
            self.sent[number] = Sent(result["chat"]["id"], result.get("text", ""))
            if lost:
                self.unanswered.add(number)
        return result

    async def get_updates(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        """Note that the bot has begun to listen, and what it acknowledges."""
        self.polled.set()
        self.on_poll()
        return await super().get_updates(given)

    def _answer_lost(self, method: str) -> bool:
        """Whether a reset after the deed has just been counted: it comes right before its call."""
        rules = [rule for rule in self.faults.rules if rule.kind == "reset_after"]
        count = sum(rule.count for rule in rules if rule.method == method)
        before, self._resets[method] = self._resets.get(method, 0), count
        return count > before
