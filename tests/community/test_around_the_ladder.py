"""What else belongs to a morning: notes, who joins later, a voice, the round, the board, an end."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest

from community import joining, leaving, privacy
from community.behalf import Other, Whom
from community.checkins import (
    answering,
    boards,
    enrolling,
    helping,
    mornings,
    naming,
    pausing,
    rounds,
    rungs,
)
from community.checkins.boards import Light
from community.checkins.enrolling import Window
from community.checkins.kinds import Outcome, Part, Pause, State, Way, Who
from community.checkins.paces import Pace
from community.duty import Shift, roster
from community.going import Why
from community.issues import emergency
from community.nearby import home_of
from community.people import GENERAL, Agreed, How
from community.refused import Refused
from community.tasks.kinds import Standing
from handlers.checkins import rounds as card
from handlers.checkins import rung
from storage import (
    checkin_days,
    checkin_helpers,
    checkin_plans,
    consents,
    people,
    places,
    rosters,
    timers,
    volunteers,
)
from storage.checkin_days import Day
from storage.checkin_helpers import Helper
from storage.checkin_plans import Plan
from storage.cipher import Cipher
from storage.engine import Database
from storage.people import Person
from storage.tx import Tx
from tests.community.helping import talker, volunteer
from tests.community.mornings import DAY, Asked, asked, at, heard, until
from tests.community.racing import raced
from tests.conftest import NOW


def today(tx: Tx, cast: Asked, days: int = 1) -> Day:
    day = checkin_days.at(tx, cast.plan.id, DAY + timedelta(days=days))
    assert day is not None
    return day


def family(tx: Tx, cast: Asked, person: Person) -> None:
    """They read each morning how she is."""
    helper = checkin_helpers.add(tx, cast.plan.id, person.id, Part.FAMILY, NOW)
    checkin_helpers.agree(tx, helper.id, NOW)
    checkin_plans.set_family(tx, cast.plan.id, NOW)


async def test_notes_are_kept_one_by_one_each_with_its_consent(settled: Database) -> None:
    await settled.run(_noted)


def _noted(tx: Tx) -> None:
    cast = asked(tx)
    plan_id, agreed = cast.plan.id, Agreed(How.PAPER)

    def health() -> list[str]:
        return [one.how for one in consents.of(tx, cast.elder.id) if one.purpose.endswith("health")]

    own = {"keys": "女儿有钥匙", "hearing": "", "illness": "高血压", "advice": ""}
    enrolling.note(tx, cast.elder, plan_id, own, None, NOW)
    enrolling.note(tx, cast.head, plan_id, {"keys": "邻居有钥匙"}, None, NOW)
    assert health() == ["chat"], "a key is nothing of her health: her own yes stays"
    with pytest.raises(Refused, match="no_consent"):
        enrolling.note(tx, cast.head, plan_id, {"hearing": "耳背"}, None, NOW)
    enrolling.note(tx, cast.head, plan_id, {"hearing": "耳背"}, agreed, NOW)
    assert health() == ["paper"]
    plan = checkin_plans.known(tx, plan_id)
    assert enrolling.written(plan) == {"keys", "hearing", "illness"}
    assert checkin_plans.note(tx, plan, "illness") == "高血压"
    for column in ("hearing", "illness"):
        enrolling.note(tx, cast.head, plan_id, {column: ""}, None, NOW)
    assert health() == [], "nothing of it is left"


async def test_who_was_entered_goes_on_being_asked(settled: Database) -> None:
    await settled.run(_joined)


def _joined(tx: Tx) -> None:
    cast = asked(tx)
    number = 920_000
    for left, entered, stays in (
        (None, True, "entered"),
        (False, True, "own"),
        (True, True, "entered"),
        (True, False, "own"),
    ):
        number += 1
        who = people.add(tx, number, "zh", NOW)
        own = _asked_too(tx, cast, who, left=left) if left is not None else None
        old = people.add(tx, None, "zh", NOW)
        for one in (who, old):
            people.set_phone(tx, one.id, f"139{number:08d}", NOW)
        theirs = _asked_too(tx, cast, old, left=not entered)
        if entered:
            helper = checkin_helpers.add(tx, theirs.id, cast.daughter.id, Part.CONTACT, NOW)
            checkin_helpers.agree(tx, helper.id, NOW)
            checkin_plans.set_note(tx, theirs.id, "keys", "对门")
        until(tx, at("10:05", number - 920_000))
        joining.join(tx, people.known(tx, who.id), old.id, at("10:06", number - 920_000))
        kept = checkin_plans.of(tx, who.id)
        helpers = [] if kept is None else checkin_helpers.agreed(tx, kept.id, Part.CONTACT)
        assert helpers == ([cast.daughter.id] if entered else [])
        assert kept is None or (checkin_plans.note(tx, kept, "keys") == "对门") is entered
        assert kept is not None
        assert kept.id == (theirs.id if stays == "entered" else own and own.id)
        if stays == "entered":
            assert (kept.ended, kept.way) == (None, Way.CHAT)
            assert checkin_days.standing(tx, kept.id) == [], "they are here"


def _asked_too(tx: Tx, cast: Asked, person: Person, *, left: bool) -> Plan:
    """Somebody else of her house, who may have left already."""
    people.set_home(tx, person.id, cast.elder.home_id or 0)
    way = Way.CHAT if person.telegram_id else Way.ROUND
    plan = mornings.begin(tx, people.known(tx, person.id), None, at("10:00", 0), way)
    if left:
        checkin_plans.end(tx, plan.id, "left", NOW)
    return checkin_plans.known(tx, plan.id)


async def test_a_voice_is_no_alarm_until_nobody_has_listened(settled: Database) -> None:
    await settled.run(_voiced)


def _voiced(tx: Tx) -> None:
    cast = asked(tx)
    family(tx, cast, cast.staff)
    until(tx, at("9:00"))
    answering.hear(tx, cast.elder, 7, at("9:10"))
    tx.told.clear()
    assert today(tx, cast).alarmed is None
    assert "09:25 小李 family_unanswered" in until(tx, at("9:25"))
    helping.well(tx, cast.daughter, today(tx, cast).id, at("9:30"))
    assert "09:30 小李 family_well" in heard(tx, at("9:30"))
    until(tx, at("9:00", 2))
    answering.hear(tx, cast.elder, 8, at("9:10", 2))
    helping.well(tx, cast.head, today(tx, cast, 2).id, at("9:20", 2))
    told = heard(tx, at("9:20", 2))
    assert (today(tx, cast, 2).alarmed, today(tx, cast, 2).outcome) == (None, Outcome.WELL)
    assert "09:20 小李 family_well" in told, "somebody has listened in time: that is all"


async def test_who_makes_the_round_hears_of_each_who_comes_later(settled: Database) -> None:
    await settled.run(_called)


def _called(tx: Tx) -> None:
    cast = asked(tx)
    checkin_plans.set_way(tx, cast.plan.id, Way.ROUND)
    for closes in (540, 600):
        other = people.add(tx, None, "zh", NOW)
        people.set_home(tx, other.id, cast.elder.home_id or 0)
        mornings.begin(tx, people.known(tx, other.id), None, at("10:00", 0), Way.ROUND, 360, closes)
    rounds = [line for line in until(tx, at("10:05")) if line.endswith("round")]
    assert rounds == ["09:00 楼长 round", "09:01 楼长 round", "10:01 楼长 round"]


async def test_the_board_shows_as_well_only_who_is(settled: Database) -> None:
    await settled.run(_lit)


def _lit(tx: Tx) -> None:
    cast = asked(tx)
    root = cast.staff.roles[0].place_id

    def light(now: int) -> list[Light]:
        boards.look(tx, cast.staff, root, now)
        board = boards.of(tx, cast.staff, root)
        assert board is not None
        return list(board.counts.elements())

    assert light(at("8:00")) == [Light.WAITING]
    until(tx, at("23:00"), late=at("20:00"))  # down all day: nobody was asked
    assert light(at("20:30")) == [Light.CLIMBING]
    until(tx, at("7:00", 3))
    assert light(at("7:00", 3)) == [Light.CLIMBING], "of the day before, and not over"
    helping.well(tx, cast.staff, today(tx, cast, 2).id, at("7:01", 3))
    assert light(at("7:02", 3)) == [Light.WAITING]
    until(tx, at("9:01", 3))
    answering.answer(tx, cast.elder, today(tx, cast, 3).id, at("9:01", 3))
    assert light(at("9:02", 3)) == [Light.WELL]
    cry = emergency.raise_alarm(tx, cast.elder, at("7:10", 4))
    answering.touch(tx, cast.elder, at("7:10", 4), deed=True)
    assert light(at("7:20", 4)) == [Light.CLIMBING], "who cries for help is not well"
    emergency.call_off(tx, cast.elder, cry.id, at("7:30", 4))
    assert light(at("7:31", 4)) == [Light.WELL]


async def test_the_board_leads_down_to_each_place(settled: Database) -> None:
    await settled.run(_parted)


def _parted(tx: Tx) -> None:
    cast = asked(tx)
    up = places.upwards(tx, home_of(tx, cast.elder))
    now = at("8:00")
    chief = people.known(tx, cast.chief.id)
    for place, below in pairwise(up[:4]):
        boards.look(tx, chief, place.id, now)
        board = boards.of(tx, chief, place.id)
        assert board is not None
        assert board.parts == ((below, {Light.WAITING: 1}),), "only where somebody is asked"
    assert boards.tonight(tx, up[2], now) is None
    week = rosters.ensure(tx, up[0].id, DAY - timedelta(days=DAY.weekday()), NOW)
    roster.fill(tx, chief, week.id, Shift.NIGHT, range(7), chief.id, NOW)
    found = boards.tonight(tx, up[2], now)
    assert found is not None
    assert found.id == chief.id, "of the subdistrict, where the community has nobody"
    enrolling.enrol(tx, cast.neighbour, Window(), NOW)
    assert timers.standing(tx, (roster.EVENING,), up[1].id), "each evening that is looked at"


async def test_staff_give_somebody_a_ladder_of_their_own(settled: Database) -> None:
    await settled.run(_own_ladder)


def _own_ladder(tx: Tx) -> None:
    cast = asked(tx)
    plan_id = cast.plan.id
    own = {Who.AGAIN: 0, Who.CONTACT: 20, Who.NEAR: 0, Who.GRID: 45, Who.DUTY: 90}
    for who in (cast.head, cast.elder, cast.daughter):
        with pytest.raises(Refused, match="not_found"):
            rungs.set_rungs(tx, who, plan_id, own, NOW)
    for wrong in ({Who.DUTY: 0}, {Who.DUTY: 50}, {Who.DUTY: 241}, {Who.GRID: 25}):
        with pytest.raises(Refused, match="rungs"):
            rungs.set_rungs(tx, cast.staff, plan_id, own | wrong, NOW)
    rungs.set_rungs(tx, cast.staff, plan_id, own, NOW)
    assert rungs.minutes_of(tx, cast.plan) == {who: after for who, after in own.items() if after}
    assert enrolling.pace_of(tx, cast.plan) is None
    enrolling.change_window(tx, cast.staff, plan_id, 360, 600, None, at("10:30", 0))
    tx.told.clear()
    assert until(tx, at("11:35")) == [
        "10:00 王奶奶 question",
        "10:20 女儿 unanswered",
        "10:45 网格 unanswered",
        "11:30 小李 unanswered",
    ]
    with pytest.raises(Refused, match="looked_for"):
        rungs.set_rungs(tx, cast.staff, plan_id, own, at("11:35"))
    helping.well(tx, cast.staff, today(tx, cast).id, at("11:35"))
    enrolling.change_window(tx, cast.staff, plan_id, 360, 540, Pace.USUAL, at("11:36"))
    assert len(rungs.minutes_of(tx, cast.plan)) == 5
    with pytest.raises(Refused, match="window"):
        enrolling.change_window(tx, cast.staff, plan_id, 360, 720, None, at("11:37"))


async def test_one_link_is_the_yes_of_one(
    settled: Database, database_url: str, cipher: Cipher
) -> None:
    cast = await settled.run(asked)
    await settled.run(lambda tx: naming.link(tx, cast.elder, cast.plan.id, Part.FAMILY, "t1", NOW))

    def comes(who: Person) -> Callable[[Tx], bool]:
        return lambda tx: naming.come(tx, who, "t1", NOW) is not None

    came = await raced(settled, database_url, cipher, comes(cast.grid), comes(cast.head))
    assert came == [True, False]


async def test_who_is_taken_off_while_saying_yes_is_there_for_nobody(
    settled: Database, database_url: str, cipher: Cipher
) -> None:
    cast, helper = await settled.run(_named)

    def taken_off(tx: Tx) -> bool:
        return naming.remove(tx, cast.elder, helper.id, NOW).ended is None

    def agrees(tx: Tx) -> bool:
        return naming.agree(tx, cast.grid, helper.id, NOW).ended is None

    came = await raced(settled, database_url, cipher, taken_off, agrees)
    assert came[0] is True
    assert came[1] in {"checkins.moved_on", "checkins.not_found"}
    agreed = await settled.run(lambda tx: checkin_helpers.agreed(tx, cast.plan.id, Part.NEIGHBOUR))
    assert agreed == [cast.neighbour.id]


def _named(tx: Tx) -> tuple[Asked, Helper]:
    cast = asked(tx)
    return cast, checkin_helpers.add(tx, cast.plan.id, cast.grid.id, Part.NEIGHBOUR, NOW)


async def test_who_has_all_erased_is_looked_for_no_more(settled: Database) -> None:
    await settled.run(_erased)


def _erased(tx: Tx) -> None:
    cast = asked(tx)
    family(tx, cast, cast.grid)
    until(tx, at("11:00"))
    helping.take(tx, cast.neighbour, today(tx, cast).id, at("11:01"))
    heard(tx, at("11:01"))
    privacy.erase(tx, people.known(tx, cast.elder.id), at("11:02"))
    assert heard(tx, at("11:02")) == [
        "11:02 女儿 ended",
        "11:02 楼长 ended",
        "11:02 网格 let_go",
        "11:02 邻居 ended",
    ]
    assert until(tx, at("23:00")) == []


async def test_who_goes_and_then_cannot_holds_nobody_up(settled: Database) -> None:
    await settled.run(_cannot_after_all)


def _cannot_after_all(tx: Tx) -> None:
    cast = asked(tx)
    contact, neighbour = checkin_helpers.of(tx, cast.plan.id)
    until(tx, at("10:01"))
    day = checkin_days.standing(tx, cast.plan.id)[0]
    helping.take(tx, cast.daughter, day.id, at("10:05"))
    naming.decline(tx, cast.daughter, contact.id, at("10:06"))
    day = checkin_days.known(tx, day.id)
    assert (day.state, day.taken_by) == (State.CLIMBING, None)
    assert "10:06 邻居 unanswered" in heard(tx, at("10:06"))
    helping.take(tx, cast.neighbour, day.id, at("10:07"))
    naming.remove(tx, cast.elder, neighbour.id, at("10:08"))
    assert checkin_days.known(tx, day.id).taken_by is None
    assert "10:08 网格 unanswered" in heard(tx, at("10:08"))


async def test_a_pause_that_is_over_is_shown_no_more(settled: Database) -> None:
    await settled.run(_over)


def _over(tx: Tx) -> None:
    cast = asked(tx)
    pausing.rest(tx, cast.chief, cast.plan.id, 2, Pause.HOSPITAL, at("10:00", 0))
    people.set_away(tx, cast.elder.id, at("00:00", 2))
    until(tx, at("09:01"))
    assert checkin_plans.known(tx, cast.plan.id).paused_until is not None
    assert "09:00 王奶奶 question" in until(tx, at("09:01", 2))
    assert checkin_plans.known(tx, cast.plan.id).paused_until is None
    assert people.known(tx, cast.elder.id).away_until is None


async def test_who_makes_the_round_no_more_reads_nothing_and_another_makes_it(
    settled: Database,
) -> None:
    await settled.run(_another)


def _another(tx: Tx) -> None:
    cast = asked(tx)
    checkin_plans.set_way(tx, cast.plan.id, Way.ROUND)
    assert "09:00 楼长 round" in until(tx, at("9:00"))
    assert cast.elder.home_id is not None
    people.end_role(tx, cast.head.id, "stairwell_head", cast.elder.home_id, at("9:05"))
    leaving.leave(tx, cast.head.id, Why.ROLE_ENDED, at("9:05"))
    assert rounds.listed(tx, people.known(tx, cast.head.id)) == []
    assert "09:05 网格 round" in heard(tx, at("9:05"))
    assert [day.person_id for day in rounds.listed(tx, cast.grid)] == [cast.elder.id]


async def test_who_withdraws_is_counted_on_and_asked_no_more(settled: Database) -> None:
    await settled.run(_withdrawn)


def _withdrawn(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("10:01"))
    day = today(tx, cast)
    helping.take(tx, cast.daughter, day.id, at("10:05"))
    heard(tx, at("10:05"))
    privacy.withdraw(tx, cast.daughter, GENERAL, at("10:06"))
    assert checkin_days.known(tx, day.id).taken_by is None
    told = heard(tx, at("10:06"))
    assert "10:06 王奶奶 lost" in told
    assert "10:06 楼长 lost" in told
    assert "10:06 邻居 unanswered" in told
    privacy.withdraw(tx, cast.elder, GENERAL, at("10:10"))
    assert checkin_plans.known(tx, cast.plan.id).ended is not None
    assert today(tx, cast).outcome == Outcome.ANSWERED
    assert "10:10 邻居 let_go" in heard(tx, at("10:10"))


async def test_who_is_not_reached_on_the_round_is_never_said_to_be_heard_of(
    settled: Database,
) -> None:
    await settled.run(_not_reached)


def _not_reached(tx: Tx) -> None:
    """小李 on duty makes the round; by 没打通 he is told as who is on duty, and stays so."""
    cast = asked(tx)
    checkin_plans.set_way(tx, cast.plan.id, Way.ROUND)
    rungs.set_rungs(tx, cast.staff, cast.plan.id, {Who.CONTACT: 60, Who.DUTY: 120}, NOW)
    for role, one in (("stairwell_head", cast.head), ("grid_worker", cast.grid)):
        [held] = [each for each in one.roles if each.role == role]
        people.end_role(tx, one.id, role, held.place_id, NOW)
    until(tx, at("9:00"))
    shown = str(card.draw(tx, cast.staff, cast.staff.id))
    assert "📞 –" not in shown, "nobody can phone a number that is not there"
    assert "森林公园小区" in shown
    day = today(tx, cast)
    helping.unanswered(tx, cast.staff, day.id, at("9:05"))
    shown = str(card.draw(tx, cast.staff, cast.staff.id))
    assert "王奶奶没打通。现在：联系人打电话" in shown
    helping.unanswered(tx, cast.daughter, day.id, at("9:06"))
    assert rounds.listed(tx, cast.staff) == [], "he is told as who is on duty now"
    shown = str(card.draw(tx, cast.staff, cast.staff.id))
    assert "王奶奶没打通。现在：值班的人" in shown
    assert "都有消息了" not in shown
    helping.well(tx, cast.staff, day.id, at("9:10"))
    assert "都有消息了" in str(card.draw(tx, cast.staff, cast.staff.id))


async def test_what_is_heard_on_the_telephone_is_passed_on_before_anybody_goes(
    settled: Database,
) -> None:
    await settled.run(_passed_on)


def _passed_on(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("11:00"))
    day = today(tx, cast)
    shown = str(rung.draw(tx, cast.head, day.id))
    assert "就能看到门牌和电话" in shown, "who is asked to look in reads how they find the door"
    assert "需要帮忙" in shown
    helping.unanswered(tx, cast.head, day.id, at("11:02"))
    assert "已经请邻居接着看" in str(rung.draw(tx, cast.head, day.id))
    helping.take(tx, cast.neighbour, day.id, at("11:03"))
    helping.unanswered(tx, cast.neighbour, day.id, at("11:20"))
    shown = str(rung.draw(tx, cast.neighbour, day.id))
    assert "3号楼 2单元" in shown, "who has been at the door knows it still"
    assert "已经请网格接着看" in shown
    heard(tx, at("11:20"))
    helping.needs_help(tx, cast.head, day.id, at("11:25"))  # she has rung back, and has fallen
    assert today(tx, cast).outcome == Outcome.HELP
    assert "11:25 小李 needed" in heard(tx, at("11:25"))
    assert rung.draw(tx, cast.neighbour, day.id) is None
    checkin_plans.set_way(tx, cast.plan.id, Way.ROUND)
    until(tx, at("9:00", 2))
    listed = str(card.draw(tx, cast.head, cast.head.id))
    assert "🆘 出事了" in listed
    until(tx, at("10:00", 2))
    assert "请人打电话代问" in str(rung.draw(tx, cast.daughter, today(tx, cast, 2).id))


async def test_a_volunteer_of_the_talk_team_phones_who_has_no_chat(settled: Database) -> None:
    await settled.run(_rung_up)


def _rung_up(tx: Tx) -> None:
    cast = asked(tx)
    rings, other = talker(tx, 20, NOW), volunteer(tx, 21, NOW)
    with pytest.raises(Refused, match="not_found"):
        naming.ask_caller(tx, cast.staff, cast.plan.id, rings.id, NOW)  # a message asks her
    checkin_plans.set_way(tx, cast.plan.id, Way.ROUND)
    for who, whom in ((cast.elder, rings), (cast.staff, other)):
        with pytest.raises(Refused, match="not_found"):
            naming.ask_caller(tx, who, cast.plan.id, whom.id, NOW)
    helper = naming.ask_caller(tx, cast.head, cast.plan.id, rings.id, NOW)
    assert "09:00 楼长 round" in until(tx, at("9:00")), "not before a yes"
    assert rounds.listed(tx, rings) == []
    helping.well(tx, cast.head, today(tx, cast).id, at("9:01"))
    naming.agree(tx, rings, helper.id, at("9:02"))
    tx.told.clear()
    said = until(tx, at("9:00", 2))
    assert [line for line in said if line.endswith("round")] == ["09:00  round"], "nobody else"
    assert [day.person_id for day in rounds.listed(tx, rings)] == [cast.elder.id]
    assert "王奶奶" in str(card.draw(tx, rings, rings.id))
    helping.well(tx, rings, today(tx, cast, 2).id, at("9:05", 2))
    assert today(tx, cast, 2).outcome == Outcome.WELL
    people.set_away(tx, rings.id, at("20:00", 3))
    assert "09:00 楼长 round" in until(tx, at("9:00", 3)), "who is away is not waited for"
    people.set_away(tx, rings.id, None)
    own = volunteers.of(tx, rings.id)
    assert own is not None
    volunteers.change(tx, own, stage=Standing.LEFT)
    until(tx, at("9:00", 4))
    assert rounds.listed(tx, rings) == [], "who helps no more reads nothing"


async def test_who_was_the_only_one_told_and_cannot_holds_nobody_up(settled: Database) -> None:
    await settled.run(_only_one)


def _only_one(tx: Tx) -> None:
    cast = asked(tx)
    contact, neighbour = checkin_helpers.of(tx, cast.plan.id)
    until(tx, at("10:00"))
    naming.decline(tx, cast.daughter, contact.id, at("10:01"))
    told = heard(tx, at("10:01"))
    assert "10:01 邻居 unanswered" in told
    assert "10:01 楼长 stepped_down" in told
    assert "10:01 小李 stepped_down" in told
    naming.decline(tx, cast.neighbour, neighbour.id, at("10:02"))
    assert "10:02 网格 unanswered" not in heard(tx, at("10:02")), "the stairwell head knows, too"


async def test_the_family_that_waits_hears_that_it_is_settled(settled: Database) -> None:
    await settled.run(_settled)


def _settled(tx: Tx) -> None:
    cast = asked(tx)
    family(tx, cast, cast.grid)
    assert "10:00 网格 family_unanswered" in until(tx, at("10:00"))
    pausing.rest(tx, cast.chief, cast.plan.id, 2, Pause.HOSPITAL, at("10:05"))
    assert "10:05 网格 family_settled" in heard(tx, at("10:05"))
    pausing.resume(tx, cast.chief, cast.plan.id)
    until(tx, at("9:00", 2))
    heard(tx, at("9:00", 2))
    pausing.rest(tx, cast.chief, cast.plan.id, 2, Pause.OTHER, at("9:05", 2))
    assert "family" not in str(heard(tx, at("9:05", 2))), "they had read of nothing"


async def test_a_contact_without_telegram_is_phoned_by_who_makes_the_round(
    settled: Database,
) -> None:
    await settled.run(_phoned)


def _phoned(tx: Tx) -> None:
    cast = asked(tx)
    [daughter] = checkin_helpers.agreed(tx, cast.plan.id, Part.CONTACT)
    checkin_helpers.decline(tx, checkin_helpers.helping(tx, daughter)[0].id, NOW)
    other = Other(Whom.NEIGHBOUR, "陈强", "13800009007", Agreed(How.PHONE))
    naming.enter(tx, cast.staff, cast.plan.id, Part.CONTACT, other, NOW)
    told = until(tx, at("9:59"))
    assert "09:30 王奶奶 again" in told
    assert until(tx, at("10:00")) == ["10:00 楼长 unanswered"], "at the contact's own time"
    day = today(tx, cast)
    for drawn in (rung.draw(tx, cast.head, day.id), card.draw(tx, cast.head, cast.head.id)):
        assert "陈强 13800009007" in str(drawn)
    assert "13800009007" not in str(rung.draw(tx, cast.neighbour, day.id))
    assert "11:00 邻居 unanswered" in until(tx, at("11:00"))
    assert "13800009007" not in str(rung.draw(tx, cast.neighbour, day.id))
