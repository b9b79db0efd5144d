"""The steps of a dispute between the stages of a case.

It waits for a mediator as a case that is dispatched waits to be signed for, and is worked on once
somebody has taken it up.
"""

from community.cases import Stage, Step, take_step
from storage.cases import Case, Entry
from storage.people import Person
from storage.tx import Tx, Value

_WAITS = frozenset({Stage.DISPATCHED})
_RUNS = frozenset({Stage.WORKING})
LIVE = _WAITS | _RUNS
STEPS = {
    step.name: step
    for step in (
        Step("call", frozenset({Stage.RECEIVED}), Stage.DISPATCHED),
        Step("choose", _WAITS, None),
        Step("raise", _WAITS, None),
        Step("take", _WAITS, Stage.WORKING),
        Step("decline_case", _WAITS, None),
        Step("pass_on", _RUNS, Stage.DISPATCHED),
        Step("refuse_mediator", _RUNS, Stage.DISPATCHED),
        Step("leave", _RUNS, Stage.DISPATCHED),
        Step("invite", _RUNS, None),
        Step("join", LIVE, None),
        Step("enter", _RUNS, None),
        Step("not_them", LIVE, None),
        Step("agree", LIVE, None),
        Step("refuse", LIVE, None),
        Step("say", LIVE, None),
        Step("relay", _RUNS, None),
        Step("note", _RUNS, None),
        Step("hear", _RUNS, None),
        Step("withdraw", LIVE, Stage.WITHDRAWN),
        Step("quit", LIVE, Stage.CLOSED),
        Step("end", _RUNS, Stage.CLOSED),
        Step("ask_longer", _RUNS, None),
        Step("deny_longer", _RUNS, None),
        Step("longer", _RUNS, None),
        Step("reopen", frozenset({Stage.CLOSED}), Stage.WORKING),
    )
}


def lead(
    tx: Tx,
    who: Person | None,
    case: Case,
    name: str,
    now: int,
    note: str | None = None,
    **values: Value,
) -> tuple[Case, Entry]:
    """Lead a dispute one step on, or refuse when it does not stand where the step begins."""
    return take_step(tx, who, case, name, now, note, steps=STEPS, **values)
