"""How a dispute comes to its end, and begins again: the steps, the file, the deadlines."""

from collections.abc import Sequence

from community.agreements.sides import mediator_of
from community.issues.kinds import File
from community.mediation import call
from community.mediation.access import place_of
from community.mediation.kinds import ENDED_MS, HEARD_MS, KEPT_MS, Outcome
from community.mediation.steps import lead
from community.mediation.watch import set_watch
from storage import media, parties
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx


def settled(
    tx: Tx,
    who: Person,
    case: Case,
    outcome: Outcome,
    now: int,
    note: str | None = None,
    files: Sequence[File] = (),
) -> Case:
    """It ends so; from now on its file is kept as long as the law has it kept."""
    case, entry = lead(
        tx,
        who,
        case,
        "end",
        now,
        note,
        result=outcome,
        answered=now,
        closed=now,
        asked_due=None,
        kept_until=now + KEPT_MS,
    )
    for file in files:
        media.attach(tx, now, entry, *file)
    set_watch(tx, case, place_of(tx, case), now)
    return case


def once_more(tx: Tx, who: Person, case: Case, now: int) -> Case:
    """It begins again with a month of its own, with the same mediator where that can be."""
    unheard = case.arrived is None
    case, _entry = lead(
        tx,
        who,
        case,
        "reopen",
        now,
        round=case.round + 1,
        answered=None,
        closed=None,
        signed=now,
        site_due=now + HEARD_MS if unheard else case.site_due,
        finish_due=now + ENDED_MS,
    )
    for party in parties.of(tx, case.id).values() if unheard else ():
        parties.change(tx, party, heard=None)
    place = place_of(tx, case)
    mediator = mediator_of(tx, case.id)
    if mediator is None:
        return call(tx, None, case, place, "leave", now)
    set_watch(tx, case, place, now)
    return case
