"""Matchmaking by its rules: who fits, what never happens twice, and what races."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pytest

from bot import town as demonstration
from community import figures as periods
from community import people as rules
from community import privacy
from community.going import Gone, Why
from community.matchmaking import (
    PURPOSE,
    Children,
    Education,
    Habit,
    Marital,
    Sex,
    Shown,
    Wanted,
    complaints,
    figures,
    handing,
    introducing,
    leaving,
    meetings,
    registering,
    suggesting,
)
from community.matchmaking.profiles import Avoid, Hopes, Profile
from community.matchmaking.suggesting import Out
from community.people import GENERAL
from community.refused import Refused
from handlers.matchmaking import introduced, threads
from storage import introductions, people, places, singles, timers
from storage import meetings as rows
from storage.cipher import Cipher
from storage.engine import Database
from storage.people import Person
from storage.singles import Single
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.community.racing import raced
from tests.conftest import NOW

DAY_MS = 24 * 3_600_000
BORN = date(1995, 5, 8)


@dataclass(frozen=True, slots=True)
class Trio:
    """A matchmaker, and a woman and a man whom nobody has introduced yet."""

    keeper: Person
    her: Single
    his: Single


def keeper_of(tx: Tx, number: int, place_id: int) -> Person:
    who = rules.meet(tx, number, "zh", frozenset(), NOW)
    rules.join(tx, who, "何红娘", place_id, NOW)
    people.grant(tx, who.id, "matchmaker", place_id, None, NOW)
    return people.known(tx, who.id)


def single(tx: Tx, number: int, sex: Sex, keeper: Person, born: date = BORN) -> Single:
    """Somebody whose papers were seen."""
    who = rules.meet(tx, number, "zh", frozenset(), NOW)
    rules.join(tx, who, f"某{number}", gathered(tx).reporter.home_id, NOW)
    said = registering.Declared(sex, born, Marital.NEVER, Children.NONE, keeper.id)
    made = registering.register(tx, people.known(tx, who.id), said, NOW)
    handing.see_papers(tx, keeper, made.id, NOW)
    return singles.known(tx, made.id)


def trio(tx: Tx) -> Trio:
    place_id = gathered(tx).staff.roles[0].place_id
    keeper = keeper_of(tx, 930_001, place_id)
    her, his = (
        single(tx, 930_002, Sex.WOMAN, keeper),
        single(tx, 930_003, Sex.MAN, keeper, date(1993, 2, 1)),
    )
    return Trio(keeper, her, his)


def person(tx: Tx, one: Single) -> Person:
    return people.known(tx, one.person_id)


def describes(tx: Tx, one: Single, **said: Any) -> None:
    who = person(tx, one)
    profile = Profile(born=BORN, marital=Marital.NEVER, children=Children.NONE, **said)
    registering.describe(tx, who, profile)


def hopes(tx: Tx, one: Single, **said: Any) -> None:
    registering.hope(tx, person(tx, one), Hopes(**said))


def why(tx: Tx, cast: Trio) -> Out | None:
    """Why he is not proposed for her."""
    found = suggesting.explained(tx, cast.keeper, singles.known(tx, cast.her.id), NOW)
    return {one.id: out for one, out in found}[cast.his.id]


NO_SMOKE = frozenset({Wanted.SMOKE_FREE})


@pytest.mark.parametrize(
    ("his", "her_hopes", "his_hopes", "out"),
    [
        ({}, {}, {}, None),
        ({}, {"youngest": 34}, {}, Out.HERS),
        ({}, {"least_height": 175}, {}, Out.HERS),  # not said does not count as tall
        ({"height": 180}, {"least_height": 175}, {}, None),
        ({}, {"must": NO_SMOKE}, {}, Out.HERS),
        ({"habits": frozenset({Habit.SMOKE_FREE})}, {"must": NO_SMOKE}, {}, None),
        ({"education": Education.MASTER}, {"must": frozenset({Wanted.DEGREE})}, {}, None),
        ({}, {}, {"oldest": 25}, Out.THEIRS),
        ({}, {}, {"must": frozenset({Wanted.NEVER_MARRIED, Wanted.NEAR})}, None),
        ({}, {}, {"must": frozenset({Wanted.SHARING})}, Out.THEIRS),
    ],
)  # fmt: skip
async def test_both_sides_musts_are_needed(
    settled: Database,
    his: dict[str, Any],
    her_hopes: dict[str, Any],
    his_hopes: dict[str, Any],
    out: Out | None,
) -> None:
    def job(tx: Tx) -> None:
        cast = trio(tx)
        describes(tx, cast.his, **his)
        hopes(tx, cast.her, **her_hopes)
        hopes(tx, cast.his, **his_hopes)
        assert why(tx, cast) == out
        make = partial(introducing.introduce, tx, cast.keeper, cast.her.id, cast.his.id)
        if out is None:
            assert make(None, None, NOW).stage == "asked"
        else:
            with pytest.raises(Refused, match=r"matchmaking\.does_not_fit"):
                make(None, None, NOW)

    await settled.run(job)


@pytest.mark.parametrize(
    "avoid",
    [Avoid(estate=True), Avoid(names="王五，某930003"), Avoid(employer="第一中学")],
)
async def test_whom_somebody_avoids_is_kept_away_and_nobody_reads_why(
    settled: Database, avoid: Avoid
) -> None:
    def job(tx: Tx) -> None:
        cast = trio(tx)
        registering.shun(tx, person(tx, cast.her), avoid)
        if avoid.employer:
            registering.shun(tx, person(tx, cast.his), Avoid(employer="第一 中学"))
        assert why(tx, cast) == Out.APART

    await settled.run(job)


async def test_what_would_tell_who_it_is_is_not_taken(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast = trio(tx)
        registering.shun(tx, person(tx, cast.his), Avoid(employer="第一中学"))
        for words in ("打我电话 139 0000 5678", "加微信聊", "我叫某930003", "在第一中学教书"):
            with pytest.raises(Refused, match="in_words"):
                describes(tx, cast.his, words=words)
        people.set_home(tx, cast.his.person_id, gathered(tx).reporter.home_id or 0)
        for words in ("我在3号楼", "家住森林公园，离学校近", "森林公园小区长大", "flat 5"):
            with pytest.raises(Refused, match="address_in_words"):
                describes(tx, cast.his, words=words)
        describes(tx, cast.his, words="爱看书，一个月读3本，常去森林公园散步")
        with pytest.raises(Refused, match="in_words"):
            introducing.introduce(
                tx, cast.keeper, cast.her.id, cast.his.id, "某930003人不错", None, NOW
            )

    await settled.run(job)


@pytest.mark.parametrize(
    ("sex", "born", "refused"),
    [
        (Sex.MAN, date(2003, 12, 31), None),
        (Sex.MAN, date(2004, 1, 2), "not_of_age"),
        (Sex.WOMAN, date(2005, 12, 31), None),
        (Sex.WOMAN, date(2006, 1, 2), "not_of_age"),
        (Sex.WOMAN, date(1800, 1, 1), "not_of_age"),
    ],
)
async def test_nobody_under_the_age_of_marriage_is_registered(
    settled: Database, sex: Sex, born: date, refused: str | None
) -> None:
    def job(tx: Tx) -> str | None:
        said = registering.Declared(sex, born, Marital.NEVER, Children.NONE)
        try:
            registering.register(tx, gathered(tx).reporter, said, NOW)
        except Refused as no:
            return no.reason.partition(".")[2]
        return None

    assert await settled.run(job) == refused


async def test_the_same_two_are_not_introduced_again_without_a_reason(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast = trio(tx)
        make = partial(introducing.introduce, tx, cast.keeper, cast.her.id, cast.his.id, None)
        made = make(None, NOW)
        with pytest.raises(Refused, match="met_before"):
            make(None, NOW)
        introducing.close(tx, cast.keeper, made.id, NOW)
        with pytest.raises(Refused, match="rests"):
            make("他们想再试试", NOW)
        later = NOW + 4 * DAY_MS
        with pytest.raises(Refused, match="met_before"):
            make(None, later)
        assert make("他们想再试试", later).stage == "asked"

    await settled.run(job)


Job = Callable[[Tx], Any]


def _asked(tx: Tx) -> tuple[Trio, int]:
    cast = trio(tx)
    made = introducing.introduce(tx, cast.keeper, cast.her.id, cast.his.id, None, None, NOW)
    return cast, made.id


def _says(one: Single, introduction_id: int, said: str, tx: Tx) -> str:
    return introducing.answer(tx, person(tx, one), introduction_id, said, NOW).stage


def two_yeses(tx: Tx) -> tuple[Job, Job]:
    cast, made = _asked(tx)
    return partial(_says, cast.her, made, "yes"), partial(_says, cast.his, made, "yes")


def yes_and_withdrawal(tx: Tx) -> tuple[Job, Job]:
    cast, made = _asked(tx)
    introducing.answer(tx, person(tx, cast.her), made, "yes", NOW)
    leave = partial(_withdraws, cast.her)
    return leave, partial(_says, cast.his, made, "yes")


def _withdraws(one: Single, tx: Tx) -> str:
    leaving.withdraw(tx, person(tx, one), NOW)
    return "withdrawn"


def withdrawal_after_yes(tx: Tx) -> tuple[Job, Job]:
    cast, made = _asked(tx)
    introducing.answer(tx, person(tx, cast.her), made, "yes", NOW)
    return partial(_says, cast.his, made, "yes"), partial(_withdraws, cast.her)


def two_matchmakers(tx: Tx) -> tuple[Job, Job]:
    """Each of two introduces the same man to a woman of their own."""
    cast = trio(tx)
    other = keeper_of(tx, 930_004, gathered(tx).staff.roles[0].place_id)
    another = single(tx, 930_005, Sex.WOMAN, other)

    def makes(keeper: Person, one: Single, tx: Tx) -> str:
        return introducing.introduce(tx, keeper, one.id, cast.his.id, None, None, NOW).stage

    return partial(makes, cast.keeper, cast.her), partial(makes, other, another)


def two_take_one(tx: Tx) -> tuple[Job, Job]:
    """Two matchmakers take up the same person."""
    place_id = gathered(tx).staff.roles[0].place_id
    keepers = [keeper_of(tx, number, place_id) for number in (930_001, 930_004)]
    said = registering.Declared(Sex.WOMAN, BORN, Marital.NEVER, Children.NONE)
    one = registering.register(tx, gathered(tx).reporter, said, NOW)

    def takes(keeper: Person, tx: Tx) -> str:
        handing.take(tx, keeper, one.id)
        return "taken"

    return partial(takes, keepers[0]), partial(takes, keepers[1])


@pytest.mark.parametrize(
    ("set_up", "first", "second", "open_after"),
    [
        (two_yeses, "asked", "contact", 1),
        (yes_and_withdrawal, "withdrawn", "cases.moved_on", 0),
        (withdrawal_after_yes, "contact", "withdrawn", 0),
        (two_matchmakers, "asked", "matchmaking.busy", 1),
        (two_take_one, "taken", "cases.moved_on", 0),
    ],
)
async def test_of_two_at_once_there_is_one_outcome(
    settled: Database,
    database_url: str,
    cipher: Cipher,
    set_up: Callable[[Tx], tuple[Job, Job]],
    first: str,
    second: str,
    open_after: int,
) -> None:
    jobs = await settled.run(set_up)
    assert await raced(settled, database_url, cipher, *jobs) == [first, second]
    count = await settled.run(
        lambda tx: tx.one("SELECT count(*) FROM introductions WHERE ended IS NULL")
    )
    assert count == (open_after,)


async def test_who_dies_or_is_erased_leaves_the_matchmakers(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, made = _asked(tx)
        leaving.leave(tx, Gone(person(tx, cast.her), Why.DIED), NOW)
        one = introductions.known(tx, made)
        assert one.ending == "withdrawn"
        assert {tell.person for tell in tx.told if tell.notice == "matchmaking.ended"} == {
            cast.his.person_id
        }
        her = singles.known(tx, cast.her.id)
        assert (her.stage, her.sealed_profile, her.born) == ("withdrawn", None, 0)
        people.end_role(tx, cast.keeper.id, "matchmaker", cast.keeper.roles[0].place_id, NOW)
        leaving.leave(tx, Gone(people.known(tx, cast.keeper.id), Why.ROLE_ENDED), NOW)
        assert singles.known(tx, cast.his.id).matchmaker_id is None

    await settled.run(job)


@pytest.mark.parametrize(("upheld", "again"), [(True, "matchmaking.frozen"), (False, "declared")])
async def test_nobody_gets_round_a_complaint_by_erasing_themselves(
    settled: Database, again: str, *, upheld: bool
) -> None:
    def job(tx: Tx) -> None:
        cast, made = _asked(tx)
        his = person(tx, cast.his)
        assert his.telegram_id is not None
        one = complaints.complain(tx, person(tx, cast.her), made, "他跟我借钱", NOW)
        privacy.erase(tx, his, NOW)
        back = rules.meet(tx, his.telegram_id, "zh", frozenset(), NOW)
        assert back.id != his.id
        rules.join(tx, back, "又来了", gathered(tx).reporter.home_id, NOW)

        def comes() -> str:
            said = registering.Declared(Sex.MAN, BORN, Marital.NEVER, Children.NONE, None)
            try:
                return registering.register(tx, people.known(tx, back.id), said, NOW).stage
            except Refused as refused:
                return refused.reason

        assert comes() == "matchmaking.frozen"
        complaints.decide(tx, gathered(tx).staff, one.id, NOW, upheld=upheld)
        assert comes() == again

    await settled.run(job)


async def test_a_matchmaker_keeps_nobody_of_a_place_they_have_left(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast = trio(tx)
        here = cast.keeper.roles[0].place_id
        root = places.roots(tx)[0]
        there = places.add(tx, root, "community", "别的社区", "Asia/Shanghai", NOW)
        people.grant(tx, cast.keeper.id, "matchmaker", there.id, None, NOW)
        far = single(tx, 930_020, Sex.WOMAN, cast.keeper)
        tx.do("UPDATE singles SET place_id = :place WHERE id = :id", place=there.id, id=far.id)
        people.end_role(tx, cast.keeper.id, "matchmaker", here, NOW)
        leaving.leave(tx, Gone(people.known(tx, cast.keeper.id), Why.ROLE_ENDED), NOW)
        assert singles.known(tx, cast.her.id).matchmaker_id is None
        assert singles.known(tx, far.id).matchmaker_id == cast.keeper.id
        with pytest.raises(Refused, match="not_found"):
            handing.write(tx, people.known(tx, cast.keeper.id), cast.her.id, "您好")

    await settled.run(job)


async def test_who_is_asked_by_telephone_answers_through_their_own_matchmaker(
    settled: Database,
) -> None:
    def job(tx: Tx) -> None:
        cast = trio(tx)
        place_id = cast.keeper.roles[0].place_id
        other = keeper_of(tx, 930_021, place_id)
        singles.hand_on(tx, cast.her.id, other.id)
        tx.do("UPDATE people SET chat_id = NULL WHERE id = :id", id=cast.her.person_id)
        tx.told.clear()
        made = introducing.introduce(tx, cast.keeper, cast.his.id, cast.her.id, None, None, NOW)
        assert ("matchmaking.ask_them", other.id) in _told(tx)
        stranger = keeper_of(tx, 930_022, place_id)
        assert threads.draw(tx, stranger, made.id) is None
        introducing.answer(tx, person(tx, cast.his), made.id, "yes", NOW)
        theirs = threads.draw(tx, other, made.id)
        assert theirs is not None
        labels = [button.label for row in theirs.rows for button in row]
        assert len(labels) == 2, "her two answers, and no end of what another has begun"
        assert "某930003" not in theirs.text.plain
        for matchmaker in (cast.keeper, stranger):
            with pytest.raises(Refused, match="not_found"):
                introducing.answer_for(tx, matchmaker, made.id, cast.her.person_id, "yes", NOW)
        introducing.answer_for(tx, other, made.id, cast.her.person_id, "yes", NOW)
        assert ("matchmaking.connected", other.id) in _told(tx)
        passed_on = threads.draw(tx, other, made.id)
        assert passed_on is not None
        assert "某930003" in passed_on.text.plain, "to be passed on by telephone"

    await settled.run(job)


def _told(tx: Tx) -> list[tuple[str, int]]:
    return [(tell.notice, tell.person) for tell in tx.told]


async def test_a_round_pairs_all_by_the_rule_of_a_suggestion(settled: Database) -> None:
    """The table of scores is that of every two, and nobody is paired who does not fit."""

    def job(tx: Tx) -> None:
        cast = trio(tx)
        number = 930_100
        women, men = [cast.her], [cast.his]
        for nth in range(6):
            women.append(single(tx, number + nth, Sex.WOMAN, cast.keeper, date(1985 + nth, 3, 3)))
            men.append(single(tx, number + 50 + nth, Sex.MAN, cast.keeper, date(1984 + nth, 7, 7)))
        hopes(tx, women[1], oldest=30)  # nobody is so young but one who is too old for her
        people.set_name(tx, men[5].person_id, "某930152")  # two of this name, and neither of them
        registering.shun(tx, person(tx, women[2]), Avoid(names="某930152"))
        describes(tx, men[3], habits=frozenset({Habit.BOOKS}))
        describes(tx, women[3], habits=frozenset({Habit.BOOKS}))
        meeting = meetings.plan(tx, cast.keeper, "七夕联谊", date(2026, 8, 19), NOW)
        for one in (*women, *men):
            meetings.come(tx, person(tx, one), meeting.id, NOW)
        present = meetings.gather(tx, meeting.id, NOW)
        table = meetings.table(present)
        for row, her in enumerate(present.women):
            for column, him in enumerate(present.men):
                expected = suggesting.fits(her, him)
                assert bool(table[row, column] > 0) == expected
        pairs = meetings.assign(present)
        assert len({pair.her_id for pair in pairs}) == len(pairs) == len(women) - 1
        assert women[1].person_id not in {pair.her_id for pair in pairs}
        meetings.keep(tx, meeting.id, pairs, NOW)
        leaving.withdraw(tx, person(tx, men[0]), NOW)
        left = rows.pairs(tx, meeting.id)
        assert men[0].person_id not in {pair.his_id for pair in left}
        assert ("meeting", meeting.id) in tx.touched

    await settled.run(job)


async def test_the_demonstration_adds_up_to_what_the_matchmakers_have_done(
    database: Database,
) -> None:
    def job(tx: Tx) -> None:
        demonstration.settled(tx, "Asia/Shanghai", NOW)
        root = places.roots(tx)[0]
        office = people.by_telegram(tx, demonstration.OFFICE.telegram_id)
        assert office is not None
        year = periods.named(periods.Named.YEAR, date(2026, 1, 1))
        found = figures.of(tx, office, root, periods.span(root, year, NOW))
        assert (found.matchmakers, found.registered, found.introduced) == (18, 123, 52)
        parts = [
            figures.of(tx, office, place, periods.span(place, year, NOW))
            for place in places.below(tx, root.id)
        ]
        assert sum(one.registered for one in parts) == found.registered
        assert sum(one.introduced for one in parts) == found.introduced
        assert found.together <= found.connected < found.introduced
        with pytest.raises(Refused, match="not_found"):
            figures.of(tx, gathered_keeper(tx), root, periods.span(root, year, NOW))

    await database.run(job)


def gathered_keeper(tx: Tx) -> Person:
    """Any of the matchmakers, who reads no figures."""
    return people.holders_below(tx, places.roots(tx)[0], ["matchmaker"])[0]


@pytest.mark.parametrize("purpose", [GENERAL, PURPOSE])
async def test_who_withdraws_a_consent_is_passed_on_to_nobody(
    settled: Database, purpose: str
) -> None:
    """A yes of before gives neither name nor number away, whatever the other one says."""

    def job(tx: Tx) -> None:
        cast, made = _asked(tx)
        introducing.answer(tx, person(tx, cast.her), made, "yes", NOW)
        privacy.withdraw(tx, person(tx, cast.her), purpose, NOW)
        assert introductions.known(tx, made).ending == "withdrawn"
        with pytest.raises(Refused, match="moved_on"):
            introducing.answer(tx, person(tx, cast.his), made, "yes", NOW)
        assert "matchmaking.contact" not in {one.notice for one in tx.told}

    await settled.run(job)


async def test_a_yes_connects_only_who_may_still_be_introduced(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, made = _asked(tx)
        introducing.answer(tx, person(tx, cast.her), made, "yes", NOW)
        singles.freeze(tx, cast.her.id, NOW)
        assert introducing.answer(tx, person(tx, cast.his), made, "yes", NOW).stage != "contact"

    await settled.run(job)


async def test_who_has_found_each_other_is_introduced_to_nobody_else(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast, made = _asked(tx)
        for one in (cast.her, cast.his):
            introducing.answer(tx, person(tx, one), made, "yes", NOW)
        tx.told.clear()
        introducing.follow_up(tx, made, "60", NOW)
        for tell in list(tx.told):
            introducing.say(tx, people.known(tx, tell.person), tell.subject, "together", NOW)
        assert introductions.known(tx, made).ending == "together"
        for one in (cast.her, cast.his):
            assert singles.known(tx, one.id).stage == "paused"

    await settled.run(job)


async def test_pairs_that_were_reckoned_leave_out_who_has_gone_meanwhile(
    settled: Database,
) -> None:
    def job(tx: Tx) -> None:
        cast = trio(tx)
        meeting = meetings.plan(tx, cast.keeper, "七夕联谊", date(2026, 8, 19), NOW)
        for one in (cast.her, cast.his):
            meetings.come(tx, person(tx, one), meeting.id, NOW)
        pairs = meetings.assign(meetings.gather(tx, meeting.id, NOW))
        assert len(pairs) == 1
        leaving.withdraw(tx, person(tx, cast.her), NOW)
        meetings.keep(tx, meeting.id, pairs, NOW)
        assert rows.pairs(tx, meeting.id) == []

    await settled.run(job)


async def test_who_suits_both_a_little_comes_before_who_suits_one_alone(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast = trio(tx)
        fair = single(tx, 930_004, Sex.MAN, cast.keeper, date(1993, 2, 1))
        smoke_free = frozenset({Habit.SMOKE_FREE})
        wished = frozenset({Wanted.SMOKE_FREE, Wanted.SOBER, Wanted.DEGREE})
        for one in (cast.her, cast.his, fair):
            hopes(tx, one, nice=wished)
        # She wishes for the first in everything, he for her in nothing; the other two in one each.
        describes(tx, cast.her, habits=smoke_free)
        describes(tx, cast.his, habits=smoke_free | {Habit.SOBER}, education=Education.MASTER)
        hopes(tx, cast.his, nice=frozenset({Wanted.SOBER, Wanted.DEGREE, Wanted.FELLOW}))
        describes(tx, fair, habits=smoke_free)
        found = suggesting.gather(tx, cast.her.id, NOW)
        assert found is not None
        best = [one.single_id for one in suggesting.rank(found).best]
        assert best == [fair.id, cast.his.id]

    await settled.run(job)


async def test_a_photo_waits_for_its_step_and_so_do_the_questions_after_it(
    settled: Database,
) -> None:
    def job(tx: Tx) -> None:
        cast = trio(tx)
        for one, shown in ((cast.her, Shown.CONTACT), (cast.his, Shown.INTRODUCED)):
            file = f"file{one.id}", f"unique{one.id}"
            registering.show_photo(tx, person(tx, one), file, shown, NOW)
        her, his = singles.known(tx, cast.her.id), singles.known(tx, cast.his.id)
        made = introducing.introduce(tx, cast.keeper, her.id, his.id, None, None, NOW)
        assert [introduced.shows_photo(made, one) for one in (her, his)] == [False, True]
        introducing.answer(tx, person(tx, her), made.id, introducing.YES, NOW)
        made = introducing.answer(tx, person(tx, his), made.id, introducing.YES, NOW)
        assert [introduced.shows_photo(made, one) for one in (her, his)] == [True, True]
        waiting = [one.due - NOW for one in timers.due(tx, NOW + 61 * DAY_MS, 100)]
        assert {3 * DAY_MS, 14 * DAY_MS, 60 * DAY_MS} <= set(waiting)
        introducing.close(tx, person(tx, his), made.id, NOW)
        over = introductions.known(tx, made.id)
        assert not any(introduced.shows_photo(over, one) for one in (her, his))

    await settled.run(job)
