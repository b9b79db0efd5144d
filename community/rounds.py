"""What figures will be counted from, kept with each step of a case (domain §4).

A past figure never changes: a reopened case keeps what came of its first round, and a deadline
that has fallen due stays with who was responsible then, whatever becomes of the case.
"""

from collections.abc import Mapping

from storage import dues, rounds
from storage.cases import Case
from storage.tx import Tx

ACCEPTED = frozenset({"dispatched", "working", "paused", "answered"})
ENDED = frozenset({"closed", "declined", "withdrawn", "merged"})
REOPENED = "reopened"
CONTACT, SITE, FINISH = "contact", "site", "finish"
RUNS: Mapping[str, frozenset[str]] = {  # the stages in which each part runs
    CONTACT: frozenset({"dispatched"}),
    SITE: frozenset({"dispatched", "working"}),
    FINISH: frozenset({"received", "dispatched", "working"}),
}


def follow(tx: Tx, before: Case, after: Case, now: int) -> None:
    """Keep what a step has done to the round and to the parts of its deadline."""
    if after.round != before.round:
        rounds.end(tx, before.id, before.round, REOPENED, now)
    if after.stage in ACCEPTED:
        rounds.begin(tx, after, now)
    if after.answered is not None and after.answered != before.answered:
        rounds.answer(tx, after)
    if after.stage in ENDED:
        rounds.end(tx, after.id, after.round, after.stage, now)
    for part in RUNS:
        _follow_part(tx, part, before, after, now)


def _follow_part(tx: Tx, part: str, before: Case, after: Case, now: int) -> None:
    row, due = dues.running(tx, after.id, part), _due(part, after)
    if row is None:
        if due is not None and due > now:
            dues.begin(tx, after, part, due, now)
        return
    over = row.due is not None and row.due <= now
    if _met(part, before, after):
        dues.end(tx, row.id, now, now)
    elif after.stage == "paused" and part != CONTACT:
        if not over:
            dues.move(tx, row.id, None, after.responsible_id)
    elif over:
        if due is None or due > now:  # stopped, or set anew: what is over stays so
            dues.end(tx, row.id, None, now)
        if due is not None and due > now:
            dues.begin(tx, after, part, due, now)
    elif due is None:
        dues.forget(tx, row.id)
    else:
        dues.move(tx, row.id, due, after.responsible_id)


def _due(part: str, case: Case) -> int | None:
    if case.stage not in RUNS[part]:
        return None
    if part == SITE:
        return None if case.arrived else case.site_due
    return case.contact_due if part == CONTACT else case.finish_due


def _met(part: str, before: Case, after: Case) -> bool:
    """Whether this step is what the part demanded."""
    match part:
        case "contact":
            return before.stage == "dispatched" and after.stage == "working"
        case "site":
            return before.arrived is None and after.arrived is not None
        case _:
            return before.answered is None and after.answered is not None
