"""A talk each week, agreed by both; birthdays and festivals laid before the team, each once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from community import joining
from community import leaving as goodbye
from community.going import Why
from community.people import How
from community.refused import Refused
from community.tasks import asking, doing, feasts, offering, weekly
from community.tasks import leaving as quitting
from community.tasks import teams as team_rules
from community.tasks.kinds import Agreed, Answer, Skill, Stage
from storage import consents, offers, people, personal, places, tasks, teams, timers, weeklies
from storage.cipher import Cipher
from storage.engine import Database
from storage.moments import local, moment
from storage.people import Person
from storage.tasks import Task
from storage.timers import Timer
from storage.tx import Tx
from storage.weeklies import Weekly
from tests.community.conftest import gathered
from tests.community.helping import HELPS, HOUR_MS, opened, volunteer
from tests.community.racing import raced
from tests.conftest import NOW

ZONE = "Asia/Shanghai"
DAY_MS = 24 * HOUR_MS
TUESDAY, TEN = 2, 10
MID_AUTUMN = "LUNAR=08-15"


def told(tx: Tx, notice: str) -> set[int]:
    """Who was told this in the transaction."""
    return {tell.person for tell in tx.told if tell.notice == notice}


def talked(tx: Tx, now: int) -> tuple[Person, Person, Task]:
    """Two of the team for company, of whom the first has talked with 王阿姨."""
    cast = gathered(tx)
    people.set_phone(tx, cast.reporter.id, "13911112222")
    talks = replace(HELPS, skills=(Skill.TALK,))
    one, other = (volunteer(tx, nth, now, talks) for nth in range(2))
    at = places.get(tx, cast.staff.roles[0].place_id)
    assert at is not None
    station = team_rules.found_station(tx, cast.staff, at, "星光", now)
    team = team_rules.found(tx, cast.staff, station.id, "唠嗑", "陪着说说话", Skill.TALK, now)
    for member in (one, other):
        team_rules.join(tx, member, team.id, now)
    said = {"skill": Skill.TALK, "by_phone": True, "urgent": True, "team_id": team.id}
    task = opened(tx, now, starts=now, ends=now + HOUR_MS, **said)
    offering.offer(tx, one, task.id, now)
    return one, other, doing.finish(tx, one, task.id, 60, None, now)


def agreed(tx: Tx, birthday: str | None = None) -> tuple[Weekly, Person, Person]:
    """The first of them rings up 王阿姨 each Tuesday at ten."""
    one, other, task = talked(tx, NOW)
    found = weekly.propose(tx, one, task.id, TUESDAY, TEN, birthday, NOW)
    assert told(tx, "tasks.weekly_asked") == {gathered(tx).reporter.id}
    return weekly.agree(tx, gathered(tx).reporter, found.id, NOW), one, other


def next_of(tx: Tx, kind: str, subject: int) -> Timer:
    [timer] = timers.standing(tx, (kind,), subject)
    return timer


def comes(tx: Tx, one: Weekly) -> Task:
    """The next talk is asked for."""
    timer = next_of(tx, weekly.NEXT, one.id)
    timers.cancel(tx, weekly.NEXT, one.id)
    weekly.ask(tx, one.id, timer.occasion, timer.due)
    task = tasks.from_source(tx, "weekly", one.id)
    assert task is not None
    return task


async def test_what_was_agreed_comes_by_itself_each_week(settled: Database) -> None:
    await settled.run(_comes)


def _comes(tx: Tx) -> None:
    one, who, other = agreed(tx)
    first = next_of(tx, weekly.NEXT, one.id)
    task = comes(tx, one)
    begins = local(task.starts, ZONE)
    assert (begins.isoweekday(), begins.hour) == (TUESDAY, TEN)
    assert (task.stage, task.starts - first.due) == (Stage.RUNNING, DAY_MS)
    assert told(tx, "tasks.chosen") == {who.id}
    assert told(tx, "tasks.weekly_comes") == {gathered(tx).reporter.id}
    doing.drop(tx, who, task.id, first.due + 1)
    asking.wave(tx, task.id, "1", first.due + 1)
    assert offers.of(tx, task.id, other.id) is not None, "whoever cannot is stood in for"
    people.set_away(tx, one.person_id, task.starts + 9 * DAY_MS)
    second = comes(tx, one)
    assert second.id == task.id, "who is away is not rung up"
    third = comes(tx, one)
    assert third.starts - task.starts == 14 * DAY_MS
    weekly.skip(tx, people.known(tx, one.person_id), third.id, third.starts - 1)
    assert tasks.known(tx, third.id).stage == Stage.CANCELLED
    assert len(timers.standing(tx, (weekly.NEXT,), one.id)) == 1, "one time alone"


async def test_what_fails_by_itself_is_seen_to_and_the_next_one_follows(settled: Database) -> None:
    def stuck(tx: Tx) -> None:
        one, _who, _other = agreed(tx)
        first = next_of(tx, weekly.NEXT, one.id)
        timers.cancel(tx, weekly.NEXT, one.id)
        weekly.see_to(tx, one.id, first.occasion, first.due)
        assert told(tx, "tasks.weekly_stuck") == {gathered(tx).staff.id}
        assert next_of(tx, weekly.NEXT, one.id).due - first.due == 7 * DAY_MS

    await settled.run(stuck)


async def test_who_says_no_is_not_asked_again_for_the_same_talk(settled: Database) -> None:
    def declined(tx: Tx) -> None:
        one, _other, task = talked(tx, NOW)
        found = weekly.propose(tx, one, task.id, TUESDAY, TEN, None, NOW)
        weekly.end(tx, gathered(tx).reporter, found.id, NOW + 1)
        assert told(tx, "tasks.weekly_ended") == {one.id}
        with pytest.raises(Refused, match="not_found"):
            weekly.propose(tx, one, task.id, TUESDAY, TEN, None, NOW + 2)

    await settled.run(declined)


async def test_who_has_no_number_is_not_rung_up(settled: Database) -> None:
    def refused(tx: Tx) -> None:
        one, _other, task = talked(tx, NOW)
        tx.do("UPDATE people SET phone = NULL, phone_digest = NULL")
        with pytest.raises(Refused, match="not_found"):
            weekly.propose(tx, one, task.id, TUESDAY, TEN, None, NOW)

    await settled.run(refused)


async def test_what_nobody_answers_within_a_week_is_over(settled: Database) -> None:
    def lapses(tx: Tx) -> None:
        one, _other, task = talked(tx, NOW)
        found = weekly.propose(tx, one, task.id, TUESDAY, TEN, None, NOW)
        asked = next_of(tx, weekly.NEXT, found.id)
        assert asked.due == NOW + 7 * DAY_MS
        timers.cancel(tx, weekly.NEXT, found.id)
        weekly.ask(tx, found.id, asked.occasion, asked.due)
        assert weeklies.of_person(tx, found.person_id) is None
        assert one.id in told(tx, "tasks.weekly_ended")

    await settled.run(lapses)


async def test_who_was_entered_and_comes_is_rung_up_once_a_week(settled: Database) -> None:
    def comes(tx: Tx) -> None:
        one, who, _other = agreed(tx)
        wang = people.known(tx, one.person_id)
        entered = people.add(tx, None, "zh", NOW)
        people.set_phone(tx, entered.id, "13911112222")
        people.set_phone(tx, wang.id, "13911112222", NOW)
        people.set_home(tx, entered.id, wang.home_id or 0)
        said = {"skill": Skill.TALK, "by_phone": True, "urgent": True, "starts": NOW}
        task = opened(tx, NOW, person_id=entered.id, **said)
        offering.offer(tx, who, task.id, NOW)
        doing.finish(tx, who, task.id, 30, None, NOW)
        with pytest.raises(Refused, match="no_yes"):
            weekly.propose(tx, who, task.id, 4, TEN, None, NOW)
        told(tx, "tasks.weekly_noted")
        other = weekly.propose(tx, who, task.id, 4, TEN, None, NOW, How.PHONE)
        assert other.stage == Agreed.STANDING, "who has no Telegram has said yes by telephone"
        [given] = [one for one in consents.of(tx, entered.id) if one.purpose == weekly.CONSENT]
        assert (given.how, given.recorded_by) == ("phone", who.id)
        assert told(tx, "tasks.weekly_noted") == {gathered(tx).staff.id}
        joining.join(tx, people.known(tx, wang.id), entered.id, NOW)
        assert weeklies.of_person(tx, wang.id) == one
        assert timers.standing(tx, (weekly.NEXT,), other.id) == []

    await settled.run(comes)


async def test_who_cannot_any_more_is_followed_by_the_team(settled: Database) -> None:
    await settled.run(_back)


def _back(tx: Tx) -> None:
    one, who, other = agreed(tx)
    for stranger in (other, gathered(tx).stranger):
        with pytest.raises(Refused, match="not_found"):
            weekly.hand_back(tx, stranger, one.id, NOW)
        with pytest.raises(Refused, match="not_found"):
            weekly.end(tx, stranger, one.id, NOW)
    quitting.quit(tx, who, NOW)
    assert told(tx, "tasks.weekly_freed") == {gathered(tx).staff.id}
    task = comes(tx, one)
    assert (task.stage, told(tx, "tasks.chosen")) == (Stage.OPEN, set())
    asking.wave(tx, task.id, "1", task.starts - DAY_MS)
    asked = offers.to(tx, task.id, (Answer.ASKED,))
    assert [offer.person_id for offer in asked] == [other.id]
    weekly.end(tx, people.known(tx, one.person_id), one.id, NOW)
    assert tasks.known(tx, task.id).stage == Stage.CANCELLED
    assert timers.standing(tx, (weekly.NEXT, feasts.BIRTHDAY), one.id) == []
    with pytest.raises(Refused, match="moved_on"):
        weekly.end(tx, people.known(tx, one.person_id), one.id, NOW)


@pytest.mark.parametrize("why", [Why.DIED, Why.ERASED])
async def test_nothing_goes_on_for_who_is_gone(settled: Database, why: Why) -> None:
    def gone(tx: Tx) -> None:
        one, who, _other = agreed(tx, MID_AUTUMN)
        task = comes(tx, one)
        wang = people.known(tx, one.person_id)
        tx.told.clear()
        if why is Why.DIED:
            people.set_died(tx, wang.id, NOW)
        goodbye.leave(tx, wang.id, why, NOW)
        assert told(tx, "tasks.weekly_ended") == {who.id}
        assert not [tell for tell in tx.told if tell.person == wang.id]
        assert timers.standing(tx, (weekly.NEXT, feasts.BIRTHDAY), one.id) == []
        assert tasks.known(tx, task.id).stage == Stage.CANCELLED
        if why is Why.ERASED:
            personal.erase(tx, wang, NOW)
            assert weeklies.get(tx, one.id) is None

    await settled.run(gone)


async def test_of_two_proposals_at_once_one_stands(
    settled: Database, database_url: str, cipher: Cipher
) -> None:
    def prepare(tx: Tx) -> tuple[Person, int, Person, int]:
        one, other, task = talked(tx, NOW)
        again = opened(tx, NOW, skill=Skill.TALK, by_phone=True, urgent=True, starts=NOW)
        offering.offer(tx, other, again.id, NOW)
        doing.finish(tx, other, again.id, 30, None, NOW)
        return one, task.id, other, again.id

    one, first, other, second = await settled.run(prepare)
    outcome = await raced(
        settled,
        database_url,
        cipher,
        lambda tx: weekly.propose(tx, one, first, TUESDAY, TEN, None, NOW + 1).stage,
        lambda tx: weekly.propose(tx, other, second, TUESDAY, TEN, None, NOW + 1).stage,
    )
    assert outcome[0] == Agreed.ASKED
    assert outcome[1] in ("tasks.not_found", "cases.moved_on")


async def test_birthdays_and_festivals_are_laid_before_the_team_once(settled: Database) -> None:
    await settled.run(_feasts)


def _feasts(tx: Tx) -> None:
    one, who, _other = agreed(tx, MID_AUTUMN)
    staff = gathered(tx).staff
    timer = next_of(tx, feasts.BIRTHDAY, one.id)
    assert timer.occasion == "2026-09-25", "the fifteenth of the eighth lunar month"
    day = moment(local(timer.due, ZONE).date() + timedelta(days=3), 10 * 60, ZONE)
    assert day - timer.due == 3 * DAY_MS
    timers.cancel(tx, feasts.BIRTHDAY, one.id)
    feasts.birthday(tx, one.id, timer.occasion, timer.due + 14 * HOUR_MS)
    assert told(tx, "tasks.feast") == set(), "nobody is woken by it"
    assert next_of(tx, feasts.BIRTHDAY, one.id).due == timer.due + 22 * HOUR_MS
    timers.cancel(tx, feasts.BIRTHDAY, one.id)
    for _twice in range(2):
        feasts.birthday(tx, one.id, timer.occasion, timer.due)
    assert [tell.person for tell in tx.told if tell.notice == "tasks.feast"] == [staff.id]
    assert next_of(tx, feasts.BIRTHDAY, one.id).occasion == "2027-09-15"
    row = tx.one("SELECT id FROM feasts")
    assert row is not None
    with pytest.raises(Refused, match="not_found"):
        feasts.ask(tx, who, row[0], timer.due)
    assert feasts.ask(tx, staff, row[0], timer.due) == 1
    task = tasks.from_source(tx, "feast", row[0])
    assert task is not None
    assert (task.person_id, task.starts, task.team_id) == (one.person_id, day, one.team_id)
    with pytest.raises(Refused, match="moved_on"):
        feasts.ask(tx, staff, row[0], timer.due)
    festival = next_of(tx, feasts.FESTIVAL, one.team_id or 0)
    assert festival.occasion == "laba.2026-01-26"
    timers.cancel(tx, feasts.FESTIVAL, one.team_id or 0)
    feasts.festival(tx, one.team_id or 0, festival.occasion, festival.due)
    assert next_of(tx, feasts.FESTIVAL, one.team_id or 0).occasion == "spring.2026-02-10"
    teams.lead(tx, one.team_id or 0, who.id)
    weekly.end(tx, people.known(tx, one.person_id), one.id, NOW)
    timers.cancel(tx, feasts.FESTIVAL, one.team_id or 0)
    feasts.festival(tx, one.team_id or 0, "spring.2026-02-10", festival.due)
    assert timers.standing(tx, (feasts.FESTIVAL,), one.team_id or 0) == [], "nobody to think of"
