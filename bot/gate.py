"""How much anybody may send: two buckets for each, and one for all whom nobody knows yet."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from talk.events import Event

BURST = 40  # updates that may come at once: albums, quick taps
STRANGERS_BURST, STRANGERS_A_SECOND = 300, 30.0
REMEMBERED = 20_000  # people whose buckets are kept in memory
MINUTE_MS = 60_000


_Key = tuple[int, bool]  # whose, and whether of voices and pictures


class Verdict(Enum):
    """What becomes of an update."""

    PASS = auto()
    KNOWN_ONLY = auto()  # too many new accounts: only whom the database knows
    SLOW_DOWN = auto()  # too much: said once
    DROP = auto()


@dataclass(slots=True)
class Bucket:
    """What somebody may still send, refilled as time passes."""

    left: float
    at: int
    told: bool = False

    def take(self, now: int, most: float, a_second: float) -> bool:
        """Take one; False when it is empty."""
        self.left = min(most, self.left + max(0, now - self.at) * a_second / 1000)
        self.at = now
        if self.left < 1.0:
            return False
        self.left -= 1.0
        self.told = self.told and self.left < most / 2
        return True


class Gate:
    """Judges updates before any work is done; what is urgent always passes.

    Voices and pictures have a bucket of their own: one may be all the answer that somebody can
    give, and only a human can tell.
    """

    def __init__(self, a_minute: int, urgent: Callable[[Event], bool]) -> None:
        self._a_second = a_minute / 60
        self._urgent = urgent
        self._buckets: OrderedDict[_Key, Bucket] = OrderedDict()
        self._strangers = Bucket(STRANGERS_BURST, 0)

    def judge(self, event: Event, now: int) -> Verdict:
        """Say what becomes of an update that has come now."""
        if not self._a_second or self._urgent(event):
            return Verdict.PASS
        number = event.sender.telegram_id if event.private and event.sender else event.chat_id
        key = (number, event.sent is not None)
        bucket = self._buckets.get(key)
        if bucket is None:
            return self._first(key, now)
        self._buckets.move_to_end(key)
        if bucket.take(now, BURST, self._a_second):
            return Verdict.PASS
        if bucket.told or not event.private:
            return Verdict.DROP
        bucket.told = True
        return Verdict.SLOW_DOWN

    def _first(self, key: _Key, now: int) -> Verdict:
        self._buckets[key] = Bucket(BURST - 1, now)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        spare = self._strangers.take(now, STRANGERS_BURST, STRANGERS_A_SECOND)
        return Verdict.PASS if spare else Verdict.KNOWN_ONLY
