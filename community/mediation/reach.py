"""A side or the mediator cannot be asked any more: who counts on them hears it (domain §5)."""

from community.cases import Stage, held
from community.issues.access import on_duty
from community.mediation import call
from community.mediation.access import mediates, partaken, place_of
from community.mediation.kinds import KIND
from community.mediation.mediators import tell_sides
from community.tells import tell, tell_all
from storage import casebooks, cases
from storage.people import Person
from storage.tx import Tx

MANY = 1_000


def reach(tx: Tx, person: Person, _now: int) -> None:
    """Messages reach somebody no more, or again; what they mediate stays in their hands."""
    _as_side(tx, person, told=not person.reachable)
    for case in casebooks.handled_by(tx, person.id, [Stage.WORKING], MANY, KIND):
        place = place_of(tx, case)
        if not person.reachable and mediates(person, case, place):
            others = [one for one in on_duty(tx, place) if one.id != person.id]
            tell_all(tx, others, "mediation.mediator_unreached", case.id)


def withdraw(tx: Tx, who: Person, now: int) -> None:
    """Who agrees to nothing any more is phoned as a side, and others mediate in their place."""
    _as_side(tx, who, told=True)
    for one in casebooks.handled_by(tx, who.id, [Stage.WORKING], MANY, KIND):
        case, place = held(tx, one.id, KIND)
        call(tx, None, case, place, "leave", now)
        tell_sides(tx, case, "mediation.moved")


def _as_side(tx: Tx, person: Person, *, told: bool) -> None:
    """Say so on the mediator's card of each dispute, and tell them."""
    for case in partaken(tx, person):
        cases.change(tx, case, stage=case.stage)
        tx.touched.add(("case", case.id))
        if told and case.responsible_id is not None:
            tell(tx, case.responsible_id, "mediation.unreached", case.id)
