"""出发了, 办完了, 去不了了: how a task goes on in somebody's hands."""

from collections.abc import Sequence

from community.deadlines import DAY_MS, MINUTE_MS
from community.refused import Refused
from community.tasks import sources
from community.tasks.access import leaders, place_for
from community.tasks.closing import close
from community.tasks.kinds import BUSY, STEPS, Answer, Stage
from community.tasks.offering import early
from community.tasks.opening import BEFORE, END, FOLLOW, LOST, SOON_MS, TIMERS, begin
from community.tells import tell, tell_all
from storage import albums, hours, offers, tasks, timers
from storage.moments import local
from storage.offers import Offer
from storage.people import Person
from storage.tasks import Task
from storage.tx import Tx

NOTE_MOST = 300
PHOTOS_MOST = 6  # of each who does it
MINUTES_MOST = 12 * 60
LOST_MS = 2 * DAY_MS  # so long after the leader was told it ends unsaid
ARRIVE_MOST = 3 * 60  # minutes ahead that somebody may say they will be there


def go(tx: Tx, who: Person, task_id: int, minutes: int, now: int) -> Task:
    """出发了: who waits hears when they will be there."""
    task, own = _own(tx, who, task_id)
    if not 0 <= minutes <= ARRIVE_MOST:
        raise Refused("tasks.not_found")
    if task.pair and len(offers.to(tx, task.id, (*BUSY, Answer.DONE))) < 2:
        raise Refused("tasks.pair")
    if early(tx, task):
        raise Refused("tasks.early")
    again = own.stage == Answer.COMING
    arrives = now + minutes * MINUTE_MS
    offers.put(tx, task.id, who.id, now, stage=Answer.COMING, arrives=arrives)
    tx.touched.add(("task", task.id))
    if task.person_id is not None and not again:
        tell(tx, task.person_id, "tasks.coming", task.id, who=who.id, arrives=arrives)
    return tasks.change(tx, task)


def finish(
    tx: Tx,
    who: Person,
    task_id: int,
    minutes: int,
    note: str | None,
    now: int,
    photos: Sequence[tuple[str, str]] = (),
) -> Task:
    """办完了: the hours are noted; the task ends when all who did it have said so."""
    task, _own_offer = _own(tx, who, task_id)
    if not 1 <= minutes <= MINUTES_MOST:
        raise Refused("tasks.minutes")
    place = place_for(tx, task.place_id)
    offers.put(tx, task.id, who.id, now, stage=Answer.DONE, ended=now, note=note)
    for file in photos[:PHOTOS_MOST]:
        albums.OF_TASKS.add(tx, task.id, file, who.id, now)
    day = local(min(now, task.ends) if now > task.starts else now, place.zone).date()
    hours.note(
        tx, task.id, who.id, place.id, task.team_id, task.skill, day.isoformat(), minutes, now
    )
    tx.touched.add(("task", task.id))
    if offers.to(tx, task.id, BUSY) or (task.stage == Stage.OPEN and now < task.ends):
        return tasks.change(tx, task)
    return complete(tx, task, now)


def complete(tx: Tx, task: Task, now: int) -> Task:
    """All have done it: who asked for it and who was helped hear so and may thank."""
    timers.cancel_each(tx, TIMERS, task.id)
    task = tasks.change(tx, task, stage=Stage.DONE, ended=now)
    tx.touched.add(("task", task.id))
    helpers = offers.to(tx, task.id, (Answer.DONE,))
    tell_all(tx, leaders(tx, task), "tasks.done", task.id)
    if task.person_id is not None:
        tell(tx, task.person_id, "tasks.thank", task.id)
    for one in helpers[:1]:
        sources.done(tx, task, one.person_id, now)
    return task


def drop(tx: Tx, who: Person, task_id: int, now: int) -> Task:
    """去不了了: it is offered again at once, first to those who had offered."""
    task, _own_offer = _own(tx, who, task_id)
    return freed(tx, task, who.id, now)


def freed(tx: Tx, task: Task, person_id: int, now: int) -> Task:
    """Let somebody do it no more, and look for another one, or end it where its time is over."""
    offers.put(tx, task.id, person_id, now, stage=Answer.DROPPED, ended=now)
    tx.touched.add(("task", task.id))
    if task.stage == Stage.RUNNING:
        assert Stage.OPEN in STEPS[Stage.RUNNING]
        soon = task.starts - now < 4 * SOON_MS
        task = tasks.change(tx, task, stage=Stage.OPEN, urgent=int(bool(task.urgent) or soon))
        sources.freed(tx, task, person_id, now)
    if task.ends <= now:
        timers.add(tx, END, task.id, str(task.ends), now, now)
        return task
    tell_all(tx, leaders(tx, task), "tasks.dropped", task.id, who=person_id)
    for other in offers.to(tx, task.id, (Answer.OVER,)):
        if other.answered is not None:  # who had offered, and was not needed then
            tell(tx, other.person_id, "tasks.again", task.id)
    return begin(tx, task, place_for(tx, task.place_id), now)


def follow(tx: Tx, task_id: int, occasion: str, now: int) -> None:
    """Remind who does it, ask whether it is done, and tell the leader where nobody says so."""
    task = tasks.hold(tx, task_id)
    if task is None or task.stage not in (Stage.OPEN, Stage.RUNNING):
        return
    busy = offers.to(tx, task.id, BUSY)
    if occasion == BEFORE and now < task.starts:
        for one in busy:
            tell(tx, one.person_id, "tasks.before", task.id, stale=task.starts)
    elif occasion == "after" and busy:
        for one in busy:
            tell(tx, one.person_id, "tasks.after", task.id)
        timers.add(tx, FOLLOW, task.id, "unsaid", now + DAY_MS, now)
    elif occasion == "unsaid" and busy:
        tell_all(tx, leaders(tx, task), "tasks.unsaid", task.id)
        timers.add(tx, FOLLOW, task.id, LOST, now + LOST_MS, now)
        tx.touched.add(("task", task.id))
        tasks.change(tx, task)
    elif occasion == LOST and busy:
        _lost(tx, task, now)


def _lost(tx: Tx, task: Task, now: int) -> None:
    """Nobody says any more that it is done: what another one did counts, else it is missed."""
    close(tx, task, now)
    if offers.to(tx, task.id, (Answer.DONE,)):
        complete(tx, task, now)
        return
    task = tasks.change(tx, task, stage=Stage.MISSED, ended=now)
    tell_all(tx, leaders(tx, task), "tasks.lost", task.id)


def _own(tx: Tx, who: Person, task_id: int) -> tuple[Task, Offer]:
    """The task, held, that somebody does now."""
    task = tasks.hold(tx, task_id)
    own = offers.of(tx, task.id, who.id) if task else None
    if task is None or own is None:
        raise Refused("tasks.not_found")
    if own.stage not in BUSY or task.stage not in (Stage.OPEN, Stage.RUNNING):
        raise Refused("cases.moved_on")
    return task, own
