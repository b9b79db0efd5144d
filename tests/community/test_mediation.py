"""A dispute on its way to both sides being heard: who may what, what is watched, what is kept."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from community import appointments, mediation, privacy
from community.agreements.sides import unreached
from community.behalf import Other, Whom
from community.cases import Stage
from community.deadlines import DAY_MS
from community.issues.watch import DUE, LATE
from community.mediation import (
    harm,
    heaps,
    joining,
    mediators,
    quitting,
    rooms,
    watch,
)
from community.mediation.access import asked as hearing
from community.mediation.access import place_of
from community.mediation.kinds import Level, Side, Sort, Way, Why
from community.people import GENERAL, Agreed, How
from community.refused import Refused
from community.roles import Role
from storage import cases, disputes, parties, people, personal, places, roles, room_words, timers
from storage.cases import Case
from storage.cipher import Cipher
from storage.engine import Database
from storage.tx import Tx
from tests.community.conftest import blocks, comes_back
from tests.community.disputed import (
    MAY_TELL,
    STORY,
    TOKEN,
    asked,
    both,
    joined,
    sides,
    taken,
    wanted,
)
from tests.community.racing import raced
from tests.conftest import NOW

LATER = NOW + DAY_MS


def told(tx: Tx, notice: str) -> list[int]:
    """Who heard this since the last look."""
    found = [tell.person for tell in tx.told if tell.notice == f"mediation.{notice}"]
    tx.told.clear()
    return found


async def test_it_goes_to_the_lowest_level_without_whoever_is_too_near(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast = sides(tx)
        people.set_home(tx, cast.other.id, cast.a.home_id or 0)  # 马姐 at 王阿姨's own stairwell
        case = asked(tx)
        assert told(tx, "wanted") == [cast.mediator.id]
        with pytest.raises(Refused, match=r"cases\.not_found"):
            mediators.take(tx, people.known(tx, cast.other.id), case.id, NOW)
        with pytest.raises(Refused, match=r"cases\.not_found"):
            mediators.take(tx, cast.a, case.id, NOW)
        with pytest.raises(Refused, match=r"mediation\.standing"):
            mediation.request(tx, cast.a, wanted(tx), NOW)
        assert heaps.waiting(tx, cast.mediator, "") == [case]
        assert heaps.waiting(tx, cast.stranger, "") == []

    await settled.run(job)


async def test_a_relative_stands_back_and_the_next_level_is_asked(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, case = sides(tx), asked(tx)
        assert cast.staff.id not in told(tx, "wanted")
        mediators.decline(tx, cast.mediator, case.id, "", NOW, Why.RELATED)
        assert hearing(tx, case, place_of(tx, case)) == [cast.other]
        assert told(tx, "wanted") == [], "who is asked already is not told again"
        mediators.decline(tx, cast.other, case.id, "出差", NOW, Why.PASSED_ON)
        assert hearing(tx, case, place_of(tx, case)) == [cast.staff]
        assert told(tx, "wanted") == [cast.staff.id]
        with pytest.raises(Refused, match=r"cases\.not_found"):
            mediators.take(tx, cast.mediator, case.id, NOW)
        assert mediators.take(tx, cast.staff, case.id, NOW).responsible_id == cast.staff.id

    await settled.run(job)


async def test_a_side_chooses_a_mediator_and_may_have_another(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, case = sides(tx), asked(tx)
        tx.told.clear()
        mediators.choose(tx, cast.a, case.id, cast.other.id, NOW)
        assert told(tx, "chosen") == [cast.other.id]
        with pytest.raises(Refused, match=r"cases\.not_found"):
            mediators.take(tx, cast.mediator, case.id, NOW)
        mediators.take(tx, cast.other, case.id, NOW)
        tx.told.clear()
        case = mediators.refuse(tx, cast.a, case.id, NOW)
        assert (case.stage, case.responsible_id) == (Stage.DISPATCHED, None)
        assert told(tx, "changed") == [cast.other.id]
        with pytest.raises(Refused, match=r"cases\.not_found"):
            mediators.take(tx, cast.other, case.id, NOW)
        with pytest.raises(Refused, match=r"mediation\.not_able"):
            mediators.choose(tx, cast.a, case.id, cast.other.id, NOW)

    await settled.run(job)


async def test_the_others_may_mediate_when_the_chosen_one_no_longer_can(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, case = sides(tx), asked(tx)
        mediators.choose(tx, cast.a, case.id, cast.other.id, NOW)
        held = next(iter(people.known(tx, cast.other.id).roles))
        people.end_role(tx, cast.other.id, held.role, held.place_id, NOW)
        assert hearing(tx, case, place_of(tx, case)) == [cast.mediator]
        assert [one.id for one in heaps.waiting(tx, cast.mediator, "")] == [case.id]
        assert mediators.take(tx, cast.mediator, case.id, NOW).responsible_id == cast.mediator.id

    await settled.run(job)


async def test_passing_on_needs_a_reason_and_may_go_one_level_up(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, case = sides(tx), taken(tx)
        with pytest.raises(Refused, match=r"mediation\.no_reason"):
            mediators.pass_on(tx, cast.mediator, case.id, " ", NOW, higher=True)
        with pytest.raises(Refused, match=r"cases\.not_found"):
            mediators.pass_on(tx, cast.other, case.id, "不归我", NOW, higher=True)
        tx.told.clear()
        mediators.pass_on(tx, cast.mediator, case.id, "太难", NOW, higher=True)
        assert disputes.known(tx, case.id).level == Level.COMMUNITY
        assert told(tx, "wanted") == [cast.staff.id]
        with pytest.raises(Refused, match=r"cases\.not_found"):
            mediators.take(tx, cast.other, case.id, NOW)

    await settled.run(job)


async def test_the_link_counts_once_and_for_nobody_it_is_not_for(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, case = sides(tx), taken(tx)
        for who in (cast.b, cast.other, cast.staff, cast.stranger):
            with pytest.raises(Refused, match=r"cases\.not_found"):
                joining.invite(tx, who, case.id, "theirs", NOW)
        joining.invite(tx, cast.a, case.id, "older", NOW)
        joining.invite(tx, cast.a, case.id, TOKEN, NOW)
        joining.invite(tx, cast.mediator, case.id, "the mediator's", NOW)
        assert joining.join(tx, cast.b, "older", NOW) is None, "their newer one took its place"
        assert joining.join(tx, cast.b, TOKEN, NOW + joining.LINK_MS) is None, "expired"
        for who in (cast.a, cast.mediator):
            with pytest.raises(Refused, match=r"mediation\.own_link"):
                joining.join(tx, who, TOKEN, NOW)
        assert joining.join(tx, cast.b, TOKEN, NOW) is not None
        for token in (TOKEN, "the mediator's"):
            assert joining.join(tx, cast.stranger, token, NOW) is None
        assert joining.join(tx, cast.b, TOKEN, NOW) is not None, "their own once more"
        with pytest.raises(Refused, match=r"mediation\.joined_before"):
            joining.invite(tx, cast.mediator, case.id, "another", NOW)
        assert parties.of(tx, case.id)[Side.B].person_id == cast.b.id

    await settled.run(job)


async def test_who_has_not_said_yes_has_no_say(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, case = sides(tx), joined(tx)
        tries = (
            partial(mediators.refuse, tx, cast.b, case.id, NOW),
            partial(mediators.choose, tx, cast.b, case.id, cast.other.id, NOW),
            partial(rooms.say, tx, cast.b, case.id, "先说两句", (), NOW),
        )
        for attempt in tries:
            with pytest.raises(Refused, match=r"mediation\.not_agreed"):
                attempt()
        joining.agree(tx, cast.b, case.id, NOW)
        rooms.say(tx, cast.b, case.id, "先说两句", (), NOW)
        assert mediators.refuse(tx, cast.b, case.id, NOW).responsible_id is None

    await settled.run(job)


async def test_harm_that_a_dispute_brings_to_light_is_reported_with_its_number(
    settled: Database,
) -> None:
    def job(tx: Tx) -> None:
        cast, case = sides(tx), both(tx)
        tx.told.clear()
        with pytest.raises(Refused, match=r"cases\.not_found"):
            harm.noticed(tx, cast.other, case.id, Sort.MINOR, NOW)
        seen = harm.noticed(tx, cast.mediator, case.id, Sort.MINOR, NOW)
        assert told(tx, "harm") == [cast.staff.id]
        assert (seen.case_id, harm.by_mediator(tx, seen)) == (case.id, True)
        assert harm.noticed(tx, cast.mediator, case.id, Sort.MINOR, NOW) == seen, "said once"
        assert not harm.may_see(tx, cast.mediator, seen), "it is the staff's from here on"
        place = place_of(tx, case)
        people.grant(tx, cast.mediator.id, Role.COMMUNITY_STAFF, place.id, None, NOW)
        both_hats = people.known(tx, cast.mediator.id)
        assert harm.may_see(tx, both_hats, seen), "who is staff, too, sees to it themselves"
        own = harm.told(tx, cast.b, Sort.DOMESTIC, NOW, case.id)
        assert (own.case_id, harm.by_mediator(tx, own)) == (case.id, False)
        people.grant(tx, cast.b.id, Role.COMMUNITY_STAFF, place.id, None, NOW)
        assert not harm.may_see(tx, people.known(tx, cast.b.id), own)
        foreign = harm.told(tx, cast.stranger, Sort.DOMESTIC, NOW, case.id)
        assert foreign.case_id is None, "of no dispute of theirs"

    await settled.run(job)


async def test_a_mediator_at_the_stairwell_of_who_joins_gives_way(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, case = sides(tx), taken(tx)
        people.set_home(tx, cast.stranger.id, cast.mediator.home_id or 0)
        joining.invite(tx, cast.a, case.id, TOKEN, NOW)
        tx.told.clear()
        found = joining.join(tx, people.known(tx, cast.stranger.id), TOKEN, NOW)
        assert found is not None
        assert (found.stage, found.responsible_id) == (Stage.DISPATCHED, None)
        assert [t.person for t in tx.told if t.notice == "mediation.too_near"] == [cast.mediator.id]

    await settled.run(job)


async def test_who_refuses_may_come_round_and_who_has_no_telegram_is_entered(
    settled: Database,
) -> None:
    def job(tx: Tx) -> None:
        cast, case = sides(tx), joined(tx)
        tx.told.clear()
        joining.refuse(tx, cast.b, case.id, NOW)
        assert [(t.person, t.notice) for t in tx.told] == [
            (cast.mediator.id, "mediation.refused"),
            (cast.a.id, "mediation.refused_side"),
        ]
        with pytest.raises(Refused, match=r"mediation\.not_there"):
            rooms.hear(tx, cast.mediator, case.id, Side.B, NOW)
        joining.agree(tx, cast.b, case.id, NOW)
        assert parties.of(tx, case.id)[Side.B].takes_part
        quitting.withdraw(tx, cast.a, case.id, NOW)
        second = taken(tx, "楼下老吴")
        wu = Other(Whom.NEIGHBOUR, "老吴", "13900002222", Agreed(How.PHONE))
        with pytest.raises(Refused, match=r"cases\.not_found"):
            joining.enter(tx, cast.a, second.id, wu, NOW)
        joining.enter(tx, cast.mediator, second.id, wu, NOW)
        entered = parties.of(tx, second.id)[Side.B]
        assert entered.takes_part
        assert people.name(tx, people.known(tx, entered.person_id)) == "老吴"

    await settled.run(job)


async def test_each_side_has_a_room_the_other_never_sees(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, case = sides(tx), both(tx)
        rooms.say(tx, cast.a, case.id, "他欺负我", (), NOW)
        rooms.say(tx, cast.b, case.id, "她爱找茬", (), NOW)
        rooms.note(tx, cast.mediator, case.id, Side.A, "情绪激动", NOW)
        rooms.relay(tx, cast.mediator, case.id, Side.B, "邻居晚上睡不好", NOW)
        rooms.relay(tx, cast.mediator, case.id, Side.A, "他愿意听一听", NOW)

        def read(side: Side) -> list[str]:
            return [room_words.text(tx, words) for words in rooms.for_side(tx, case, side)]

        assert read(Side.A) == ["他欺负我", "他愿意听一听"]
        assert read(Side.B) == ["她爱找茬", "邻居晚上睡不好"]
        assert [w.way for w in rooms.for_mediator(tx, case, Side.A)] == [Way.IN, Way.NOTE, Way.OUT]
        for who in (cast.a, cast.b, cast.other, cast.staff):
            with pytest.raises(Refused, match=r"cases\.not_found"):
                rooms.relay(tx, who, case.id, Side.B, "冒充", NOW)
        kept = [*tx.all("SELECT * FROM room_words"), *tx.all("SELECT * FROM disputes")]
        sealed = b" ".join(
            bytes(one) for row in kept for one in row if one and not isinstance(one, int | str)
        )
        assert not any(word.encode() in sealed for word in ("欺负", "找茬", MAY_TELL))

    await settled.run(job)


async def test_both_heard_meets_that_deadline(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, case = sides(tx), both(tx)
        dues = (case.site_due, case.finish_due)
        assert dues == (NOW + 5 * DAY_MS, NOW + 30 * DAY_MS), "five days, and a month (domain §5)"
        rooms.hear(tx, cast.mediator, case.id, Side.A, NOW)
        with pytest.raises(Refused, match=r"cases\.moved_on"):
            rooms.hear(tx, cast.mediator, case.id, Side.A, NOW)
        assert cases.known(tx, case.id).arrived is None
        case = rooms.hear(tx, cast.mediator, case.id, Side.B, LATER)
        assert case.arrived == LATER
        assert timers.standing(tx, [watch.HEAR], case.id) == []

    await settled.run(job)


async def test_it_is_to_be_taken_up_within_one_working_day(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, friday = sides(tx), NOW + 8 * DAY_MS
        case = mediation.request(tx, cast.a, wanted(tx), friday)
        assert case.contact_due == friday + 3 * DAY_MS, "on Monday at the same time"
        case = mediators.take(tx, cast.mediator, case.id, friday)
        monday = friday + 3 * DAY_MS
        case = mediators.pass_on(tx, cast.mediator, case.id, "出差", monday, higher=False)
        assert case.contact_due == monday + DAY_MS, "and anew whenever somebody is sought"

    await settled.run(job)


async def test_without_a_name_nobody_is_invited_and_with_one_it_is_said_what_they_are_told(
    settled: Database,
) -> None:
    def job(tx: Tx) -> None:
        cast, granny = sides(tx), Other(Whom.NEIGHBOUR, "赵奶奶", None, Agreed(How.ORAL))
        unsaid = replace(wanted(tx), may_tell=None)
        with pytest.raises(Refused, match=r"mediation\.nothing_to_tell"):
            mediation.request(tx, cast.a, unsaid, NOW)
        talk = taken(tx, None)
        for invite in (
            partial(joining.invite, tx, cast.a, talk.id, TOKEN, NOW),
            partial(joining.invite, tx, cast.mediator, talk.id, TOKEN, NOW),
            partial(joining.enter, tx, cast.mediator, talk.id, granny, NOW),
        ):
            with pytest.raises(Refused, match=r"mediation\.talk_only"):
                invite()
        assert set(parties.of(tx, talk.id)) == {Side.A}

    await settled.run(job)


async def test_what_nobody_takes_up_goes_one_level_up(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, case = sides(tx), asked(tx)
        mediators.choose(tx, cast.a, case.id, cast.other.id, NOW)
        due = {one.occasion: one.due for one in timers.standing(tx, [watch.ACCEPT], case.id)}
        tx.told.clear()
        watch.accept(tx, case.id, DUE, due["due"] + 4 * 3_600_000)
        assert sorted(told(tx, "untaken")) == sorted([cast.other.id, cast.staff.id])
        watch.accept(tx, case.id, LATE, due["late"] + 4 * 3_600_000)
        assert told(tx, "wanted") == [cast.staff.id], "whom a side chose has let it lie"
        assert disputes.known(tx, case.id).level == Level.COMMUNITY

    await settled.run(job)


async def test_a_side_leaves_at_any_time_and_that_ends_it(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast = sides(tx)
        first = quitting.withdraw(tx, cast.a, asked(tx).id, NOW)
        assert (first.stage, first.kept_until) == (Stage.WITHDRAWN, None), "it never was a file"
        case = both(tx)
        tx.told.clear()
        case = quitting.withdraw(tx, cast.b, case.id, LATER)
        assert (case.stage, case.result) == (Stage.CLOSED, "left")
        assert [(t.person, t.notice) for t in tx.told] == [
            (cast.mediator.id, "mediation.left"),
            (cast.a.id, "mediation.left_side"),
        ]
        assert timers.standing(tx, watch.WATCHED, case.id) == []
        with pytest.raises(Refused, match=r"cases\.not_found"):
            rooms.say(tx, cast.b, case.id, "还有", (), LATER)
        with pytest.raises(Refused, match=r"cases\.moved_on"):
            rooms.say(tx, cast.a, case.id, "还有", (), LATER)

    await settled.run(job)


async def test_a_mediator_whose_role_ends_gives_it_back(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, case = sides(tx), both(tx)
        [held] = [
            one
            for one in roles.below(tx, places.roots(tx)[0].path, 99)
            if one.person_id == cast.mediator.id
        ]
        assert appointments.end(tx, cast.staff, held.id, NOW) == 1
        after = cases.known(tx, case.id)
        assert (after.stage, after.responsible_id) == (Stage.DISPATCHED, None)

    await settled.run(job)


async def test_who_reads_nothing_more_is_phoned_and_mediates_no_more(settled: Database) -> None:
    def story(tx: Tx) -> None:
        case, cast = both(tx), sides(tx)
        assert not unreached(tx, case.id, Side.B)
        blocks(tx, cast.b)
        assert told(tx, "unreached") == [cast.mediator.id]
        assert unreached(tx, case.id, Side.B), "the mediator answers for them by telephone"
        comes_back(tx, cast.b)
        assert not unreached(tx, case.id, Side.B)
        blocks(tx, cast.mediator)
        assert told(tx, "mediator_unreached") == [cast.staff.id]
        assert cases.known(tx, case.id).responsible_id == cast.mediator.id, "it stays theirs"
        comes_back(tx, cast.mediator)
        privacy.withdraw(tx, people.known(tx, cast.a.id), GENERAL, NOW)
        assert told(tx, "unreached") == [cast.mediator.id]
        assert cases.known(tx, case.id).stage == Stage.WORKING, "a mediation does not end by it"
        assert unreached(tx, case.id, Side.A)
        privacy.withdraw(tx, people.known(tx, cast.mediator.id), GENERAL, NOW)
        assert told(tx, "wanted") == [cast.other.id]
        assert cases.known(tx, case.id).stage == Stage.DISPATCHED

    await settled.run(story)


async def test_what_was_attached_for_one_mediator_is_veiled_with_the_words(
    settled: Database,
) -> None:
    def story(tx: Tx) -> None:
        case, cast = both(tx), sides(tx)
        photo = (("photo", "file", "unique"),)
        rooms.say(tx, cast.b, case.id, "您看这张", photo, NOW)
        rooms.note(tx, cast.mediator, case.id, Side.B, "腿脚不好", NOW)
        case = mediators.pass_on(tx, cast.mediator, case.id, "出差", NOW, higher=False)
        case = mediators.take(tx, cast.other, case.id, NOW)
        assert (rooms.for_mediator(tx, case, Side.B), rooms.files(tx, case)) == ([], [])
        assert len(rooms.for_side(tx, case, Side.B)) == 1, "it stays theirs"
        rooms.say(tx, cast.b, case.id, "您好", (), NOW)
        assert len(rooms.for_mediator(tx, case, Side.B)) == 1, (
            "what is said anew is for the new one"
        )
        for nobody, reason in ((cast.a, r"cases\.moved_on"), (cast.stranger, r"cases\.not_found")):
            with pytest.raises(Refused, match=reason):
                rooms.unveil(tx, nobody, case.id)
        case = rooms.unveil(tx, cast.b, case.id)
        assert len(rooms.for_mediator(tx, case, Side.B)) == 3
        assert len(rooms.files(tx, case)) == 1

    await settled.run(story)


async def test_erasing_takes_what_is_no_file_and_leaves_a_file_without_the_name(
    settled: Database,
) -> None:
    def job(tx: Tx) -> None:
        cast, file = sides(tx), both(tx)
        rooms.say(tx, cast.b, file.id, "我也睡不好", (), NOW)
        assert "我也睡不好" in personal.export(tx, cast.b)
        privacy.erase(tx, cast.b, LATER)
        assert cases.known(tx, file.id).stage == Stage.CLOSED, "a side has left"
        assert disputes.name(tx, disputes.known(tx, file.id)) == "", "as the other side wrote it"
        assert disputes.known(tx, file.id).named, "it was no talk at the door"
        fresh = asked(tx, "隔壁")
        assert MAY_TELL in personal.export(tx, cast.a)
        privacy.erase(tx, cast.a, LATER)
        assert cases.get(tx, fresh.id) is None
        assert disputes.of(tx, fresh.id) is None
        kept = cases.known(tx, file.id)
        assert (kept.kept_until or 0) > LATER + 3650 * DAY_MS
        assert cases.story(tx, kept) == STORY
        assert people.name(tx, people.known(tx, kept.reporter_id)) == ""

    await settled.run(job)


Job = Callable[[Tx], Case | None]


def _two_take(tx: Tx) -> tuple[Job, Job]:
    cast, case = sides(tx), asked(tx)
    return (
        lambda tx: mediators.take(tx, cast.mediator, case.id, NOW),
        lambda tx: mediators.take(tx, cast.other, case.id, NOW),
    )


def _one_link(tx: Tx) -> tuple[Job, Job]:
    cast, case = sides(tx), taken(tx)
    joining.invite(tx, cast.mediator, case.id, TOKEN, NOW)
    return (
        lambda tx: joining.join(tx, cast.b, TOKEN, NOW),
        lambda tx: joining.join(tx, cast.stranger, TOKEN, NOW),
    )


def _leaves_while_agreeing(tx: Tx) -> tuple[Job, Job]:
    cast, case = sides(tx), joined(tx)
    return (
        lambda tx: quitting.withdraw(tx, cast.a, case.id, NOW),
        lambda tx: joining.agree(tx, cast.b, case.id, NOW),
    )


def _agrees_while_taken_off(tx: Tx) -> tuple[Job, Job]:
    cast, case = sides(tx), joined(tx)
    return (
        lambda tx: joining.agree(tx, cast.b, case.id, NOW),
        lambda tx: joining.take_off(tx, cast.mediator, case.id, NOW),
    )


def _taken_off_while_agreeing(tx: Tx) -> tuple[Job, Job]:
    cast, case = sides(tx), joined(tx)
    return (
        lambda tx: joining.take_off(tx, cast.mediator, case.id, NOW),
        lambda tx: joining.agree(tx, cast.b, case.id, NOW),
    )


def _both_want_another(tx: Tx) -> tuple[Job, Job]:
    cast, case = sides(tx), both(tx)
    return (
        lambda tx: mediators.refuse(tx, cast.a, case.id, NOW),
        lambda tx: mediators.refuse(tx, cast.b, case.id, NOW),
    )


@pytest.mark.parametrize(
    ("set_up", "second"),
    [
        (_two_take, "cases.moved_on"),
        (_one_link, None),
        (_leaves_while_agreeing, "cases.moved_on"),
        (_agrees_while_taken_off, "cases.moved_on"),
        (_taken_off_while_agreeing, "cases.not_found"),
        (_both_want_another, "cases.moved_on"),
    ],
)
async def test_of_two_at_once_one_counts(
    settled: Database,
    database_url: str,
    cipher: Cipher,
    set_up: Callable[[Tx], tuple[Job, Job]],
    second: str | None,
) -> None:
    first_job, second_job = await settled.run(set_up)
    first, after = await raced(settled, database_url, cipher, first_job, second_job)
    assert isinstance(first, Case)
    assert after == second
    assert await settled.run(partial(_sides, first.id)) <= 2


def _sides(case_id: int, tx: Tx) -> int:
    return len(parties.of(tx, case_id))
