"""What volunteers and tasks lay on the desk."""

from collections.abc import Sequence

from community.roles import STAFF, is_staff
from community.tasks import counting
from community.tasks import joining as rules
from community.tasks.access import gives_out, keeps
from community.tasks.kinds import Stage, Standing
from handlers.tasks import checking, given
from handlers.tasks.kinds import GIVEN, KEEP, VOLUNTEER
from handlers.tasks.lines import line_of
from storage import tasks, teams, volunteers
from storage.people import Person
from storage.tx import Tx
from talk.desk import Desk, Heap, Pile, Sieve

MOST = 200


def _paths(who: Person, path: str) -> list[str]:
    """The narrower of a place and each place somebody is staff of, where one holds the other."""
    held = (one.path for one in who.roles if one.role in STAFF)
    both = ((at, path) for at in held)
    return [max(two, key=len) for two in both if max(two, key=len).startswith(min(two, key=len))]


def _asking(tx: Tx, who: Person, sieve: Sieve, _now: int) -> list[int]:
    """Who wants to help and waits to be looked over."""
    if sieve.category is not None:
        return []
    found = {
        one.id: one
        for path in _paths(who, sieve.path)
        for one in volunteers.below(tx, path, (Standing.ASKED,), MOST)
    }
    for team in teams.led_by(tx, who.id):
        for person_id in teams.members(tx, team.id):
            one = volunteers.of(tx, person_id)
            if one is not None and one.stage == Standing.ASKED:
                found[one.id] = one
    return [one.id for one in found.values() if rules.may_check(tx, who, one)]


def _hours(tx: Tx, who: Person, sieve: Sieve, _now: int) -> list[int]:
    if sieve.category is not None:
        return []
    return [one.id for one in counting.waiting(tx, who, sieve.path, MOST)]


def _late(tx: Tx, who: Person, sieve: Sieve, now: int) -> list[int]:
    """Whatever is looked for though its time to choose is over."""
    if sieve.category is not None:
        return []
    found = {}
    for path in [sieve.path]:
        for task in tasks.below(tx, path, (Stage.OPEN,), MOST):
            if (task.choosing or task.made) < now and keeps(tx, who, task):
                found[task.id] = task
    return list(found)


def _task_line(tx: Tx, who: Person, task_id: int) -> str:
    return line_of(tx, who, tasks.known(tx, task_id))


def _none(_tx: Tx, _who: Person) -> Sequence[tuple[str, str]]:
    return ()


PILES = Desk(
    {
        Heap.WAITING: (
            Pile(VOLUNTEER, _asking, checking.line, gives_out),
            Pile(GIVEN, _hours, given.line, is_staff),
        ),
        Heap.LATE: (Pile(KEEP, _late, _task_line, gives_out),),
    },
    _none,
)
