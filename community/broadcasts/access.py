"""Who may speak to whom, and who may see and steer what somebody else has begun."""

from collections.abc import Iterable, Sequence

from community.broadcasts.kinds import APPROVERS, AUTHORS, Stage
from community.places import Kind
from community.refused import Refused
from community.roles import STAFF
from storage import audiences, broadcasts, duty_groups, people, places
from storage.audiences import Audience
from storage.broadcasts import Broadcast
from storage.duty_groups import CHANNEL, Group
from storage.people import Person
from storage.places import LEVEL, Place
from storage.tx import Tx


def may_write(who: Person) -> bool:
    """Whether there is anybody to whom they may speak."""
    return any(held.role in AUTHORS for held in who.roles)


def grounds(tx: Tx, who: Person) -> list[Place]:
    """The widest places at which they may speak to people."""
    held = sorted((role.path, role.place_id) for role in who.roles if role.role in AUTHORS)
    found: list[Place] = []
    for path, place_id in held:
        place = places.get(tx, place_id)
        if place and not any(path.startswith(wider.path) for wider in found):
            found.append(place)
    return found


def may_reach(tx: Tx, who: Person, place_ids: Iterable[int]) -> bool:
    """Whether they may speak to people at each of these places."""
    found = [places.get(tx, place_id) for place_id in place_ids]
    return bool(found) and all(place and who.holds(AUTHORS, place.path) for place in found)


def may_see(tx: Tx, who: Person, broadcast: Broadcast) -> bool:
    """Its author as long as they may speak at all; of what is no draft the staff there, too."""
    place = places.get(tx, broadcast.place_id)
    if place is None:
        return False
    if who.id == broadcast.author_id:
        return may_write(who)
    return broadcast.stage != Stage.DRAFT and who.holds(STAFF, place.path)


def seen(tx: Tx, who: Person, broadcast_id: int) -> Broadcast:
    """The broadcast, kept for a change; for who may not see it the same as if there were none."""
    broadcast = broadcasts.hold(tx, broadcast_id)
    if broadcast is None or not may_see(tx, who, broadcast):
        raise Refused("broadcasts.not_found")
    return broadcast


def own(tx: Tx, who: Person, broadcast_id: int) -> Broadcast:
    """The same of one's own."""
    broadcast = seen(tx, who, broadcast_id)
    if broadcast.author_id != who.id:
        raise Refused("broadcasts.not_found")
    return broadcast


def posts_to(tx: Tx, audience: Audience) -> list[Group]:
    """The groups and channels it goes to that are still tied to a place."""
    found = [duty_groups.get(tx, one) for one in audience.groups]
    return [group for group in found if group and group.gone is None and group.place_id]


def covered(tx: Tx, audience: Audience) -> list[int]:
    """All places at which somebody hears of it, one by one or in a group."""
    posted = [group.place_id or 0 for group in posts_to(tx, audience)]
    return posted if audience.alone and posted else [*audience.places, *posted]


def needs_second(tx: Tx, audience: Audience) -> bool:
    """Whether it goes to the whole subdistrict, for which another person must approve it.

    However that is put together: part by part, or by a channel that everybody may follow.
    """
    channels = [group for group in posts_to(tx, audience) if group.kind == CHANNEL]
    public = {*(() if audience.alone else audience.places), *(one.place_id for one in channels)}
    paths = [place.path for one in public if (place := places.get(tx, one or 0))]
    return any(_within(tx, root, paths) for root in places.roots(tx))


def _within(tx: Tx, place: Place, paths: Sequence[str]) -> bool:
    """Whether all of a place lies within some others; where nobody lives, nothing is left out."""
    if any(place.path.startswith(path) for path in paths):
        return True
    inside = [path for path in paths if path.startswith(place.path)]
    if not inside:
        return place.kind != Kind.COMMUNITY and not audiences.anybody(tx, place.path)
    below = places.below(tx, place.id)
    return bool(below) and all(_within(tx, one, inside) for one in below)


def approvers(tx: Tx, broadcast: Broadcast) -> list[Person]:
    """Who may approve what goes to everybody: not who has written it."""
    root = places.roots(tx)[0]
    found = people.holders(tx, root, sorted(APPROVERS))
    return [one for one in found if one.id != broadcast.author_id and one.reachable]


def lacks_second(tx: Tx, broadcast: Broadcast) -> bool:
    """Whether somebody must approve it, as it is aimed, and nobody is there who may."""
    audience = Audience.read(broadcast.audience)
    return needs_second(tx, audience) and not approvers(tx, broadcast)


def may_approve(tx: Tx, who: Person, broadcast: Broadcast) -> bool:
    root = places.roots(tx)[0]
    return who.id != broadcast.author_id and who.holds(APPROVERS, root.path)


def stands_at(tx: Tx, audience: Audience) -> Place:
    """The narrowest place that holds all it goes to; the root where a second must approve it."""
    found = [place for place in (places.get(tx, one) for one in covered(tx, audience)) if place]
    if not found:
        raise Refused("places.gone")
    if needs_second(tx, audience):
        return places.roots(tx)[0]
    path = found[0].path
    while not all(place.path.startswith(path) for place in found):
        path = path[:-LEVEL]
    return next(place for place in places.upwards(tx, found[0]) if place.path == path)
