"""Who mediates: taken up, passed on, chosen or refused by a side, left behind."""

from community.cases import Stage, held
from community.issues.access import on_duty
from community.mediation import call
from community.mediation.access import (
    asked,
    candidates,
    fit,
    in_hand,
    may_take,
    offered,
    sides_of,
    taking_part,
)
from community.mediation.kinds import ENDED_MS, HEARD_MS, KEPT_MS, KIND, Level, Why
from community.mediation.steps import lead
from community.mediation.watch import set_watch
from community.refused import Refused
from community.tells import tell, tell_all
from storage import disputes, people, unfit_mediators
from storage.cases import Case
from storage.people import Person
from storage.places import Place
from storage.tx import Tx


def take(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """我来调解: the first who says so and that they are no relative; from now on it is a file."""
    case, place = held(tx, case_id, KIND)
    if case.stage == Stage.WORKING and fit(tx, who, case, place):
        raise Refused("cases.moved_on")
    if not may_take(tx, who, case, place):
        raise Refused("cases.not_found")
    people.keep_roles(tx, who.id)
    case, _entry = lead(
        tx,
        who,
        case,
        "take",
        now,
        responsible_id=who.id,
        signed=now,
        site_due=now + HEARD_MS if case.arrived is None else case.site_due,
        finish_due=case.finish_due or now + ENDED_MS,
        kept_until=now + KEPT_MS,
    )
    disputes.change(tx, disputes.known(tx, case.id), chosen_id=None)
    set_watch(tx, case, place, now)
    for party in sides_of(tx, case).values():
        if party.gone is None:
            tell(tx, party.person_id, "mediation.taken", case.id)
    return case


def decline(tx: Tx, who: Person, case_id: int, reason: str, now: int, why: Why) -> Case:
    """Who is asked cannot: a relative, or something else; where nobody is left, the next level."""
    case, place = offered(tx, who, case_id)
    before = {one.id for one in asked(tx, case, place)}
    unfit_mediators.add(tx, case.id, who.id, why, who.id, now)
    dispute = disputes.known(tx, case.id)
    if dispute.chosen_id == who.id:
        disputes.change(tx, dispute, chosen_id=None)
    case, _entry = lead(tx, who, case, "decline_case", now, reason or None)
    following = asked(tx, case, place) or on_duty(tx, place)
    newly = [one for one in following if one.id not in before]
    tell_all(tx, newly, "mediation.wanted", case.id)
    return case


def pass_on(tx: Tx, who: Person, case_id: int, reason: str, now: int, *, higher: bool) -> Case:
    """转交: who mediates it gives it on, to others of the level or to the next one."""
    case, place = in_hand(tx, who, case_id)
    if not reason.strip():
        raise Refused("mediation.no_reason")
    unfit_mediators.add(tx, case.id, who.id, Why.PASSED_ON, who.id, now)
    dispute = disputes.known(tx, case.id)
    if higher:
        disputes.change(tx, dispute, level=min(dispute.level + 1, max(Level)))
    case = call(tx, who, case, place, "pass_on", now, reason)
    tell_sides(tx, case, "mediation.moved")
    return case


def choose(tx: Tx, who: Person, case_id: int, person_id: int, now: int) -> Case:
    """A side asks for this mediator while nobody has taken it up."""
    case, place, _party = taking_part(tx, who, case_id)
    if person_id not in {one.id for one in candidates(tx, case, place)}:
        raise Refused("mediation.not_able")
    case, _entry = lead(tx, who, case, "choose", now)
    disputes.change(tx, disputes.known(tx, case.id), chosen_id=person_id)
    tell(tx, person_id, "mediation.chosen", case.id)
    return case


def refuse(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """换一位调解员: a side does not want this one, and need not say why."""
    case, place, _party = taking_part(tx, who, case_id)
    before = case.responsible_id
    if before is None:
        raise Refused("cases.moved_on")
    unfit_mediators.add(tx, case.id, before, Why.REFUSED, who.id, now)
    case = call(tx, who, case, place, "refuse_mediator", now)
    tell(tx, before, "mediation.changed", case.id)
    tell_sides(tx, case, "mediation.moved", but=who.id)
    return case


def unseat(tx: Tx, case: Case, place: Place, why: Why, now: int) -> Case:
    """The mediator turns out to be too near to a side: somebody else shall do it."""
    before = case.responsible_id
    assert before is not None
    unfit_mediators.add(tx, case.id, before, why, before, now)
    case = call(tx, None, case, place, "leave", now)
    tell(tx, before, "mediation.too_near", case.id)
    tell_sides(tx, case, "mediation.moved")
    return case


def tell_sides(tx: Tx, case: Case, notice: str, but: int | None = None) -> None:
    for party in sides_of(tx, case).values():
        if party.gone is None and party.person_id != but:
            tell(tx, party.person_id, notice, case.id)
