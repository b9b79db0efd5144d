"""What follows an agreement: the court may confirm it, and whether it was done (domain §5)."""

from community.agreements.sides import everybody, mediator_of, speaks, unreached
from community.deadlines import DAY_MS, HOUR_MS
from community.mediation.steps import LIVE
from community.refused import Refused
from community.tells import tell
from storage import cases, pacts, parties, timers
from storage.cases import Case
from storage.pacts import Pact
from storage.people import Person
from storage.tx import Tx

COURT = "agreements.court"  # the timer of the second reminder of the court
KEPT = "agreements.kept"  # the timer of the question whether it was done
TWENTIETH = "20"
COURT_MS = 30 * DAY_MS  # in which both may ask the court to confirm it (mediation law 33)
REMIND_MS = 20 * DAY_MS


def concluded(tx: Tx, case: Case, pact: Pact, now: int) -> None:
    """It is signed, or holds by word of mouth: both hear it, what follows is watched."""
    due = max(pact.perform_by or now, now + HOUR_MS)
    timers.add(tx, KEPT, pact.id, str(pact.version), due, now)
    if pact.way == "written":
        timers.add(tx, COURT, pact.id, TWENTIETH, now + REMIND_MS, now)
    for party in parties.of(tx, case.id).values():
        tell(tx, party.person_id, "agreements.concluded", pact.id)


def remind_of_court(tx: Tx, pact_id: int, _occasion: str, now: int) -> None:
    """Ten days are left in which both may ask the court together."""
    pact = pacts.get(tx, pact_id)
    if pact is None or pact.signed is None or pact.replaced is not None:
        return
    if now >= pact.signed + COURT_MS:
        return  # there is no time left
    for person_id in everybody(tx, pact.case_id):
        tell(tx, person_id, "agreements.court", pact.id)


def ask_whether_kept(tx: Tx, pact_id: int, _occasion: str, now: int) -> None:
    """The day has come: each side is asked alone; who has no Telegram, by the mediator's phone."""
    pact = pacts.get(tx, pact_id)
    if pact is None or pact.signed is None or pact.replaced is not None:
        return
    pact = pacts.change(tx, pact, asked=now)
    tx.touched.add(("pact", pact.id))
    for side, party in parties.of(tx, pact.case_id).items():
        if not unreached(tx, pact.case_id, side):
            tell(tx, party.person_id, "agreements.kept", pact.id)
        elif (mediator := mediator_of(tx, pact.case_id)) is not None:
            tell(tx, mediator.id, "agreements.kept_by_phone", pact.id, side=side)


def say(tx: Tx, who: Person, pact_id: int, side: str, now: int, *, kept: bool) -> Pact:
    """做到了 or 没做到: the mediator hears it; what was not done may be taken up again."""
    pact = pacts.get(tx, pact_id)
    case = cases.hold(tx, pact.case_id) if pact else None
    if case is None or not speaks(tx, who, case, side):
        raise Refused("cases.not_found")
    pact = pacts.get(tx, pact_id)
    if pact is None or pact.asked is None or pact.replaced is not None or case.stage in LIVE:
        raise Refused("cases.moved_on")
    pact = pacts.change(tx, pact, **{f"kept_{side}": int(kept)})
    cases.note(tx, now, case, who.id, f"{'kept' if kept else 'not_kept'}_{side}")
    tx.touched |= {("pact", pact.id), ("case", case.id)}
    cases.change(tx, case, stage=case.stage)
    mediator = mediator_of(tx, case.id)
    if mediator is not None and mediator.id != who.id:
        if not kept:
            tell(tx, mediator.id, "agreements.not_kept", pact.id)
        elif pact.kept_a and pact.kept_b:
            tell(tx, mediator.id, "agreements.all_kept", pact.id)
    return pact


def broken(pact: Pact, side: str) -> bool:
    """Whether a side says that it was not done."""
    return (pact.kept_a if side == "a" else pact.kept_b) == 0
