"""Whoever is asked, and whoever is there for them: consent first, one yes a link, others told."""

from datetime import timedelta

import pytest

from community import deaths, leaving, wishes
from community.checkins import boards, enrolling, greetings, helping, naming, pausing
from community.checkins.enrolling import Window
from community.checkins.kinds import Outcome, Part, Pause, State, Way
from community.checkins.paces import Pace
from community.deadlines import DAY_MS
from community.going import Why
from community.people import Agreed, How
from community.refused import Refused
from handlers.checkins import helped, notices, rung
from storage import (
    checkin_alerts,
    checkin_board,
    checkin_days,
    checkin_helpers,
    checkin_plans,
    checkin_rungs,
    consents,
    people,
    reach,
)
from storage.engine import Database
from storage.tx import Tell, Tx
from tests.community.mornings import DAY, Asked, asked, at, until
from tests.conftest import NOW


def told(tx: Tx, notice: str) -> set[int]:
    """Who is told of it, each once; what was told is forgotten then."""
    found = {one.person for one in tx.told if one.notice == notice}
    tx.told.clear()
    return found


async def test_nobody_is_asked_without_a_yes(settled: Database) -> None:
    await settled.run(_enrolled)


def _enrolled(tx: Tx) -> None:
    cast = asked(tx)
    agreed = Agreed(How.ORAL, "女儿")
    with pytest.raises(Refused, match="before"):
        enrolling.enrol(tx, cast.elder, Window(), NOW)
    with pytest.raises(Refused, match="no_witness"):
        enrolling.enrol_for(tx, cast.head, cast.elder.id, Window(), Agreed(How.ORAL), NOW)
    with pytest.raises(Refused, match="not_found"):
        enrolling.enrol_for(tx, cast.neighbour, cast.daughter.id, Window(), agreed, NOW)
    with pytest.raises(Refused, match="not_found"):
        enrolling.enrol_for(tx, cast.head, cast.head.id, Window(), agreed, NOW)
    for late in (Window(closes=11 * 60 + 31), Window(opens=4 * 60), Window(10 * 60, 9 * 60)):
        with pytest.raises(Refused, match="window"):
            enrolling.enrol(tx, cast.daughter, late, NOW)
    late = Window(closes=13 * 60, pace=Pace.FAST)  # the last rung is before dark
    plan = enrolling.enrol_for(tx, cast.head, cast.neighbour.id, late, agreed, NOW)
    assert told(tx, "checkins.enrolled") == {cast.neighbour.id}
    given = [one for one in consents.of(tx, cast.neighbour.id) if one.purpose == "checkins"]
    assert [(one.how, one.recorded_by) for one in given] == [("oral", cast.head.id)]
    assert [rung.after for rung in checkin_rungs.of(tx, plan.id)] == [15, 30, 60, 90, 120]
    assert plan.way == Way.CHAT
    with pytest.raises(Refused, match="not_found"):
        enrolling.leave(tx, cast.daughter, plan.id, NOW)
    with pytest.raises(Refused, match="their_own"):
        enrolling.set_family(tx, cast.head, plan.id, told=True, now=NOW)
    with pytest.raises(Refused, match="their_own"):
        enrolling.set_family(tx, cast.head, plan.id, told=True, now=NOW, agreed=agreed)
    _family_of_who_has_no_chat(tx, cast, agreed)
    enrolling.note(tx, cast.neighbour, plan.id, {"illness": "高血压"}, None, NOW)
    with pytest.raises(Refused, match="no_consent"):
        enrolling.note(tx, cast.head, plan.id, {"illness": "心脏病"}, None, NOW)
    enrolling.leave(tx, cast.neighbour, plan.id, NOW)
    ended = checkin_plans.known(tx, plan.id)
    assert (ended.ended, ended.sealed_illness) == (NOW, None)
    assert {one.purpose for one in consents.of(tx, cast.neighbour.id)} <= {"general"}


def _family_of_who_has_no_chat(tx: Tx, cast: Asked, agreed: Agreed) -> None:
    """Nobody reads how somebody is without a yes of theirs that is noted."""
    person = people.add(tx, None, "zh", NOW)
    people.set_home(tx, person.id, cast.elder.home_id or 0)
    people.set_consented(tx, person.id, NOW)
    plan = enrolling.enrol_for(tx, cast.head, person.id, Window(), agreed, NOW)
    with pytest.raises(Refused, match="their_own"):
        enrolling.set_family(tx, cast.head, plan.id, told=True, now=NOW)
    with pytest.raises(Refused, match="their_own"):
        naming.link(tx, cast.head, plan.id, Part.FAMILY, "t0", NOW)
    enrolling.set_family(tx, cast.head, plan.id, told=True, now=NOW, agreed=agreed)
    [given] = [one for one in consents.of(tx, person.id) if one.purpose == enrolling.FAMILY]
    assert (given.how, given.recorded_by) == ("oral", cast.head.id)
    naming.link(tx, cast.head, plan.id, Part.FAMILY, "t0", NOW)
    enrolling.set_family(tx, cast.head, plan.id, told=False, now=NOW)
    assert enrolling.FAMILY not in {one.purpose for one in consents.of(tx, person.id)}


async def test_a_link_is_one_yes_of_somebody_else(settled: Database) -> None:
    await settled.run(_linked)


def _linked(tx: Tx) -> None:
    cast = asked(tx)
    with pytest.raises(Refused, match="not_found"):
        naming.link(tx, cast.daughter, cast.plan.id, Part.CONTACT, "t0", NOW)
    naming.link(tx, cast.elder, cast.plan.id, Part.FAMILY, "t1", NOW)
    with pytest.raises(Refused, match="oneself"):
        naming.come(tx, cast.elder, "t1", NOW)
    helper = naming.come(tx, cast.grid, "t1", NOW)
    assert helper is not None
    assert helper.agreed is None
    assert checkin_helpers.agreed(tx, cast.plan.id, Part.FAMILY) == []
    assert naming.come(tx, cast.grid, "t1", NOW) == helper
    assert naming.come(tx, cast.staff, "t1", NOW) is None, "used"
    assert naming.come(tx, cast.staff, "t2", NOW) is None, "unknown"
    naming.link(tx, cast.elder, cast.plan.id, Part.CONTACT, "t3", NOW)
    assert naming.come(tx, cast.staff, "t3", NOW + naming.LINK_MS) is None, "expired"
    with pytest.raises(Refused, match="not_found"):
        naming.agree(tx, cast.staff, helper.id, NOW)
    with pytest.raises(Refused, match="not_found"):
        greetings.prepare(tx, cast.grid, helper.id, NOW)
    told(tx, "")
    naming.agree(tx, cast.grid, helper.id, NOW)
    assert told(tx, "checkins.agreed") == {cast.elder.id}
    with pytest.raises(Refused, match="moved_on"):
        naming.agree(tx, cast.grid, helper.id, NOW)
    greetings.prepare(tx, cast.grid, helper.id, NOW)
    with pytest.raises(Refused, match="not_found"):
        naming.remove(tx, cast.daughter, helper.id, NOW)
    naming.decline(tx, cast.grid, helper.id, NOW)
    assert told(tx, "checkins.declined") == {cast.elder.id}
    assert checkin_helpers.agreed(tx, cast.plan.id, Part.FAMILY) == []


async def test_who_has_said_no_is_asked_anew(settled: Database) -> None:
    await settled.run(_asked_anew)


def _asked_anew(tx: Tx) -> None:
    cast = asked(tx)
    contact = checkin_helpers.of(tx, cast.plan.id)[0]
    naming.decline(tx, cast.daughter, contact.id, NOW)
    naming.link(tx, cast.elder, cast.plan.id, Part.CONTACT, "t1", NOW)
    assert naming.come(tx, cast.daughter, "t1", NOW) == checkin_helpers.get(tx, contact.id)
    assert checkin_helpers.agreed(tx, cast.plan.id, Part.CONTACT) == []
    naming.agree(tx, cast.daughter, contact.id, NOW)
    assert checkin_helpers.agreed(tx, cast.plan.id, Part.CONTACT) == [cast.daughter.id]


async def test_no_date_is_lost_when_something_is_changed(settled: Database) -> None:
    await settled.run(_accounted)


def _accounted(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("8:30"))
    enrolling.change_window(tx, cast.head, cast.plan.id, 360, 480, None, at("8:30"))
    day = checkin_days.at(tx, cast.plan.id, DAY + timedelta(days=1))
    assert day is not None
    assert (day.state, day.asked) == (State.ASKED, at("8:30")), "the window was over by that"
    assert told(tx, "checkins.question") == {cast.elder.id}
    helping.well(tx, cast.staff, day.id, at("8:40"))
    enrolling.change_window(tx, cast.head, cast.plan.id, 360, 540, None, at("8:40"))
    until(tx, at("23:00"))
    late = until(tx, at("11:04", 2), late=at("11:00", 2))  # the bot was down
    assert late == []
    enrolling.set_way(tx, cast.staff, cast.plan.id, Way.CHAT)
    enrolling.change_window(tx, cast.staff, cast.plan.id, 300, 480, None, at("11:04", 2))
    tx.told.clear()
    assert until(tx, at("11:10", 2))[0] == "11:05 王奶奶 question"


async def test_nobody_is_struck_off_while_looked_for(settled: Database) -> None:
    await settled.run(_looked_for)


def _looked_for(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("11:00"))
    day = checkin_days.standing(tx, cast.plan.id)[0]
    helping.take(tx, cast.neighbour, day.id, at("11:01"))
    for who in (cast.head, cast.staff):
        with pytest.raises(Refused, match="looked_for"):
            enrolling.leave(tx, who, cast.plan.id, at("11:02"))
    told(tx, "")
    enrolling.leave(tx, cast.elder, cast.plan.id, at("11:03"))
    assert checkin_days.known(tx, day.id).outcome == Outcome.ANSWERED
    alarmed = {one.person_id for one in checkin_alerts.of(tx, day.id)}
    assert told(tx, "checkins.over") == alarmed >= {cast.daughter.id, cast.neighbour.id}


async def test_who_is_in_hospital_is_looked_for_no_more(settled: Database) -> None:
    await settled.run(_in_hospital)


def _in_hospital(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("10:30"))
    day = checkin_days.standing(tx, cast.plan.id)[0]
    pausing.rest(tx, cast.staff, cast.plan.id, 3, Pause.HOSPITAL, at("10:30"))
    assert checkin_days.known(tx, day.id).outcome == Outcome.PAUSED
    assert told(tx, "checkins.over") == {cast.daughter.id}
    assert until(tx, at("8:00", 4)) == []
    assert until(tx, at("9:00", 4)) == ["09:00 王奶奶 question"]


async def test_a_helper_who_goes_is_missed(settled: Database) -> None:
    await settled.run(_gone)


def _gone(tx: Tx) -> None:
    cast = asked(tx)
    leaving.leave_all(tx, cast.daughter, Why.ERASED, NOW)
    looking = {cast.elder.id, cast.head.id, cast.grid.id, cast.staff.id}
    assert told(tx, "checkins.lost") == looking, "and another contact, if there were one"
    assert checkin_helpers.agreed(tx, cast.plan.id, Part.CONTACT) == []
    deaths.note(tx, cast.staff, cast.elder.id, NOW)
    assert checkin_plans.known(tx, cast.plan.id).why == "died"
    assert told(tx, "checkins.lost") == set()


async def test_nobody_is_left_with_the_wish_of_who_has_died(settled: Database) -> None:
    await settled.run(_wished)


def _wished(tx: Tx) -> None:
    cast = asked(tx)
    wish = wishes.ask(tx, cast.elder, wishes.Matter.OTHER, None, None, NOW)
    tx.told.clear()
    tx.touched.clear()
    deaths.note(tx, cast.staff, cast.elder.id, NOW)
    assert wishes.wanted(tx, cast.head) == []
    with pytest.raises(Refused):
        wishes.take(tx, cast.head, wish.id, NOW)
    assert ("wish", wish.id) in tx.touched, "its card loses its keys"
    assert not [one for one in tx.told if one.notice.startswith("wishes.")], "silence"


async def test_what_the_family_sends_at_once_is_the_greeting(settled: Database) -> None:
    await settled.run(_greets)


def _greets(tx: Tx) -> None:
    cast = asked(tx)
    helper = checkin_helpers.add(tx, cast.plan.id, cast.grid.id, Part.FAMILY, NOW)
    assert greetings.awaited(tx, cast.grid, NOW) is None
    naming.agree(tx, cast.grid, helper.id, NOW)
    assert greetings.awaited(tx, cast.grid, NOW) is not None
    near = checkin_helpers.add(tx, cast.plan.id, cast.head.id, Part.NEIGHBOUR, NOW)
    naming.agree(tx, cast.head, near.id, NOW)
    assert greetings.awaited(tx, cast.head, NOW) is None


async def test_a_number_is_asked_once_and_who_cannot_be_told_is_named_with_a_door(
    settled: Database,
) -> None:
    await settled.run(_numbered)


def _numbered(tx: Tx) -> None:
    cast = asked(tx)
    reach.set_unreachable(tx, cast.elder.id, NOW)
    told = Tell(cast.grid.id, "checkins.unreached", cast.elder.id, {})
    lost = notices.unreached(tx, cast.grid, told)
    assert "森林公园小区" in str(lost)
    assert "📞" not in str(lost)
    enrolling.number(tx, cast.staff, cast.plan.id, "13800001111")
    enrolling.number(tx, cast.staff, cast.plan.id, "13900002222")
    assert people.phone(tx, people.known(tx, cast.elder.id)) == "13800001111", "the known one"
    with pytest.raises(Refused):
        enrolling.number(tx, cast.daughter, cast.plan.id, "13900002222")
    lost = notices.unreached(tx, cast.grid, told)
    assert "📞 13800001111" in str(lost)
    told = Tell(cast.elder.id, "checkins.lost", cast.elder.id, {"helper": "小周"})
    assert "帮您留心的小周" in str(helped.told_lost(tx, cast.elder, told))
    until(tx, at("9:01"))
    day = checkin_days.standing(tx, cast.plan.id)[-1]
    assert "送不到手机上" in str(rung.draw(tx, cast.daughter, day.id))


async def test_staff_let_it_rest_for_ninety_days_at_most(settled: Database) -> None:
    await settled.run(_rests)


def _rests(tx: Tx) -> None:
    cast = asked(tx)
    for who, days in ((cast.staff, 91), (cast.staff, 0), (cast.elder, 3), (cast.head, 3)):
        with pytest.raises(Refused):
            pausing.rest(tx, who, cast.plan.id, days, Pause.HOSPITAL, NOW)
    rested = pausing.rest(tx, cast.staff, cast.plan.id, 90, Pause.HOSPITAL, NOW)
    assert rested.paused_until is not None
    assert 89 * DAY_MS < rested.paused_until - NOW <= 90 * DAY_MS
    assert told(tx, "checkins.rests") == {cast.elder.id}
    assert pausing.resume(tx, cast.staff, cast.plan.id).paused_until is None
    with pytest.raises(Refused, match="moved_on"):
        pausing.resume(tx, cast.staff, cast.plan.id)


async def test_the_second_false_alarm_of_a_month_leads_to_a_talk(settled: Database) -> None:
    await settled.run(_talks)


def _talks(tx: Tx) -> None:
    cast = asked(tx)
    heard = []
    for back in (40, 3, 2, 1):
        _alarm(tx, cast, back)
        heard.append(told(tx, "checkins.talk"))
    near = {cast.head.id, cast.grid.id}
    assert heard == [set(), set(), near, set()], "once, and none for what is long ago"
    root = people.known(tx, cast.staff.id).roles[0].path
    sums = checkin_board.sums(tx, root, DAY - timedelta(days=7), DAY)
    assert (sums.days, sums.heard, sums.alarms, sums.false, sums.ended) == (3, 3, 3, 3, 3)
    assert boards.place_for(tx, cast.elder, cast.elder.home_id or 0) is None


def _alarm(tx: Tx, cast: Asked, back: int) -> None:
    """So many days ago somebody was alarmed and she was well."""
    day = checkin_days.add(
        *(tx, cast.plan.id, cast.elder.id, cast.elder.home_id or 0),
        *(DAY - timedelta(days=back), State.CLIMBING, NOW),
        rung=2,
        asked=NOW,
    )
    assert day is not None
    checkin_days.change(tx, day, alarmed=NOW)
    helping.well(tx, cast.staff, day.id, NOW)
    assert checkin_days.known(tx, day.id).outcome == Outcome.WELL
