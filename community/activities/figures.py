"""Figures of activities: by whose they are and of which kind, never added (domain §1)."""

from collections.abc import Mapping
from dataclasses import dataclass

from community.activities.kinds import Category, Origin
from community.refused import Refused
from community.roles import STAFF, Role
from storage import activities
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

READERS = STAFF | {Role.STATION_LEADER}
Sums = Mapping[tuple[Origin, Category], "Counted"]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many were held, and how many people came."""

    held: int = 0
    came: int = 0


def of(tx: Tx, who: Person, place: Place, span: Span) -> tuple[Sums, Sums]:
    """Of a place of theirs: what was held in the period, and from the beginning to its end."""
    if not who.holds(READERS, place.path):
        raise Refused("cases.not_found")
    return _counted(tx, place, span.since, span.until), _counted(tx, place, 0, span.until)


def _counted(tx: Tx, place: Place, since: int, until: int) -> Sums:
    found = activities.held(tx, place.path, since, until)
    return {
        (Origin(origin), Category(category)): Counted(*sums)
        for (origin, category), sums in found.items()
    }
