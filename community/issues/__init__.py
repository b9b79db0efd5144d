"""Reports of residents: received, dispatched, worked on, answered, confirmed (domain §3)."""

from collections.abc import Sequence

from community.cases import STEPS, Stage, open_case, take_step
from community.deadlines import DAY_MS, deadlines, length
from community.issues.access import in_hand, on_duty, reported, supervised
from community.issues.kinds import KIND, Category, File, Result, term_of
from community.issues.watch import set_watch
from community.refused import Refused
from community.roles import RESPONSIBLE, STAFF, Role
from community.tells import tell, tell_all
from storage import cases, categories, feedback, people, places, timers
from storage.cases import Case
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

__all__ = ["Category", "File", "Result"]  # and the straight way of a report below

REOPEN_MS = 30 * DAY_MS
CALL_BACK = "issues.call_back"  # the timers of an answer to which the resident says nothing
CALL, LAPSE = "call", "lapse"
CALL_MS, LAPSE_MS = 3 * DAY_MS, 7 * DAY_MS


def report(
    tx: Tx,
    who: Person,
    category: str,
    place_id: int,
    story: str,
    photos: Sequence[File],
    now: int,
) -> Case:
    """Open a case of what a resident reports and tell the staff of the place."""
    if category == Category.EMERGENCY:
        raise Refused("issues.emergency")
    about = categories.by_code(tx, category)
    if about is None or about.hidden is not None:
        raise Refused("issues.no_category")
    place = places.get(tx, place_id)
    if place is None:
        raise Refused("places.gone")
    case, entry = open_case(tx, who, place, KIND, category, story, now)
    for file_id, unique_id in photos:
        cases.attach(tx, now, entry, "photo", file_id, unique_id)
    tell_all(tx, on_duty(tx, place), "issues.received", case.id)
    return case


def candidates(tx: Tx, who: Person, case_id: int) -> list[Person]:
    """Who can be made responsible, the nearest first; only staff of the place may ask."""
    case, place = supervised(tx, who, case_id)
    order = [Role.PROPERTY, Role.GRID_WORKER, Role.COMMUNITY_STAFF, Role.SUBDISTRICT_STAFF]
    found = people.holders(tx, place, order)
    return [person for person in found if person.id != case.responsible_id]


def dispatch(tx: Tx, who: Person, case_id: int, to_id: int, now: int) -> Case:
    """Hand a case to somebody: 受理派单, or 转派 when somebody has it already."""
    case, place = supervised(tx, who, case_id)
    to = people.get(tx, to_id)
    if to is None or not to.holds(frozenset(RESPONSIBLE), place.path):
        raise Refused("issues.not_responsible")
    term = term_of(tx, case)
    due = deadlines(tx, term, now, place.zone)
    first = case.stage in STEPS["dispatch"].sources
    case, _entry = take_step(
        tx,
        who,
        case,
        "dispatch" if first else "transfer",
        now,
        responsible_id=to.id,
        term=term.code,
        contact_due=due.contact,
        site_due=due.site,
        finish_due=case.finish_due or due.finish,
        dispatched=now,
    )
    set_watch(tx, case, place, now)
    tell(tx, to.id, "issues.yours", case.id)
    tell(tx, case.reporter_id, "issues.dispatched", case.id)
    return case


def sign(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """签收: the responsible has seen it and begins."""
    case, place = in_hand(tx, who, case_id)
    case, _entry = take_step(tx, who, case, "sign", now, signed=now)
    set_watch(tx, case, place, now)
    tell(tx, case.reporter_id, "issues.working", case.id)
    return case


def answer(
    tx: Tx,
    who: Person,
    case_id: int,
    result: Result,
    text: str,
    photos: Sequence[File],
    now: int,
) -> Case:
    """回单: say what came of it; the resident is asked."""
    case, place = in_hand(tx, who, case_id)
    case, entry = take_step(
        tx, who, case, "answer", now, text, answered=now, result=result, asked_due=None
    )
    for file_id, unique_id in photos:
        cases.attach(tx, now, entry, "photo", file_id, unique_id)
    set_watch(tx, case, place, now)
    timers.add(tx, CALL_BACK, case.id, CALL, now + CALL_MS, now)
    timers.add(tx, CALL_BACK, case.id, LAPSE, now + LAPSE_MS, now)
    tell(tx, case.reporter_id, "issues.answered", case.id)
    return case


def confirm(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """解决了: the reporter says so, and the case is closed."""
    case, _place = reported(tx, who, case_id)
    case, _entry = take_step(tx, who, case, "confirm", now, closed=now)
    feedback.add(tx, case, solved=True, called_by=None, now=now)
    timers.cancel(tx, CALL_BACK, case.id)
    if case.responsible_id:
        tell(tx, case.responsible_id, "issues.confirmed", case.id)
    return case


def reopen(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """没解决: a second round begins with whoever was responsible; the first keeps its result."""
    case, place = reported(tx, who, case_id)
    if case.closed is not None and now - case.closed > REOPEN_MS:
        raise Refused("issues.too_late")
    if case.stage == Stage.ANSWERED:
        feedback.add(tx, case, solved=False, called_by=None, now=now)
    return once_more(tx, who, case, place, now)


def once_more(tx: Tx, who: Person, case: Case, place: Place, now: int) -> Case:
    """Begin another round, with a term of its own."""
    whole = length(term_of(tx, case))
    case, _entry = take_step(
        tx,
        who,
        case,
        "reopen",
        now,
        round=case.round + 1,
        answered=None,
        closed=None,
        dispatched=now,
        finish_due=whole and now + whole,
        extended=None,
    )
    timers.cancel(tx, CALL_BACK, case.id)
    set_watch(tx, case, place, now)
    told = {person.id: person for person in on_duty(tx, place)}
    if case.responsible_id:
        told[case.responsible_id] = people.known(tx, case.responsible_id)
    tell_all(tx, told.values(), "issues.reopened", case.id)
    return case


def to_dispatch(tx: Tx, who: Person) -> list[Case]:
    """What waits to be dispatched at the places where the person is staff, the oldest first."""
    found = {
        case.id: case
        for held_role in who.roles
        if held_role.role in STAFF
        for case in cases.below(tx, held_role.path, KIND, Stage.RECEIVED)
    }
    return sorted(found.values(), key=lambda case: case.made)
