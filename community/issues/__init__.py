"""Reports of residents: received, dispatched, worked on, answered, confirmed (domain §3)."""

from collections.abc import Sequence

from community import groups
from community.behalf import Other, spoken_for
from community.cases import Stage, open_case, take_step
from community.deadlines import DAY_MS, MINUTE_MS, length
from community.issues.access import (
    JOINT,
    VISITORS,
    in_hand,
    is_responsible,
    judged,
    on_duty,
)
from community.issues.following import tell_answered, tell_residents
from community.issues.handing import by_itself, candidates, dispatch, set_term
from community.issues.kinds import KIND, NOWHERE, Category, File, Onward, Result, term_of
from community.issues.leaving import take_away
from community.issues.onward import PLANNED, follow, planned_for
from community.issues.watch import set_watch
from community.places import PICKABLE
from community.refused import Refused
from community.tells import tell, tell_all
from storage import casebooks, cases, categories, feedback, media, people, places, timers
from storage.cases import Case
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

# and the straight way of a report below
__all__ = ["Category", "File", "Result", "candidates", "dispatch", "set_term"]

WHILE_MS = 5 * MINUTE_MS  # in which one person may report only so often
REOPEN_MS = 30 * DAY_MS
CALL_BACK = "issues.call_back"  # the timers of an answer to which the resident says nothing
CALL, REMIND, LAPSE = "call", "remind", "lapse"
CALL_MS, REMIND_MS, LAPSE_MS = 3 * DAY_MS, 6 * DAY_MS, 7 * DAY_MS
SILENCE = {CALL: CALL_MS, REMIND: REMIND_MS, LAPSE: LAPSE_MS}


def report(
    tx: Tx,
    who: Person,
    category: str,
    place_id: int,
    story: str,
    files: Sequence[File],
    now: int,
    at_once: int = 0,
    other: Other | Person | None = None,
) -> Case:
    """Open a case of what a resident reports; it takes its route, or staff of the place hear.

    With `at_once`, so many of one person within five minutes are enough. With an `other` it is
    theirs, and who reports it speaks for them.
    """
    if category == Category.EMERGENCY:
        raise Refused("issues.emergency")
    about = categories.by_code(tx, category)
    if about is None or about.hidden is not None:
        raise Refused("issues.no_category")
    place = places.get(tx, place_id)
    if place is None or place.kind not in PICKABLE:
        raise Refused("places.gone")
    if at_once and casebooks.reported_since(tx, KIND, who.id, now - WHILE_MS) >= at_once:
        raise Refused("issues.enough")
    whose, spoken_as = spoken_for(tx, who, other, place, now) if other else (who, None)
    case, entry = open_case(tx, who, place, KIND, category, story, now, whose, spoken_as)
    for file in files:
        media.attach(tx, now, entry, *file)
    groups.post(tx, place, groups.BOARD, case.id, "received")
    case = by_itself(tx, case, place, now)
    if case.stage == Stage.RECEIVED:
        set_watch(tx, case, place, now)
        tell_all(tx, on_duty(tx, place), "issues.received", case.id)
    return case


def sign(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """签收: the responsible has seen it and begins."""
    case, place = in_hand(tx, who, case_id)
    case = _signed(tx, who, case, place, now)
    tell_residents(tx, case, "issues.working")
    return case


def _signed(tx: Tx, who: Person, case: Case, place: Place, now: int) -> Case:
    case, _entry = take_step(tx, who, case, "sign", now, signed=now)
    set_watch(tx, case, place, now)
    return case


def arrive(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """到了现场: the responsible is on the spot, which signs for it as well."""
    case, place = in_hand(tx, who, case_id)
    if case.stage == Stage.DISPATCHED:
        case = _signed(tx, who, case, place, now)
    if case.arrived is not None or case.site_due is None:
        raise Refused("cases.moved_on")
    case, _entry = take_step(tx, who, case, "arrive", now, arrived=now)
    set_watch(tx, case, place, now)
    tell_residents(tx, case, "issues.moved")
    return case


def answer(
    tx: Tx,
    who: Person,
    case_id: int,
    result: Result,
    text: str,
    files: Sequence[File],
    now: int,
    onward: Onward = NOWHERE,
) -> Case:
    """回单: say what came of it, and what becomes of it then; the resident is asked."""
    case, place = in_hand(tx, who, case_id)
    planned = planned_for(result, onward, place, now)
    case, entry = take_step(
        tx,
        who,
        case,
        "answer",
        now,
        text,
        answered=now,
        result=result,
        asked_due=None,
        planned=planned,
    )
    follow(tx, who, case, result, onward, now)
    for file in files:
        media.attach(tx, now, entry, *file)
    set_watch(tx, case, place, now)
    for occasion, after in SILENCE.items():
        timers.add(tx, CALL_BACK, case.id, occasion, now + after, now)
    tell_answered(tx, case)
    return case


def confirm(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """解决了: the reporter says so, and the case is closed."""
    case, _place = judged(tx, who, case_id)
    case, _entry = take_step(tx, who, case, "confirm", now, closed=now)
    feedback.add(tx, case, solved=True, called_by=None, now=now)
    timers.cancel(tx, CALL_BACK, case.id)
    if case.responsible_id:
        tell(tx, case.responsible_id, "issues.confirmed", case.id)
    return case


def reopen(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """没解决: a second round begins with whoever was responsible; the first keeps its result."""
    case, place = judged(tx, who, case_id)
    if case.closed is not None and now - case.closed > REOPEN_MS:
        raise Refused("issues.too_late")
    if case.stage == Stage.ANSWERED:
        feedback.add(tx, case, solved=False, called_by=None, now=now)
    return once_more(tx, who, case, place, now)


def once_more(tx: Tx, who: Person, case: Case, place: Place, now: int) -> Case:
    """Begin another round, with a term of its own."""
    term = term_of(tx, case)
    whole = length(term)
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
        arrived=None,
        site_due=term.site and now + term.site * MINUTE_MS,
        finish_due=whole and now + whole,
        extended=None,
        planned=None,
    )
    timers.cancel(tx, CALL_BACK, case.id)
    timers.cancel(tx, PLANNED, case.id)
    set_watch(tx, case, place, now)
    if case.responsible_id:
        people.keep_roles(tx, case.responsible_id)
        if not is_responsible(people.known(tx, case.responsible_id), case, place):
            case = take_away(tx, case, place, now)
    told = {person.id: person for person in on_duty(tx, place)}
    if case.responsible_id:
        told[case.responsible_id] = people.known(tx, case.responsible_id)
    if case.round < JOINT:
        tell_all(tx, told.values(), "issues.reopened", case.id)
        return case
    cases.note(tx, now, case, None, "joint_visit")
    told |= {person.id: person for person in people.holders(tx, place, [*VISITORS])}
    tell_all(tx, told.values(), "issues.joint_visit", case.id)
    return case
