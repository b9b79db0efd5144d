"""The disputes on somebody's desk: to be taken up, in hand, late, with others."""

from collections.abc import Iterable

from community.cases import Stage
from community.mediation.access import may_take, mediates, place_of
from community.mediation.kinds import KIND, MEDIATES
from community.roles import STAFF
from storage import casebooks, heaps
from storage.cases import Case
from storage.heaps import Wanted
from storage.people import Person
from storage.tx import Tx

MOST = 100


def waiting(tx: Tx, who: Person, path: str) -> list[Case]:
    """Nobody has taken them up, and one may."""
    found = _below(tx, who, path, MEDIATES, [Wanted(KIND, Stage.DISPATCHED)])
    return [case for case in found if may_take(tx, who, case, place_of(tx, case))]


def mine(tx: Tx, who: Person, path: str) -> list[Case]:
    """One mediates them."""
    found = casebooks.handled_by(tx, who.id, [Stage.WORKING], MOST, KIND)
    placed = [(case, place_of(tx, case)) for case in found]
    return [c for c, place in placed if place.path.startswith(path) and mediates(who, c, place)]


def late(tx: Tx, who: Person, path: str, now: int) -> list[Case]:
    """Beyond a deadline: one's own, or where one is staff."""
    wanted = [Wanted(KIND, stage, late_at=now) for stage in (Stage.DISPATCHED, Stage.WORKING)]
    own = [case for case in mine(tx, who, path) if _late(case, now)]
    return _oldest([*_below(tx, who, path, STAFF, wanted), *own])


def with_others(tx: Tx, who: Person, path: str) -> list[Case]:
    """Others mediate them where one is staff."""
    return _below(tx, who, path, STAFF, [Wanted(KIND, Stage.WORKING, not_of=who.id)])


def _late(case: Case, now: int) -> bool:
    ends = (case.finish_due, case.site_due if case.arrived is None else None)
    return any(end is not None and end <= now for end in ends)


def _below(
    tx: Tx, who: Person, path: str, roles: frozenset[str], wanted: Iterable[Wanted]
) -> list[Case]:
    return _oldest(
        case
        for held in {held.path for held in who.roles if held.role in roles}
        if held.startswith(path) or path.startswith(held)
        for one in wanted
        for case in heaps.below(tx, max(held, path, key=len), one, MOST)
    )


def _oldest(found: Iterable[Case]) -> list[Case]:
    return sorted({case.id: case for case in found}.values(), key=lambda case: case.made)[:MOST]
