"""Volunteers and a task in the demonstration town, without a bot around it."""

from dataclasses import replace
from datetime import timedelta

from bot import town
from community.nearby import home_of
from community.seekers import Reach, Window, hours_of
from community.tasks import (
    Wanted,
    asking,
    counting,
    doing,
    feasts,
    figures,
    joining,
    leaving,
    offering,
    open_task,
    saying,
    teams,
    weekly,
)
from community.tasks.joining import Offered
from community.tasks.kinds import Age, Skill, Whom
from storage import consents, people, places, timers
from storage import teams as rows
from storage.consents import GENERAL
from storage.moments import Span, local
from storage.people import Person
from storage.tasks import Task
from storage.tx import Tx

FIRST = 910_000  # the Telegram number of the first invented volunteer
HOUR_MS = 3_600_000
HELPS = Offered((Skill.ERRANDS,), hours_of((Window.ALWAYS,)), Reach.COMMUNITY, Age.ADULT)


def residents(tx: Tx) -> tuple[Person, Person]:
    """王阿姨, who is helped, and 小李 of the community's staff."""
    found = [people.by_telegram(tx, one.telegram_id) for one in town.CAST[:2]]
    wang, li = (one for one in found if one)
    return wang, li


def volunteer(tx: Tx, nth: int, now: int, said: Offered = HELPS, *, checked: bool = True) -> Person:
    """Somebody who lives where 王阿姨 does, and helps."""
    wang, li = residents(tx)
    person = people.add(tx, FIRST + nth, "zh", now)
    people.set_home(tx, person.id, wang.home_id or 0)
    consents.give(tx, person.id, GENERAL, now)
    one = joining.apply(tx, people.known(tx, person.id), said, now)
    if checked:
        joining.accept(tx, li, one.id, now)
    return people.known(tx, person.id)


def talker(tx: Tx, nth: int, now: int) -> Person:
    """Somebody who helps and belongs to the 唠嗑 team of the community."""
    person = volunteer(tx, nth, now)
    home = places.get(tx, person.home_id or 0)
    assert home is not None
    station = rows.add_station(tx, places.upwards(tx, home)[1].id, f"星光{nth}", now)
    team = rows.add(tx, station, f"唠嗑{nth}", "", Skill.TALK, now)
    rows.join(tx, team.id, person.id, now)
    return person


def wanted(tx: Tx, now: int, **changes: object) -> Wanted:
    """An errand for 王阿姨, tomorrow, for one pair of hands."""
    wang, _li = residents(tx)
    usual: dict[str, object] = {
        "place_id": home_of(tx, wang).id,
        "skill": Skill.ERRANDS,
        "what": "帮一位老人买药",
        "starts": now + 24 * HOUR_MS,
        "ends": now + 25 * HOUR_MS,
        "whom": Whom.ADULT,
        "person_id": wang.id,
        "helped": "王阿姨",
        "address": "0401",
        "phone": "13911112222",
    }
    return Wanted(**(usual | changes))  # type: ignore[arg-type]


def opened(tx: Tx, now: int, **changes: object) -> Task:
    """The errand, of which the first have been asked."""
    task = open_task(tx, residents(tx)[1], wanted(tx, now, **changes), now)
    asking.wave(tx, task.id, "1", now)
    return task


def _talks(tx: Tx, now: int) -> None:
    """A talk each week for 王阿姨, asked for once, a birthday and a festival, and its end."""
    wang, li = residents(tx)
    people.set_phone(tx, wang.id, "13911112222")
    found = volunteer(tx, 7, now, replace(HELPS, skills=(Skill.TALK,)))
    said = {"skill": Skill.TALK, "by_phone": True, "urgent": True, "starts": now}
    task = opened(tx, now, **said)
    offering.offer(tx, found, task.id, now)
    doing.finish(tx, found, task.id, 30, None, now)
    one = weekly.propose(tx, found, task.id, 2, 10, "LUNAR=08-15", now)
    weekly.agree(tx, wang, one.id, now)
    day = local(now, "Asia/Shanghai").date() + timedelta(days=9)
    weekly.ask(tx, one.id, day.isoformat(), now)
    feasts.birthday(tx, one.id, day.isoformat(), now)
    assert len(timers.standing(tx, (feasts.BIRTHDAY,), one.id)) == 1
    for feast_id, *_rest in tx.all("SELECT id FROM feasts WHERE id > 0"):
        feasts.ask(tx, li, feast_id, now)
    weekly.hand_back(tx, found, one.id, now)
    weekly.end(tx, wang, one.id, now)


def all_of_it(tx: Tx, now: int) -> None:
    """A team, a task from the asking to the thanks, the hours, the figures, and who leaves."""
    wang, li = residents(tx)
    place = places.get(tx, li.roles[0].place_id)
    assert place is not None
    station = teams.found_station(tx, li, place, "星光", now)
    team = teams.found(tx, li, station.id, "跑腿小分队", "代买代取", Skill.ERRANDS, now)
    one, other = volunteer(tx, 8, now), volunteer(tx, 9, now)
    teams.join(tx, one, team.id, now)
    teams.appoint(tx, li, team.id, one.id, now)
    for changes in ({"team_id": team.id}, {"urgent": True, "starts": now, "ends": now + HOUR_MS}):
        task = opened(tx, now, **changes)
        offering.near(tx, one, now, 5)
        offering.offer(tx, one, task.id, now)
        asking.offered(tx, task, now)
        offering.gathered(tx, task.id, "", task.choosing or now)
        if not offering.early(tx, task):
            doing.go(tx, one, task.id, 10, now)
        doing.drop(tx, one, task.id, now)
        offering.offer(tx, one, task.id, now)
        offering.gathered(tx, task.id, "", task.choosing or now)
        doing.finish(tx, one, task.id, 60, "好", task.ends, [("file", "unique")])
        saying.thank(tx, wang, task.id, now)
    _talks(tx, now)
    for given in counting.waiting(tx, li, place.path, 9):
        counting.confirm(tx, li, given.id, None, now)
    counting.record(tx, one.id)
    day = local(now, place.zone).date()
    figures.of(tx, li, place, Span(day, day, 0, now + 1, now, running=True))
    leaving.quit(tx, other, now)
