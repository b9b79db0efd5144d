"""Figures of the station for employment: on file, published, placed; docs/figures.md says what."""

from dataclasses import dataclass

from community.refused import Refused
from community.roles import STAFF, Role
from storage import employers, placements, vacancies
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

READERS = STAFF | {Role.JOB_OFFICER, Role.STATION_LEADER}


@dataclass(frozen=True, slots=True)
class Counted:
    """What was done in a stretch of time; `estates` are those from which the women come."""

    employers: int
    notices: int
    placed: int
    women: int
    estates: int


def of(tx: Tx, who: Person, place: Place, span: Span) -> tuple[Counted, Counted]:
    """Of a place of theirs: what was done in the period, and from the beginning to its end."""
    if not who.holds(READERS, place.path):
        raise Refused("cases.not_found")
    return _counted(tx, place, span.since, span.until), _counted(tx, place, 0, span.until)


def _counted(tx: Tx, place: Place, since: int, until: int) -> Counted:
    return Counted(
        employers.put_on_file(tx, place.path, since, until),
        vacancies.published(tx, place.path, since, until),
        *placements.counted(tx, place.path, since, until),
    )
