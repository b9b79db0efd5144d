"""What disputes lay on the desk and under 📋."""

from collections.abc import Callable

from community.mediation import heaps
from community.mediation.access import found, mediates, place_of
from community.mediation.steps import LIVE
from community.roles import is_staff
from handlers.mediation.kinds import SIDE, WORK
from handlers.mediation.lines import begins, mediates_somewhere
from handlers.mediation.views import stage
from storage import cases, parties
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx
from talk.cards import opener
from talk.desk import Desk, Heap, Pile, Sieve
from talk.screens import Button
from talk.words import _

LISTED = 8
Find = Callable[[Tx, Person, Sieve, int], list[Case]]


def line(tx: Tx, who: Person, case_id: int) -> str:
    """A dispute in a line: its words for its mediator alone."""
    case = cases.known(tx, case_id)
    own = mediates(who, case, place_of(tx, case))
    what = begins(tx, case) if own else case.number
    return f"🤝 {what} · {stage(tx, case).to(who.language)}"


def mine(tx: Tx, who: Person) -> list[Button]:
    """What one may take up, what one mediates, what one is a side of."""
    work = [*heaps.waiting(tx, who, "")[:LISTED], *heaps.mine(tx, who, "")[:LISTED]]
    sides = [
        case
        for party in parties.theirs(tx, who.id, LISTED)
        if party.gone is None and (case := found(tx, party.case_id)) and case.stage in LIVE
    ]
    return [
        *(opener(line(tx, who, case.id), WORK, case.id) for case in work),
        *(opener(_own(who, case), SIDE, case.id) for case in sides),
    ]


def _own(who: Person, case: Case) -> str:
    return _("🤝 {number} · Mediation", number=case.number).to(who.language)


def _pile(find: Find, allowed: Callable[[Person], bool]) -> tuple[Pile]:
    def ids(tx: Tx, who: Person, sieve: Sieve, now: int) -> list[int]:
        if sieve.category is not None:  # the categories of the desk are those of reports
            return []
        return [case.id for case in find(tx, who, sieve, now)]

    return (Pile(WORK, ids, line, allowed),)


PILES = Desk(
    {
        Heap.WAITING: _pile(
            lambda tx, who, sieve, _now: heaps.waiting(tx, who, sieve.path), mediates_somewhere
        ),
        Heap.LATE: _pile(
            lambda tx, who, sieve, now: heaps.late(tx, who, sieve.path, now), mediates_somewhere
        ),
        Heap.MINE: _pile(
            lambda tx, who, sieve, _now: heaps.mine(tx, who, sieve.path), mediates_somewhere
        ),
        Heap.OTHERS: _pile(
            lambda tx, who, sieve, _now: heaps.with_others(tx, who, sieve.path), is_staff
        ),
    },
    lambda _tx, _who: (),
)
