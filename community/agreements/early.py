"""枫桥经验: what might become a petition is marked by staff, and defused early (domain §5)."""

from community.agreements.sides import supervised
from community.mediation.access import party_of
from community.refused import Refused
from community.roles import STAFF
from storage import cases, disputes
from storage.cases import Case
from storage.dispute_figures import marked
from storage.disputes import Dispute
from storage.people import Person
from storage.tx import Tx

LISTED = 20


def mark(tx: Tx, who: Person, case_id: int, now: int) -> Dispute:
    """可能成访: staff keep an eye on it; the parties are not told."""
    case, dispute = _theirs(tx, who, case_id)
    if dispute.early is not None:
        raise Refused("cases.moved_on")
    return _changed(tx, who, case, "early", now, early=now, early_by=who.id)


def unmark(tx: Tx, who: Person, case_id: int, now: int) -> Dispute:
    """It was marked by mistake."""
    case, dispute = _theirs(tx, who, case_id)
    if dispute.early is None or dispute.defused is not None:
        raise Refused("cases.moved_on")
    return _changed(tx, who, case, "not_early", now, early=None, early_by=None)


def defuse(tx: Tx, who: Person, case_id: int, now: int) -> Dispute:
    """It will not become one: counted apart from how the dispute itself ends."""
    case, dispute = _theirs(tx, who, case_id)
    if dispute.early is None or dispute.defused is not None:
        raise Refused("cases.moved_on")
    return _changed(tx, who, case, "defused", now, defused=now)


def listed(tx: Tx, who: Person) -> list[int]:
    """The matters somebody of the staff keeps an eye on, the longest marked first."""
    found: dict[int, None] = {}
    for held in who.roles:
        if held.role in STAFF:
            found |= dict.fromkeys(marked(tx, held.path, LISTED))
    others = [one for one in found if party_of(tx, who, cases.known(tx, one)) is None]
    return others[:LISTED]


def _theirs(tx: Tx, who: Person, case_id: int) -> tuple[Case, Dispute]:
    case, _place = supervised(tx, who, case_id)
    return case, disputes.known(tx, case.id)


def _changed(tx: Tx, who: Person, case: Case, step: str, now: int, **values: int | None) -> Dispute:
    cases.note(tx, now, case, who.id, step)
    cases.change(tx, case, stage=case.stage)
    tx.touched.add(("case", case.id))
    return disputes.change(tx, disputes.known(tx, case.id), **values)
