"""The reports on somebody's desk: waiting, late, in hand, to be called back, with others."""

from collections.abc import Iterable

from community.cases import PENDING, Stage
from community.issues import CALL_MS
from community.issues.access import may_see
from community.issues.kinds import KIND
from community.issues.leaving import IN_HAND
from community.issues.watch import handed_late
from community.roles import STAFF
from storage import casebooks, heaps, places
from storage.cases import Case
from storage.heaps import Wanted
from storage.people import Person
from storage.tx import Tx

MOST = 100  # of a heap; who has more finds the rest by narrowing it


def waiting(tx: Tx, who: Person, path: str, category: str | None, _now: int) -> list[Case]:
    """待受理: to be dispatched by the staff of the place."""
    return _below(tx, who, path, [Wanted(KIND, Stage.RECEIVED, category)])


def late(tx: Tx, who: Person, path: str, category: str | None, now: int) -> list[Case]:
    """超时: beyond a deadline, also of being handed on; one's own, or where one is staff."""
    wanted = [Wanted(KIND, stage, category, late_at=now) for stage in PENDING - {Stage.PAUSED}]
    waits = [case for case in waiting(tx, who, path, category, now) if handed_late(tx, case)]
    own = [case for case in mine(tx, who, path, category, now) if _late(case, now)]
    return _oldest([*_below(tx, who, path, wanted), *waits, *own])


def mine(tx: Tx, who: Person, path: str, category: str | None, _now: int) -> list[Case]:
    """我手上的: one is responsible for them."""
    found = casebooks.handled_by(tx, who.id, IN_HAND, MOST, KIND)
    return [
        case
        for case in found
        if category in (None, case.category) and _at(tx, case, path) and may_see(tx, who, case)
    ]


def to_call(tx: Tx, who: Person, path: str, category: str | None, now: int) -> list[Case]:
    """待回访: the resident has not said for three days whether it is solved."""
    since = now - CALL_MS
    wanted = Wanted(KIND, Stage.ANSWERED, category, answered_by=since, not_of=who.id)
    return _below(tx, who, path, [wanted])


def with_others(tx: Tx, who: Person, path: str, category: str | None, _now: int) -> list[Case]:
    """都在办: somebody else is at work on them at the places where one is staff."""
    wanted = [Wanted(KIND, stage, category, not_of=who.id) for stage in IN_HAND]
    return _below(tx, who, path, wanted)


def _below(tx: Tx, who: Person, path: str, wanted: Iterable[Wanted]) -> list[Case]:
    return _oldest(
        case
        for held in {held.path for held in who.roles if held.role in STAFF}
        if held.startswith(path) or path.startswith(held)
        for one in wanted
        for case in heaps.below(tx, max(held, path, key=len), one, MOST)
    )


def _oldest(found: Iterable[Case]) -> list[Case]:
    return sorted({case.id: case for case in found}.values(), key=lambda case: case.made)[:MOST]


def _late(case: Case, now: int) -> bool:
    ends = [
        case.finish_due,
        case.contact_due if case.stage == Stage.DISPATCHED else None,
        case.site_due if case.arrived is None else None,
    ]
    return case.stage != Stage.PAUSED and any(end is not None and end <= now for end in ends)


def _at(tx: Tx, case: Case, path: str) -> bool:
    place = places.get(tx, case.place_id)
    return place is not None and place.path.startswith(path)
