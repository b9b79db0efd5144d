"""约定草稿: the mediator writes it, each side alone says that it suits them, then it holds."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from community.agreements import sessions
from community.agreements.after import concluded
from community.agreements.closing import settled
from community.agreements.sides import both, everybody, in_hand, put_to
from community.issues.kinds import File
from community.mediation import access
from community.mediation.kinds import Outcome
from community.mediation.steps import LIVE
from community.refused import Refused
from community.tells import tell
from storage import cases, chores, pacts, room_words
from storage.cases import Case
from storage.pacts import Pact
from storage.people import Person
from storage.tx import Tx

PAPER = "agreements.paper"  # the chore that draws it


class Way(StrEnum):
    WRITTEN = "written"
    ORAL = "oral"


def draft(tx: Tx, who: Person, case_id: int, text: str, perform_by: int, now: int) -> Pact:
    """Write it, or write it anew: what was said of the version before counts no more."""
    case, _place = in_hand(tx, who, case_id)
    sides = both(tx, case)
    if perform_by <= now:
        raise Refused("agreements.past")
    before = pacts.standing(tx, case.id)
    pact = pacts.add(tx, case.id, text, perform_by, who.id, now)
    cases.note(tx, now, case, who.id, "draft")
    _changed(tx, case, pact, before)
    for party in sides.values():
        tell(tx, party.person_id, "agreements.draft", pact.id)
    return pact


def agree(tx: Tx, who: Person, pact_id: int, side: str, now: int) -> Pact:
    """我认可: it counts for the version that was shown, and for no other."""
    case, pact = _standing(tx, who, pact_id, side)
    if (pact.agreed_a if side == "a" else pact.agreed_b) is not None:
        return pact
    pact = pacts.change(tx, pact, **{f"agreed_{side}": now})
    cases.note(tx, now, case, who.id, f"draft_agreed_{side}")
    _changed(tx, case, pact)
    if pact.confirmed:
        for person_id in everybody(tx, case.id):
            tell(tx, person_id, "agreements.draft_agreed", pact.id)
    return pact


def wish(tx: Tx, who: Person, pact_id: int, side: str, words: str, now: int) -> Pact:
    """想再改改: with words that the mediator alone reads."""
    case, pact = _standing(tx, who, pact_id, side)
    pact = pacts.change(tx, pact, **{f"agreed_{side}": None})
    room_words.add(tx, case.id, side, "in", who.id, words, now)
    cases.note(tx, now, case, who.id, f"draft_wished_{side}")
    _changed(tx, case, pact)
    if case.responsible_id is not None and case.responsible_id != who.id:
        tell(tx, case.responsible_id, "agreements.draft_wished", pact.id, side=side)
    return pact


def ask_paper(tx: Tx, who: Person, pact_id: int, facts: Mapping[str, str], now: int) -> bool:
    """Have it drawn to be signed by hand; False if it is being drawn already."""
    _case, pact = _confirmed(tx, who, pact_id, signed=True)
    return chores.ask(tx, PAPER, pact.id, who.id, facts, now)


def put(tx: Tx, who: Person, pact_id: int, side: str) -> Pact:
    """A draft about which the person may speak for a side."""
    _case, pact = _standing(tx, who, pact_id, side)
    return pact


def in_their_hands(tx: Tx, who: Person, pact_id: int) -> Case:
    """The open matter of a draft, in the hands of its mediator."""
    pact = pacts.get(tx, pact_id)
    if pact is None:
        raise Refused("cases.not_found")
    case, _place = in_hand(tx, who, pact.case_id)
    return case


def suits_both(tx: Tx, who: Person, pact_id: int) -> Pact:
    """A draft that its mediator may conclude."""
    _case, pact = _confirmed(tx, who, pact_id)
    return pact


def doubt(tx: Tx, case: Case, side: str) -> None:
    """A side takes part no more: its yes to what is not yet concluded counts no more."""
    pact = pacts.standing(tx, case.id)
    if pact is not None and pact.signed is None:
        _changed(tx, case, pacts.change(tx, pact, **{f"agreed_{side}": None}))


def conclude(tx: Tx, who: Person, pact_id: int, way: Way, files: Sequence[File], now: int) -> Pact:
    """已签, with a photo of it, or 口头约定: the matter ends, what follows is watched."""
    case, pact = _confirmed(tx, who, pact_id)
    pact = pacts.change(tx, pact, way=way, signed=now)
    sessions.drop(tx, case, now)
    outcome = Outcome.AGREED if way is Way.WRITTEN else Outcome.ORAL
    case = settled(tx, who, case, outcome, now, files=files)
    _changed(tx, case, pact)
    concluded(tx, case, pact, now)
    return pact


def _standing(tx: Tx, who: Person, pact_id: int, side: str) -> tuple[Case, Pact]:
    """A draft that is put to a side for which they speak, kept for this transaction."""
    pact = pacts.get(tx, pact_id)
    if pact is None:
        raise Refused("cases.not_found")
    case = put_to(tx, who, pact.case_id, side)
    pact = pacts.get(tx, pact_id)
    if pact is None or pact.replaced is not None or pact.signed is not None:
        raise Refused("cases.moved_on")
    return case, pact


def _confirmed(tx: Tx, who: Person, pact_id: int, *, signed: bool = False) -> tuple[Case, Pact]:
    """One that suits both, in the hands of its mediator; maybe it is signed already."""
    pact = pacts.get(tx, pact_id)
    if pact is None:
        raise Refused("cases.not_found")
    case, _place = access.in_hand(tx, who, pact.case_id)
    pact = pacts.get(tx, pact_id)
    if pact is None or not pact.confirmed:
        raise Refused("cases.moved_on")
    if signed and pact.signed is not None:
        return case, pact
    if pact.signed is not None or case.stage not in LIVE:
        raise Refused("cases.moved_on")
    both(tx, case)
    return case, pact


def _changed(tx: Tx, case: Case, *changed: Pact | None) -> None:
    """Cards that show it, and the mediator's, are drawn anew."""
    cases.change(tx, case, stage=case.stage)
    tx.touched |= {("pact", pact.id) for pact in changed if pact} | {("case", case.id)}
