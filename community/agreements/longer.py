"""More time than a month, if both sides agree to it (domain §5)."""

from community.agreements.sides import both, in_hand, put_to
from community.deadlines import DAY_MS
from community.mediation.access import place_of
from community.mediation.steps import lead
from community.mediation.watch import set_watch
from community.refused import Refused
from community.tells import tell
from storage import cases, parties
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx

MOST = 60  # days


def ask(tx: Tx, who: Person, case_id: int, days: int, now: int) -> Case:
    """The mediator asks both sides."""
    case, _place = in_hand(tx, who, case_id)
    sides = both(tx, case)
    if case.finish_due is None or not 1 <= days <= MOST:
        raise Refused("cases.moved_on")
    case, _entry = lead(tx, who, case, "ask_longer", now, asked_due=case.finish_due + days * DAY_MS)
    for party in sides.values():
        parties.change(tx, party, longer=None)
        tell(tx, party.person_id, "agreements.longer", case.id)
    return case


def answer(tx: Tx, who: Person, case_id: int, side: str, now: int, *, yes: bool) -> Case:
    """A side agrees or does not; both agreed, it may take longer."""
    case = put_to(tx, who, case_id, side)
    if case.asked_due is None:
        raise Refused("cases.moved_on")
    if not yes:
        case, _entry = lead(tx, who, case, "deny_longer", now, asked_due=None)
        _tell(tx, case, who, "agreements.longer_denied")
        return case
    parties.change(tx, parties.of(tx, case.id)[side], longer=now)
    if any(party.longer is None for party in parties.of(tx, case.id).values()):
        tx.touched.add(("case", case.id))
        return cases.change(tx, case, stage=case.stage)
    case, _entry = lead(tx, who, case, "longer", now, finish_due=case.asked_due, asked_due=None)
    set_watch(tx, case, place_of(tx, case), now)
    for party in parties.of(tx, case.id).values():
        tell(tx, party.person_id, "agreements.longer_agreed", case.id)
    _tell(tx, case, who, "agreements.longer_agreed")
    return case


def _tell(tx: Tx, case: Case, who: Person, notice: str) -> None:
    if case.responsible_id is not None and case.responsible_id != who.id:
        tell(tx, case.responsible_id, notice, case.id)
