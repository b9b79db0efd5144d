"""From sessions to an agreement that holds: who may, in which state, and who hears of it."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from community.agreements import after, early, endings, figures, longer, pacts, sessions
from community.agreements.pacts import Way
from community.cases import Stage
from community.mediation import joining, mediators, quitting, watch
from community.mediation.kinds import ENDED_MS, HEARD_MS, Origin, Outcome
from community.refused import Refused
from community.roles import Role
from storage import cases, parties, people, places, sittings, timers
from storage import pacts as rows
from storage.cipher import Cipher
from storage.engine import Database
from storage.moments import Span
from storage.pacts import Pact
from storage.tx import Tx
from tests.community.mediated import DAY_MS, WEEK, Mediated, mediated, told
from tests.community.racing import raced
from tests.conftest import NOW

HOUR_MS = 3_600_000


def refusal(act: Callable[[], object]) -> str:
    """Why a rule refuses."""
    with pytest.raises(Refused) as why:
        act()
    return str(why.value)


def meeting(tx: Tx, made: Mediated, at: int = WEEK) -> int:
    way = sessions.Way.MEETING
    return sessions.propose(tx, made.mediator, made.case.id, way, at, "社区调解室", NOW).id


async def test_a_session_is_fixed_by_both_and_told_of_every_change(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        made = mediated(tx)
        one, other, mediator = made.one.id, made.other.id, made.mediator.id
        first = meeting(tx, made)
        assert told(tx) == [("sitting", one), ("sitting", other)]
        for nobody in (made.staff, made.stranger, made.mediator):
            say = partial(sessions.answer, tx, nobody, first, "a", None, NOW)
            assert refusal(say) == "cases.not_found"
        forged = partial(sessions.answer, tx, made.one, first, "b", None, NOW)
        assert refusal(forged) == "cases.not_found", "nobody answers for the other side"
        sessions.answer(tx, made.one, first, "a", None, NOW)
        assert told(tx) == []
        sessions.answer(tx, made.other, first, "b", WEEK + DAY_MS, NOW)
        assert told(tx) == [("sitting_offered", mediator)], "the other side does not read it"
        sessions.answer(tx, made.other, first, "b", None, NOW)
        assert told(tx) == [("sitting_fixed", who) for who in (one, other, mediator)]
        due = {timer.occasion: timer.due for timer in timers.standing(tx, [sessions.SOON], first)}
        assert due == {"day": WEEK - DAY_MS, "hours": WEEK - 2 * HOUR_MS}
        second = meeting(tx, made, WEEK + HOUR_MS)
        assert told(tx) == [("sitting_moved", one), ("sitting_moved", other)]
        assert not timers.standing(tx, [sessions.SOON], first), "no reminder of what was moved"
        late = partial(sessions.answer, tx, made.one, first, "a", None, NOW)
        assert refusal(late) == "cases.moved_on"
        for who, side in ((made.one, "a"), (made.other, "b")):
            sessions.answer(tx, who, second, side, None, NOW)
        told(tx)
        sessions.answer(tx, made.one, second, "a", WEEK + 2 * DAY_MS, NOW)
        assert told(tx) == [("sitting_offered", mediator), ("sitting_open", other)]
        assert not timers.standing(tx, [sessions.SOON], second)
        sessions.cancel(tx, made.mediator, second, NOW)
        assert told(tx) == [("sitting_off", one), ("sitting_off", other)]

    await settled.run(lived)


async def test_who_is_to_meet_hears_where(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        made = mediated(tx)
        propose = partial(sessions.propose, tx, made.mediator, made.case.id)
        for nowhere in (None, ""):
            meet = partial(propose, sessions.Way.MEETING, WEEK, nowhere, NOW)
            assert refusal(meet) == "agreements.no_spot"
        assert told(tx) == []
        assert propose(sessions.Way.PHONE, WEEK, None, NOW).ended is None, "a call has no spot"

    await settled.run(lived)


async def test_each_reminder_comes_once_and_none_for_what_is_over(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        made = mediated(tx)
        at = meeting(tx, made)
        for who, side in ((made.one, "a"), (made.other, "b")):
            sessions.answer(tx, who, at, side, None, NOW)
        told(tx)
        everybody = [made.one.id, made.other.id, made.mediator.id]
        sessions.remind(tx, at, sessions.DAY, WEEK - DAY_MS)
        assert [who for _notice, who in told(tx)] == everybody
        sessions.remind(tx, at, sessions.DAY, WEEK - HOUR_MS)
        assert told(tx) == [], "the later reminder says it"
        sessions.remind(tx, at, sessions.HOURS, WEEK - HOUR_MS)
        assert [who for _notice, who in told(tx)] == everybody
        sessions.remind(tx, at, sessions.HOURS, WEEK + 1)
        assert told(tx) == []
        sessions.cancel(tx, made.mediator, at, NOW)
        told(tx)
        sessions.remind(tx, at, sessions.HOURS, WEEK - HOUR_MS)
        assert told(tx) == []

    await settled.run(lived)


async def test_no_session_stands_that_a_side_or_the_mediator_has_left(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        made = mediated(tx)
        pass_on = partial(mediators.pass_on, tx, made.mediator, made.case.id, "出差", NOW)
        for ends, told_off in (
            (partial(pass_on, higher=False), {made.one.id, made.other.id}),
            (partial(joining.refuse, tx, made.other, made.case.id, NOW), {made.one.id}),
            (partial(quitting.withdraw, tx, made.other, made.case.id, NOW), {made.one.id}),
        ):
            tx.do("SAVEPOINT ends")
            at = meeting(tx, made)
            for who, side in ((made.one, "a"), (made.other, "b")):
                sessions.answer(tx, who, at, side, None, NOW)
            told(tx)
            ends()
            off = {who for notice, who in told(tx) if notice == "sitting_off"}
            assert told_off <= off, "who would have come hears it"
            assert sittings.standing(tx, made.case.id) is None
            assert not timers.standing(tx, [sessions.SOON], at)
            tx.do("ROLLBACK TO ends")

    await settled.run(lived)


async def test_nothing_is_put_to_one_side_alone(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        made = mediated(tx)
        sides = parties.of(tx, made.case.id)
        parties.change(tx, sides["b"], agreed=None, refused=NOW)
        assert refusal(partial(meeting, tx, made)) == "agreements.one_side"
        draft = partial(pacts.draft, tx, made.mediator, made.case.id, "十点以后安静", WEEK, NOW)
        assert refusal(draft) == "agreements.one_side"
        more = partial(longer.ask, tx, made.mediator, made.case.id, 7, NOW)
        assert refusal(more) == "agreements.one_side"

    await settled.run(lived)


def drafted(tx: Tx, made: Mediated, text: str = "十点以后安静") -> int:
    return pacts.draft(tx, made.mediator, made.case.id, text, WEEK, NOW).id


def confirmed(tx: Tx, made: Mediated) -> int:
    pact = drafted(tx, made)
    for who, side in ((made.one, "a"), (made.other, "b")):
        pacts.agree(tx, who, pact, side, NOW)
    return pact


async def test_both_agree_to_the_same_words_or_to_none(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        made = mediated(tx)
        one, other, mediator = made.one.id, made.other.id, made.mediator.id
        first = drafted(tx, made)
        assert told(tx) == [("draft", one), ("draft", other)]
        pacts.agree(tx, made.one, first, "a", NOW)
        assert told(tx) == [], "the other side decides alone"
        pacts.wish(tx, made.other, first, "b", "九点半更好", NOW)
        assert told(tx) == [("draft_wished", mediator)], "and to nobody else"
        second = drafted(tx, made, "九点半以后安静")
        assert told(tx) == [("draft", one), ("draft", other)]
        again = partial(pacts.agree, tx, made.one, first, "a", NOW)
        assert refusal(again) == "cases.moved_on", "what was agreed to is not what stands now"
        fresh = rows.get(tx, second)
        assert fresh is not None
        assert fresh.agreed_a is None, "a new version asks both again"
        early_paper = partial(pacts.ask_paper, tx, made.mediator, second, {}, NOW)
        assert refusal(early_paper) == "cases.moved_on"
        too_early = partial(pacts.conclude, tx, made.mediator, second, Way.ORAL, (), NOW)
        assert refusal(too_early) == "cases.moved_on"
        for who, side in ((made.one, "a"), (made.other, "b")):
            pacts.agree(tx, who, second, side, NOW)
        assert told(tx) == [("draft_agreed", who) for who in (one, other, mediator)]
        for nobody in (made.one, made.staff, made.stranger):
            sign = partial(pacts.conclude, tx, nobody, second, Way.WRITTEN, (), NOW)
            assert refusal(sign) == "cases.not_found"
        pacts.conclude(tx, made.mediator, second, Way.WRITTEN, (), NOW)
        assert pacts.ask_paper(tx, made.mediator, second, {}, NOW), "once more, as the card offers"
        case = cases.known(tx, made.case.id)
        assert (case.stage, case.result) == (Stage.CLOSED, Outcome.AGREED)
        assert case.kept_until is not None
        assert told(tx) == [("concluded", one), ("concluded", other)]

    await settled.run(lived)


async def test_who_refuses_after_a_yes_is_not_held_to_it(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        made = mediated(tx)
        pact = confirmed(tx, made)
        joining.refuse(tx, made.other, made.case.id, NOW)
        orally = partial(pacts.conclude, tx, made.mediator, pact, Way.ORAL, (), NOW)
        assert refusal(orally) == "cases.moved_on"
        joining.agree(tx, made.other, made.case.id, NOW)
        assert refusal(orally) == "cases.moved_on", "their yes is asked anew"
        pacts.agree(tx, made.other, pact, "b", NOW)
        assert pacts.conclude(tx, made.mediator, pact, Way.ORAL, (), NOW).signed == NOW

    await settled.run(lived)


async def test_the_court_and_the_promise_are_remembered_in_time(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        made = mediated(tx)
        pact = confirmed(tx, made)
        pacts.conclude(tx, made.mediator, pact, Way.WRITTEN, (), NOW)
        due = {
            timer.kind: timer.due for timer in timers.standing(tx, [after.COURT, after.KEPT], pact)
        }
        assert due == {after.COURT: NOW + 20 * DAY_MS, after.KEPT: WEEK}
        told(tx)
        after.remind_of_court(tx, pact, after.TWENTIETH, NOW + 20 * DAY_MS)
        assert {notice for notice, _who in told(tx)} == {"court"}
        after.remind_of_court(tx, pact, after.TWENTIETH, NOW + 30 * DAY_MS - 1)
        assert {notice for notice, _who in told(tx)} == {"court"}
        after.remind_of_court(tx, pact, after.TWENTIETH, NOW + 30 * DAY_MS)
        assert told(tx) == [], "the thirty days are over"
        before = partial(after.say, tx, made.one, pact, "a", NOW, kept=True)
        assert refusal(before) == "cases.moved_on", "nobody has asked yet"
        after.ask_whether_kept(tx, pact, "1", WEEK)
        assert told(tx) == [("kept", made.one.id), ("kept", made.other.id)]
        after.say(tx, made.one, pact, "a", WEEK, kept=True)
        assert told(tx) == []
        again = partial(endings.reopen, tx, made.one, made.case.id, WEEK)
        assert refusal(again) == "cases.moved_on", "as far as is known it was kept"
        after.say(tx, made.other, pact, "b", WEEK, kept=False)
        assert told(tx) == [("not_kept", made.mediator.id)]
        assert refusal(again) == "cases.moved_on", "nor may the one guess the other's answer"
        too_late = partial(endings.reopen, tx, made.other, made.case.id, WEEK + 31 * DAY_MS)
        assert refusal(too_late) == "cases.moved_on"
        case = endings.reopen(tx, made.other, made.case.id, WEEK + DAY_MS)
        assert (case.stage, case.round) == (Stage.WORKING, 2)
        assert ("reopened", made.mediator.id) in told(tx)
        drafted(tx, made)
        late = partial(after.say, tx, made.one, pact, "a", WEEK, kept=False)
        assert refusal(late) == "cases.moved_on", "another draft is on the table"

    await settled.run(lived)


async def test_of_what_holds_by_word_of_mouth_no_court_is_spoken(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        made = mediated(tx)
        pact = confirmed(tx, made)
        pacts.conclude(tx, made.mediator, pact, Way.ORAL, (), NOW)
        watched = timers.standing(tx, [after.COURT, after.KEPT], pact)
        assert [timer.kind for timer in watched] == [after.KEPT], "courts confirm what is signed"

    await settled.run(lived)


async def test_the_mediator_answers_for_who_has_no_telegram(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        made = mediated(tx, telegram=False)
        at = meeting(tx, made)
        assert sessions.answer(tx, made.mediator, at, "b", None, NOW).agreed_b == NOW
        not_mine = partial(sessions.answer, tx, made.mediator, at, "a", None, NOW)
        assert refusal(not_mine) == "cases.not_found", "who has a phone answers themselves"
        pact = drafted(tx, made)
        pacts.agree(tx, made.one, pact, "a", NOW)
        pacts.agree(tx, made.mediator, pact, "b", NOW)
        pacts.conclude(tx, made.mediator, pact, Way.ORAL, (), NOW)
        assert cases.known(tx, made.case.id).result == Outcome.ORAL
        told(tx)
        after.ask_whether_kept(tx, pact, "1", WEEK)
        asked = [("kept", made.one.id), ("kept_by_phone", made.mediator.id)]
        assert sorted(told(tx)) == sorted(asked)
        after.say(tx, made.mediator, pact, "b", WEEK, kept=False)
        case = endings.reopen(tx, made.mediator, made.case.id, WEEK)
        assert case.stage == Stage.WORKING, "asked for by who has no Telegram"
        over = partial(after.say, tx, made.one, pact, "a", WEEK, kept=True)
        assert refusal(over) == "cases.moved_on", "it is on the table again"

    await settled.run(lived)


async def test_it_takes_longer_only_if_both_agree(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        made = mediated(tx)
        longer.ask(tx, made.mediator, made.case.id, 14, NOW)
        told(tx)
        longer.answer(tx, made.one, made.case.id, "a", NOW, yes=True)
        assert cases.known(tx, made.case.id).finish_due == NOW + ENDED_MS
        longer.answer(tx, made.other, made.case.id, "b", NOW, yes=False)
        assert told(tx) == [("longer_denied", made.mediator.id)]
        yes = partial(longer.answer, tx, made.other, made.case.id, "b", NOW, yes=True)
        assert refusal(yes) == "cases.moved_on", "that was decided"
        longer.ask(tx, made.mediator, made.case.id, 14, NOW)
        for who, side in ((made.one, "a"), (made.other, "b")):
            longer.answer(tx, who, made.case.id, side, NOW, yes=True)
        assert cases.known(tx, made.case.id).finish_due == NOW + ENDED_MS + 14 * DAY_MS

    await settled.run(lived)


async def test_what_was_not_settled_may_be_taken_up_again(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        made = mediated(tx)
        meeting(tx, made)
        end = partial(endings.end, tx, made.mediator, made.case.id)
        assert refusal(partial(end, Outcome.TALKED, "说过了", NOW)) == "cases.moved_on"
        assert refusal(partial(end, Outcome.AGREED, None, NOW)) == "cases.moved_on"
        assert refusal(partial(end, Outcome.REFERRED, None, NOW)) == "agreements.to_whom"
        told(tx)
        end(Outcome.UNSETTLED, None, NOW)
        assert sittings.standing(tx, made.case.id) is None
        assert {notice for notice, _who in told(tx)} == {"sitting_off", "ended"}
        assert refusal(partial(meeting, tx, made)) == "cases.moved_on"
        stranger = partial(endings.reopen, tx, made.stranger, made.case.id, NOW)
        assert refusal(stranger) == "cases.not_found"
        case = endings.reopen(tx, made.other, made.case.id, NOW + DAY_MS)
        assert case.site_due == NOW + DAY_MS + HEARD_MS, "heard anew, and in time again"
        assert timers.standing(tx, [watch.HEAR], case.id)
        assert not any(party.heard for party in parties.of(tx, case.id).values())
        end(Outcome.UNSETTLED, None, NOW + DAY_MS)
        people.end_role(tx, made.mediator.id, Role.MEDIATOR, made.mediator.roles[0].place_id, NOW)
        case = endings.reopen(tx, made.other, made.case.id, NOW + DAY_MS)
        assert (case.stage, case.responsible_id) == (Stage.DISPATCHED, None), "who mediated is gone"

    await settled.run(lived)


async def test_a_talk_at_the_door_has_an_ending_of_its_own(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        made = mediated(tx, named=False)
        end = partial(endings.end, tx, made.mediator, made.case.id)
        assert refusal(partial(end, Outcome.UNSETTLED, None, NOW)) == "cases.moved_on"
        assert end(Outcome.TALKED, "答应轻一点", NOW).result == Outcome.TALKED
        assert told(tx) == [("ended", made.one.id)]

    await settled.run(lived)


def span(since: int, until: int) -> Span:
    day = date(2026, 1, 1)
    return Span(day, day, since, until, until, running=False)


async def test_what_is_feared_is_for_staff_alone_and_counted_apart(settled: Database) -> None:
    def lived(tx: Tx) -> None:
        made = mediated(tx)
        for nobody in (made.one, made.mediator, made.stranger):
            mark = partial(early.mark, tx, nobody, made.case.id, NOW)
            assert refusal(mark) == "cases.not_found"
        early.mark(tx, made.staff, made.case.id, NOW)
        assert early.listed(tx, made.staff) == [made.case.id]
        assert early.listed(tx, made.mediator) == []
        early.defuse(tx, made.staff, made.case.id, NOW)
        assert early.listed(tx, made.staff) == []
        pacts.conclude(tx, made.mediator, confirmed(tx, made), Way.ORAL, (), NOW)
        talk = mediated(tx, named=False)
        quitting.withdraw(tx, talk.one, talk.case.id, NOW)
        community = places.get(tx, made.staff.roles[0].place_id)
        assert community is not None
        found, _ever = figures.of(tx, made.staff, community, span(NOW, NOW + 1))
        team, council = found[Origin.TEAM], found[Origin.COUNCIL]
        assert (team.settled, team.ended, team.defused, team.left) == (1, 1, 1, 1)
        assert council == figures.Sums(), "what the council settles is counted apart"
        later, ever = figures.of(tx, made.staff, community, span(NOW + 1, NOW + 2))
        assert later[Origin.TEAM] == figures.Sums()
        assert ever == found, "from the beginning until then"
        for nobody in (made.one, made.mediator, made.stranger):
            read = partial(figures.of, tx, nobody, community, span(NOW, NOW + 1))
            assert refusal(read) == "cases.not_found"

    await settled.run(lived)


def _yes(made: Mediated, pact_id: int, side: str) -> Callable[[Tx], object]:
    who = made.one if side == "a" else made.other
    return partial(pacts.agree, who=who, pact_id=pact_id, side=side, now=NOW)


@pytest.mark.parametrize("yes_first", [True, False])
async def test_a_yes_and_a_new_version_at_once(
    settled: Database, database_url: str, cipher: Cipher, yes_first: bool
) -> None:
    """Whichever comes first: nobody has agreed to words they have not read."""
    made = await settled.run(mediated)
    first = await settled.run(partial(drafted, made=made))
    yes = _yes(made, first, "a")
    anew = partial(drafted, made=made, text="九点以后安静")
    jobs = (yes, anew) if yes_first else (anew, yes)
    _first, second = await raced(settled, database_url, cipher, *jobs)
    assert isinstance(second, int) if yes_first else second == "cases.moved_on"
    standing = await settled.run(lambda tx: rows.standing(tx, made.case.id))
    assert standing is not None
    assert (standing.version, standing.agreed_a) == (2, None)


async def test_both_say_yes_at_once(settled: Database, database_url: str, cipher: Cipher) -> None:
    made = await settled.run(mediated)
    pact_id = await settled.run(partial(drafted, made=made))
    jobs = _yes(made, pact_id, "a"), _yes(made, pact_id, "b")
    first, second = await raced(settled, database_url, cipher, *jobs)
    assert isinstance(first, Pact)
    assert isinstance(second, Pact)
    assert (first.confirmed, second.confirmed) == (False, True), "the second one knows of both"


async def test_a_side_leaves_while_the_session_is_agreed_to(
    settled: Database, database_url: str, cipher: Cipher
) -> None:
    made = await settled.run(mediated)
    at = await settled.run(partial(meeting, made=made))
    leaves = partial(quitting.withdraw, who=made.one, case_id=made.case.id, now=NOW)
    yes = partial(sessions.answer, who=made.other, sitting_id=at, side="b", offered=None, now=NOW)
    _left, second = await raced(settled, database_url, cipher, leaves, yes)
    assert second == "cases.moved_on"
    assert await settled.run(lambda tx: sittings.standing(tx, made.case.id)) is None


async def test_signed_once_though_tapped_twice(
    settled: Database, database_url: str, cipher: Cipher
) -> None:
    made = await settled.run(mediated)
    pact_id = await settled.run(partial(confirmed, made=made))
    sign, oral = (
        partial(pacts.conclude, who=made.mediator, pact_id=pact_id, way=way, files=(), now=NOW)
        for way in Way
    )
    _signed, second = await raced(settled, database_url, cipher, sign, oral)
    assert second == "cases.moved_on"
    case = await settled.run(lambda tx: cases.known(tx, made.case.id))
    assert case.result == Outcome.AGREED
