"""A side leaves, at any time and without a reason: that ends it (domain §5)."""

from community.agreements import sessions
from community.agreements.sides import redraw
from community.cases import Stage
from community.mediation.access import partaking, sides_of
from community.mediation.kinds import KEPT_MS, Outcome, Side
from community.mediation.steps import lead
from community.mediation.watch import set_watch
from community.tells import tell
from storage import parties
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx, Value


def withdraw(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """退出调解: A takes it back, or B goes; nobody's way to court is hindered by it.

    What nobody had taken up is no file, and no law keeps it.
    """
    case, place, party = partaking(tx, who, case_id)
    parties.change(tx, party, gone=now)
    kept: dict[str, Value] = {}
    if case.kept_until is not None:
        kept = {"answered": now, "kept_until": now + KEPT_MS, "result": Outcome.LEFT}
    waited = case.stage == Stage.DISPATCHED
    step = "withdraw" if party.side == Side.A else "quit"
    case, _entry = lead(tx, who, case, step, now, None, closed=now, **kept)
    set_watch(tx, case, place, now)
    parties.take_back(tx, case.id, now)
    sessions.drop(tx, case, now)
    redraw(tx, case)
    if case.responsible_id is not None and not waited:
        tell(tx, case.responsible_id, "mediation.left", case.id)
    for other in sides_of(tx, case).values():
        if other.gone is None:
            tell(tx, other.person_id, "mediation.left_side", case.id)
    return case
