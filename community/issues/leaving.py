"""Who is responsible can be it no more: what they had in hand waits for the staff again."""

from collections import defaultdict

from community.cases import Stage, held, resumed, take_step
from community.going import Gone
from community.issues.access import is_responsible, on_duty
from community.issues.following import tell_residents
from community.issues.kinds import KIND
from community.issues.watch import set_watch
from community.tells import tell
from storage import casebooks
from storage.cases import Case
from storage.places import Place
from storage.tx import Tx

IN_HAND = (Stage.DISPATCHED, Stage.WORKING, Stage.PAUSED)
MANY = 10_000


def leave(tx: Tx, gone: Gone, now: int) -> int:
    """Take from somebody whose roles have changed what is no longer theirs; returns how much.

    Staff of the places hear it once, but for who has done it.
    """
    person = gone.person
    told = defaultdict[int, list[int]](list)
    count = 0
    for one in casebooks.handled_by(tx, person.id, IN_HAND, MANY, KIND):
        case, place = held(tx, one.id, KIND)
        if not is_responsible(person, case, place):
            take_away(tx, case, place, now)
            count += 1
            for staff in on_duty(tx, place):
                told[staff.id].append(case.id)
    for staff_id, left in told.items():
        if gone.by is None or staff_id != gone.by.id:
            tell(tx, staff_id, "issues.left", person.id, cases=left)
    return count


def take_away(tx: Tx, case: Case, place: Place, now: int) -> Case:
    """Let a case wait for the staff again, its clock running."""
    if case.stage == Stage.PAUSED:
        case = resumed(tx, None, case, now)
    case, _entry = take_step(
        tx, None, case, "leave", now, responsible_id=None, contact_due=None, asked_due=None
    )
    set_watch(tx, case, place, now)
    tell_residents(tx, case, "issues.moved")
    return case
