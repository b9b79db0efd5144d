"""The loop guard: twenty equal messages to one chat in five minutes, and the rest is held."""

import json
from collections import OrderedDict, deque

from storage.outbox import Letter, Rank

LOOP = "loop"  # the error of a letter held back
EQUAL = 20
WITHIN = 5 * 60.0  # seconds
REMEMBERED = 20_000  # different messages of which the times are kept in memory
SENDS = frozenset({"send", "photo", "document"})


class LoopGuard:
    """Counts equal messages by chat; alarms always pass."""

    def __init__(self) -> None:
        self._times: OrderedDict[tuple[int, int], deque[float]] = OrderedDict()

    def full(self, letter: Letter, now: float) -> bool:
        """Whether the chat has had as many like this as it may have; seconds of any clock."""
        times = self._times.get(_key(letter)) if _counts(letter) else None
        return times is not None and len(times) == EQUAL and now - times[0] < WITHIN

    def count(self, letter: Letter, now: float) -> None:
        """Note that a letter has gone out."""
        if not _counts(letter):
            return
        key = _key(letter)
        self._times.setdefault(key, deque(maxlen=EQUAL)).append(now)
        self._times.move_to_end(key)
        if len(self._times) > REMEMBERED:
            self._times.popitem(last=False)


def _counts(letter: Letter) -> bool:
    return letter.act in SENDS and letter.rank != Rank.ALARM


def _key(letter: Letter) -> tuple[int, int]:
    text = letter.body.get("text") or json.dumps(letter.body, sort_keys=True)
    return letter.chat_id, hash(text)
