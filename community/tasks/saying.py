"""Thanks that all of the team read, complaints that its leader alone reads; nobody is rated."""

from enum import StrEnum

from community.refused import Refused
from community.tasks.access import keeps, leads, staff
from community.tasks.kinds import WORD, Answer, Stage
from community.tells import tell, tell_all
from storage import offers, people, task_words, tasks, teams
from storage.people import Person
from storage.task_words import TaskWord
from storage.tasks import Task
from storage.tx import Tx

WORDS_MOST = 300


class Kind(StrEnum):
    THANKS = "thanks"
    COMPLAINT = "complaint"


def may_say(tx: Tx, who: Person, task: Task) -> bool:
    """Whether somebody may thank or complain: who was helped, and who gave it out."""
    if task.stage != Stage.DONE or offers.of(tx, task.id, who.id) is not None:
        return False
    return who.id == task.person_id or keeps(tx, who, task)


def thank(tx: Tx, who: Person, task_id: int, now: int) -> int:
    """谢谢: everybody who did it hears it, and their team, without the name of who was helped."""
    task = _done(tx, who, task_id)
    helpers = [one.person_id for one in offers.to(tx, task.id, (Answer.DONE,))]
    said = [
        word_id
        for person_id in helpers
        if (word_id := task_words.say(tx, task.id, person_id, who.id, Kind.THANKS, None, now))
    ]
    if not said:
        raise Refused("cases.moved_on")
    heard = set(helpers)
    if task.team_id is not None:
        heard |= set(teams.members(tx, task.team_id))
    for person_id in sorted(heard - {who.id}):
        tell(tx, person_id, "tasks.thanked", task.id)
    tx.touched.add(("task", task.id))
    return len(said)


def complain(tx: Tx, who: Person, task_id: int, words: str, now: int) -> None:
    """Say in confidence what was not right: the leader of the team hears it, else the staff."""
    task = _done(tx, who, task_id)
    helpers = offers.to(tx, task.id, (Answer.DONE,))
    if not helpers:
        raise Refused("tasks.not_found")
    about = helpers[0].person_id
    word_id = task_words.say(tx, task.id, about, who.id, Kind.COMPLAINT, words, now)
    if word_id is None:
        raise Refused("cases.moved_on")
    tell_all(tx, hearers(tx, task, about), "tasks.complaint", word_id)


def hearers(tx: Tx, task: Task, about: int) -> list[Person]:
    """Who reads a complaint: the leader of the team, unless they did it, too; else the staff."""
    team = teams.get(tx, task.team_id) if task.team_id else None
    leader = people.get(tx, team.leader_id) if team and team.leader_id else None
    did = {about, *(one.person_id for one in offers.to(tx, task.id, (Answer.DONE,)))}
    if team and leader and leader.id not in did and leader.reachable and leads(tx, leader, team):
        return [leader]
    return [one for one in staff(tx, task) if one.id not in did]


def reads(tx: Tx, who: Person, word: TaskWord) -> bool:
    """Whether somebody reads this complaint."""
    if word.kind != Kind.COMPLAINT:
        return False
    task = tasks.known(tx, word.task_id)
    return any(one.id == who.id for one in hearers(tx, task, word.person_id))


def see(tx: Tx, who: Person, word_id: int, now: int) -> None:
    """Note that it has been dealt with."""
    word = task_words.get(tx, word_id)
    if word is None or not reads(tx, who, word):
        raise Refused("tasks.not_found")
    if not task_words.see(tx, word.id, now):
        raise Refused("cases.moved_on")
    tx.touched.add((WORD, word.id))


def _done(tx: Tx, who: Person, task_id: int) -> Task:
    task = tasks.hold(tx, task_id)
    if task is None or not may_say(tx, who, task):
        raise Refused("tasks.not_found")
    return task
