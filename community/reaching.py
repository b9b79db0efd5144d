"""Messages reach somebody no more, or again: who counts on them hears it, in a unit of its own.

Each capability sees to its own; here they are listed.
"""

from collections.abc import Callable

from community.checkins import reach as checkins
from community.issues import reach as issues
from community.jobs import reach as jobs
from community.mediation import reach as mediation
from community.tasks import reaching as tasks
from storage import people
from storage.people import Person
from storage.tx import Tx

EACH: tuple[Callable[[Tx, Person, int], None], ...] = (
    issues.reach,
    mediation.reach,
    jobs.reach,
    tasks.reach,
    checkins.reach,
)


def changed(tx: Tx, person_id: int, _occasion: str, now: int) -> None:
    """Say how it stands by now; of somebody who has died nothing is said."""
    person = people.get(tx, person_id)
    if person is None or person.died is not None:
        return
    for reach in EACH:
        reach(tx, person, now)
