"""What somebody wants to hear of: their own choice, asked nowhere but in their settings."""

from community.broadcasts.kinds import Interest
from storage import interests
from storage.people import Person
from storage.tx import Tx


def of(tx: Tx, who: Person) -> frozenset[str]:
    return interests.of(tx, who.id)


def choose(tx: Tx, who: Person, interest: Interest, now: int) -> None:
    """Want to hear of it."""
    interests.add(tx, who.id, interest, now)


def drop(tx: Tx, who: Person, interest: Interest) -> None:
    """Want to hear of it no more."""
    interests.remove(tx, who.id, interest)
