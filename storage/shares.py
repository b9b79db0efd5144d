"""The chats, divided among the processes that send: each chat has one sender at a time."""

from dataclasses import dataclass

SHARES = 16
EVERY = frozenset(range(SHARES))


def share_of(chat_id: int) -> int:
    """The part to which a chat belongs."""
    return abs(chat_id) % SHARES


@dataclass(frozen=True, slots=True)
class Shares:
    """The parts to which this process sends."""

    held: frozenset[int]
    fresh: frozenset[int] = frozenset()  # taken since the last look: others may have sent there
    surplus: frozenset[int] = frozenset()  # to be given up, once nothing to them is in flight


ALONE = Shares(EVERY)


def within(shares: frozenset[int]) -> str:
    """The condition, on rows with a chat, that it belongs to these parts."""
    if shares == EVERY:
        return "1 = 1"
    return f"abs(chat_id) % {SHARES} IN ({', '.join(map(str, sorted(shares))) or 'NULL'})"
