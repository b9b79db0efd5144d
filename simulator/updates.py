"""The queue of updates, with the offset semantics of getUpdates."""

import asyncio
import random
from collections import OrderedDict, deque
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import Any

from simulator.refusal import Refusal

JSON = dict[str, Any]

RETENTION = 24 * 3600
_LONGEST_WAIT = 50
_REMEMBERED = 500
_OTHER_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
# Telegram leaves these out unless they are asked for by name.
_ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Updates:
    """Updates waiting for the bot; times are seconds of the injected clock."""

    def __init__(self, clock: Callable[[], float], rng: random.Random) -> None:
        self._clock = clock
        self._rng = rng
        # By id, oldest first: ids may restart lower, and a webhook takes them out of turn.
        self._waiting: OrderedDict[int, tuple[float, JSON]] = OrderedDict()
        self._next_id = rng.randrange(10**8, 9 * 10**8)
        self.allowed: frozenset[str] | None = None
        self._poll: asyncio.Future[bool | str] | None = None
        self.notify: Callable[[], None] | None = None
        self.held = False
        self.confirmed: deque[JSON] = deque(maxlen=_REMEMBERED)

    def __len__(self) -> int:
        self._expire()
        return len(self._waiting)

    def add(self, kind: str, content: Any) -> int | None:
        """Queue an update; None when the bot did not ask for this kind."""
        allowed = self.allowed
        if kind not in allowed if allowed else kind in _ONLY_ON_REQUEST:
            return None
        update_id = self._next_id
        self._next_id += 1
        self._waiting[update_id] = (self._clock(), {"update_id": update_id, kind: content})
        self.tell()
        return update_id

    def allow(self, kinds: Collection[str] | None) -> None:
        """Remember which kinds the bot wants from now on; None keeps what was said before."""
        if kinds is not None:
            self.allowed = frozenset(kinds)

    def restart_ids(self) -> None:
        """Go on from a random lower id, as Telegram may after a quiet week."""
        self._next_id = self._rng.randrange(10**6, 10**8)

    def drop(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()

    def hold(self, held: bool) -> None:
        """Deliver nothing while held; what happens meanwhile waits."""
        self.held = held
        self.tell()

    def read(self, offset: int, limit: int) -> list[JSON]:
        """Confirm everything below the offset and return what comes after."""
        self._expire()
        if offset < 0:
            while len(self._waiting) > -offset:
                self._confirm_oldest()
        elif offset > 0:
            # Ids may restart lower, so the queue is not sorted: stop at the first that stays.
            while self._waiting and next(iter(self._waiting)) < offset:
                self._confirm_oldest()
        if self.held:
            return []
        return list(islice(self.waiting(), limit))

    def waiting(self) -> Iterator[JSON]:
        """What waits, oldest first."""
        self._expire()
        return (update for _, update in self._waiting.values())

    def has(self, update_id: int) -> bool:
        """Whether an update still waits."""
        self._expire()
        return update_id in self._waiting

    def confirm(self, update_id: int) -> None:
        """Take out one update, whatever its turn."""
        if update_id in self._waiting:
            self.confirmed.append(self._waiting.pop(update_id)[1])

    def _confirm_oldest(self) -> None:
        self.confirmed.append(self._waiting.popitem(last=False)[1][1])

    async def poll(self, offset: int, limit: int, seconds: float) -> list[JSON]:
        """Read, waiting up to so many real seconds for something to come."""
        self.interrupt(_OTHER_POLL)
        found = self.read(offset, limit)
        deadline = asyncio.get_running_loop().time() + min(seconds, _LONGEST_WAIT)
        while not found and await self._something(deadline):
            found = self.read(offset, limit)
        return found

    async def _something(self, deadline: float) -> bool:
        loop = asyncio.get_running_loop()
        if loop.time() >= deadline:
            return False
        poll = self._poll = loop.create_future()
        alarm = loop.call_at(deadline, _finish, poll, False)
        try:
            outcome = await poll
        finally:
            alarm.cancel()
            if self._poll is poll:
                self._poll = None
        if isinstance(outcome, str):
            raise Refusal(409, f"Conflict: {outcome}")
        return bool(outcome)

    def interrupt(self, why: str) -> None:
        """End the poll that waits, if there is one, as a conflict."""
        if self._poll is not None:
            _finish(self._poll, why)

    def tell(self) -> None:
        """Wake whoever waits for updates."""
        if self._poll is not None:
            _finish(self._poll, True)
        if self.notify is not None:
            self.notify()

    def _expire(self) -> None:
        oldest = self._clock() - RETENTION
        while self._waiting and next(iter(self._waiting.values()))[0] < oldest:
            self._waiting.popitem(last=False)


def _finish(poll: "asyncio.Future[Any]", outcome: bool | str) -> None:
    if not poll.done():
        poll.set_result(outcome)
