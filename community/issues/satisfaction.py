"""What a resident thinks of what was done: 满意, 不满意, and why (domain §3)."""

from community.cases import Stage
from community.issues.access import judged, on_duty, reported, supervised
from community.refused import Refused
from community.tells import tell_all
from storage import cases, feedback
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx


def unrated(tx: Tx, case: Case, caller: Person | None = None) -> bool:
    """Whether it is still to be said if they are satisfied: by them, or to who phoned them."""
    said = feedback.of(tx, case) if case.stage == Stage.CLOSED else None
    if said is None or said.satisfied is not None:
        return False
    return bool(said.solved) and said.called_by == (caller.id if caller else None)


def rate(tx: Tx, who: Person, case_id: int, now: int, *, satisfied: bool) -> Case:
    """满意 or 不满意, once a round; it stays with who was responsible then."""
    case, _place = judged(tx, who, case_id)
    if not unrated(tx, case):
        raise Refused("cases.moved_on")
    return _kept(tx, who, case, now, satisfied=satisfied)


def rate_by_phone(tx: Tx, who: Person, case_id: int, now: int, *, satisfied: bool) -> Case:
    """What the resident said on the phone, kept by who called."""
    case, _place = supervised(tx, who, case_id)
    if not unrated(tx, case, who):
        raise Refused("cases.moved_on")
    return _kept(tx, who, case, now, satisfied=satisfied)


def explain(tx: Tx, who: Person, case_id: int, text: str, now: int) -> Case:
    """Why somebody is not satisfied: for the staff of the place."""
    case, place = reported(tx, who, case_id)
    said = feedback.of(tx, case)
    if said is None or said.satisfied != 0:
        raise Refused("cases.moved_on")
    case = cases.change(tx, case, stage=case.stage)
    cases.note(tx, now, case, who.id, "unsatisfied", text)
    tx.touched.add(("case", case.id))
    tell_all(tx, on_duty(tx, place), "issues.unsatisfied", case.id)
    return case


def _kept(tx: Tx, who: Person, case: Case, now: int, *, satisfied: bool) -> Case:
    feedback.satisfy(tx, case, satisfied=satisfied)
    case = cases.change(tx, case, stage=case.stage)
    cases.note(tx, now, case, who.id, "rate")
    tx.touched.add(("case", case.id))
    return case
