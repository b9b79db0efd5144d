"""A group that became a supergroup: what waits for it goes to its new number."""

from collections.abc import Iterable

from storage import duty_groups, shown, unsent
from storage.outbox import Letter
from storage.tx import Tx


def move(tx: Tx, old: int, new: int) -> None:
    """Write the new number wherever the old one stands."""
    unsent.move(tx, old, new)
    shown.move(tx, old, new)
    duty_groups.move(tx, old, new)


def readdress(letters: Iterable[Letter], new: int) -> list[Letter]:
    """The same letters, to the new number; messages of the old one are not in it."""
    moved = list(letters)
    for letter in moved:
        letter.chat_id, letter.message_id = new, None
    return moved
