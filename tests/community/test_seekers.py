"""Who seeks work: told once of what really suits, answered in time, placed once."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

import pytest

from community import deaths, privacy, seekers, upkeep
from community import people as entering
from community.deadlines import DAY_MS, HOUR_MS
from community.going import Gone
from community.going import Why as Going
from community.jobs import vacancies as offers
from community.jobs.kinds import Reason, Trade
from community.jobs.kinds import Stage as Vacant
from community.people import GENERAL, Agreed, How
from community.refused import Refused
from community.seekers import (
    Reach,
    Window,
    applying,
    counter,
    ending,
    finding,
    meeting,
    outcome,
    spread,
)
from community.seekers.applying import PASSED_ON, Age, Why
from community.seekers.stages import ANSWER, CHECK, MEETING, Stage
from storage import (
    applications,
    consents,
    interviews,
    people,
    personal,
    placements,
    saved,
    timers,
    vacancies,
)
from storage import seekers as rows
from storage.applications import Application, Shown
from storage.cipher import Cipher
from storage.engine import Database
from storage.people import Person
from storage.seekers import Sought
from storage.tx import Tx
from tests.community.conftest import Cast, gathered
from tests.community.racing import raced
from tests.community.test_vacancies import published, refuses
from tests.conftest import NOW

MEETS = NOW + 3 * DAY_MS
ALWAYS = seekers.hours_of((Window.ALWAYS,)).text


def seeks(tx: Tx, who: Person, **parts: object) -> Person:
    """Somebody looks for work near home while the children are at school."""
    people.set_phone(tx, who.id, "13800001111")
    said = Sought(
        trades=(Trade.CATERING,),
        hours=seekers.hours_of((Window.DAYTIME, Window.MORNINGS)).text,
        reach=(seekers.reach_of(tx, who, Reach.ANYWHERE),),
        pay=3000,
        skills="会做面食",
        needs=("school",),
        told=True,
    )
    seekers.register(tx, who, said, NOW)
    if parts:
        seekers.change(tx, who, NOW, **parts)
    return people.known(tx, who.id)


def told(tx: Tx, name: str) -> list[int]:
    return [one.person for one in tx.told if one.notice == name]


def goes_on(tx: Tx, kind: str, subject: int, rule: Callable[[Tx, int, str, int], None]) -> int:
    """Let the timers of a row fire, each when it is due; returns when the last one was."""
    at = 0
    for timer in sorted(timers.standing(tx, (kind,), subject), key=lambda one: one.due)[:1]:
        timers.take(tx, timer.id)
        rule(tx, subject, timer.occasion, timer.due)
        at = timer.due
    return at


def spreads(tx: Tx, vacancy_id: int) -> list[int]:
    """Let a vacancy find everybody; returns who was told."""
    while timers.standing(tx, (spread.SPREAD,), vacancy_id):
        goes_on(tx, spread.SPREAD, vacancy_id, spread.go_on)
    found = told(tx, "seekers.fits")
    tx.told.clear()
    return found


async def test_a_vacancy_finds_each_whom_it_really_suits_once(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        suits, other = seeks(tx, cast.responsible), seeks(tx, cast.staff, trades=(Trade.SEWING,))
        vacancy = published(tx, cast, hours="12345 08:00-15:00")
        assert spreads(tx, vacancy.id) == [suits.id], f"not {other.id}, nor who offers it"
        offers.hide(tx, cast.reporter, vacancy.id)
        offers.confirm(tx, cast.reporter, vacancy.id, NOW)
        assert spreads(tx, vacancy.id) == [], "never twice"
        seekers.change(tx, other, NOW, trades=())
        seekers.pause(tx, suits, NOW, paused=True)
        second = published(tx, cast, hours="12345 08:00-15:00", post="帮厨")
        assert spreads(tx, second.id) == [other.id], "any work suits; who pauses hears nothing"
        night = published(tx, cast, hours="12345 22:00-06:00", post="夜班")
        assert spreads(tx, night.id) == []

    await settled.run(story)


async def test_of_many_the_best_fits_are_told_in_stretches(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        reach = (seekers.reach_of(tx, cast.reporter, Reach.ANYWHERE),)
        said = Sought((), seekers.hours_of((Window.ALWAYS,)).text, reach, None, None, (), told=True)
        crowd = [people.add(tx, 800_000 + n, "zh", NOW).id for n in range(spread.STRETCH + 5)]
        for person_id in crowd:
            people.set_consented(tx, person_id, NOW)
            rows.put(tx, person_id, said, NOW)
        cooks = crowd[-40:]
        for person_id in cooks:
            rows.put(tx, person_id, replace(said, trades=(Trade.CATERING,)), NOW)
        people.set_consented(tx, cooks.pop(), None)  # who has withdrawn hears of nothing
        vacancy = published(tx, cast, number=1)
        goes_on(tx, spread.SPREAD, vacancy.id, spread.go_on)
        assert told(tx, "seekers.fits") == [], "nobody before all have been weighed"
        first = spreads(tx, vacancy.id)
        assert len(first) == spread.FOR_EACH
        assert set(first) <= set(cooks), "any work suits the others less"
        offers.hide(tx, cast.reporter, vacancy.id)
        offers.confirm(tx, cast.reporter, vacancy.id, NOW)
        assert spreads(tx, vacancy.id) == [], "as many as ever have heard of it"
        more = published(tx, cast, number=2, post="帮厨")
        found = spreads(tx, more.id)
        assert len(found) == 2 * spread.FOR_EACH, "for two places twice as many"
        assert set(cooks) < set(found)

    await settled.run(story)


async def test_who_lets_no_employer_have_their_number_applies_no_more(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast, one = applied(tx)
        who = cast.responsible
        assert [given.purpose for given in consents.of(tx, who.id)].count(PASSED_ON) == 1
        privacy.withdraw(tx, who, PASSED_ON, NOW)
        assert told(tx, "seekers.withdrawn") == [cast.reporter.id]
        assert PASSED_ON not in [given.purpose for given in consents.of(tx, who.id)]
        second = applying.apply(tx, who, published(tx, cast, post="帮厨").id, NOW)
        privacy.withdraw(tx, who, GENERAL, NOW)
        for application in (one, second):
            gone = applications.get(tx, application.id)
            assert gone is not None
            assert gone.stage == Stage.WITHDRAWN

    await settled.run(story)


async def test_finding_narrows_sorts_and_says_why_not(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        near = published(tx, cast, hours="12345 08:00-15:00")
        rich = published(tx, cast, hours="12345 08:00-22:00", post="厨师长", pay_to=9000)
        other = published(tx, cast, trade=Trade.RETAIL, post="收银员", hours="67 09:00-18:00")
        who = cast.responsible
        assert [one.fit for one in finding.find(tx, who)] == [None] * 3
        seeks(tx, who)
        found = finding.find(tx, who)
        assert [one.vacancy.id for one in found] == [near.id, rich.id, other.id]
        assert [one.fit and one.fit.real for one in found] == [True, False, False]
        finding.narrow(tx, who, NOW, sorting="pay")
        assert finding.find(tx, who)[0].vacancy.id == rich.id
        for parts, ids in (
            ({"trade": "retail"}, [other.id]),
            ({"trade": None, "words": "收银"}, [other.id]),
            ({"words": None, "hours": "school"}, [near.id]),
            ({"hours": None, "pay": 5000}, [rich.id]),
        ):
            finding.narrow(tx, who, NOW, **parts)
            assert [one.vacancy.id for one in finding.find(tx, who)] == ids
        finding.widen(tx, who, NOW)
        assert len(finding.find(tx, who)) == 3
        finding.put_aside(tx, who, near.id, NOW, keep=True)
        offers.close(tx, cast.reporter, near.id, Reason.WITHDRAWN, NOW)
        assert finding.put_aside_by(tx, who) == []
        refuses("seekers.gone", partial(finding.put_aside, keep=True), tx, who, near.id, NOW)

    await settled.run(story)


def applied(tx: Tx, **changes: object) -> tuple[Cast, Application]:
    cast = gathered(tx)
    who = seeks(tx, cast.responsible)
    return gathered(tx), applying.apply(tx, who, published(tx, cast, **changes).id, NOW)


async def test_nobody_under_sixteen_applies_and_before_eighteen_not_for_nights(
    settled: Database,
) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        who = seeks(tx, cast.responsible)
        day, night = (
            published(tx, cast),
            published(tx, cast, hours="12345 22:00-30:00", post="夜班"),
        )
        refuses("seekers.too_young", applying.apply, tx, who, day.id, NOW, Age.UNDER)
        refuses("seekers.night", applying.apply, tx, who, night.id, NOW, Age.YOUNG)
        one = applying.apply(tx, who, day.id, NOW, Age.YOUNG)
        assert applications.shown(tx, one).young
        assert not applications.shown(tx, applying.apply(tx, who, night.id, NOW, Age.ADULT)).young

    await settled.run(story)


async def test_the_employer_sees_what_stood_on_the_card_when_somebody_applied(
    settled: Database,
) -> None:
    def story(tx: Tx) -> None:
        cast, one = applied(tx)
        seekers.change(tx, cast.responsible, NOW, skills="还会开车")
        assert applications.shown(tx, one).skills == "会做面食"
        row = tx.one("SELECT shown FROM applications")
        assert row is not None
        assert "会做面食".encode() not in row[0]
        people.set_phone(tx, cast.staff.id, "13800002222")
        bare = people.known(tx, cast.staff.id)
        second = applying.apply(tx, bare, one.vacancy_id, NOW)
        seeks(tx, bare)
        assert applications.shown(tx, second) == Shown()

    await settled.run(story)


async def test_an_application_is_answered_within_five_working_days(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast, one = applied(tx)
        assert told(tx, "seekers.applied") == [cast.reporter.id]
        friday = NOW + 8 * DAY_MS
        assert one.due == friday + 9 * HOUR_MS, "at five, the fifth day after the holidays"
        refuses("seekers.applied", applying.apply, tx, cast.responsible, one.vacancy_id, NOW)
        refuses("seekers.own", applying.apply, tx, cast.reporter, one.vacancy_id, NOW)
        reminded = goes_on(tx, ANSWER, one.id, applying.unanswered)
        assert told(tx, "seekers.waits") == [cast.reporter.id]
        assert NOW + 3 * DAY_MS <= reminded < one.due
        assert goes_on(tx, ANSWER, one.id, applying.unanswered) == one.due
        assert set(told(tx, "seekers.overdue")) == {cast.reporter.id, cast.staff.id}
        assert told(tx, "seekers.slow") == [cast.responsible.id]
        for nobody in (cast.stranger, cast.responsible):
            refuses("seekers.not_found", applying.decline, tx, nobody, one.id, Why.HOURS, None, NOW)
        said = applying.decline(tx, cast.staff, one.id, Why.HOURS, "以后有早班再联系您", one.due)
        assert applying.reason(tx, said) == (Why.HOURS, "以后有早班再联系您")
        assert told(tx, "seekers.declined") == [cast.responsible.id]
        assert not timers.standing(tx, (ANSWER,), one.id)
        refuses("cases.moved_on", meeting.invite, tx, cast.staff, one.id, MEETS, "店里", NOW)
        upkeep.forget_texts(tx, 30, one.due + 31 * DAY_MS)
        assert applications.get(tx, one.id) is None

    await settled.run(story)


async def test_nobody_applies_everywhere_at_once_or_saves_all_there_is(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        who = seeks(tx, cast.responsible)
        many = [
            published(tx, cast, post=f"面点工{nth}").id for nth in range(finding.SAVED_MOST + 1)
        ]
        keep = partial(finding.put_aside, keep=True)
        for vacancy_id in many[1:]:
            keep(tx, who, vacancy_id, NOW)
        refuses("seekers.too_many", keep, tx, who, many[0], NOW)
        finding.put_aside(tx, who, many[1], NOW, keep=False)
        keep(tx, who, many[0], NOW)
        first, *_others = [
            applying.apply(tx, who, vacancy_id, NOW) for vacancy_id in many[: applying.AT_ONCE]
        ]
        refuses("seekers.too_many", applying.apply, tx, who, many[-1], NOW)
        applying.withdraw(tx, who, first.id, NOW)
        assert applying.apply(tx, who, many[-1], NOW).stage == Stage.SENT

    await settled.run(story)


async def test_a_time_is_proposed_moved_agreed_and_reminded_of(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast, one = applied(tx)
        refuses("seekers.past", meeting.invite, tx, cast.reporter, one.id, NOW, "店里", NOW)
        meeting.invite(tx, cast.reporter, one.id, MEETS, "店里", NOW)
        assert told(tx, "seekers.invited") == [cast.responsible.id]
        refuses("seekers.not_found", meeting.agree, tx, cast.reporter, one.id, NOW)
        meeting.offer_other(tx, cast.responsible, one.id, MEETS + DAY_MS, NOW)
        assert told(tx, "seekers.other_time") == [cast.reporter.id]
        refuses("seekers.not_found", meeting.agree, tx, cast.responsible, one.id, NOW)
        agreed = meeting.agree(tx, cast.reporter, one.id, NOW)
        standing = interviews.standing(tx, one.id)
        assert standing is not None
        assert (agreed.stage, standing.meets) == (Stage.AGREED, MEETS + DAY_MS)
        assert goes_on(tx, MEETING, standing.id, meeting.remind) == MEETS
        assert goes_on(tx, MEETING, standing.id, meeting.remind) == standing.meets - 2 * HOUR_MS
        both = {cast.responsible.id, cast.reporter.id}
        assert sorted(told(tx, "seekers.meeting")) == sorted([*both, *both])
        assert goes_on(tx, MEETING, standing.id, meeting.remind) > standing.meets
        assert told(tx, "seekers.how") == [cast.reporter.id]
        tx.told.clear()
        goes_on(tx, MEETING, standing.id, meeting.remind)
        assert set(told(tx, "seekers.how")) == {cast.reporter.id, cast.staff.id}
        meeting.invite(tx, cast.reporter, one.id, MEETS + 9 * DAY_MS, "店里", NOW)
        assert timers.standing(tx, (MEETING,), standing.id) == [], "that one holds no more"

    await settled.run(story)


still = partial(outcome.still, there=True)


async def test_with_the_last_place_the_vacancy_is_filled_and_the_others_hear_it(
    settled: Database,
) -> None:
    def story(tx: Tx) -> None:
        cast, one = applied(tx, number=1)
        other = applying.apply(tx, seeks(tx, cast.staff), one.vacancy_id, NOW)
        outcome.place(tx, cast.reporter, one.id, NOW)
        assert told(tx, "seekers.placed") == [cast.responsible.id]
        assert told(tx, "seekers.over") == [cast.staff.id]
        vacancy = vacancies.known(tx, one.vacancy_id)
        assert (vacancy.stage, vacancy.reason) == (Vacant.CLOSED, Reason.FILLED)
        refuses("cases.moved_on", applying.withdraw, tx, cast.staff, other.id, NOW)
        refuses("cases.moved_on", still, tx, cast.responsible, one.id, NOW)
        outcome.as_woman(tx, cast.responsible, one.id, woman=True)
        month = goes_on(tx, CHECK, one.id, outcome.check)
        assert told(tx, "seekers.still") == [cast.responsible.id]
        assert told(tx, "seekers.stays") == [cast.reporter.id]
        refuses("seekers.not_found", still, tx, cast.stranger, one.id, month)
        outcome.still(tx, cast.responsible, one.id, month, there=True)
        goes_on(tx, CHECK, one.id, outcome.check)
        assert told(tx, "seekers.silent") == [cast.staff.id]
        outcome.stays(tx, cast.staff, one.id, month + DAY_MS, there=True)
        [found] = placements.of_vacancy(tx, vacancy.id)
        assert (found.hers, found.theirs, found.woman) == (1, 1, 1)
        assert not timers.standing(tx, (CHECK,), one.id)
        assert placements.counted(tx, "", NOW, NOW + 1) == (1, 1, 1)

    await settled.run(story)


async def test_who_goes_leaves_no_application_and_nothing_of_their_own(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast, one = applied(tx)
        who = cast.responsible
        meeting.invite(tx, cast.reporter, one.id, MEETS, "店里后门", NOW)
        finding.narrow(tx, who, NOW, words="包子")
        kept = personal.export(tx, people.known(tx, who.id))
        assert all(word in kept for word in ("会做面食", "school", "包子", "店里后门"))
        second = published(tx, cast, post="帮厨")
        privacy.erase(tx, people.known(tx, who.id), NOW)
        assert applications.get(tx, one.id) is None
        assert rows.of(tx, who.id) is None
        assert saved.look(tx, who.id).words is None
        assert spreads(tx, second.id) == []

    await settled.run(story)


async def at_once(database: Database, *jobs: Callable[[Tx], object]) -> list[object]:
    """Do all of it at the same time; what is refused leaves nothing."""

    async def alone(job: Callable[[Tx], object]) -> object:
        with suppress(Refused):
            return await database.run(job)
        return None

    return list(await asyncio.gather(*(alone(job) for job in jobs)))


async def test_the_last_place_is_taken_once(settled: Database) -> None:
    def begin(tx: Tx) -> tuple[Cast, int, int]:
        cast, one = applied(tx, number=1)
        other = applying.apply(tx, seeks(tx, cast.staff), one.vacancy_id, NOW)
        return cast, one.id, other.id

    cast, one, other = await settled.run(begin)
    placing = [
        partial(outcome.place, who=cast.reporter, application_id=at, now=NOW) for at in (one, other)
    ]
    done = await at_once(settled, *placing)
    assert sum(each is not None for each in done) == 1
    assert await settled.run(lambda tx: tx.one("SELECT count(*) FROM placements")) == (1,)
    ends = await settled.run(
        lambda tx: {
            at.stage for at in (applications.get(tx, one), applications.get(tx, other)) if at
        }
    )
    assert ends == {Stage.PLACED, Stage.CLOSED}


async def test_who_dies_while_being_placed_is_one_of_both(
    settled: Database, database_url: str, cipher: Cipher
) -> None:
    """Whoever holds the vacancy first goes on; the other one finds what has become of it."""
    cast, one = await settled.run(applied)

    def leaves(tx: Tx) -> str:
        ending.leave(tx, Gone(cast.responsible, Going.DIED), NOW)
        found = applications.get(tx, one.id)
        return found.stage if found else ""

    def places(tx: Tx) -> str:
        return outcome.place(tx, cast.reporter, one.id, NOW).stage

    placed = await raced(settled, database_url, cipher, places, leaves)
    assert placed == ["placed", "placed"], "what is settled is not overwritten"


async def test_the_employer_hears_that_who_has_died_applies_no_more(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast, one = applied(tx)
        ending.leave(tx, Gone(cast.responsible, Going.DIED), NOW)
        assert told(tx, "seekers.withdrawn") == [cast.reporter.id]
        gone = applications.get(tx, one.id)
        assert gone is not None
        assert gone.stage == Stage.WITHDRAWN

    await settled.run(story)


async def test_withdrawing_while_invited_and_applying_while_it_closes(settled: Database) -> None:
    cast, one = await settled.run(applied)
    await at_once(
        settled,
        partial(applying.withdraw, who=cast.responsible, application_id=one.id, now=NOW),
        partial(
            meeting.invite,
            who=cast.reporter,
            application_id=one.id,
            meets=MEETS,
            spot="店里",
            now=NOW,
        ),
    )

    def ended(tx: Tx) -> tuple[str, bool]:
        found = applications.get(tx, one.id)
        assert found is not None
        return found.stage, interviews.standing(tx, one.id) is not None

    assert await settled.run(ended) == (Stage.WITHDRAWN, False)
    who = await settled.run(lambda tx: seeks(tx, cast.staff))
    await at_once(
        settled,
        partial(applying.apply, who=who, vacancy_id=one.vacancy_id, now=NOW),
        partial(
            offers.close,
            who=cast.reporter,
            vacancy_id=one.vacancy_id,
            reason=Reason.FILLED,
            now=NOW,
        ),
    )
    standing = await settled.run(
        lambda tx: applications.to(tx, one.vacancy_id, (Stage.SENT, Stage.INVITED, Stage.AGREED))
    )
    assert standing == [], "nobody waits for an answer that cannot come"


async def test_who_has_no_telegram_is_spoken_for_by_the_officers_of_their_place(
    settled: Database,
) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        officer, home = cast.staff, cast.reporter.home_id or 0
        lan = entering.enter(tx, officer, "小兰", "13700001234", home, Agreed(How.PAPER), NOW)
        said = Sought((Trade.CATERING,), ALWAYS, (), 3000, "会做面食", ("school",), told=True)
        for nobody, number in ((cast.stranger, "13700001234"), (officer, "13800000000")):
            with pytest.raises(Refused, match="not_entered"):
                enters(tx, nobody, number, said)
        enters(tx, officer, "13700001234", said)
        enters(tx, officer, "13700001234", said)
        given = [one for one in consents.of(tx, lan.id) if one.purpose == counter.PURPOSE]
        assert [(one.how, one.recorded_by) for one in given] == [(How.ORAL, officer.id)]
        vacancy = published(tx, cast, hours="12345 08:00-15:00")
        assert spreads(tx, vacancy.id) == [], "nobody with Telegram"
        assert counter.in_care(tx, officer) == [lan]
        assert counter.in_care(tx, cast.stranger) == []

        apply = partial(counter.apply, tx, how=How.PHONE, age=Age.ADULT, now=NOW)
        refuses("seekers.not_found", apply, cast.stranger, lan.id, vacancy.id)
        refuses("seekers.not_found", apply, officer, cast.reporter.id, vacancy.id)
        one = apply(officer, lan.id, vacancy.id)
        assert applications.shown(tx, one) == Shown(ALWAYS, "会做面食", young=False)
        meeting.invite(tx, cast.reporter, one.id, MEETS, "店里", NOW)
        assert told(tx, "seekers.phone_them") == [officer.id]
        refuses("seekers.not_found", meeting.agree, tx, cast.stranger, one.id, NOW)
        meeting.agree(tx, officer, one.id, NOW)
        deaths.note(tx, officer, lan.id, NOW)
        assert counter.in_care(tx, officer) == []
        refuses("seekers.not_found", counter.theirs, tx, officer, lan.id)

    await settled.run(story)


def enters(tx: Tx, who: Person, number: str, said: Sought) -> None:
    counter.enter(tx, who, number, How.ORAL, Reach.COMMUNITY, said, NOW)
