"""A vacancy is over: whoever waited for an answer hears it, kindly."""

from community.going import Gone, Why
from community.jobs.access import answering
from community.seekers.caring import tell_seeker
from community.seekers.stages import KIND, STANDING, TIMERS, Stage, held, move
from community.tells import tell_all
from storage import applications, interviews, seekers, timers
from storage.tx import Tx


def end_with(tx: Tx, vacancy_id: int, now: int) -> None:
    """End what stands of the applications for a vacancy, which is held."""
    for known in applications.to(tx, vacancy_id, STANDING):
        application = applications.hold(tx, known.id)
        if application is None or application.stage not in STANDING:
            continue
        applications.change(tx, application, stage=Stage.CLOSED, ended=now)
        interviews.end(tx, application.id, now)
        timers.cancel_each(tx, TIMERS, application.id)
        tx.touched.add((KIND, application.id))
        tell_seeker(tx, application.person_id, "seekers.over", application.id)


def leave(tx: Tx, gone: Gone, now: int) -> int:
    """Withdraw what somebody has applied for who goes for good, and look for work no more."""
    if gone.why is Why.ROLE_ENDED:
        return 0
    seekers.remove(tx, gone.person.id)
    withdraw_all(tx, gone.person.id, now)
    return 0


def withdraw_all(tx: Tx, person_id: int, now: int) -> None:
    """Withdraw what somebody has applied for: no employer sees them any more, and each hears it."""
    standing = applications.of(tx, person_id, STANDING)
    for known in sorted(standing, key=lambda one: one.vacancy_id):
        one = held(tx, known.id)
        if one is not None and one.application.stage in STANDING:
            move(tx, one, Stage.WITHDRAWN, now)
            tell_all(tx, answering(tx, one.employer), "seekers.withdrawn", known.id)
