"""A task ends before it is done: who does it or has offered hears so, nobody is asked any more."""

from community.tasks.kinds import BUSY, STANDING, Answer, Source, Stage
from community.tasks.opening import TIMERS
from community.tells import tell
from storage import offers, tasks, timers
from storage.tasks import Task
from storage.tx import Tx


def call_off(tx: Tx, task: Task, now: int) -> Task:
    """End what is not needed any more."""
    for one in offers.to(tx, task.id, (*BUSY, Answer.OFFERED)):
        tell(tx, one.person_id, "tasks.called_off", task.id)
    close(tx, task, now)
    return tasks.change(tx, task, stage=Stage.CANCELLED, ended=now)


def close(tx: Tx, task: Task, now: int) -> None:
    """Let nobody wait for it, and ask nobody any more."""
    for one in offers.to(tx, task.id, (*BUSY, Answer.OFFERED, Answer.ASKED)):
        offers.put(tx, task.id, one.person_id, now, stage=Answer.OVER)
    timers.cancel_each(tx, TIMERS, task.id)
    tx.touched.add(("task", task.id))


def not_needed(tx: Tx, source: Source, source_id: int, now: int) -> None:
    """Call off what a matter has brought that has found its end by other hands."""
    known = tasks.from_source(tx, source, source_id)
    task = tasks.hold(tx, known.id) if known and known.stage in STANDING else None
    if task is not None and task.stage in STANDING:
        call_off(tx, task, now)
