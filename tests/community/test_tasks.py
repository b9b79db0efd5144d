"""Volunteers: fair choice, the first tap of what is urgent, dropping out, hours, leaving."""

from dataclasses import replace
from functools import partial

import pytest

from community import leaving as goodbye
from community import reaching
from community.going import Why
from community.refused import Refused
from community.roles import Role
from community.tasks import (
    asking,
    counting,
    doing,
    ending,
    joining,
    offering,
    open_task,
    opening,
    saying,
)
from community.tasks import leaving as quitting
from community.tasks import teams as team_rules
from community.tasks.kinds import ANSWERS, STEPS, Age, Answer, Demand, Skill, Stage, Whom
from storage import (
    albums,
    hours,
    offers,
    people,
    personal,
    places,
    reach,
    tasks,
    teams,
    timers,
    volunteers,
)
from storage.cipher import Cipher
from storage.engine import Database
from storage.people import Person
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.community.helping import HELPS, HOUR_MS, opened, volunteer, wanted
from tests.community.racing import raced
from tests.conftest import NOW


def stage_of(tx: Tx, task_id: int, who: Person) -> str | None:
    own = offers.of(tx, task_id, who.id)
    return own.stage if own else None


def told(tx: Tx, notice: str) -> set[int]:
    """Who was told this in the transaction."""
    return {tell.person for tell in tx.told if tell.notice == notice}


async def test_what_can_wait_is_gathered_and_chosen_fairly(settled: Database) -> None:
    await settled.run(_fairly)


def _fairly(tx: Tx) -> None:
    busy, idle, silent = (volunteer(tx, nth, NOW) for nth in range(3))
    done = opened(tx, NOW, urgent=True)
    offering.offer(tx, busy, done.id, NOW)  # has done something lately
    task = opened(tx, NOW)
    assert told(tx, "tasks.wanted") >= {busy.id, idle.id, silent.id}
    offering.offer(tx, busy, task.id, NOW + 1)
    offering.offer(tx, idle, task.id, NOW + 2)
    assert tasks.known(tx, task.id).stage == Stage.OPEN, "nobody is chosen before the two hours"
    weighed = asking.offered(tx, task, NOW + 2)
    assert [one.helper.person_id for one in weighed] == [idle.id, busy.id]
    assert {reason.about for reason in weighed[0].reasons} == {"place", "skill", "load", "turn"}
    at = tasks.known(tx, task.id).choosing or 0
    assert at == NOW + 2 * HOUR_MS, "so long it is gathered (domain §5)"
    offering.gathered(tx, task.id, "", at)
    assert tasks.known(tx, task.id).stage == Stage.RUNNING
    assert stage_of(tx, task.id, idle) == Answer.CHOSEN
    assert stage_of(tx, task.id, busy) == Answer.OVER
    assert told(tx, "tasks.others") == {busy.id}
    with pytest.raises(Refused, match=r"tasks\.early"):
        doing.go(tx, idle, task.id, 10, at)
    timers.cancel(tx, "tasks.follow", task.id)  # as it fires
    doing.follow(tx, task.id, "before", task.starts - 2 * HOUR_MS)
    assert told(tx, "tasks.before") == {idle.id}
    doing.go(tx, idle, task.id, 10, task.starts - 2 * HOUR_MS)
    assert stage_of(tx, task.id, idle) == Answer.COMING
    quiet = volunteers.of(tx, silent.id)
    assert quiet is not None
    assert (stage_of(tx, task.id, silent), quiet.silent) == (Answer.SILENT, 1)
    assert quiet.turn > at, "only silence lowers pushes"


async def test_no_two_teams_have_one_name(settled: Database) -> None:
    await settled.run(_one_name)


def _one_name(tx: Tx) -> None:
    staff = gathered(tx).staff
    community = places.get(tx, staff.roles[0].place_id)
    assert community is not None
    station = team_rules.found_station(tx, staff, community, "星光", NOW)
    other = team_rules.found_station(tx, staff, community, "五心", NOW)
    team = team_rules.found(tx, staff, station.id, "跑腿小分队", "", Skill.ERRANDS, NOW)
    again = partial(team_rules.found, tx, staff, other.id, team.name, "", None, NOW)
    with pytest.raises(Refused, match=r"tasks\.same_name"):
        again()


async def test_gathered_in_vain_it_goes_to_the_first_tap(settled: Database) -> None:
    await settled.run(_in_vain)


def _in_vain(tx: Tx) -> None:
    one, task = volunteer(tx, 0, NOW), opened(tx, NOW)
    offering.gathered(tx, task.id, "", task.choosing or 0)
    assert tasks.known(tx, task.id).choosing is None, "no card names an hour that has passed"
    offering.offer(tx, one, task.id, (task.choosing or 0) + 1)
    assert stage_of(tx, task.id, one) == Answer.CHOSEN


async def test_a_no_costs_nothing(settled: Database) -> None:
    await settled.run(_no)


def _no(tx: Tx) -> None:
    one = volunteer(tx, 0, NOW)
    task = opened(tx, NOW)
    offering.decline(tx, one, task.id, NOW + 1)
    ending.over(tx, task.id, "", task.ends)
    row = volunteers.of(tx, one.id)
    assert row is not None
    assert (row.silent, row.turn) == (0, NOW + 1)
    assert tasks.known(tx, task.id).stage == Stage.MISSED
    cast = gathered(tx)
    assert told(tx, "tasks.missed") == {cast.staff.id}
    assert told(tx, "tasks.sorry") == {cast.reporter.id}


async def test_of_two_who_tap_at_once_one_goes(
    settled: Database, database_url: str, cipher: Cipher
) -> None:
    def prepare(tx: Tx) -> tuple[Person, Person, int]:
        one, other = volunteer(tx, 0, NOW), volunteer(tx, 1, NOW)
        return one, other, opened(tx, NOW, urgent=True).id

    one, other, task_id = await settled.run(prepare)
    outcome = await raced(
        settled,
        database_url,
        cipher,
        lambda tx: offering.offer(tx, one, task_id, NOW + 1).stage,
        lambda tx: offering.offer(tx, other, task_id, NOW + 1).stage,
    )
    assert outcome == [Stage.RUNNING, "tasks.taken"]
    await settled.run(partial(_drops, one=one, other=other, task_id=task_id))


def _drops(tx: Tx, one: Person, other: Person, task_id: int) -> None:
    assert stage_of(tx, task_id, one) == Answer.CHOSEN
    doing.drop(tx, one, task_id, NOW + 2)
    assert tasks.known(tx, task_id).stage == Stage.OPEN, "it is offered again"
    offering.offer(tx, other, task_id, NOW + 3)
    assert stage_of(tx, task_id, other) == Answer.CHOSEN
    with pytest.raises(Refused, match="moved_on"):
        doing.drop(tx, one, task_id, NOW + 4)


async def test_dropping_races_with_calling_off(
    settled: Database, database_url: str, cipher: Cipher
) -> None:
    def prepare(tx: Tx) -> tuple[Person, Person, int]:
        one = volunteer(tx, 0, NOW)
        task = opened(tx, NOW, urgent=True)
        offering.offer(tx, one, task.id, NOW)
        return one, gathered(tx).staff, task.id

    one, staff, task_id = await settled.run(prepare)
    outcome = await raced(
        settled,
        database_url,
        cipher,
        lambda tx: ending.cancel(tx, staff, task_id, NOW + 1).stage,
        lambda tx: doing.drop(tx, one, task_id, NOW + 1).stage,
    )
    assert outcome == [Stage.CANCELLED, "cases.moved_on"]
    assert await settled.run(lambda tx: timers.standing(tx, ("tasks.wave",), task_id)) == []


async def test_door_and_number_only_while_it_runs_and_together(settled: Database) -> None:
    await settled.run(_door)


def _door(tx: Tx) -> None:
    one, other = volunteer(tx, 0, NOW), volunteer(tx, 1, NOW)
    task = opened(tx, NOW, urgent=True, whom=Whom.ALONE, starts=NOW, ends=NOW + HOUR_MS)
    assert (task.hands, task.pair) == (2, 1), "the first visit is made in twos"
    offering.offer(tx, one, task.id, NOW)
    known = tasks.known(tx, task.id)
    assert not offering.address_open(tx, one, known), "nobody goes there alone"
    with pytest.raises(Refused, match="pair"):
        doing.go(tx, one, task.id, 10, NOW)
    offering.offer(tx, other, task.id, NOW)
    known = tasks.known(tx, task.id)
    assert offering.address_open(tx, one, known)
    assert offering.address_open(tx, other, known)
    doing.go(tx, one, task.id, 10, NOW)
    doing.finish(tx, one, task.id, 60, "都好", NOW + HOUR_MS)
    assert not offering.address_open(tx, one, tasks.known(tx, task.id)), "it is over for them"
    doing.finish(tx, other, task.id, 60, None, NOW + HOUR_MS)
    assert tasks.known(tx, task.id).stage == Stage.DONE
    again = opened(tx, NOW + HOUR_MS, whom=Whom.ALONE)
    assert (again.hands, again.pair) == (1, 0), "the second visit needs no pair"


async def test_who_may_do_it_at_all(settled: Database) -> None:
    await settled.run(_able)


def _able(tx: Tx) -> None:
    young = volunteer(tx, 0, NOW, replace(HELPS, age=Age.YOUNG, guardian="王妈妈 13900000000"))
    weak = volunteer(tx, 1, NOW, replace(HELPS, limits=frozenset({Demand.HEAVY})))
    strong = volunteer(tx, 2, NOW)
    with pytest.raises(Refused, match="guardian"):
        volunteer(tx, 3, NOW, replace(HELPS, age=Age.YOUNG))
    heavy = opened(tx, NOW, demands=frozenset({Demand.HEAVY}))
    assert stage_of(tx, heavy.id, strong) == Answer.ASKED
    assert stage_of(tx, heavy.id, weak) is None, "health"
    assert stage_of(tx, heavy.id, young) is None, "nobody under age goes into a home"
    risky = opened(tx, NOW, demands=frozenset({Demand.RISKY}), whom=Whom.NOBODY)
    with pytest.raises(Refused, match="unfit"):
        offering.offer(tx, strong, risky.id, NOW)
    row = volunteers.of(tx, strong.id)
    assert row is not None
    joining.insure(tx, gathered(tx).staff, row.id, "2999-01-01", NOW)
    offering.offer(tx, strong, risky.id, NOW)


async def test_only_checked_and_only_theirs(settled: Database) -> None:
    await settled.run(_checked)


def _checked(tx: Tx) -> None:
    cast = gathered(tx)
    one = volunteer(tx, 0, NOW, checked=False)
    row = volunteers.of(tx, one.id)
    assert row is not None
    task = opened(tx, NOW)
    assert stage_of(tx, task.id, one) is None, "nobody is asked before they are checked"
    for stranger in (cast.stranger, cast.reporter, cast.responsible, one):
        with pytest.raises(Refused, match="not_found"):
            joining.accept(tx, stranger, row.id, NOW)
    with pytest.raises(Refused, match="not_found"):
        offering.offer(tx, one, task.id, NOW)
    with pytest.raises(Refused, match="not_yours"):
        open_task(tx, cast.reporter, wanted(tx, NOW), NOW)
    with pytest.raises(Refused, match="not_found"):
        ending.cancel(tx, cast.reporter, task.id, NOW)


async def test_hours_are_confirmed_once_by_staff_never_by_oneself(settled: Database) -> None:
    await settled.run(_hours)


def _hours(tx: Tx) -> None:
    cast = gathered(tx)
    one = volunteer(tx, 0, NOW)
    task = opened(tx, NOW, urgent=True, starts=NOW, ends=NOW + HOUR_MS)
    offering.offer(tx, one, task.id, NOW)
    doing.finish(tx, one, task.id, 90, None, NOW + HOUR_MS)
    (given,) = hours.noted_below(tx, "", 9)
    assert hours.minutes_of(tx, one.id) == (0, 90)
    with pytest.raises(Refused, match="not_found"):
        counting.confirm(tx, one, given.id, None, NOW)
    counting.confirm(tx, cast.staff, given.id, 60, NOW)
    assert hours.minutes_of(tx, one.id) == (60, 0)
    with pytest.raises(Refused, match="moved_on"):
        counting.decline(tx, cast.staff, given.id, NOW)
    record = counting.record(tx, one.id)
    assert record is not None
    assert (record.minutes, record.entries[0].skill) == (60, Skill.ERRANDS)
    assert "单元" not in record.entries[0].place, "a certificate names nobody's stairwell"
    saying.thank(tx, cast.reporter, task.id, NOW)
    with pytest.raises(Refused, match="moved_on"):
        saying.thank(tx, cast.reporter, task.id, NOW)
    saying.complain(tx, cast.reporter, task.id, "来晚了", NOW)
    assert told(tx, "tasks.complaint") == {cast.staff.id}, "the volunteer hears nothing of it"
    assert "来晚了" not in personal.export(tx, one)


async def test_a_team_is_asked_before_others_and_its_leader_names_one(settled: Database) -> None:
    await settled.run(_team)


def _team(tx: Tx) -> None:
    cast = gathered(tx)
    at = places.get(tx, cast.staff.roles[0].place_id)
    assert at is not None
    station = team_rules.found_station(tx, cast.staff, at, "星光", NOW)
    team = team_rules.found(tx, cast.staff, station.id, "唠嗑", "陪着说说话", Skill.TALK, NOW)
    inside, outside = volunteer(tx, 0, NOW), volunteer(tx, 1, NOW)
    team_rules.join(tx, inside, team.id, NOW)
    with pytest.raises(Refused, match="not_found"):
        team_rules.appoint(tx, outside, team.id, inside.id, NOW)
    team_rules.appoint(tx, cast.staff, team.id, inside.id, NOW)
    task = opened(tx, NOW, team_id=team.id)
    assert stage_of(tx, task.id, inside) == Answer.ASKED
    assert stage_of(tx, task.id, outside) is None
    offering.offer(tx, inside, task.id, NOW)
    with pytest.raises(Refused, match="not_found"):
        offering.name(tx, outside, task.id, inside.id, NOW)
    offering.name(tx, cast.staff, task.id, inside.id, NOW)
    assert stage_of(tx, task.id, inside) == Answer.CHOSEN
    with pytest.raises(Refused, match="leads"):
        quitting.quit(tx, inside, NOW)
    team_rules.join(tx, outside, team.id, NOW)
    team_rules.appoint(tx, cast.staff, team.id, outside.id, NOW)
    quitting.quit(tx, inside, NOW)
    assert tasks.known(tx, task.id).stage == Stage.OPEN, "what they had is offered again"
    assert teams.of(tx, inside.id) == []


async def test_staff_name_who_leads_a_station_who_names_who_leads_its_teams(
    settled: Database,
) -> None:
    await settled.run(_heads)


def _heads(tx: Tx) -> None:
    cast, one, other, outside = gathered(tx), *(volunteer(tx, nth, NOW) for nth in range(3))
    at = places.get(tx, cast.staff.roles[0].place_id)
    assert at is not None
    station = team_rules.found_station(tx, cast.staff, at, "星光", NOW)
    team = team_rules.found(tx, cast.staff, station.id, "唠嗑", "陪着说说话", Skill.TALK, NOW)
    for member in (one, other):
        team_rules.join(tx, member, team.id, NOW)
    for who, whom, why in ((one, one, "not_found"), (cast.staff, outside, "no_member")):
        with pytest.raises(Refused, match=why):
            team_rules.appoint_to_station(tx, who, station.id, whom.id, NOW)
    team_rules.appoint_to_station(tx, cast.staff, station.id, one.id, NOW)
    assert told(tx, "tasks.leads_station") == {one.id}
    head = people.known(tx, one.id)
    team_rules.appoint(tx, head, team.id, other.id, NOW)
    assert teams.led_by(tx, other.id) == [teams.get(tx, team.id)]
    team_rules.appoint_to_station(tx, cast.staff, station.id, other.id, NOW)
    before = people.known(tx, one.id)
    assert not any(held.role == Role.STATION_LEADER for held in before.roles)
    with pytest.raises(Refused, match="not_found"):
        team_rules.appoint(tx, before, team.id, one.id, NOW)
    people.end_role(tx, other.id, Role.STATION_LEADER, at.id, NOW)
    goodbye.leave(tx, other.id, Why.ROLE_ENDED, NOW)
    assert teams.stations_led_by(tx, other.id) == []
    assert teams.led_by(tx, other.id) == [teams.get(tx, team.id)], "the team is led still"


async def test_who_goes_leaves_nobody_waiting(settled: Database) -> None:
    await settled.run(_goes)


def _goes(tx: Tx) -> None:
    cast = gathered(tx)
    one, other = volunteer(tx, 0, NOW), volunteer(tx, 1, NOW)
    task = opened(tx, NOW, urgent=True)
    offering.offer(tx, one, task.id, NOW)
    goodbye.leave(tx, one.id, Why.ERASED, NOW)
    personal.erase(tx, one, NOW)
    assert tasks.known(tx, task.id).stage == Stage.OPEN
    assert volunteers.of(tx, one.id) is None
    offering.offer(tx, other, task.id, NOW)
    goodbye.leave(tx, cast.reporter.id, Why.ERASED, NOW)
    assert tasks.known(tx, task.id).stage == Stage.CANCELLED
    assert told(tx, "tasks.called_off") == {other.id}
    said = tasks.said(tx, tasks.known(tx, task.id))
    assert (said.what, said.address, said.helped, said.phone) == (None, None, None, None)


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_is_in_the_table(stage: Stage) -> None:
    assert STEPS[stage] <= set(Stage)


@pytest.mark.parametrize("answer", Answer)
def test_every_answer_is_in_the_table(answer: Answer) -> None:
    assert ANSWERS[answer] <= set(Answer)


async def test_who_reads_nothing_any_more_keeps_their_task_and_the_leader_hears_it(
    settled: Database,
) -> None:
    await settled.run(_unreached)


def _unreached(tx: Tx) -> None:
    one = volunteer(tx, 0, NOW)
    task = opened(tx, NOW, urgent=True)
    offering.offer(tx, one, task.id, NOW)
    reach.set_unreachable(tx, one.id, NOW)
    reaching.changed(tx, one.id, "", NOW)
    assert told(tx, "tasks.unreached") == {gathered(tx).staff.id}
    assert stage_of(tx, task.id, one) == Answer.CHOSEN
    other = opened(tx, NOW)
    assert stage_of(tx, other.id, one) is None, "nobody is asked whom nothing reaches"
    reach.set_reachable(tx, one.id, NOW)
    reaching.changed(tx, one.id, "", NOW)
    assert told(tx, "tasks.reached") == {gathered(tx).staff.id}


async def test_one_of_a_pair_never_goes_and_who_waits_hears_so(settled: Database) -> None:
    await settled.run(_alone)


def _alone(tx: Tx) -> None:
    one, cast = volunteer(tx, 0, NOW), gathered(tx)
    task = opened(tx, NOW, urgent=True, whom=Whom.ALONE, starts=NOW, ends=NOW + HOUR_MS)
    offering.offer(tx, one, task.id, NOW)
    tx.told.clear()
    ending.over(tx, task.id, "", task.ends)
    assert tasks.known(tx, task.id).stage == Stage.MISSED
    assert told(tx, "tasks.filled") == set()
    assert told(tx, "tasks.missed") == {cast.staff.id}
    assert told(tx, "tasks.sorry") == {cast.reporter.id}
    assert told(tx, "tasks.too_few") == {one.id}


async def test_too_few_go_and_nobody_reads_that_all_are_found(settled: Database) -> None:
    await settled.run(_few)


def _few(tx: Tx) -> None:
    one = volunteer(tx, 0, NOW)
    task = opened(tx, NOW, urgent=True, hands=2)
    offering.offer(tx, one, task.id, NOW)
    ending.over(tx, task.id, "", task.ends)
    assert tasks.known(tx, task.id).stage == Stage.RUNNING
    assert told(tx, "tasks.filled") == set()


async def test_who_cannot_come_after_its_end_ends_it(settled: Database) -> None:
    await settled.run(_late)


def _late(tx: Tx) -> None:
    one, cast = volunteer(tx, 0, NOW), gathered(tx)
    task = opened(tx, NOW, urgent=True)
    offering.offer(tx, one, task.id, NOW)
    timers.cancel(tx, "tasks.end", task.id)
    ending.over(tx, task.id, "", task.ends)
    doing.drop(tx, one, task.id, task.ends + 1)
    [timer] = timers.standing(tx, ("tasks.end",), task.id)
    ending.over(tx, task.id, timer.occasion, timer.due)
    assert tasks.known(tx, task.id).stage == Stage.MISSED
    assert told(tx, "tasks.dropped") == set(), "nobody else is asked"
    assert told(tx, "tasks.missed") == {cast.staff.id}
    assert told(tx, "tasks.sorry") == {cast.reporter.id}


async def test_what_nobody_says_is_done_closes_the_door_and_ends(settled: Database) -> None:
    await settled.run(_unsaid)


def _unsaid(tx: Tx) -> None:
    one = volunteer(tx, 0, NOW)
    task = opened(tx, NOW, urgent=True)
    offering.offer(tx, one, task.id, NOW)
    ending.over(tx, task.id, "", task.ends)
    for occasion in ("after", "unsaid"):
        assert offering.address_open(tx, one, tasks.known(tx, task.id))
        doing.follow(tx, task.id, occasion, task.ends + 25 * HOUR_MS)
    assert not offering.address_open(tx, one, tasks.known(tx, task.id))
    [last] = [at for at in timers.standing(tx, ("tasks.follow",), task.id) if at.occasion == "lost"]
    assert last.due == task.ends + 73 * HOUR_MS
    doing.follow(tx, task.id, last.occasion, last.due)
    assert tasks.known(tx, task.id).stage == Stage.MISSED
    assert stage_of(tx, task.id, one) == Answer.OVER
    assert told(tx, "tasks.lost") == {gathered(tx).staff.id}
    assert timers.standing(tx, ("tasks.follow", "tasks.end"), task.id) == []


async def test_photos_go_with_what_is_kept_of_a_task(settled: Database) -> None:
    await settled.run(_photographed)


def _photographed(tx: Tx) -> None:
    one = volunteer(tx, 0, NOW)
    found = []
    for _each in range(2):
        task = opened(tx, NOW, urgent=True)
        offering.offer(tx, one, task.id, NOW)
        doing.finish(tx, one, task.id, 60, None, task.ends, [("a", "A"), ("b", "B")])
        found.append(task.id)
    assert [photo.file_id for photo in albums.OF_TASKS.of(tx, found[0])] == ["a", "b"]
    albums.OF_TASKS.forget(tx, NOW, NOW)
    assert len(albums.OF_TASKS.of(tx, found[0])) == 2, "they are younger"
    goodbye.leave(tx, gathered(tx).reporter.id, Why.ERASED, NOW)
    assert [albums.OF_TASKS.of(tx, task_id) for task_id in found] == [[], []]
    assert tx.one("SELECT count(*) FROM media WHERE file_id IN ('a', 'b')") == (0,)


async def test_where_nobody_comes_the_leader_hears_it_then_the_staff(settled: Database) -> None:
    await settled.run(_expires)


def _expires(tx: Tx) -> None:
    cast, leader = gathered(tx), volunteer(tx, 0, NOW)
    at = places.get(tx, cast.staff.roles[0].place_id)
    assert at is not None
    station = team_rules.found_station(tx, cast.staff, at, "星光", NOW)
    team = team_rules.found(tx, cast.staff, station.id, "跑腿", "代买代取", Skill.ERRANDS, NOW)
    team_rules.join(tx, leader, team.id, NOW)
    team_rules.appoint(tx, cast.staff, team.id, leader.id, NOW)
    task = open_task(tx, None, wanted(tx, NOW, team_id=team.id), NOW)
    heard = []
    for _level in ("the leader", "the staff"):
        [timer] = timers.standing(tx, (opening.ALARM,), task.id)
        timers.cancel(tx, opening.ALARM, task.id)
        tx.told.clear()
        ending.alarm(tx, task.id, timer.occasion, timer.due)
        heard.append(told(tx, "tasks.nobody"))
    assert heard == [{leader.id}, {cast.staff.id}]
    assert timers.standing(tx, (opening.ALARM,), task.id) == [], "each hears it once"
    ending.over(tx, task.id, "", task.ends)
    assert told(tx, "tasks.missed") == {leader.id, cast.staff.id}
    assert told(tx, "tasks.sorry") == {cast.reporter.id}


async def test_another_time_is_told_to_who_has_been_chosen(settled: Database) -> None:
    await settled.run(_moved)


def _moved(tx: Tx) -> None:
    one, cast = volunteer(tx, 0, NOW), gathered(tx)
    task = opened(tx, NOW, urgent=True, hands=2)
    offering.offer(tx, one, task.id, NOW)
    ending.again(tx, cast.staff, task.id, task.starts + 24 * HOUR_MS, NOW + 1)
    assert told(tx, "tasks.moved") == {one.id}
    [reminder] = timers.standing(tx, ("tasks.follow",), task.id)
    assert reminder.due == task.starts + 22 * HOUR_MS


async def test_who_is_helped_hears_that_it_is_called_off(settled: Database) -> None:
    await settled.run(_off)


def _off(tx: Tx) -> None:
    cast = gathered(tx)
    ending.cancel(tx, cast.staff, opened(tx, NOW).id, NOW + 1)
    assert told(tx, "tasks.comes_not") == {cast.reporter.id}


async def test_of_a_pair_neither_reads_what_is_said_against_them(settled: Database) -> None:
    await settled.run(_against)


def _against(tx: Tx) -> None:
    cast, one, other = gathered(tx), volunteer(tx, 0, NOW), volunteer(tx, 1, NOW)
    at = places.get(tx, cast.staff.roles[0].place_id)
    assert at is not None
    station = team_rules.found_station(tx, cast.staff, at, "星光", NOW)
    team = team_rules.found(tx, cast.staff, station.id, "唠嗑", "陪着说说话", Skill.TALK, NOW)
    for member in (one, other):
        team_rules.join(tx, member, team.id, NOW)
    team_rules.appoint(tx, cast.staff, team.id, other.id, NOW)
    task = opened(tx, NOW, urgent=True, hands=2, team_id=team.id)
    for nth, member in enumerate((one, other)):
        offering.offer(tx, member, task.id, NOW + nth)
    for member in (one, other):
        doing.finish(tx, member, task.id, 60, None, task.ends)
    tx.told.clear()
    saying.complain(tx, cast.reporter, task.id, "来得太晚", task.ends)
    assert told(tx, "tasks.complaint") == {cast.staff.id}
