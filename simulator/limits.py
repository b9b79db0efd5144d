"""The flood limits: 30/s overall, 1/s per private chat with a burst of 5, 20/min per group."""

import math
from collections import deque
from collections.abc import Callable

from simulator.refusal import too_many

OVERALL, BURST, GROUP = 30, 5, 20


class Limits:
    """Counts what the bot sends; times are seconds of the injected clock."""

    def __init__(self, clock: Callable[[], float], on: bool) -> None:
        self.on = on
        self._clock = clock
        self._all: deque[float] = deque()
        self._groups: dict[int, deque[float]] = {}
        # Each private chat owes one second per message; it may be BURST seconds ahead.
        self._owed_until: dict[int, float] = {}

    def take(self, chat_id: int, messages: int = 1) -> None:
        """Count messages to a chat, or refuse them with 429."""
        if not self.on:
            return
        now = self._clock()
        group = self._groups.setdefault(chat_id, deque()) if chat_id < 0 else None
        owed = max(self._owed_until.get(chat_id, now), now)
        wait = max(
            _window(self._all, now, 1, OVERALL),
            _window(group, now, 60, GROUP) if group is not None else owed - now - (BURST - 1),
        )
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        self._all.extend([now] * messages)
        if group is not None:
            group.extend([now] * messages)
        else:
            self._owed_until[chat_id] = owed + messages


def _window(times: deque[float], now: float, seconds: float, most: int) -> float:
    """Seconds until one more fits into the window; 0 or less when it fits now."""
    while times and times[0] <= now - seconds:
        times.popleft()
    return times[0] + seconds - now if len(times) >= most else 0
