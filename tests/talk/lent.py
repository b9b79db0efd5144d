"""A task with everything that somebody can type about it, once done and once in hand."""

from dataclasses import replace

from community.seekers import Reach, Window, hours_of
from community.tasks import Wanted, doing, joining, offering, open_task, saying, weekly
from community.tasks.joining import Offered
from community.tasks.kinds import Age, Skill, Whom
from storage import hours, people, task_words, teams, weeklies
from storage.people import Person
from storage.tx import Tx
from tests.conftest import NOW

HOUR_MS = 3_600_000


def lent(tx: Tx, asking: Person, helper: Person, staff: Person, typed: str) -> list[int]:
    """The rows of all its cards: volunteer, station, team, tasks, hours, a complaint."""
    station = teams.add_station(tx, staff.roles[0].place_id, typed[:20], NOW)
    team = teams.add(tx, station, typed[:20], typed[:300], Skill.TALK, NOW)
    hands = (Skill.HANDS,)
    said = Offered(hands, hours_of((Window.ALWAYS,)), Reach.COMMUNITY, Age.ADULT, teams=(team.id,))
    one = joining.apply(tx, helper, said, NOW)
    joining.accept(tx, staff, one.id, NOW)
    found = []
    for _each in range(2):
        wanted = Wanted(
            place_id=asking.home_id or 0,
            skill=Skill.HANDS,
            what=typed[:300],
            starts=NOW,
            ends=NOW + HOUR_MS,
            urgent=True,
            whom=Whom.ADULT,
            person_id=asking.id,
            helped=typed[:40],
            address=typed[:60],
            phone="13900001111",
        )
        task = open_task(tx, staff, wanted, NOW)
        offering.offer(tx, people.known(tx, helper.id), task.id, NOW)
        found.append(task.id)
    doing.finish(tx, helper, found[0], 60, typed[:300], NOW)
    saying.complain(tx, asking, found[0], typed[:300], NOW)
    talk = replace(wanted, skill=Skill.TALK, by_phone=True)
    chat = open_task(tx, staff, talk, NOW)
    offering.offer(tx, people.known(tx, helper.id), chat.id, NOW)
    doing.finish(tx, helper, chat.id, 60, None, NOW)
    agreed = weekly.propose(tx, helper, chat.id, 2, 10, None, NOW)
    feast = weeklies.add_feast(
        tx, agreed.place_id, team.id, agreed.id, "birthday", "2026-01-20", NOW
    )
    assert feast is not None
    [given, _talked] = hours.of(tx, helper.id, "0000-01-01", "9999-12-31")
    rows = tx.all("SELECT id FROM task_words")
    assert all(task_words.get(tx, word_id) for (word_id,) in rows)
    return [
        one.id,
        station.id,
        team.id,
        *found,
        given.id,
        agreed.id,
        feast.id,
        *(word_id for (word_id,) in rows),
    ]
