"""The dispute of which a message outside any form most likely speaks."""

from community.deadlines import DAY_MS
from community.issues import lately as issues
from community.mediation.access import found
from community.mediation.steps import LIVE
from storage import cases, parties
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx

LOOKED_AT = 8  # the newest


def speaks_of(tx: Tx, who: Person, words: str, now: int) -> Case | None:
    """The open dispute of a side heard of last, within a day and later than any report."""
    if words and issues.only_polite(words):
        return None
    own = [
        (_last(tx, case), case)
        for party in parties.theirs(tx, who.id, LOOKED_AT)
        if party.takes_part and (case := found(tx, party.case_id)) and case.stage in LIVE
    ]
    at, case = max(own, key=lambda one: one[0], default=(0, None))
    if case is None or now - at >= DAY_MS:
        return None
    reports = [_last(tx, report) for report in issues.lately(tx, who)]
    return case if at >= max(reports, default=0) else None


def _last(tx: Tx, case: Case) -> int:
    return cases.timeline(tx, case.id)[-1].at
