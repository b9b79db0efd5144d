"""Which dispute it is, on every screen of a form about it; it ends where the dispute has."""

from community.mediation.access import found, may_take, mediates, party_of, place_of
from community.mediation.kinds import Matter
from community.mediation.steps import LIVE
from handlers.mediation.lines import where
from handlers.mediation.words import MATTERS
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx
from talk.cards import NOT_FOUND
from talk.forms import About
from talk.words import _

PARTAKING = ("mediation.partaking", "case")  # of forms of a side
IN_HAND = ("mediation.in_hand", "case")  # of forms of the mediator
OFFERED = ("mediation.offered", "case")  # of forms of who could be it
OVER = _("This dispute has come to its end. What you wrote was not sent.")


def partaking(tx: Tx, who: Person, case_id: int | None) -> About:
    """For a side: the second one must not learn from it where the first one lives."""
    case = found(tx, case_id or 0)
    party = party_of(tx, who, case) if case else None
    if case is None or party is None or party.gone is not None:
        return About("", NOT_FOUND)
    return About(f"🤝 {case.number}", None if case.stage in LIVE else OVER)


def in_hand(tx: Tx, who: Person, case_id: int | None) -> About:
    case = found(tx, case_id or 0)
    theirs = case is not None and mediates(who, case, place_of(tx, case))
    return _about(tx, who, case, theirs=theirs)


def offered(tx: Tx, who: Person, case_id: int | None) -> About:
    case = found(tx, case_id or 0)
    theirs = case is not None and may_take(tx, who, case, place_of(tx, case))
    return _about(tx, who, case, theirs=theirs)


def _about(tx: Tx, who: Person, case: Case | None, *, theirs: bool) -> About:
    if case is None or not theirs:
        return About("", NOT_FOUND)
    what = MATTERS[Matter(case.category)].to(who.language)
    line = f"{case.number} · {what}\n{where(tx, case)}"
    return About(line, None if case.stage in LIVE else OVER)


FACTS = {PARTAKING[0]: partaking, IN_HAND[0]: in_hand, OFFERED[0]: offered}
