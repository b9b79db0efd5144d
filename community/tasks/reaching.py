"""Messages reach somebody no more who has taken something on: who sees to it hears so."""

from community.tasks.access import leaders
from community.tasks.kinds import BUSY, STANDING
from community.tells import tell_all
from storage import offers, tasks
from storage.people import Person
from storage.tx import Tx


def reach(tx: Tx, person: Person, _now: int) -> None:
    """Say of each task in somebody's hands that they read nothing, or do so again."""
    notice = "tasks.reached" if person.reachable else "tasks.unreached"
    for own in offers.by(tx, person.id, BUSY):
        task = tasks.known(tx, own.task_id)
        if task.stage in STANDING:
            others = (one for one in leaders(tx, task) if one.id != person.id)
            tell_all(tx, others, notice, task.id, who=person.id)
