"""What the station for employment lays on the desk."""

from collections.abc import Sequence

from community.jobs import employers as rules
from community.jobs import vacancies as offers
from community.jobs.access import is_officer
from community.jobs.employers import EMPLOYER
from community.jobs.kinds import Stage
from community.jobs.vacancies import VACANCY
from handlers.jobs.employers import LINE
from handlers.jobs.lines import line_of
from storage import employers, vacancies
from storage.people import Person
from storage.tx import Tx
from talk.desk import Desk, Heap, Pile, Sieve

MOST = 200


def _employers(tx: Tx, who: Person, sieve: Sieve, _now: int) -> list[int]:
    if sieve.category is not None:
        return []
    return [one.id for one in rules.waiting(tx, who, sieve.path, MOST)]


def _checking(tx: Tx, who: Person, sieve: Sieve, _now: int) -> list[int]:
    return _vacancies(tx, who, sieve, Stage.CHECKING)


def _hidden(tx: Tx, who: Person, sieve: Sieve, _now: int) -> list[int]:
    """What nobody has confirmed: the employer is called."""
    return _vacancies(tx, who, sieve, Stage.HIDDEN)


def _vacancies(tx: Tx, who: Person, sieve: Sieve, stage: Stage) -> list[int]:
    if sieve.category is not None:
        return []
    return [one.id for one in offers.of_officer(tx, who, sieve.path, (stage,), MOST)]


def _employer_line(tx: Tx, who: Person, employer_id: int) -> str:
    return LINE(tx, who, employers.known(tx, employer_id))


def _vacancy_line(tx: Tx, who: Person, vacancy_id: int) -> str:
    return line_of(tx, who, vacancies.known(tx, vacancy_id))


def _none(_tx: Tx, _who: Person) -> Sequence[tuple[str, str]]:
    return ()


PILES = Desk(
    {
        Heap.WAITING: (
            Pile(EMPLOYER, _employers, _employer_line, is_officer),
            Pile(VACANCY, _checking, _vacancy_line, is_officer),
        ),
        Heap.CALLS: (Pile(VACANCY, _hidden, _vacancy_line, is_officer),),
    },
    _none,
)
