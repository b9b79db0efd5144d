"""Who speaks for an employer goes: what it offers ends, and whom to call is forgotten."""

from community.going import Gone, Why
from community.jobs.employers import EMPLOYER, MANY, close_all
from community.jobs.kinds import Reason, Stage, Standing
from storage import employers, vacancies
from storage.tx import Tx


def leave(tx: Tx, gone: Gone, now: int) -> int:
    """Close what is offered in their name; an office may keep the employer, without them."""
    if gone.why is Why.ROLE_ENDED:
        return 0
    for employer in employers.of(tx, gone.person.id):
        close_all(tx, employer, Reason.WITHDRAWN, now)
        for vacancy in vacancies.of(tx, employer.id, (*Stage,), MANY):
            vacancies.change(tx, vacancy, contact_name=None, phone=None)
        waits = employer.stage == Standing.WAITING
        employers.change(
            tx,
            employer,
            person_id=None,
            contact_name=None,
            phone=None,
            stage=Standing.DECLINED if waits else employer.stage,
        )
        tx.touched.add((EMPLOYER, employer.id))
    return 0
