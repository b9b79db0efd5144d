"""What somebody may do with what is kept about them: see it, withdraw, have it erased."""

from collections.abc import Iterator

from community.checkins import enrolling
from community.going import Why
from community.jobs import reach as jobs
from community.leaving import leave_all
from community.matchmaking import PURPOSE as MATCHMAKING
from community.matchmaking.ending import Ending, end_of
from community.mediation import reach as mediation
from community.people import GENERAL
from community.seekers.applying import PASSED_ON
from community.seekers.ending import withdraw_all
from storage import (
    alerts,
    casebooks,
    cases,
    consents,
    drafts,
    people,
    personal,
    wishes,
)
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx

MANY = 10_000


def withdraw(tx: Tx, who: Person, purpose: str, now: int) -> None:
    """End a consent; without the general one nothing new begins until it is given again.

    Nobody is introduced any more, no employer has their number; nobody asks them each morning, and
    nobody counts on them for that. What they offer is hidden, and others mediate in their place.
    """
    if purpose in (GENERAL, MATCHMAKING):
        end_of(tx, who.id, Ending.WITHDRAWN, now)
    if purpose in (GENERAL, PASSED_ON):
        withdraw_all(tx, who.id, now)
        consents.withdraw(tx, who.id, PASSED_ON, now)
    consents.withdraw(tx, who.id, purpose, now)
    if purpose == GENERAL:
        enrolling.withdraw(tx, who, now)
        people.set_consented(tx, who.id, None)
        drafts.remove(tx, who.id)
        jobs.withdraw(tx, who, now)
        mediation.withdraw(tx, who, now)


def kept(case: Case) -> bool:
    """Whether the law keeps a case: what was answered stays, without its reporter (domain §5)."""
    return case.answered is not None or case.result is not None or case.kept_until is not None


def reported(tx: Tx, who: Person) -> list[Case]:
    return casebooks.reported_by(tx, who.id, MANY)


def erase(tx: Tx, who: Person, now: int) -> None:
    """Erase everything about the person; only answered cases stay, and nobody's.

    What they had in hand waits for the staff again.
    """
    leave_all(tx, who, Why.ERASED, now)
    for case_id in _unlinked(tx, who, now):
        tx.touched.add(("case", case_id))
    personal.erase(tx, who, now)


def erase_again(tx: Tx, person_id: int, now: int) -> None:
    """Erase somebody whom an older copy of the database has brought back; they are not told."""
    who = people.get(tx, person_id)
    if who is None or people.is_erased(tx, person_id):
        return
    erase(tx, who, now)


def _unlinked(tx: Tx, who: Person, now: int) -> Iterator[int]:
    for case in reported(tx, who):
        if kept(case):
            cases.change(tx, case, stage=case.stage)  # the cards of others lose the name
        else:
            personal.remove_case(tx, case.id, now)
        yield case.id
    for case in casebooks.spoken_for(tx, who.id, MANY):
        cases.change(tx, case, stage=case.stage)
        yield case.id
    _calls_taken_down(tx, who)


def _calls_taken_down(tx: Tx, who: Person) -> None:
    """The cards of helpers, sent or not yet, lose whose wish or alarm it was."""
    tx.touched |= {("wish", wish_id) for wish_id in wishes.of(tx, who.id)}
    tx.touched |= {("alert", alert_id) for alert_id in alerts.of(tx, who.id)}
