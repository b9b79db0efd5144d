"""Sessions: proposed by the mediator, each side alone agrees or offers another time (domain §5)."""

from enum import StrEnum

from community.agreements.sides import both, everybody, in_hand, put_to
from community.deadlines import DAY_MS, HOUR_MS
from community.refused import Refused
from community.tells import tell
from storage import cases, parties, sittings, timers
from storage.cases import Case
from storage.people import Person
from storage.sittings import Sitting
from storage.tx import Tx

SOON = "agreements.sitting"  # the timers of a session that is fixed
DAY, HOURS = "day", "hours"
BEFORE_MS = {DAY: DAY_MS, HOURS: 2 * HOUR_MS}
HELD, MOVED, CANCELLED = "held", "moved", "cancelled"


class Way(StrEnum):
    MEETING = "meeting"
    PHONE = "phone"


def propose(
    tx: Tx, who: Person, case_id: int, way: Way, begins: int, spot: str | None, now: int
) -> Sitting:
    """Propose a session, in place of the one that stood; no session if one side refuses."""
    case, _place = in_hand(tx, who, case_id)
    sides = both(tx, case)
    if begins <= now:
        raise Refused("agreements.past")
    if way is Way.MEETING and not spot:
        raise Refused("agreements.no_spot")
    old = sittings.standing(tx, case.id)
    moved = old is not None and old.begins > now
    if old is not None:
        _end(tx, old, MOVED if moved else HELD, now)
    sitting = sittings.add(tx, case.id, way, begins, spot, who.id, now)
    cases.note(tx, now, case, who.id, "sitting")
    _changed(tx, case, sitting)
    for party in sides.values():
        notice = "agreements.sitting_moved" if moved else "agreements.sitting"
        tell(tx, party.person_id, notice, sitting.id)
    return sitting


def answer(
    tx: Tx, who: Person, sitting_id: int, side: str, offered: int | None, now: int
) -> Sitting:
    """A side agrees to the time, or offers another one; both agreed, it is fixed."""
    case, sitting = _standing(tx, who, sitting_id, side)
    if sitting.begins <= now:
        raise Refused("cases.moved_on")
    if offered is not None and offered <= now:
        raise Refused("agreements.past")
    before = sitting.fixed
    agreed = None if offered else now
    sitting = sittings.change(tx, sitting, **{f"agreed_{side}": agreed, f"offered_{side}": offered})
    _changed(tx, case, sitting)
    if offered is not None:
        _loosened(tx, case, sitting, side, before)
    elif sitting.fixed and not before:
        _fixed(tx, case, sitting, now)
    return sitting


def put(tx: Tx, who: Person, sitting_id: int, side: str) -> Sitting:
    """A session to which the person may answer for a side."""
    _case, sitting = _standing(tx, who, sitting_id, side)
    return sitting


def movable(tx: Tx, who: Person, sitting_id: int) -> Sitting:
    """A session that its mediator may move."""
    sitting = sittings.get(tx, sitting_id)
    if sitting is None:
        raise Refused("cases.not_found")
    in_hand(tx, who, sitting.case_id)
    return sitting


def cancel(tx: Tx, who: Person, sitting_id: int, now: int) -> Sitting:
    """The mediator calls it off; both sides hear it."""
    sitting = movable(tx, who, sitting_id)
    case, _place = in_hand(tx, who, sitting.case_id)
    if sitting.ended is not None or sitting.begins <= now:
        raise Refused("cases.moved_on")
    drop(tx, case, now)
    return sittings.get(tx, sitting_id) or sitting


def drop(tx: Tx, case: Case, now: int) -> None:
    """No session stands any more; who was to come to it hears that, but not who has gone."""
    sitting = sittings.standing(tx, case.id)
    if sitting is None:
        return
    _end(tx, sitting, CANCELLED if sitting.begins > now else HELD, now)
    _changed(tx, case, sitting)
    if sitting.begins <= now:
        return
    for party in parties.of(tx, case.id).values():
        if party.takes_part:
            tell(tx, party.person_id, "agreements.sitting_off", sitting.id)


def remind(tx: Tx, sitting_id: int, occasion: str, now: int) -> None:
    """A session comes: the day before, and two hours before."""
    sitting = sittings.get(tx, sitting_id)
    if sitting is None or not sitting.fixed or sitting.begins <= now:
        return
    if occasion == DAY and now >= sitting.begins - BEFORE_MS[HOURS]:
        return  # the other reminder says it
    for person_id in everybody(tx, sitting.case_id):
        tell(tx, person_id, "agreements.sitting_soon", sitting.id, stale=sitting.begins)


def _standing(tx: Tx, who: Person, sitting_id: int, side: str) -> tuple[Case, Sitting]:
    """A session that is put to a side for which they speak, kept for this transaction."""
    sitting = sittings.get(tx, sitting_id)
    if sitting is None:
        raise Refused("cases.not_found")
    case = put_to(tx, who, sitting.case_id, side)
    sitting = sittings.get(tx, sitting_id)
    if sitting is None or sitting.ended is not None:
        raise Refused("cases.moved_on")
    return case, sitting


def _fixed(tx: Tx, case: Case, sitting: Sitting, now: int) -> None:
    for occasion, before in BEFORE_MS.items():
        if sitting.begins - before > now:
            timers.add(tx, SOON, sitting.id, occasion, sitting.begins - before, now)
    cases.note(tx, now, case, None, "sitting_fixed")
    for person_id in everybody(tx, sitting.case_id):
        tell(tx, person_id, "agreements.sitting_fixed", sitting.id)


def _loosened(tx: Tx, case: Case, sitting: Sitting, side: str, fixed: bool) -> None:
    """A side cannot come: the mediator hears it, and the other side if it was fixed."""
    timers.cancel(tx, SOON, sitting.id)
    if case.responsible_id is not None:
        tell(tx, case.responsible_id, "agreements.sitting_offered", sitting.id)
    for other, party in parties.of(tx, case.id).items():
        if fixed and other != side:
            tell(tx, party.person_id, "agreements.sitting_open", sitting.id)


def _end(tx: Tx, sitting: Sitting, how: str, now: int) -> None:
    timers.cancel(tx, SOON, sitting.id)
    sittings.change(tx, sitting, ended=now, how=how)
    tx.touched.add(("sitting", sitting.id))


def _changed(tx: Tx, case: Case, sitting: Sitting) -> None:
    """Cards that show it, and the mediator's, are drawn anew."""
    cases.change(tx, case, stage=case.stage)
    tx.touched |= {("sitting", sitting.id), ("case", case.id)}
