"""Somebody goes: a role of theirs has ended, they have died, or all about them is to be erased."""

from dataclasses import dataclass
from enum import Enum, auto

from storage.people import Person


class Why(Enum):
    ROLE_ENDED = auto()
    DIED = auto()
    ERASED = auto()  # in this transaction, after what hangs on them has been seen to


@dataclass(frozen=True, slots=True)
class Gone:
    """Who goes, with the roles that are left to them; why; and who has ended the role."""

    person: Person
    why: Why
    by: Person | None = None
