"""Who speaks for an employer cannot be asked any more: the officers hear it, and phone instead."""

from community.jobs import vacancies as offers
from community.jobs.access import officers
from community.jobs.employers import EMPLOYER, MANY
from community.jobs.kinds import Stage, Standing
from community.tells import tell_all
from storage import employers, vacancies
from storage.employers import Employer
from storage.people import Person
from storage.tx import Tx


def reach(tx: Tx, person: Person, _now: int) -> None:
    """Messages reach somebody no more, or again: of what they offer the officers hear."""
    for employer in employers.of(tx, person.id):
        _said(tx, employer, told=not person.reachable)


def withdraw(tx: Tx, who: Person, _now: int) -> None:
    """Who agrees to nothing any more offers nothing: it is hidden until somebody confirms it."""
    for employer in employers.of(tx, who.id):
        _said(tx, employer, told=True)
        for vacancy in vacancies.of(tx, employer.id, (Stage.OPEN,), MANY):
            offers.hidden(tx, vacancy)


def _said(tx: Tx, employer: Employer, *, told: bool) -> None:
    """Say it on the employer's card; tell the officers while there is anything to ask about."""
    employers.change(tx, employer, stage=employer.stage)
    tx.touched.add((EMPLOYER, employer.id))
    concerned = employer.stage == Standing.WAITING or vacancies.of(
        tx, employer.id, offers.STANDING, 1
    )
    if told and concerned:
        tell_all(tx, officers(tx, employer.place_id), "jobs.unspoken", employer.id)
