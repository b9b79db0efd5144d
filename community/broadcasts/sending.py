"""From a draft to its start: sent at once or later, approved by a second person for everybody."""

from community.broadcasts.access import (
    approvers,
    covered,
    may_approve,
    may_reach,
    needs_second,
    own,
    seen,
)
from community.broadcasts.kinds import (
    BEGIN,
    BROADCAST,
    FEED,
    LASTS_MS,
    MOVES,
    STALE,
    Stage,
)
from community.refused import Refused
from community.tells import tell, tell_all
from storage import audiences, broadcasts, people, postings, timers
from storage.audiences import Audience
from storage.broadcasts import Broadcast
from storage.people import Person
from storage.tx import Tx


def moved(tx: Tx, broadcast: Broadcast, stage: Stage, **values: int | str | None) -> Broadcast:
    """Let it be at another stage; refused where none leads there."""
    if stage not in MOVES[Stage(broadcast.stage)]:
        raise Refused("broadcasts.moved_on")
    tx.touched.add((BROADCAST, broadcast.id))
    return broadcasts.change(tx, broadcast, stage=stage, **values)


def submit(
    tx: Tx, who: Person, broadcast_id: int, at: int | None, good_until: int | None, now: int
) -> Broadcast:
    """Send a draft, at once or at a time; to the whole subdistrict when somebody has approved."""
    draft = own(tx, who, broadcast_id)
    audience = Audience.read(draft.audience)
    if not may_reach(tx, who, covered(tx, audience)):
        raise Refused("broadcasts.not_yours")
    # However long it is wanted, it invites to nothing that has begun.
    until = min((one for one in (good_until, draft.good_until) if one), default=None)
    if until is not None and until <= max(at or now, now):
        raise Refused("broadcasts.too_late")
    if not needs_second(tx, audience):
        return _scheduled(tx, draft, now, at=at, good_until=until)
    asked = approvers(tx, draft)
    if not asked:
        raise Refused("broadcasts.nobody_approves")
    waits = moved(tx, draft, Stage.ASKED, at=at, good_until=until)
    tell_all(tx, asked, "broadcasts.to_approve", draft.id)
    return waits


def approve(tx: Tx, who: Person, broadcast_id: int, now: int) -> Broadcast:
    """同意发送: the first of those who may, never who has written it."""
    waits = seen(tx, who, broadcast_id)
    if not may_approve(tx, who, waits):
        raise Refused("broadcasts.not_found")
    if waits.stage != Stage.ASKED:
        raise Refused("broadcasts.moved_on")
    tell(tx, waits.author_id, "broadcasts.approved", waits.id)
    return _scheduled(tx, waits, now, second_id=who.id)


def send_back(tx: Tx, who: Person, broadcast_id: int, note: str) -> Broadcast:
    """退回: its author reads why and may change it."""
    waits = seen(tx, who, broadcast_id)
    if not may_approve(tx, who, waits):
        raise Refused("broadcasts.not_found")
    if waits.stage != Stage.ASKED:
        raise Refused("broadcasts.moved_on")
    tell(tx, waits.author_id, "broadcasts.sent_back", waits.id, note=note)
    return moved(tx, waits, Stage.DRAFT)


def take_back(tx: Tx, who: Person, broadcast_id: int) -> Broadcast:
    """Have what has not begun as a draft again."""
    waits = own(tx, who, broadcast_id)
    timers.cancel(tx, BEGIN, waits.id)
    return moved(tx, waits, Stage.DRAFT, second_id=None)


def begin(tx: Tx, broadcast_id: int, _occasion: str, now: int) -> None:
    """Its time has come: everybody who is meant now becomes a recipient, unless it is too late."""
    waits = broadcasts.hold(tx, broadcast_id)
    if waits is None or waits.stage != Stage.SCHEDULED:
        return
    until = waits.good_until or (waits.at or now) + LASTS_MS
    audience = Audience.read(waits.audience)
    if now >= until:
        moved(tx, waits, Stage.STALE, ended=now)
        tell(tx, waits.author_id, "broadcasts.too_late", waits.id)
        return
    if not may_reach(tx, people.known(tx, waits.author_id), audience.places):
        moved(tx, waits, Stage.CANCELLED, ended=now)
        return
    audiences.fan_out(tx, waits.id, audience, now)
    for group_id in audience.groups:
        postings.add(tx, waits.id, group_id, now)
    moved(tx, waits, Stage.RUNNING, begun=now, good_until=until, shown=now)
    timers.add(tx, FEED, waits.id, "", now, now)
    timers.add(tx, STALE, waits.id, "", until, now)


def _scheduled(tx: Tx, broadcast: Broadcast, now: int, **values: int | None) -> Broadcast:
    waits = moved(tx, broadcast, Stage.SCHEDULED, **values)
    timers.add(tx, BEGIN, waits.id, "", max(waits.at or now, now), now)
    return waits
