"""Figures of voluntary help: tasks done, hours, volunteers; docs/figures.md says what."""

from dataclasses import dataclass

from community.refused import Refused
from community.roles import STAFF, Role
from storage import task_figures
from storage.moments import Span, local
from storage.people import Person
from storage.places import Place
from storage.task_figures import Ended
from storage.tx import Tx

READERS = STAFF | {Role.STATION_LEADER}


@dataclass(frozen=True, slots=True)
class Counted:
    """What was done in the period; volunteers and teams as they are at its end."""

    ended: Ended
    minutes: int
    helpers: int
    volunteers: int
    skilled: int
    stations: int
    teams: int


def of(tx: Tx, who: Person, place: Place, span: Span) -> Counted:
    """Of a place of theirs."""
    if not who.holds(READERS, place.path):
        raise Refused("cases.not_found")
    first = local(span.since, place.zone).date().isoformat()
    last = local(span.until - 1, place.zone).date().isoformat()
    minutes, helpers = task_figures.given(tx, place.path, first, last)
    counted, skilled = task_figures.volunteers(tx, place.path, span.until)
    ended = task_figures.ended(tx, place.path, span.since, span.until)
    stations, standing = task_figures.standing(tx, place.path, span.until)
    return Counted(ended, minutes, helpers, counted, skilled, stations, standing)
