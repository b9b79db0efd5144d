"""The queue of updates, with the offset semantics of getUpdates."""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Collection
from typing import Any

from simulator.refusal import Refusal

JSON = dict[str, Any]

RETENTION = 24 * 3600
_LONGEST_WAIT = 50
_REMEMBERED = 500
# Telegram leaves these out unless they are asked for by name.
_ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Updates:
    """Updates waiting for the bot; times are seconds of the injected clock."""

    def __init__(self, clock: Callable[[], float], rng: random.Random) -> None:
        self._clock = clock
        self._rng = rng
        self._waiting: deque[tuple[float, JSON]] = deque()
        self._next_id = rng.randrange(10**8, 9 * 10**8)
        self._allowed: frozenset[str] | None = None
        self._poll: asyncio.Future[bool] | None = None
        self.held = False
        self.confirmed: deque[JSON] = deque(maxlen=_REMEMBERED)

    def __len__(self) -> int:
        self._expire()
        return len(self._waiting)

    def add(self, kind: str, content: Any) -> int | None:
        """Queue an update; None when the bot did not ask for this kind."""
        allowed = self._allowed
        if kind not in allowed if allowed else kind in _ONLY_ON_REQUEST:
            return None
        update_id = self._next_id
        self._next_id += 1
        self._waiting.append((self._clock(), {"update_id": update_id, kind: content}))
        self._wake()
        return update_id

    def allow(self, kinds: Collection[str] | None) -> None:
        """Remember which kinds the bot wants from now on; None keeps what was said before."""
        if kinds is not None:
            self._allowed = frozenset(kinds)

    def restart_ids(self) -> None:
        """Go on from a random lower id, as Telegram may after a quiet week."""
        self._next_id = self._rng.randrange(10**6, 10**8)

    def drop(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()

    def hold(self, held: bool) -> None:
        """Deliver nothing while held; what happens meanwhile waits."""
        self.held = held
        self._wake()

    def read(self, offset: int, limit: int) -> list[JSON]:
        """Confirm everything below the offset and return what comes after."""
        self._expire()
        if offset < 0:
            while len(self._waiting) > -offset:
                self.confirmed.append(self._waiting.popleft()[1])
        elif offset > 0:
            # Ids may restart lower, so the queue is not sorted: stop at the first that stays.
            while self._waiting and self._waiting[0][1]["update_id"] < offset:
                self.confirmed.append(self._waiting.popleft()[1])
        if self.held:
            return []
        return [update for _, (_, update) in zip(range(limit), self._waiting, strict=False)]

    async def poll(self, offset: int, limit: int, seconds: float) -> list[JSON]:
        """Read, waiting up to so many real seconds for something to come."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(False)
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
        alarm = loop.call_at(deadline, _finish, poll, None)
        try:
            outcome = await poll
        finally:
            alarm.cancel()
            if self._poll is poll:
                self._poll = None
        if outcome is False:
            raise Refusal(
                409,
                "Conflict: terminated by other getUpdates request;"
                " make sure that only one bot instance is running",
            )
        return outcome is True

    def _wake(self) -> None:
        if self._poll is not None:
            _finish(self._poll, True)

    def _expire(self) -> None:
        oldest = self._clock() - RETENTION
        while self._waiting and self._waiting[0][0] < oldest:
            self._waiting.popleft()


def _finish(poll: "asyncio.Future[Any]", outcome: bool | None) -> None:
    if not poll.done():
        poll.set_result(outcome)
