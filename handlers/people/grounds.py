"""The part of the place tree from which somebody may choose, as the picker shows it."""

from collections.abc import Iterable, Sequence

from community.broadcasts.access import grounds as speaking
from community.places import PICKABLE, SHARED, Kind, label, offered_below
from community.roles import LEADS, STAFF
from storage import places
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from talk.picker import NOWHERE, PlaceView

LED = frozenset({Kind.SUBDISTRICT, Kind.COMMUNITY, Kind.ESTATE})
DEPTH = {kind: depth for depth, kind in enumerate(Kind)}


def offices(tx: Tx, who: Person, roles: Iterable[str]) -> list[Place]:
    """The widest places at which one of the roles is held."""
    paths = sorted((held.path, held.place_id) for held in who.roles if held.role in roles)
    found: list[Place] = []
    for path, place_id in paths:
        place = places.get(tx, place_id)
        if place and not any(path.startswith(wider.path) for wider in found):
            found.append(place)
    return found


def view(tx: Tx, grounds: list[Place], kinds: frozenset[Kind], node: int | None) -> PlaceView:
    """One node of the tree at and below these places; only places of these kinds are picked."""
    if node is None and len(grounds) != 1:
        return _offered(tx, None, grounds, kinds, up=None)
    place = grounds[0] if node is None else places.get(tx, node)
    if place is None or not any(place.path.startswith(ground.path) for ground in grounds):
        return NOWHERE
    tops = {ground.id for ground in grounds}
    first = place.id in tops or (len(tops) == 1 and place.parent_id in tops)
    return _offered(tx, place, offered_below(tx, place), kinds, None if first else place.parent_id)


def _offered(
    tx: Tx, place: Place | None, below: Sequence[Place], kinds: frozenset[Kind], up: int | None
) -> PlaceView:
    deepest = max(DEPTH[kind] for kind in kinds)
    offered = [at for at in below if DEPTH[Kind(at.kind)] <= deepest]
    childless = set(places.leaves_below(tx, place.id)) if place else set()
    leaves = [
        at.id
        for at in offered
        if at.kind in kinds and (DEPTH[Kind(at.kind)] == deepest or at.id in childless)
    ]
    return PlaceView(
        place.id if place else None,
        label(tx, place) if place else "",
        pickable=place is not None and place.kind in kinds,
        below=tuple((at.id, at.name if place else label(tx, at)) for at in offered),
        up=up,
        leaves=frozenset(leaves),
    )


def office_of(tx: Tx, who: Person, _node: int | None) -> tuple[int, str] | None:
    """The widest place where the person is staff: the likeliest one to choose."""
    found = offices(tx, who, STAFF)
    return (found[0].id, label(tx, found[0])) if found else None


def office_ground(tx: Tx, who: Person, node: int | None) -> PlaceView:
    """The places where the person is staff, and those below them."""
    return view(tx, offices(tx, who, STAFF), PICKABLE, node)


def leading_ground(tx: Tx, who: Person, node: int | None) -> PlaceView:
    """The places where the person leads others, and those below them, down to the estates."""
    return view(tx, offices(tx, who, LEADS), LED, node)


def speaking_ground(tx: Tx, who: Person, node: int | None) -> PlaceView:
    """The places to whose people somebody may speak, the whole subdistrict among them."""
    return view(tx, speaking(tx, who), frozenset(SHARED), node)


def spoken_to(tx: Tx, who: Person, _node: int | None) -> tuple[int, str] | None:
    """The widest of them: the likeliest one."""
    found = speaking(tx, who)
    return (found[0].id, label(tx, found[0])) if found else None
