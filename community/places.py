"""The place tree: what there is, how a place is called, what may be picked."""

from enum import StrEnum

from storage import places
from storage.places import Place
from storage.tx import Tx


class Kind(StrEnum):
    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"
    ESTATE = "estate"
    BUILDING = "building"
    STAIRWELL = "stairwell"
    HOUSEHOLD = "household"


# A report or a home is about an estate or something in it; the community's streets count too.
PICKABLE = frozenset({Kind.COMMUNITY, Kind.ESTATE, Kind.BUILDING, Kind.STAIRWELL})


UNNAMED = "街道"  # what the subdistrict is called until it has a name


def ensure_root(tx: Tx, name: str, zone: str, now: int) -> Place:
    """The subdistrict; made on the very first start."""
    roots = places.roots(tx)
    return roots[0] if roots else places.add(tx, None, Kind.SUBDISTRICT, name, zone, now)


def label(tx: Tx, place: Place) -> str:
    """How people call a place: from the community down, without the subdistrict."""
    named = places.upwards(tx, place)
    return " ".join(at.name for at in (named[1:] or named))


def offered_below(tx: Tx, place: Place) -> list[Place]:
    """The places to choose from below this one; households are never listed."""
    return [at for at in places.below(tx, place.id) if at.kind != Kind.HOUSEHOLD]
