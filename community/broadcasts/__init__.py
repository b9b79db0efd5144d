"""Broadcasts: what is said to many is drafted, aimed, looked at, and only then sent (domain §5)."""

from collections.abc import Iterable
from dataclasses import replace

from community.broadcasts.access import (
    approvers,
    covered,
    grounds,
    lacks_second,
    may_approve,
    may_reach,
    may_see,
    may_write,
    needs_second,
    own,
    seen,
    stands_at,
)
from community.broadcasts.kinds import (
    APPROVERS,
    BROADCAST,
    WORDS_MOST,
    Interest,
    Stage,
    State,
)
from community.refused import Refused
from storage import broadcasts, duty_groups, media, places
from storage.audiences import Audience
from storage.broadcasts import Broadcast, Content
from storage.duty_groups import Group
from storage.people import Person
from storage.tx import Tx

__all__ = [
    "APPROVERS",
    "BROADCAST",
    "Interest",
    "Stage",
    "State",
    "address",
    "aim",
    "approvers",
    "discard",
    "grounds",
    "lacks_second",
    "may_approve",
    "may_reach",
    "may_see",
    "may_write",
    "needs_second",
    "offered_groups",
    "own",
    "prepare",
    "reword",
    "seen",
    "widen",
]
PLACES_MOST = 12
GROUPS_MOST = 24


def prepare(
    tx: Tx,
    by: Person,
    says: Content,
    now: int,
    *,
    audience: Audience | None = None,
    good_until: int | None = None,
) -> Broadcast:
    """Make a draft that its author looks at, aims and sends; nobody else hears of it before.

    Without an audience it is for everybody where its author may speak. `says` may lead to
    something by a button: `target` names the kind of a Pointer, `target_id` the row.
    """
    audience = audience or Audience(tuple(place.id for place in grounds(tx, by)))
    if not may_reach(tx, by, covered(tx, audience)):
        raise Refused("broadcasts.not_yours")
    place = stands_at(tx, audience)
    return broadcasts.add(tx, by.id, place.id, _fitting(says), str(audience), good_until, now)


def reword(tx: Tx, who: Person, broadcast_id: int, says: Content, now: int) -> Broadcast:
    """Let a draft say something else; a photo that it shows no more is deleted."""
    draft = _draft(tx, who, broadcast_id)
    changed = broadcasts.say(tx, draft, _fitting(says))
    if draft.photo_id is not None and draft.photo_id != says.photo_id:
        media.drop(tx, draft.photo_id, now)
    tx.touched.add((BROADCAST, draft.id))
    return changed


def aim(tx: Tx, who: Person, broadcast_id: int, audience: Audience) -> Broadcast:
    """Say to whom a draft goes."""
    draft = _draft(tx, who, broadcast_id)
    if not may_reach(tx, who, covered(tx, audience)):
        raise Refused("broadcasts.not_yours")
    place = stands_at(tx, audience)
    changed = broadcasts.change(tx, draft, audience=str(audience), place_id=place.id)
    tx.touched.add((BROADCAST, draft.id))
    return changed


def widen(tx: Tx, who: Person, broadcast_id: int, place_id: int) -> Broadcast:
    """Let a draft go to one more place; what lies within another one is there already."""
    audience = Audience.read(_draft(tx, who, broadcast_id).audience)
    every = [place for one in (*audience.places, place_id) if (place := places.get(tx, one))]
    if place_id not in {place.id for place in every}:
        raise Refused("places.gone")
    kept: list[int] = []
    for place in sorted(every, key=lambda each: each.path):
        tops = [places.get(tx, one) for one in kept]
        if not any(top and place.path.startswith(top.path) for top in tops):
            kept.append(place.id)
    if len(kept) > PLACES_MOST:
        raise Refused("broadcasts.many_places")
    return aim(tx, who, broadcast_id, replace(audience, places=tuple(kept)))


def offered_groups(tx: Tx, who: Person) -> list[Group]:
    """The groups and channels into which they may have something posted."""
    return [
        group for at in grounds(tx, who) for group in duty_groups.below(tx, at.path, GROUPS_MOST)
    ]


def address(
    tx: Tx, who: Person, broadcast_id: int, groups: Iterable[int], *, alone: bool
) -> Broadcast:
    """Say into which groups and channels a draft goes; `alone`: only there, to nobody singly."""
    audience = Audience.read(_draft(tx, who, broadcast_id).audience)
    offered = {group.id for group in offered_groups(tx, who)}
    chosen = tuple(one for one in dict.fromkeys(groups) if one in offered)
    addressed = replace(audience, groups=chosen, alone=alone and bool(chosen))
    return aim(tx, who, broadcast_id, addressed)


def discard(tx: Tx, who: Person, broadcast_id: int, now: int) -> None:
    """Throw a draft away; nobody has heard of it."""
    draft = _draft(tx, who, broadcast_id)
    remove(tx, draft, now)


def remove(tx: Tx, draft: Broadcast, now: int) -> None:
    """Delete what has gone to nobody, with its photo."""
    broadcasts.remove(tx, draft.id)
    if draft.photo_id is not None:
        media.drop(tx, draft.photo_id, now)
    tx.touched.add((BROADCAST, draft.id))


def _draft(tx: Tx, who: Person, broadcast_id: int) -> Broadcast:
    draft = own(tx, who, broadcast_id)
    if draft.stage != Stage.DRAFT:
        raise Refused("broadcasts.moved_on")
    return draft


def _fitting(says: Content) -> Content:
    if not 0 < len(says.words.strip()) <= WORDS_MOST:
        raise Refused("broadcasts.too_long")
    return replace(says, words=says.words.strip())
