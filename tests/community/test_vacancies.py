"""Employers and what they offer: checked before anything is shown, and no longer than it holds."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

import pytest

from community import privacy, upkeep
from community.deadlines import DAY_MS, HOUR_MS
from community.jobs import employers as rules
from community.jobs import vacancies as offers
from community.jobs.kinds import Reason, Sort, Source, Stage, Standing, Trade, Unit
from community.people import GENERAL
from community.refused import Refused
from community.roles import Role
from storage import employers, people, personal, placements, places, timers, vacancies, wages
from storage.employers import Employer, Entry
from storage.engine import Database
from storage.tx import Tx
from storage.vacancies import Offer, Vacancy
from tests.community.conftest import Cast, blocks, comes_back, gathered
from tests.conftest import NOW

PHONE = "13900002222"


def entry(tx: Tx, name: str = "春风饭店") -> Entry:
    home = gathered(tx).reporter.home_id
    assert home is not None
    return Entry(name, Sort.SHOP, home, "东街 8 号", "孙店长", PHONE)


def offered(tx: Tx, **changes: object) -> Offer:
    at = changes.get("place_id") or entry(tx).place_id
    assert isinstance(at, int)
    usual = Offer(
        post="面点工",
        trade=Trade.CATERING,
        number=2,
        content="早上做包子、擀皮，会用和面机",
        hours="12345 06:00-13:00",
        place_id=at,
        stop=None,
        stops=0,
        pay_from=3200,
        pay_to=3600,
        pay_unit=Unit.MONTH,
        contract="labour",
        insurance="full",
        contact_name=None,
        phone=None,
        valid_until="2026-03-01",
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def on_file(tx: Tx, cast: Cast) -> Employer:
    employer = rules.ask(tx, cast.reporter, entry(tx), NOW)
    return rules.accept(tx, cast.staff, employer.id, NOW)


def published(tx: Tx, cast: Cast, **changes: object) -> Vacancy:
    employer = next(iter(rules.own(tx, cast.reporter)), None) or on_file(tx, cast)
    vacancy = offers.offer(tx, cast.reporter, employer.id, offered(tx, **changes), NOW)
    return offers.approve(tx, cast.staff, vacancy.id, NOW)


def refuses(reason: str, rule: Callable[..., object], *arguments: object) -> Refused:
    with pytest.raises(Refused) as told:
        rule(*arguments)
    assert told.value.reason == reason
    return told.value


def told(tx: Tx) -> set[tuple[str, int]]:
    """What was told since the last look, and to whom."""
    found = {(one.notice, one.person) for one in tx.told}
    tx.told.clear()
    return found


async def test_nothing_is_shown_before_an_officer_has_looked(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        employer = rules.ask(tx, cast.reporter, entry(tx), NOW)
        assert [(one.person, one.notice) for one in tx.told] == [
            (cast.staff.id, "jobs.employer_waits")
        ]
        vacancy = offers.offer(tx, cast.reporter, employer.id, offered(tx), NOW)
        for nobody in (cast.reporter, cast.stranger, cast.responsible):
            refuses("jobs.not_found", rules.accept, tx, nobody, employer.id, NOW)
            refuses("jobs.not_found", offers.approve, tx, nobody, vacancy.id, NOW)
        refuses("jobs.employer_first", offers.approve, tx, cast.staff, vacancy.id, NOW)
        rules.accept(tx, cast.staff, employer.id, NOW)
        refuses("cases.moved_on", rules.accept, tx, cast.staff, employer.id, NOW)
        assert offers.approve(tx, cast.staff, vacancy.id, NOW).stage == Stage.OPEN
        for stranger in (cast.stranger, cast.responsible):
            refuses("jobs.not_found", offers.offer, tx, stranger, employer.id, offered(tx), NOW)
            refuses("jobs.not_found", offers.close, tx, stranger, vacancy.id, Reason.FILLED, NOW)
            refuses("jobs.not_found", offers.confirm, tx, stranger, vacancy.id, NOW)
            refuses("jobs.not_found", offers.rewrite, tx, stranger, vacancy.id, offered(tx), NOW)
        refuses("jobs.known_employer", rules.ask, tx, cast.reporter, entry(tx), NOW)

    await settled.run(story)


async def test_officers_are_not_given_more_to_check_than_they_can(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        first, *_others = [
            rules.ask(tx, cast.reporter, entry(tx, f"春风饭店{nth}"), NOW)
            for nth in range(rules.ASKED_MOST)
        ]
        refuses("jobs.many_waiting", rules.ask, tx, cast.reporter, entry(tx), NOW)
        rules.accept(tx, cast.staff, first.id, NOW)
        rules.ask(tx, cast.reporter, entry(tx), NOW)
        waiting = [
            offers.offer(tx, cast.reporter, first.id, offered(tx, post=f"面点工{nth}"), NOW)
            for nth in range(offers.WAITING_MOST)
        ]
        more = partial(offers.offer, tx, cast.reporter, first.id, offered(tx), NOW)
        refuses("jobs.many_waiting", more)
        offers.approve(tx, cast.staff, waiting[0].id, NOW)
        assert more().stage == Stage.CHECKING

    await settled.run(story)


async def test_only_who_goes_out_there_puts_an_employer_forward(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        refuses("jobs.not_yours", rules.draft, tx, cast.reporter, entry(tx), Source.VISIT, NOW)
        other = places.below(tx, places.roots(tx)[0].id)[1]
        people.grant(tx, cast.stranger.id, Role.JOB_OFFICER, other.id, None, NOW)
        officer = people.known(tx, cast.stranger.id)
        refuses("jobs.not_yours", rules.draft, tx, officer, entry(tx), Source.VISIT, NOW)
        employer = rules.draft(tx, cast.staff, entry(tx), Source.PHONE, NOW)
        refuses("jobs.not_found", rules.accept, tx, officer, employer.id, NOW)
        people.grant(tx, officer.id, Role.JOB_OFFICER, employer.place_id, None, NOW)
        assert rules.accept(tx, people.known(tx, officer.id), employer.id, NOW).checked == NOW

    await settled.run(story)


@pytest.mark.parametrize(
    ("reason", "changes"),
    [
        ("jobs.sex", {"content": "包吃住，限女优先"}),
        ("jobs.fees", {"post": "普工（交押金）"}),
        ("jobs.minors", {"content": "16岁以上", "hours": "12345 20:00-26:00"}),
        ("jobs.valid_until", {"valid_until": "2025-12-31"}),
        ("jobs.valid_until", {"valid_until": "2027-12-31"}),
        ("jobs.pay_range", {"pay_from": 4000, "pay_to": 3000}),
        ("jobs.no_hours", {"hours": ""}),
        ("jobs.below_minimum", {"pay_from": 1900}),
        ("jobs.below_minimum", {"pay_from": 19, "pay_to": 30, "pay_unit": Unit.HOUR}),
        ("jobs.below_minimum", {"pay_from": 80, "pay_to": 90, "pay_unit": Unit.DAY}),
    ],
)
async def test_what_may_not_be_offered_is_refused_at_entry(
    settled: Database, reason: str, changes: dict[str, object]
) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        wages.put(tx, 200_000, 2_000, "2025-01-01", None, NOW)
        wages.put(tx, 900_000, 9_000, "2026-06-01", None, NOW)  # does not hold yet
        employer = on_file(tx, cast)
        refuses(reason, offers.offer, tx, cast.reporter, employer.id, offered(tx, **changes), NOW)
        few = offered(tx, pay_from=1000, hours="12345 08:00-10:00")  # part-time: by the hour
        assert offers.offer(tx, cast.reporter, employer.id, few, NOW).stage == Stage.CHECKING

    await settled.run(story)


async def test_a_change_of_what_matters_is_checked_again(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        vacancy = published(tx, cast)
        rewrite = partial(offers.rewrite, tx, cast.reporter, vacancy.id, now=NOW)
        assert rewrite(offered=offered(tx, number=5, phone=PHONE)).stage == Stage.OPEN
        assert rewrite(offered=offered(tx, pay_from=2500)).stage == Stage.CHECKING
        assert timers.standing(tx, offers.TIMERS, vacancy.id) == []
        sent = offers.send_back(tx, cast.staff, vacancy.id, "请写明工作时间")
        assert (sent.stage, vacancies.note(tx, sent)) == (Stage.REFUSED, "请写明工作时间")
        assert rewrite(offered=offered(tx, pay_from=2500)).stage == Stage.CHECKING
        assert offers.approve(tx, cast.staff, vacancy.id, NOW).opened == NOW
        own = offers.rewrite(tx, cast.staff, vacancy.id, offered(tx, pay_from=2600), NOW)
        assert own.stage == Stage.OPEN, "an officer has looked at what they change"

    await settled.run(story)


async def test_it_is_hidden_after_fifteen_days_unless_it_is_confirmed(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        vacancy = published(tx, cast)
        due = {one.kind: one.due for one in timers.standing(tx, offers.TIMERS, vacancy.id)}
        assert due == {
            offers.REMIND: NOW + 12 * DAY_MS + HOUR_MS,  # nine in the morning
            offers.HIDE: NOW + 15 * DAY_MS,
            offers.EXPIRE: 1_772_380_800_000,  # 2026-03-02 in Shanghai
        }
        later = NOW + 13 * DAY_MS
        offers.confirm(tx, cast.reporter, vacancy.id, later)
        due = {one.kind: one.due for one in timers.standing(tx, offers.TIMERS, vacancy.id)}
        assert due[offers.HIDE] == later + 15 * DAY_MS
        offers.lapse(tx, vacancy.id, "", later + 15 * DAY_MS)
        assert vacancies.known(tx, vacancy.id).stage == Stage.HIDDEN
        assert tx.told[-1].notice == "jobs.lapsed"
        assert offers.confirm(tx, cast.reporter, vacancy.id, later).stage == Stage.OPEN
        offers.expire(tx, vacancy.id, "", due[offers.EXPIRE])
        over = vacancies.known(tx, vacancy.id)
        assert (over.stage, over.reason) == (Stage.CLOSED, Reason.EXPIRED)
        refuses("cases.moved_on", offers.confirm, tx, cast.reporter, vacancy.id, later)

    await settled.run(story)


async def test_a_hidden_vacancy_valid_for_longer_is_not_closed_on_the_old_day(
    settled: Database,
) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        vacancy = published(tx, cast, valid_until="2026-01-10")
        [old] = timers.standing(tx, (offers.EXPIRE,), vacancy.id)
        offers.hide(tx, cast.reporter, vacancy.id)
        longer = offered(tx, valid_until="2026-03-01")
        offers.rewrite(tx, cast.reporter, vacancy.id, longer, NOW)
        [new] = timers.standing(tx, offers.TIMERS, vacancy.id)
        assert (new.kind, new.due) == (offers.EXPIRE, 1_772_380_800_000)  # 2026-03-02 in Shanghai
        offers.expire(tx, vacancy.id, old.occasion, old.due)
        assert vacancies.known(tx, vacancy.id).stage == Stage.HIDDEN
        offers.expire(tx, vacancy.id, new.occasion, new.due)
        assert vacancies.known(tx, vacancy.id).reason == Reason.EXPIRED

    await settled.run(story)


async def test_a_blocked_employer_shows_nothing_and_offers_nothing(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        vacancy = published(tx, cast)
        rules.block(tx, cast.staff, vacancy.employer_id, NOW)
        over = vacancies.known(tx, vacancy.id)
        assert (over.stage, over.reason) == (Stage.CLOSED, Reason.BLOCKED)
        again = (tx, cast.reporter, vacancy.employer_id, offered(tx), NOW)
        refuses("jobs.blocked", offers.offer, *again)
        rules.unblock(tx, cast.staff, vacancy.employer_id)
        assert offers.offer(*again).stage == Stage.CHECKING

    await settled.run(story)


async def test_who_goes_takes_name_and_number_along(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        vacancy = published(tx, cast, phone=PHONE)
        assert PHONE in personal.export(tx, cast.reporter)
        privacy.erase(tx, cast.reporter, NOW)
        over, employer = vacancies.known(tx, vacancy.id), employers.known(tx, vacancy.employer_id)
        assert (over.stage, over.sealed_phone) == (Stage.CLOSED, None)
        assert (employer.person_id, employer.sealed_phone, employer.sealed_contact_name) == (
            *(None, None),
            None,
        )
        assert employer.stage == Standing.ON_FILE
        assert vacancies.published(tx, "", 0, NOW + 1) == 1, "the figure stays"

    await settled.run(story)


async def test_who_withdraws_or_is_out_of_reach_is_asked_no_more_but_the_officers(
    settled: Database,
) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        people.grant(tx, cast.staff.id, Role.JOB_OFFICER, places.roots(tx)[0].id, None, NOW)
        first, second = published(tx, cast), published(tx, cast, post="帮厨")
        offers.hide(tx, cast.reporter, second.id)
        told(tx)
        blocks(tx, cast.reporter)
        assert told(tx) == {("jobs.unspoken", cast.staff.id)}
        assert vacancies.known(tx, first.id).stage == Stage.OPEN, "they may be back tomorrow"
        offers.remind(tx, first.id, "", NOW + DAY_MS)
        assert told(tx) == {("jobs.still", cast.staff.id)}
        comes_back(tx, cast.reporter)
        offers.remind(tx, first.id, "", NOW + DAY_MS)
        assert told(tx) == {("jobs.still", cast.reporter.id)}
        privacy.withdraw(tx, people.known(tx, cast.reporter.id), GENERAL, NOW)
        assert vacancies.known(tx, first.id).stage == Stage.HIDDEN
        kinds = {one.kind for one in timers.standing(tx, offers.TIMERS, first.id)}
        assert kinds == {offers.EXPIRE}, "nobody is asked whether it still holds"
        offers.expire(tx, first.id, "", NOW + 400 * DAY_MS)
        assert told(tx) == {("jobs.unspoken", cast.staff.id), ("jobs.expired", cast.staff.id)}
        assert offers.confirm(tx, cast.staff, second.id, NOW).stage == Stage.OPEN, "by telephone"

    await settled.run(story)


async def test_whom_to_call_is_forgotten_some_time_after_the_end(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        vacancy = published(tx, cast, phone=PHONE)
        offers.close(tx, cast.reporter, vacancy.id, Reason.FILLED, NOW)
        upkeep.forget_texts(tx, 30, NOW + 29 * DAY_MS)
        assert vacancies.known(tx, vacancy.id).sealed_phone
        upkeep.forget_texts(tx, 30, NOW + 31 * DAY_MS)
        assert vacancies.known(tx, vacancy.id).sealed_phone is None

    await settled.run(story)


async def test_figures_have_their_period_and_place(settled: Database) -> None:
    def story(tx: Tx) -> None:
        cast = gathered(tx)
        vacancy = published(tx, cast)
        home = cast.reporter.home_id
        first = placements.add(tx, vacancy.id, cast.reporter.id, home, None, NOW, woman=True)
        assert first
        assert not placements.add(tx, vacancy.id, cast.reporter.id, home, None, NOW, woman=True)
        placements.add(tx, vacancy.id, cast.stranger.id, home, None, NOW, woman=False)
        here, elsewhere = places.below(tx, places.roots(tx)[0].id)[:2]
        for path, since, counted in (
            ("", 0, (1, 1, (2, 1, 1))),
            (here.path, 0, (1, 1, (2, 1, 1))),
            (elsewhere.path, 0, (0, 0, (0, 0, 0))),
            ("", NOW + 1, (0, 0, (0, 0, 0))),
        ):
            assert counted == (
                employers.put_on_file(tx, path, since, NOW + 2),
                vacancies.published(tx, path, since, NOW + 2),
                placements.counted(tx, path, since, NOW + 2),
            )

    await settled.run(story)


async def test_of_two_decisions_at_once_one_counts(settled: Database) -> None:
    """Two officers; an employer who closes while the officer publishes."""

    def waiting(tx: Tx) -> tuple[Cast, Vacancy]:
        cast = gathered(tx)
        employer = on_file(tx, cast)
        return cast, offers.offer(tx, cast.reporter, employer.id, offered(tx), NOW)

    cast, vacancy = await settled.run(waiting)

    def approves(tx: Tx) -> str:
        return _outcome(lambda: offers.approve(tx, cast.staff, vacancy.id, NOW))

    def closes(tx: Tx) -> str:
        end = partial(offers.close, tx, cast.reporter, vacancy.id, Reason.WITHDRAWN, NOW)
        return _outcome(end)

    first, second, closing = await asyncio.gather(
        settled.run(approves), settled.run(approves), settled.run(closes)
    )
    assert closing == "closed"
    assert sorted((first, second)) in (["cases.moved_on", "open"], ["cases.moved_on"] * 2)

    def standing(tx: Tx) -> tuple[str, int]:
        now = vacancies.known(tx, vacancy.id)
        return now.stage, len(timers.standing(tx, offers.TIMERS, vacancy.id))

    assert await settled.run(standing) == (Stage.CLOSED, 0)


def _outcome(rule: Callable[[], Vacancy]) -> str:
    with suppress(Refused):
        return rule().stage
    return "cases.moved_on"


async def test_whom_to_call_is_forgotten_of_employers_that_offer_nothing(settled: Database) -> None:
    later = NOW + 400 * DAY_MS

    def story(tx: Tx) -> None:
        cast = gathered(tx)
        busy = published(tx, cast).employer_id
        declined = rules.ask(tx, cast.reporter, entry(tx, "夜来香"), NOW)
        rules.decline(tx, cast.staff, declined.id)
        idle = rules.ask(tx, cast.reporter, entry(tx, "张家"), NOW)
        rules.accept(tx, cast.staff, idle.id, NOW)
        upkeep.forget_texts(tx, 365, later)
        assert employers.phone(tx, employers.known(tx, busy)) == PHONE, "it still offers work"
        for one in (declined, idle):
            kept = employers.known(tx, one.id)
            said = (employers.phone(tx, kept), employers.contact_name(tx, kept))
            assert (*said, employers.address(tx, kept)) == (None, None, None)
        again = offered(tx, valid_until="2027-03-01")
        refuses("jobs.nobody_to_call", offers.offer, tx, cast.reporter, idle.id, again, later)
        offers.offer(tx, cast.reporter, idle.id, replace(again, phone=PHONE), later)
        rules.rewrite(tx, cast.reporter, idle.id, entry(tx, "张家"))
        offers.offer(tx, cast.reporter, idle.id, again, later)

    await settled.run(story)
