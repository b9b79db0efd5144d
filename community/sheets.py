"""Sheets for the stairwells' walls: whose door it is, who looks after it, a code to begin with."""

from collections.abc import Mapping
from dataclasses import dataclass

from community import duty
from community.places import PICKABLE, SHARED, label
from community.refused import Refused
from community.roles import ENTERS, Role
from storage import chores, people, places
from storage.ids import short
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

CHORE = "sheets.draw"
LINK = "home"  # what a link that offers a home begins with
MOST = 120  # sheets in one file
NEAR = (Role.STAIRWELL_HEAD, Role.GRID_WORKER)
EACH = 2  # of a role on a sheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one sheet; `near` are names and numbers, the stairwell head's first.

    Where one of them has none, the duty room's stands there, with the place whose it is.
    """

    place: str
    start: str  # what the link carries
    near: tuple[tuple[Role, str, str | None], ...]
    room: tuple[str, str] | None = None

    @property
    def numberless(self) -> bool:
        """Whether nobody could be telephoned."""
        return self.room is None and not any(phone for _role, _name, phone in self.near)


def ask(tx: Tx, who: Person, place_id: int, facts: Mapping[str, str], now: int) -> bool:
    """Have the sheets of a place drawn; False if they are being drawn for the person already."""
    place = places.get(tx, place_id)
    if place is None or place.kind not in PICKABLE:
        raise Refused("places.gone")
    if not who.holds(ENTERS, place.path):
        raise Refused("sheets.not_yours")
    if len(doors(tx, place)) > MOST:
        raise Refused("sheets.too_many")
    return chores.ask(tx, CHORE, place.id, who.id, facts, now)


def of(tx: Tx, who_id: int, place_id: int) -> list[Sheet]:
    """The sheets of all stairwells of a place; none for who may not have them any more."""
    who, place = people.get(tx, who_id), places.get(tx, place_id)
    if who is None or place is None or not who.holds(ENTERS, place.path):
        return []
    return [_sheet(tx, door) for door in doors(tx, place)[:MOST]]


def doors(tx: Tx, place: Place) -> list[Place]:
    """The lowest places at or below this one, but for households: its stairwells."""
    found = places.of_kinds(tx, place.path, SHARED)
    following = [*(at.path for at in found[1:]), ""]
    return [at for at, after in zip(found, following, strict=True) if not after.startswith(at.path)]


def _sheet(tx: Tx, door: Place) -> Sheet:
    near = _holders(tx, door, NEAR) or _holders(tx, door, (Role.COMMUNITY_STAFF,))
    reached = bool(near) and all(phone for _role, _name, phone in near)
    found = None if reached else duty.room(tx, door)
    room = (found[0].name, found[1]) if found else None
    return Sheet(label(tx, door), f"{LINK}_{short(door.id)}", near, room)


def _holders(
    tx: Tx, door: Place, roles: tuple[Role, ...]
) -> tuple[tuple[Role, str, str | None], ...]:
    return tuple(
        (role, people.name(tx, person), people.phone(tx, person))
        for role in roles
        for person in people.holders(tx, door, [role])[:EACH]
        if person.sealed_name is not None
    )
