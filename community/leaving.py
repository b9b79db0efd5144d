"""What somebody leaves behind who goes: each capability sees to its own, here they are listed."""

from collections.abc import Callable

from community import portraits
from community.activities import leaving as activities
from community.broadcasts import leaving as broadcasts
from community.checkins import leaving as checkins
from community.going import Gone, Why
from community.issues import leaving as issues
from community.jobs import leaving as jobs
from community.matchmaking import leaving as matchmaking
from community.mediation import leaving as mediation
from community.seekers import ending as seekers
from community.tasks import leaving as tasks
from community.wishes import leaving as wishes
from storage import people
from storage.people import Person
from storage.tx import Tx

# Each returns how much from the hands of who goes waits for the staff again.
EACH: tuple[Callable[[Tx, Gone, int], int], ...] = (
    portraits.leave,
    issues.leave,
    wishes.leave,
    mediation.leave,
    matchmaking.leave,
    jobs.leave,
    seekers.leave,
    tasks.leave,
    broadcasts.leave,
    checkins.leave,
    activities.leave,
)


def leave(tx: Tx, person_id: int, why: Why, now: int, by: Person | None = None) -> int:
    """Let every capability see to what somebody has who goes; returns how much staff hand on."""
    gone = Gone(people.known(tx, person_id), why, by)
    return sum(each(tx, gone, now) for each in EACH)


def leave_all(tx: Tx, person: Person, why: Why, now: int) -> None:
    """End every role of somebody who goes for good."""
    for held in person.roles:
        people.end_role(tx, person.id, held.role, held.place_id, now)
    leave(tx, person.id, why, now)
