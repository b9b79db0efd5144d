"""Who mediates, or is a side, goes: others mediate, and what they were a side of ends."""

from community.cases import Stage, held
from community.going import Gone, Why
from community.mediation import call
from community.mediation.access import mediates
from community.mediation.kinds import KIND, Side
from community.mediation.mediators import tell_sides
from community.mediation.quitting import withdraw
from community.mediation.steps import LIVE
from storage import casebooks, cases, disputes, parties
from storage.tx import Tx

MANY = 10_000


def leave(tx: Tx, gone: Gone, now: int) -> int:
    """Take from somebody what is no longer theirs; returns how much."""
    if gone.why is not Why.ROLE_ENDED:
        _leave_sides(tx, gone, now)
    count = 0
    for one in casebooks.handled_by(tx, gone.person.id, [Stage.WORKING], MANY, KIND):
        case, place = held(tx, one.id, KIND)
        if not mediates(gone.person, case, place):
            case = call(tx, None, case, place, "leave", now)
            tell_sides(tx, case, "mediation.moved")
            count += 1
    return count


def _leave_sides(tx: Tx, gone: Gone, now: int) -> None:
    """What nobody had taken up is no file: it goes with who asked for it."""
    for party in parties.theirs(tx, gone.person.id, MANY):
        case = cases.known(tx, party.case_id)
        if gone.why is Why.ERASED and party.side == Side.B:
            disputes.forget_name(tx, disputes.known(tx, case.id))
        stays = case.kept_until is not None or gone.why is Why.DIED
        if party.gone is None and case.stage in LIVE and stays:
            withdraw(tx, gone.person, case.id, now)
        elif gone.why is Why.ERASED:
            cases.change(tx, case, stage=case.stage)  # the cards of others lose the name
            tx.touched.add(("case", case.id))
