"""Who is responsible cannot be reached: the staff hear it; back again, they hear what waits."""

from collections import defaultdict

from community.issues.access import is_responsible, on_duty
from community.issues.kinds import KIND
from community.issues.leaving import IN_HAND
from community.tells import tell
from storage import casebooks, places
from storage.people import Person
from storage.tx import Tx

MANY = 1_000


def reach(tx: Tx, person: Person, _now: int) -> None:
    """Tell those concerned of all that somebody has in hand; it stays there."""
    told = defaultdict[int, list[int]](list)
    for case in casebooks.handled_by(tx, person.id, IN_HAND, MANY, KIND):
        place = places.get(tx, case.place_id)
        if place is None or not is_responsible(person, case, place):
            continue
        hearers = [person] if person.reachable else on_duty(tx, place)
        for one in hearers:
            told[one.id].append(case.id)
    notice = "issues.back" if person.reachable else "issues.unreached"
    for reader_id, held in told.items():
        tell(tx, reader_id, notice, person.id, cases=held)
