"""What becomes of a matter whose task goes on: each capability sees to its own, listed here."""

from collections.abc import Callable

from community.tasks.kinds import Source
from community.wishes import volunteers as wishes
from storage.tasks import Task
from storage.tx import Tx

Hears = Callable[[Tx, int, int, int], None]  # the matter, who does it, now
TAKEN: dict[Source, Hears] = {Source.WISH: wishes.taken}
FREED: dict[Source, Hears] = {Source.WISH: wishes.freed}
DONE: dict[Source, Hears] = {Source.WISH: wishes.done}


def taken(tx: Tx, task: Task, person_id: int, now: int) -> None:
    """Somebody does it."""
    _tell(TAKEN, tx, task, person_id, now)


def freed(tx: Tx, task: Task, person_id: int, now: int) -> None:
    """Who did it cannot after all."""
    _tell(FREED, tx, task, person_id, now)


def done(tx: Tx, task: Task, person_id: int, now: int) -> None:
    """It is done."""
    _tell(DONE, tx, task, person_id, now)


def _tell(hears: dict[Source, Hears], tx: Tx, task: Task, person_id: int, now: int) -> None:
    hear = hears.get(Source(task.source))
    if hear is not None and task.source_id is not None:
        hear(tx, task.source_id, person_id, now)
