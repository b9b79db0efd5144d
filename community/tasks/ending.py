"""Nobody has come: the leader hears it, then the staff; a task is called off or asked anew."""

from community.refused import Refused
from community.tasks.access import kept, leaders, place_for, staff
from community.tasks.asking import unanswered
from community.tasks.closing import call_off, close
from community.tasks.doing import complete
from community.tasks.kinds import BUSY, STANDING, STEPS, Answer, Source, Stage
from community.tasks.offering import enough, fill, remind
from community.tasks.opening import (
    AHEAD_MS,
    ALARM,
    FOLLOW,
    LEADER,
    LEADER_MS,
    SOON_MS,
    STAFF,
    begin,
)
from community.tells import tell, tell_all
from storage import offers, tasks, timers
from storage.people import Person
from storage.tasks import Task
from storage.tx import Tx

AFTER_MS = 60 * 60_000  # so long after the end it is asked whether it is done


def alarm(tx: Tx, task_id: int, occasion: str, now: int) -> None:
    """Too few have come yet: the leader hears it, and after a while the staff."""
    task = tasks.hold(tx, task_id)
    if task is None or task.stage != Stage.OPEN or task.ends <= now:
        return
    first = leaders(tx, task)
    if occasion == LEADER:
        tell_all(tx, first, "tasks.nobody", task.id)
        at = now + LEADER_MS[bool(task.urgent)]
        timers.add(tx, ALARM, task.id, STAFF, min(at, task.ends), now)
        return
    known = {one.id for one in first}
    tell_all(tx, (one for one in staff(tx, task) if one.id not in known), "tasks.nobody", task.id)


def over(tx: Tx, task_id: int, _occasion: str, now: int) -> None:
    """Its time is over: who went is asked whether it is done; where nobody went, it is missed."""
    task = tasks.hold(tx, task_id)
    if task is None or task.ends > now:
        return
    if task.stage == Stage.OPEN and offers.to(tx, task.id, BUSY) and enough(tx, task):
        task = fill(tx, task, now)
    if task.stage == Stage.RUNNING:
        timers.add(tx, FOLLOW, task.id, "after", now + AFTER_MS, now)
        return
    if task.stage != Stage.OPEN:
        return
    if offers.to(tx, task.id, (Answer.DONE,)):
        complete(tx, task, now)
        return
    unanswered(tx, task, now)
    for one in offers.to(tx, task.id, (*BUSY, Answer.OFFERED)):
        tell(tx, one.person_id, "tasks.too_few", task.id)
    close(tx, task, now)
    task = tasks.change(tx, task, stage=Stage.MISSED, ended=now)
    known = {one.id: one for one in (*leaders(tx, task), *staff(tx, task))}
    tell_all(tx, known.values(), "tasks.missed", task.id)
    if task.person_id is not None and task.source != Source.WISH:  # who goes on being looked for
        tell(tx, task.person_id, "tasks.sorry", task.id)


def cancel(tx: Tx, who: Person, task_id: int, now: int) -> Task:
    """It is not needed any more: who does it, who has offered and who is helped hear so."""
    task = kept(tx, who, task_id)
    if Stage.CANCELLED not in STEPS[Stage(task.stage)]:
        raise Refused("cases.moved_on")
    if task.person_id is not None and task.stage in STANDING:
        tell(tx, task.person_id, "tasks.comes_not", task.id)
    return call_off(tx, task, now)


def again(tx: Tx, who: Person, task_id: int, starts: int, now: int) -> Task:
    """Ask anew for another time; it takes as long as before, and who said yes hears of it."""
    task = kept(tx, who, task_id)
    if Stage.OPEN not in STEPS[Stage(task.stage)] and task.stage != Stage.OPEN:
        raise Refused("cases.moved_on")
    if task.stage == Stage.RUNNING or not now < starts <= now + AHEAD_MS:
        raise Refused("tasks.times")
    ends = starts + task.ends - task.starts
    urgent = int(starts - now < SOON_MS)
    task = tasks.change(
        tx, task, stage=Stage.OPEN, starts=starts, ends=ends, urgent=urgent, ended=None
    )
    _moved(tx, task, now)
    return begin(tx, task, place_for(tx, task.place_id), now)


def _moved(tx: Tx, task: Task, now: int) -> None:
    """Who does it or has offered hears of the new time, and is reminded of that one alone."""
    timers.cancel(tx, FOLLOW, task.id)
    busy = offers.to(tx, task.id, BUSY)
    if busy:
        remind(tx, task, now)
    for one in (*busy, *offers.to(tx, task.id, (Answer.OFFERED,))):
        tell(tx, one.person_id, "tasks.moved", task.id)
