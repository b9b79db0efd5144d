"""The place tree: what there is, how a place is called, what may be picked."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage import places
from storage.people import Person
from storage.places import Place
from storage.tx import Tx


class Kind(StrEnum):
    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"
    ESTATE = "estate"
    BUILDING = "building"
    STAIRWELL = "stairwell"
    HOUSEHOLD = "household"


SHARED = tuple(kind for kind in Kind if kind is not Kind.HOUSEHOLD)
# A report or a home is about an estate or something in it; the community's streets count too.
PICKABLE = frozenset({Kind.COMMUNITY, Kind.ESTATE, Kind.BUILDING, Kind.STAIRWELL})


BESIDE = 6  # signs beside the names, as in 我家在…门口; with more it is a story, not an address
_GENERIC = re.compile("(社区|小区)$")  # people leave it out
_BUILDING = re.compile(r"(?<=\d)(栋|幢|号楼|号(?!楼))")

UNNAMED = "街道"  # what the subdistrict is called until it has a name


def ensure_root(tx: Tx, name: str, zone: str, now: int) -> Place:
    """The subdistrict; made on the very first start."""
    roots = places.roots(tx)
    return roots[0] if roots else places.add(tx, None, Kind.SUBDISTRICT, name, zone, now)


def label(tx: Tx, place: Place) -> str:
    """How people call a place: from the community down, without the subdistrict."""
    named = places.upwards(tx, place)
    return " ".join(at.name for at in (named[1:] or named))


def offered_below(tx: Tx, place: Place) -> Sequence[Place]:
    """The places to choose from below this one; households are never listed."""
    return places.below(tx, place.id)


def shared(tx: Tx, place: Place) -> Place:
    """The place itself; of a household the stairwell, which is all that others are told."""
    above = places.get(tx, place.parent_id) if place.parent_id else None
    return above if above and place.kind == Kind.HOUSEHOLD else place


@dataclass(frozen=True, slots=True)
class Heard:
    """How far down words have led, and what they say besides."""

    place: Place
    rest: str
    named: bool = False


def named(
    tx: Tx, who: Person, start: Place, text: str, spelt: Callable[[str], str]
) -> Place | None:
    """The place that words mean, as far down as they say: below `start`, else near one's home.

    `spelt` writes numbers in one way. Without a name, or with two that fit equally, it is None.
    """
    words = _BUILDING.sub("号楼", spelt(text))
    heard = _by_estate(tx, start, words, spelt)
    if heard is None and start.kind == Kind.SUBDISTRICT:
        heard = Heard(_estate_of(tx, who.home_id) or start, words)
    heard = _descended(tx, heard or Heard(start, words), spelt)
    return heard.place if heard.named and len(heard.rest) <= BESIDE else None


def _by_estate(tx: Tx, start: Place, words: str, spelt: Callable[[str], str]) -> Heard | None:
    """The estate or community of which the words say most; of 向阳社区 and 向阳小区, the wider."""
    below = places.of_kinds(tx, start.path, (Kind.COMMUNITY, Kind.ESTATE))
    names = {at: spelt(at.name) for at in below if at.id != start.id}
    fit = {at: name for at, name in names.items() if (short := _short(name)) and short in words}
    heard = [Heard(at, _without(fit, at, words), named=True) for at in fit]

    def unsaid(one: Heard) -> tuple[int, int]:
        return len(one.rest), len(one.place.path)

    best = min(heard, key=unsaid, default=None)
    if best is None or sum(unsaid(one) == unsaid(best) for one in heard) > 1:
        return None
    return best


def _short(name: str) -> str:
    short = _GENERIC.sub("", name)
    return short if len(short) > 1 else name


def _without(fit: dict[Place, str], place: Place, words: str) -> str:
    """What is left of the words without the names of the place and of what it lies in."""
    for at in reversed(fit):
        if place.path.startswith(at.path):
            short = _short(fit[at])
            generic = fit[at].removeprefix(short)
            words = re.sub(f"{re.escape(short)}({generic})?", "", words, count=1)
    return words


def _estate_of(tx: Tx, home_id: int | None) -> Place | None:
    home = places.get(tx, home_id) if home_id is not None else None
    above = places.upwards(tx, home) if home else []
    return next((at for at in above if at.kind == Kind.ESTATE), None)


def _descended(tx: Tx, heard: Heard, spelt: Callable[[str], str]) -> Heard:
    """Go down as far as the words name a place below; 3号楼 is not in 13号楼."""
    for at in offered_below(tx, heard.place):
        name = _BUILDING.sub("号楼", spelt(at.name))
        if found := re.search(rf"(?<!\d){re.escape(name)}", heard.rest):
            rest = heard.rest[: found.start()] + heard.rest[found.end() :]
            return _descended(tx, Heard(at, rest, named=True), spelt)
    return heard
