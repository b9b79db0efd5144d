"""Deadlines of a dispute: taken up in a working day, both heard in 5 days, over in a month."""

from community.cases import Stage, held
from community.issues.access import on_duty
from community.issues.watch import DUE, LATE, LEVELS, SOON, SOON_SHARE, above
from community.mediation.access import asked
from community.mediation.kinds import KIND, Level
from community.mediation.steps import lead
from community.tells import tell_all
from community.workdays import working_day_later, working_time
from storage import cases, disputes, people, timers
from storage.cases import Case
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

ACCEPT = "mediation.accept"  # the timers of being taken up
HEAR = "mediation.hear"  # those of having heard both sides
FINISH = "mediation.finish"  # those of the end
WATCHED = {
    ACCEPT: frozenset({Stage.DISPATCHED}),
    HEAR: frozenset({Stage.WORKING}),
    FINISH: frozenset({Stage.DISPATCHED, Stage.WORKING}),
}
OVER = {ACCEPT: "untaken", HEAR: "unheard", FINISH: "overtime"}  # what is noted, and told


def set_watch(tx: Tx, case: Case, place: Place, now: int) -> None:
    """Set the timers of a dispute anew, for what is still to come at its stage."""
    timers.cancel_each(tx, WATCHED, case.id)
    for (kind, level), at in _moments(tx, case, place).items():
        if at > now:
            timers.add(tx, kind, case.id, level, at, now)


def _moments(tx: Tx, case: Case, place: Place) -> dict[tuple[str, str], int]:
    """When each alert of a dispute is due."""
    heard = case.site_due if case.arrived is None else None
    dues = ((ACCEPT, case.contact_due), (HEAR, heard), (FINISH, case.finish_due))
    begun = case.signed if case.stage == Stage.WORKING else case.dispatched
    found = {}
    for kind, due in dues:
        if due is not None and begun is not None and case.stage in WATCHED[kind]:
            found[kind, SOON] = begun + int((due - begun) * SOON_SHARE)
            found[kind, DUE] = due
            found[kind, LATE] = working_day_later(tx, due, place.zone)
    return found


def accept(tx: Tx, case_id: int, level: str, now: int) -> None:
    """Nobody has taken it up yet; a working day beyond, the next level is asked."""
    _judge(tx, ACCEPT, case_id, level, now)


def hear(tx: Tx, case_id: int, level: str, now: int) -> None:
    """Not both sides are heard yet."""
    _judge(tx, HEAR, case_id, level, now)


def finish(tx: Tx, case_id: int, level: str, now: int) -> None:
    """The month is nearly over, or over."""
    _judge(tx, FINISH, case_id, level, now)


def _judge(tx: Tx, kind: str, case_id: int, level: str, now: int) -> None:
    case, place = held(tx, case_id, KIND)
    if case.stage not in WATCHED[kind] or (kind == HEAR and case.arrived is not None):
        return
    heard_at = working_time(tx, now, place.zone)
    if heard_at > now:
        timers.add(tx, kind, case_id, level, heard_at, now)
        return
    moments = _moments(tx, case, place)
    later = LEVELS[LEVELS.index(level) + 1 :]
    if any(moments.get((kind, other), now + 1) <= now for other in later):
        return  # the later alert, which is due as well, says all that this one would
    if level == SOON:
        tell_all(tx, at_work(tx, case, place), "mediation.soon", case_id)
    elif level == DUE:
        cases.note(tx, now, case, None, OVER[kind])
        told = [*at_work(tx, case, place), *on_duty(tx, place)]
        tell_all(tx, {one.id: one for one in told}.values(), f"mediation.{OVER[kind]}", case_id)
    else:
        cases.note(tx, now, case, None, "escalated")
        tell_all(tx, above(tx, place), "mediation.escalated", case_id)
        if kind == ACCEPT:
            _raise(tx, case, place, now)


def at_work(tx: Tx, case: Case, place: Place) -> list[Person]:
    """The mediator, or who is asked to be it."""
    mediator = people.get(tx, case.responsible_id) if case.responsible_id else None
    return [mediator] if mediator else asked(tx, case, place)


def _raise(tx: Tx, case: Case, place: Place, now: int) -> None:
    """Ask the next level, whomever a side had chosen."""
    dispute = disputes.known(tx, case.id)
    higher = min(dispute.level + 1, max(Level))
    disputes.change(tx, dispute, level=higher, chosen_id=None)
    case, _entry = lead(tx, None, case, "raise", now)
    tell_all(tx, asked(tx, case, place), "mediation.wanted", case.id)
