"""我来 and 这次不行: urgent, the first tap wins; else it is gathered and chosen fairly."""

from community.refused import Refused
from community.tasks import sources
from community.tasks.access import kept, leaders, within
from community.tasks.asking import may_do, offered, spoke, unanswered, work
from community.tasks.kinds import BUSY, STEPS, Answer, Stage, Standing
from community.tasks.opening import ALARM, BEFORE, CHOOSE, FOLLOW, LOST, WAVE
from community.tells import tell, tell_all
from storage import offers, people, places, tasks, teams, timers, volunteers
from storage.offers import Offer
from storage.people import Person
from storage.tasks import Task
from storage.tx import Tx
from storage.volunteers import Volunteer

BEFORE_MS = 2 * 60 * 60_000  # who does it is reminded so long before


def sees(tx: Tx, who: Person, task: Task) -> bool:
    """Whether a task is anything to somebody: asked for it, or a volunteer within reach of it."""
    if offers.of(tx, task.id, who.id) is not None:
        return True
    volunteer = volunteers.of(tx, who.id)
    return task.stage == Stage.OPEN and volunteer is not None and _near(tx, volunteer, task)


def _near(tx: Tx, volunteer: Volunteer, task: Task) -> bool:
    place = places.get(tx, task.place_id)
    if place is None or volunteer.stage not in (Standing.ACTIVE, Standing.PAUSED):
        return False
    if task.team_id is not None:
        return any(team.id == task.team_id for team in teams.of(tx, volunteer.person_id))
    return place.path.startswith(within(tx, volunteer).path)


def offer(tx: Tx, who: Person, task_id: int, now: int) -> Task:
    """我来: the first takes what is urgent, or was gathered in vain; else it is gathered."""
    task = tasks.hold(tx, task_id)
    if task is None or not sees(tx, who, task):
        raise Refused("tasks.not_found")
    volunteer = volunteers.of(tx, who.id)
    if volunteer is None or volunteer.stage not in (Standing.ACTIVE, Standing.PAUSED):
        raise Refused("tasks.not_found")
    own = offers.of(tx, task.id, who.id)
    if own is not None and own.stage in (Answer.OFFERED, *BUSY):
        return task
    if task.stage != Stage.OPEN or task.ends <= now:
        raise Refused("tasks.taken")
    if who.id == task.person_id or not may_do(tx, volunteer, work(tx, task)):
        raise Refused("tasks.unfit")
    spoke(tx, who.id, now)
    offers.put(tx, task.id, who.id, now, stage=Answer.OFFERED, answered=now)
    if task.choosing is None or task.choosing <= now:
        return choose(tx, task, who.id, now, told=False)  # the tap shows them so
    tx.touched.add(("task", task.id))
    return tasks.change(tx, task)


def decline(tx: Tx, who: Person, task_id: int, now: int) -> Task:
    """这次不行: it costs nothing, and nobody is told."""
    task = tasks.hold(tx, task_id)
    own = offers.of(tx, task.id, who.id) if task else None
    if task is None or own is None:
        raise Refused("tasks.not_found")
    if own.stage not in (Answer.ASKED, Answer.OFFERED, Answer.SILENT):
        raise Refused("cases.moved_on")
    spoke(tx, who.id, now)
    offers.put(tx, task.id, who.id, now, stage=Answer.PASSED, answered=now)
    tx.touched.add(("task", task.id))
    return tasks.change(tx, task)


def gathered(tx: Tx, task_id: int, _occasion: str, now: int) -> None:
    """The two hours are over: choose fairly among those who have offered."""
    task = tasks.hold(tx, task_id)
    if task is None or task.stage != Stage.OPEN or task.ends <= now:
        return
    found = offered(tx, task, now)
    for one in found:
        if task.stage == Stage.OPEN:
            task = choose(tx, task, one.helper.person_id, now)
    if not found:
        tx.touched.add(("task", task.id))
        tasks.change(tx, task, choosing=None)  # from now on the first tap takes it


def name(tx: Tx, who: Person, task_id: int, person_id: int, now: int) -> Task:
    """The leader names one of those who have offered."""
    task = kept(tx, who, task_id)
    own = offers.of(tx, task.id, person_id)
    if task.stage != Stage.OPEN or own is None or own.stage != Answer.OFFERED:
        raise Refused("cases.moved_on")
    return choose(tx, task, person_id, now)


def choose(tx: Tx, task: Task, person_id: int, now: int, *, told: bool = True) -> Task:
    """Let somebody do it; once there are enough, the others are thanked."""
    offers.put(tx, task.id, person_id, now, stage=Answer.CHOSEN, chosen=now)
    busy = len(offers.to(tx, task.id, (*BUSY, Answer.DONE)))
    tx.touched.add(("task", task.id))
    if told:
        tell(tx, person_id, "tasks.chosen", task.id)
    remind(tx, task, now)
    if busy < task.hands:
        return tasks.change(tx, task)
    task = fill(tx, task, now)
    sources.taken(tx, task, person_id, now)
    return task


def fill(tx: Tx, task: Task, now: int) -> Task:
    """Nobody else is looked for; who has offered in vain is thanked."""
    assert Stage.RUNNING in STEPS[Stage(task.stage)]
    timers.cancel_each(tx, (WAVE, CHOOSE, ALARM), task.id)
    unanswered(tx, task, now)
    for other in offers.to(tx, task.id, (Answer.OFFERED,)):
        offers.put(tx, task.id, other.person_id, now, stage=Answer.OVER)
        tell(tx, other.person_id, "tasks.others", task.id)
    if task.made_by is not None and now < task.ends:
        tell_all(tx, leaders(tx, task), "tasks.filled", task.id)
    return tasks.change(tx, task, stage=Stage.RUNNING)


def remind(tx: Tx, task: Task, now: int) -> None:
    """Set the reminder of who does it."""
    at = task.starts - BEFORE_MS
    if at > now:
        timers.add(tx, FOLLOW, task.id, BEFORE, at, now)


def early(tx: Tx, task: Task) -> bool:
    """Whether nobody sets out yet: who does it is still to be reminded."""
    return _due(tx, task, BEFORE)


def address_open(tx: Tx, who: Person, task: Task) -> bool:
    """Whether somebody reads door and number: who does it, while it runs, together where due."""
    own = offers.of(tx, task.id, who.id)
    if own is None or own.stage not in BUSY or task.stage not in (Stage.OPEN, Stage.RUNNING):
        return False
    return enough(tx, task) and not _silent(tx, task)


def enough(tx: Tx, task: Task) -> bool:
    """Whether nobody goes alone where two are due."""
    return not task.pair or len(offers.to(tx, task.id, (*BUSY, Answer.DONE))) > 1


def _silent(tx: Tx, task: Task) -> bool:
    """Whether it was over a day ago and nobody has said that it is done."""
    return _due(tx, task, LOST)


def _due(tx: Tx, task: Task, occasion: str) -> bool:
    return any(one.occasion == occasion for one in timers.standing(tx, (FOLLOW,), task.id))


def doing(tx: Tx, task: Task) -> list[tuple[Offer, Person]]:
    """Who does it now."""
    return [(one, people.known(tx, one.person_id)) for one in offers.to(tx, task.id, BUSY)]


def near(tx: Tx, who: Person, now: int, limit: int) -> list[Task]:
    """Open tasks within somebody's reach that they could do, the soonest first."""
    volunteer = volunteers.of(tx, who.id)
    if volunteer is None or volunteer.stage != Standing.ACTIVE:
        return []
    found = tasks.below(tx, within(tx, volunteer).path, (Stage.OPEN,), limit * 3)
    return [
        task
        for task in found
        if task.ends > now
        and task.person_id != who.id
        and sees(tx, who, task)
        and may_do(tx, volunteer, work(tx, task))
    ][:limit]
