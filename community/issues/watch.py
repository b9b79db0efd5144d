"""Deadlines are watched: at 80 %, when they are over, a working day later to the level above."""

from community import groups
from community.cases import Stage, held
from community.deadlines import deadlines
from community.issues.access import on_duty
from community.issues.kinds import KIND, term_of
from community.roles import Role
from community.tells import tell_all
from community.workdays import working_day_later, working_time
from storage import cases, people, timers
from storage.cases import Case
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

ACCEPT = "issues.accept"  # the timers of being handed to somebody at all
CONTACT = "issues.contact"  # the timers of the first contact
SITE = "issues.site"  # those of being on the spot
FINISH = "issues.finish"  # those of the end
SOON, DUE, LATE = LEVELS = ("soon", "due", "late")
SOON_SHARE = 0.8
CAME = frozenset({"report", "return", "leave"})  # the steps with which a case comes to the staff
WATCHED = {
    ACCEPT: frozenset({Stage.RECEIVED}),
    CONTACT: frozenset({Stage.DISPATCHED}),
    SITE: frozenset({Stage.DISPATCHED, Stage.WORKING}),
    FINISH: frozenset({Stage.RECEIVED, Stage.DISPATCHED, Stage.WORKING}),
}
OVER = {  # what is noted, and what is told
    ACCEPT: ("undispatched", "issues.undispatched"),
    CONTACT: ("overdue", "issues.overdue"),
    SITE: ("absent", "issues.absent"),
    FINISH: ("overtime", "issues.overtime"),
}

ESCALATED = "escalated"  # what is noted once the level above has heard


def set_watch(tx: Tx, case: Case, place: Place, now: int) -> None:
    """Set the timers of a case anew, for what is still to come at its stage.

    What is due already and waits for working hours goes on waiting: it has not been said yet.
    """
    waiting = {(one.kind, one.occasion): one.due for one in timers.standing(tx, WATCHED, case.id)}
    timers.cancel_each(tx, WATCHED, case.id)
    for (kind, level), at in _moments(tx, case, place).items():
        heard_at = at if at > now else waiting.get((kind, level), now)
        if heard_at > now:
            timers.add(tx, kind, case.id, level, heard_at, now)


def _moments(tx: Tx, case: Case, place: Place) -> dict[tuple[str, str], int]:
    """When each alert of a case is due, for what is watched at its stage."""
    site_due = case.site_due if case.arrived is None else None
    dues = (
        (ACCEPT, _accept_due(tx, case, place)),
        (CONTACT, case.contact_due),
        (SITE, site_due),
        (FINISH, case.finish_due),
    )
    begun = case.dispatched or case.made
    found = {}
    for kind, due in dues:
        if due is not None and case.stage in WATCHED[kind]:
            found[kind, SOON] = begun + int((due - begun) * SOON_SHARE)
            found[kind, DUE] = due
            found[kind, LATE] = working_day_later(tx, due, place.zone)
    found.pop((ACCEPT, SOON), None)
    return found


def _accept_due(tx: Tx, case: Case, place: Place) -> int | None:
    """By when somebody has to have it: as long as the first contact may take, from when it came."""
    if case.stage != Stage.RECEIVED:
        return None
    steps = cases.timeline(tx, case.id)
    came = max((entry.at for entry in steps if entry.step in CAME), default=case.made)
    return deadlines(tx, term_of(tx, case), came, place.zone).contact


def handed_late(tx: Tx, case: Case) -> bool:
    """Whether it waits, and the watch has noted since it came that nobody has it."""
    if case.stage != Stage.RECEIVED:
        return False
    noted = (OVER[ACCEPT][0], ESCALATED, *CAME)
    steps = [entry.step for entry in cases.timeline(tx, case.id) if entry.step in noted]
    return bool(steps) and steps[-1] not in CAME


def accept(tx: Tx, case_id: int, level: str, now: int) -> None:
    """Nobody has it, and by now somebody should."""
    _judge(tx, ACCEPT, case_id, level, now)


def contact(tx: Tx, case_id: int, level: str, now: int) -> None:
    """The first contact is near its end or beyond."""
    _judge(tx, CONTACT, case_id, level, now)


def site(tx: Tx, case_id: int, level: str, now: int) -> None:
    """Being on the spot is near its end or beyond."""
    _judge(tx, SITE, case_id, level, now)


def finish(tx: Tx, case_id: int, level: str, now: int) -> None:
    """The whole is near its end or beyond."""
    _judge(tx, FINISH, case_id, level, now)


def _judge(tx: Tx, kind: str, case_id: int, level: str, now: int) -> None:
    case, place = held(tx, case_id, KIND)
    if case.stage not in WATCHED[kind] or (kind == SITE and case.arrived is not None):
        return
    heard_at = now if term_of(tx, case).natural_time else working_time(tx, now, place.zone)
    if heard_at > now:
        timers.add(tx, kind, case_id, level, heard_at, now)
        return
    if _stale(_moments(tx, case, place), kind, level, now):
        return
    responsible = people.get(tx, case.responsible_id) if case.responsible_id else None
    match level:
        case "soon":
            tell_all(
                tx, [responsible] if responsible else on_duty(tx, place), "issues.soon", case_id
            )
        case "due":
            step, notice = OVER[kind]
            cases.note(tx, now, case, None, step)
            told = {person.id: person for person in on_duty(tx, place)}
            if responsible:
                told[responsible.id] = responsible
            tell_all(tx, told.values(), notice, case_id)
            groups.post(tx, place, groups.BOARD, case_id, "overdue")
        case "late":
            cases.note(tx, now, case, None, ESCALATED)
            tell_all(tx, above(tx, place), "issues.escalated", case_id)
            groups.post(tx, place, groups.BOARD, case_id, "escalated")


def _stale(moments: dict[tuple[str, str], int], kind: str, level: str, now: int) -> bool:
    """Whether a later alert of the case is due as well, which says all that this one would."""
    mine = moments.get((kind, level))
    return mine is not None and any(
        mine < at <= now and LEVELS.index(other) >= LEVELS.index(level)
        for (_kind, other), at in moments.items()
    )


def above(tx: Tx, place: Place) -> list[Person]:
    """Whom messages reach one level above those on duty; where there is nobody, those on duty."""
    nearest = on_duty(tx, place)
    ids = {person.id for person in nearest}
    for role in (Role.SUBDISTRICT_STAFF, Role.ADMIN):
        found = [one for one in people.holders(tx, place, [role]) if one.reachable]
        if higher := [one for one in found if one.id not in ids]:
            return higher
    return nearest
