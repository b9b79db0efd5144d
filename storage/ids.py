"""Row ids: 63 bits, ordered by time, made by the application."""

import re
import secrets
from collections.abc import Callable

EPOCH_MS = 1_577_836_800_000  # 2020-01-01 UTC
COUNTER_BITS = 21
# The start leaves the upper half free, so that counting on seldom runs into the next millisecond.
START_BITS = COUNTER_BITS - 1
LARGEST = (1 << 63) - 1

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SHORT = re.compile(r"[0-9a-z]{1,13}")


class Ids:
    """Makes ids that only grow while the process lives, even when the clock goes back."""

    __slots__ = ("_last", "_millisecond", "_random_bits")

    def __init__(self, random_bits: Callable[[int], int] = secrets.randbits) -> None:
        self._random_bits = random_bits
        self._millisecond = -1
        self._last = 0

    def new(self, now: int) -> int:
        """The next id; `now` in UTC milliseconds."""
        millisecond = now - EPOCH_MS
        if millisecond > self._millisecond:
            self._millisecond = millisecond
            start = millisecond << COUNTER_BITS | self._random_bits(START_BITS)
            self._last = max(start, self._last + 1)
        else:
            self._last += 1
        return self._last

    def go_on_from(self, row_id: int) -> None:
        """Make only ids beyond this one, whatever time it is now."""
        self._last = max(self._last, row_id)
        self._millisecond = max(self._millisecond, row_id >> COUNTER_BITS)


def made(row_id: int) -> int:
    """When a row got its id, in UTC milliseconds."""
    return (row_id >> COUNTER_BITS) + EPOCH_MS


def short(row_id: int) -> str:
    """The id in base 36, at most 13 characters, for buttons and links."""
    if row_id <= 0:
        raise ValueError("ids are positive")
    text = ""
    while row_id:
        row_id, digit = divmod(row_id, 36)
        text = _DIGITS[digit] + text
    return text


def from_short(text: str) -> int | None:
    """The id a text of `short` stands for, or None for anything else a person may send."""
    if not _SHORT.fullmatch(text):
        return None
    row_id = int(text, 36)
    return row_id if 0 < row_id <= LARGEST else None
