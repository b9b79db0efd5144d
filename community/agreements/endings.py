"""How a mediation ends otherwise than agreed, and how it begins again (domain §5)."""

from community.agreements import sessions
from community.agreements.after import broken
from community.agreements.closing import once_more, settled
from community.agreements.sides import everybody, in_hand, redraw, speaks
from community.cases import held
from community.deadlines import DAY_MS
from community.mediation.kinds import KIND, Outcome, Side
from community.refused import Refused
from community.tells import tell
from storage import disputes, pacts
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx

AGAIN_MS = 30 * DAY_MS  # in which a side may have it taken up again
SAID = frozenset({Outcome.UNSETTLED, Outcome.REFERRED, Outcome.TALKED})  # by the mediator
AGAIN = SAID | {Outcome.AGREED, Outcome.ORAL}


def end(tx: Tx, who: Person, case_id: int, outcome: Outcome, words: str | None, now: int) -> Case:
    """The mediator says what came of it; referred, both read to whom."""
    case, _place = in_hand(tx, who, case_id)
    named = disputes.known(tx, case.id).named
    if outcome not in SAID or named == (outcome is Outcome.TALKED):
        raise Refused("cases.moved_on")
    if outcome is Outcome.REFERRED and not words:
        raise Refused("agreements.to_whom")
    sessions.drop(tx, case, now)
    redraw(tx, case)
    case = settled(tx, who, case, outcome, now, words)
    for person_id in everybody(tx, case.id):
        if person_id != who.id:
            tell(tx, person_id, "agreements.ended", case.id)
    return case


def may_reopen(tx: Tx, who: Person, case: Case, now: int) -> bool:
    """Whether it is for a side to have it taken up again: not settled, or not kept as they say."""
    if not _speaks(tx, who, case) or case.closed is None:
        return False
    if case.result not in AGAIN:
        return False
    since = case.closed
    if case.result in (Outcome.AGREED, Outcome.ORAL):
        pact = pacts.standing(tx, case.id)
        if pact is None or not any(
            broken(pact, side) for side in Side if speaks(tx, who, case, side)
        ):
            return False  # what the other side says of it is not for them to know
        since = pact.asked or since
    return now - since <= AGAIN_MS


def _speaks(tx: Tx, who: Person, case: Case) -> bool:
    """Whether somebody is a side, or mediates for one without Telegram."""
    return any(speaks(tx, who, case, side) for side in Side)


def reopen(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """A side has it taken up again, by the same mediator where that can be."""
    case, _place = held(tx, case_id, KIND)
    if not _speaks(tx, who, case):
        raise Refused("cases.not_found")
    if not may_reopen(tx, who, case, now):
        raise Refused("cases.moved_on")
    case = once_more(tx, who, case, now)
    mediator = case.responsible_id
    for person_id in everybody(tx, case.id):
        if person_id != who.id:
            notice = "reopened" if person_id == mediator else "reopened_side"
            tell(tx, person_id, f"agreements.{notice}", case.id)
    return case
