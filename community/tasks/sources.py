"""What becomes of a matter whose task goes on: each capability sees to its own, listed here."""

from storage.tasks import Task
from storage.tx import Tx


def taken(tx: Tx, task: Task, person_id: int, now: int) -> None:
    """Somebody does it."""


def freed(tx: Tx, task: Task, person_id: int, now: int) -> None:
    """Who did it cannot after all."""


def done(tx: Tx, task: Task, person_id: int, now: int) -> None:
    """It is done."""


def missed(tx: Tx, task: Task, now: int) -> None:
    """Nobody came."""
