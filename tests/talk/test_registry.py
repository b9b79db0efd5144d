"""Every form and card of the house, whatever people type: whole, in bounds, literal."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import town
from bot.app import CAPABILITIES
from community import broadcasts, issues, mediation, router, wishes
from community.activities import planning, signing
from community.agreements import endings, longer, pacts, sessions
from community.behalf import Other, Whom
from community.broadcasts import sending
from community.broadcasts.kinds import BOARD as BULLETIN_BOARD
from community.checkins import helping, mornings
from community.checkins.kinds import CALLER
from community.duty import Shift
from community.issues import Category, Result, emergency
from community.jobs import employers, vacancies
from community.jobs import kinds as employment
from community.matchmaking import (
    Children,
    Marital,
    Sex,
    handing,
    introducing,
    meetings,
    registering,
)
from community.matchmaking.profiles import Profile
from community.mediation import harm, joining, mediators, rooms
from community.mediation.kinds import Matter, Opposite, Request, Side, Sort
from community.mediation.kinds import Outcome as Came
from community.people import Agreed, How
from community.roles import Role
from community.wishes import away
from storage import (
    applications,
    checkin_alerts,
    checkin_board,
    checkin_days,
    checkin_helpers,
    checkin_plans,
    complaints,
    duty_groups,
    followups,
    handovers,
    imports,
    interviews,
    invitations,
    people,
    places,
    postings,
    restores,
    roles,
    rosters,
    seekers,
    sign_ups,
    singles,
    swaps,
)
from storage import employers as firms
from storage import vacancies as posts
from storage.activities import Words
from storage.audiences import Audience
from storage.broadcasts import Content
from storage.employers import Entry
from storage.engine import Database
from storage.people import Person
from storage.seekers import Sought
from storage.tx import Tx
from storage.vacancies import Offer
from talk.forms import NOW as CLOCK
from talk.forms import Answer, Draft, Form, Outcome, Said, Tap, ask, begin, needs, read_tap, take
from talk.plan import plan_of
from talk.registry import Registry
from talk.screens import Screen, Text
from talk.words import LANGUAGES
from tests.community.test_vacancies import offered as vacancy_offered
from tests.conftest import NOW
from tests.rights.activities import plan as planned
from tests.talk.lent import lent
from tests.talk.test_any_answer import actions, answers, values
from tests.talk.test_dates import FRIDAY

REGISTRY = Registry(CAPABILITIES, "example_bot")
MARK = "❖"  # stands in all that is typed here, and nowhere else
HOSTILE = (
    f"{MARK}<b>x</b> *x* _x_ `x` [x](http://x) ||x|| {{0}} %s",
    MARK + "😀" * 999,
    MARK + "\u202e\u0301\ufeff" * 300,
)
moves = st.one_of(
    st.integers(0, 60),  # one of the buttons shown
    st.builds(Said, st.sampled_from([*HOSTILE, "3", "13800138000", "2030-01-01 9:00"])),
    answers,
    st.tuples(actions, values),
)


def covered(text: Text) -> list[str]:
    """What looks different from plain text."""
    raw = text.plain.encode("utf-16-le", "surrogatepass")
    parts = [raw[span.offset * 2 : (span.offset + span.length) * 2] for span in text.spans]
    return [part.decode("utf-16-le") for part in parts]


def check(screen: Screen) -> None:
    """A message that the platform takes, in which nothing typed is markup."""
    assert 0 < len(screen.text) <= 4096
    assert not any(MARK in part for part in covered(screen.text))
    assert sum(map(len, screen.rows)) <= 100
    for row in screen.rows:
        for button in row:
            assert button.label.strip()
            assert button.url or (button.data and 0 < len(button.data.encode()) <= 64)


async def peopled(database: Database) -> None:
    await database.run(partial(town.build, zone="Asia/Shanghai", now=NOW))


def test_every_answer_to_look_over_has_a_short_label() -> None:
    looked_over = [entry.form for entry in REGISTRY.forms.values() if not entry.form.at_once]
    for form in looked_over:
        for question in plan_of(form).questions.values():
            assert question.label != question.wording, f"{form.name}.{question.name}"


@pytest.mark.parametrize("form", [entry.form for entry in REGISTRY.forms.values()])
async def test_every_form_survives_anything(database: Database, form: type[Form]) -> None:
    await peopled(database)
    await database.run(partial(any_filling, form=form))


def any_filling(tx: Tx, form: type[Form]) -> None:
    who = cast_of(tx)[1]
    plan = plan_of(form)
    said = {
        word.to(language)
        for question in plan.questions.values()
        for word in (question.wording, question.label)
        for language in LANGUAGES
    }
    fixed = {
        name: 1 if info.annotation is int else ""
        for name, info in form.model_fields.items()
        if name not in plan.questions and info.is_required()
    }

    @given(st.lists(moves, max_size=20), st.sampled_from(LANGUAGES))
    @settings(deadline=None, max_examples=30, database=None)
    def fills(made: list[Any], language: str) -> None:
        draft = begin(form, 2**63 - 1, fixed)
        draft = replace(draft, revision=10**8)
        for move in made:
            facts = load(tx, who, form, draft)
            screen = ask(form, draft, facts, language)
            check(screen)
            if not draft.changing:
                assert not screen.text.spans or covered(screen.text)[0] in said
            step = take(form, draft, answer_of(move, draft, screen), facts)
            draft = Draft.from_json(draft.id, step.draft.to_json())
            check(ask(form, draft, load(tx, who, form, draft), language, step.complaint))
            if step.outcome not in (Outcome.ASKING, Outcome.STALE, Outcome.REPEATED):
                return

    fills()


def answer_of(move: Any, draft: Draft, screen: Screen) -> Answer:
    if isinstance(move, tuple):
        return Tap(draft.id, draft.revision, *move)
    if not isinstance(move, int):
        answer: Answer = move
        return answer
    shown = [button.data or "" for row in screen.rows for button in row]
    return (read_tap(shown[move % len(shown)]) if shown else None) or Said(str(move))


def load(tx: Tx, who: Person, form: type[Form], draft: Draft) -> dict[Any, Any]:
    wanted = [need for need in needs(form, draft) if need != CLOCK]
    return {CLOCK: FRIDAY, **REGISTRY.load(tx, who, wanted)}


def cast_of(tx: Tx) -> list[Person]:
    found = [people.by_telegram(tx, member.telegram_id) for member in town.CAST]
    return [person for person in found if person]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
async def test_every_card_is_whole_whatever_was_typed(database: Database, typed: str) -> None:
    await peopled(database)
    drawn = await database.run(partial(every_card, typed=typed))
    assert drawn == REGISTRY.cards.keys(), "give each card a row to show here"


def on_duty(tx: Tx, staff: Person, typed: str) -> list[int]:
    """A roster, a shift somebody is asked to take, what is left to the next."""
    office, day = staff.roles[0].place_id, date(2026, 1, 1)
    roster = rosters.ensure(tx, office, day, NOW)
    rosters.put(tx, roster, day, Shift.DAY, staff.id, NOW)
    slot = rosters.at(tx, office, day, Shift.DAY)
    assert slot is not None
    asked = swaps.add(tx, slot.id, staff.id, staff.id, NOW)
    return [roster.id, asked.id, handovers.add(tx, office, staff.id, None, typed[:1000], NOW)]


def matched(tx: Tx, her: Person, him: Person, keeper: Person, typed: str) -> list[int]:
    """Two people introduced who have each other's number; staff are to clear something up."""
    people.grant(tx, keeper.id, Role.MATCHMAKER, her.home_id or 0, None, NOW)
    keeper, born, text = people.known(tx, keeper.id), date(1990, 1, 1), typed or None
    both = []
    for who, sex in ((her, Sex.WOMAN), (him, Sex.MAN)):
        said = registering.Declared(sex, born, Marital.NEVER, Children.NONE, keeper.id)
        both.append(registering.register(tx, who, said, NOW).id)
        handing.see_papers(tx, keeper, both[-1], NOW)
        profile = Profile(
            born=born,
            marital=Marital.NEVER,
            children=Children.NONE,
            occupation=text and text[:30],
            home_town=text and text[:20],
            words=text and text[:300],
        )
        singles.say(tx, both[-1], "profile", profile.model_dump(mode="json"))
    made = introducing.introduce(tx, keeper, both[0], both[1], None, None, NOW)
    for who in (her, him):
        introducing.answer(tx, who, made.id, introducing.YES, NOW)
    asked = followups.add(tx, made.id, her.id, 3, NOW) or 0
    place_id = singles.known(tx, both[0]).place_id
    complaint = complaints.add(tx, made.id, her.id, him.id, place_id, typed[:500], NOW) or 0
    day = date(2026, 8, 19)
    meeting = meetings.plan(tx, keeper, typed[:40] or "联谊", day, NOW)
    return [*both, made.id, asked, complaint, meeting.id]


def disputed(tx: Tx, asking: Person, mediating: Person, other: Person, typed: str) -> list[int]:
    """A dispute between two who have both said something; what somebody told of harm."""
    said = typed[:500]
    wanted = Request(
        Matter.NOISE, Opposite.NEIGHBOUR, asking.home_id or 0, typed[:1000], said, said, said
    )
    case = mediators.take(tx, mediating, mediation.request(tx, asking, wanted, NOW).id, NOW)
    joining.invite(tx, mediating, case.id, "party", NOW)
    joining.join(tx, other, "party", NOW)
    joining.agree(tx, other, case.id, NOW)
    for who, side in ((asking, Side.A), (other, Side.B)):
        rooms.say(tx, who, case.id, typed[:1000], (), NOW)
        rooms.relay(tx, mediating, case.id, side, typed[:1000], NOW)
    return [case.id, harm.told(tx, asking, Sort.MINOR, NOW).id]


def agreeing(tx: Tx, asking: Person, mediating: Person, other: Person, typed: str) -> list[int]:
    """A session, a draft and the question whether it may take longer; one that came to nothing."""
    home, said = asking.home_id or 0, typed[:500]
    found = []
    for matter in (Matter.PETS, Matter.SPACE):
        wanted = Request(matter, Opposite.NEIGHBOUR, home, typed[:1000], said, said, said)
        case = mediators.take(tx, mediating, mediation.request(tx, asking, wanted, NOW).id, NOW)
        joining.invite(tx, mediating, case.id, matter, NOW)
        joining.join(tx, other, matter, NOW)
        joining.agree(tx, other, case.id, NOW)
        found.append(case.id)
    way, then = sessions.Way.MEETING, NOW + 86_400_000
    found.append(sessions.propose(tx, mediating, found[0], way, then, typed[:120], NOW).id)
    found.append(pacts.draft(tx, mediating, found[0], typed[:2000], then, NOW).id)
    longer.ask(tx, mediating, found[0], 7, NOW)
    endings.end(tx, mediating, found[1], Came.REFERRED, said, NOW)
    return found


def hiring(tx: Tx, asking: Person, officer: Person, typed: str) -> list[int]:
    """An employer and what it offers, sent back with words."""
    home = asking.home_id or 0
    entry = Entry(typed[:40], employment.Sort.SHOP, home, typed[:60], typed[:40], "13900002222")
    employer = employers.ask(tx, asking, entry, NOW)
    typed_in = {"post": typed[:30], "content": typed[:600], "stop": typed[:40]}
    said = vacancy_offered(tx, place_id=home, stops=2, **typed_in)
    vacancy = vacancies.offer(tx, asking, employer.id, said, NOW)
    vacancies.send_back(tx, officer, vacancy.id, typed[:300])
    return [employer.id, vacancy.id]


def employed(tx: Tx, seeker: Person, keeper: Person, typed: str) -> list[int]:
    """Somebody has applied for what is offered, and an interview is proposed."""
    home = seeker.home_id or 0
    employer = firms.add(
        tx,
        NOW,
        Entry(typed[:30], "shop", home, typed[:60], typed[:20], "13900003333"),
        source="asked",
        person_id=keeper.id,
        drafted_by=None,
        stage="on_file",
    )
    offer = Offer(
        post=typed[:30],
        trade="catering",
        number=1,
        content=typed[:600],
        hours="12345 08:00-15:00",
        place_id=home,
        stop=typed[:40],
        stops=1,
        pay_from=3000,
        pay_to=3000,
        pay_unit="month",
        contract="labour",
        insurance="full",
        contact_name=None,
        phone=None,
        valid_until="2026-02-01",
        source=typed[:60],
    )
    vacancy = posts.add(tx, NOW, employer.id, offer, "open", None)
    posts.change(tx, vacancy, opened=NOW)
    said = Sought((), "12345 08:00-16:00", (home,), None, typed[:200], ("school",), told=True)
    seekers.put(tx, seeker.id, said, NOW)
    one = applications.add(tx, vacancy.id, seeker.id, "sent", NOW, NOW)
    assert one is not None
    applications.change(tx, one, stage="invited")
    interviews.add(tx, one.id, seeker.id, NOW + 1, typed[:100], NOW, theirs=True)
    entered = people.add(tx, None, "zh", NOW, entered_by=keeper.id)
    people.set_name(tx, entered.id, typed[:40])
    people.set_home(tx, entered.id, home)
    people.set_consented(tx, entered.id, NOW)
    seekers.put(tx, entered.id, said, NOW, keeper.id)
    return [employer.id, vacancy.id, one.id, entered.id]


def held(tx: Tx, host: Person, guest: Person, typed: str) -> list[int]:
    """An activity at which somebody was, and one that was called off."""
    said = typed[:40]
    words = Words(said, said, said, typed[:800], said, said, said)
    found = []
    for _each in range(2):
        plan = planned(guest.home_id or 0)
        activity = planning.draft(tx, host, replace(plan, words=words), NOW)
        found.append(planning.publish(tx, host, activity.id, NOW).id)
    one = signing.sign_up(tx, guest, found[0], 1, NOW)
    signing.enter(tx, host, found[0], said, 1, NOW)
    sign_ups.change(tx, one, stage="attended")
    planning.cancel(tx, host, found[1], typed[:200], NOW)
    return [*found, one.id, *(role.place_id for role in host.roles)]


def greeted(tx: Tx, elder: Person, helper: Person, typed: str) -> list[int]:
    """A morning without an answer that somebody looks after, and one that has ended."""
    plan = mornings.begin(tx, elder, None, NOW)
    for note in checkin_plans.NOTES:
        checkin_plans.set_note(tx, plan.id, note, typed[:300])
    named = checkin_helpers.add(tx, plan.id, helper.id, "contact", NOW)
    checkin_helpers.agree(tx, named.id, NOW)
    found = []
    for nth in (2, 3):
        day = checkin_days.add(
            *(tx, plan.id, elder.id, elder.home_id or 0, date(2026, 1, nth), "climbing", NOW),
            asked=NOW,
        )
        assert day is not None
        checkin_days.change(tx, day, alarmed=NOW)
        checkin_alerts.put(tx, day.id, helper.id, 2, "contact", NOW)
        found.append(day.id)
        if nth == 2:
            helping.well(tx, helper, day.id, NOW)
    checkin_alerts.put(tx, found[1], helper.id, 0, CALLER, NOW)  # and on the round
    helping.take(tx, helper, found[1], NOW)
    checkin_board.look(tx, elder.home_id or 0, NOW)
    return [*found, checkin_helpers.add(tx, plan.id, helper.id, "family", NOW).id]


def every_card(tx: Tx, typed: str) -> set[str]:
    for person in cast_of(tx):
        people.set_name(tx, person.id, typed[:64])
    wang, li, zhang = cast_of(tx)
    assert wang.home_id is not None
    people.grant(tx, li.id, Role.ADMIN, wang.home_id, None, NOW)
    subjects = [emergency.raise_alarm(tx, wang, NOW).id, wang.home_id, *(p.id for p in cast_of(tx))]
    subjects.append(wishes.ask(tx, wang, wishes.Matter.OTHER, typed, None, NOW).id)
    subjects.append(router.hear(tx, wang, typed, ("report", "council"), NOW).id)
    subjects.append(router.ask(tx, wang, "council", typed, NOW).id)
    away.leave(tx, wang, 3, NOW)
    home = places.get(tx, wang.home_id)
    assert home is not None
    invitations.add(tx, "token", Role.VOLUNTEER, home.id, li.id, NOW, NOW + 1)
    link = invitations.find(tx, "token")
    assert link is not None
    estate = zhang.roles[0].path
    subjects += [link.id, *(held.id for held in roles.below(tx, estate, 9))]
    subjects.append(restores.add(tx, NOW, NOW - 1, NOW, 1).id)
    people.set_phone(tx, wang.id, "13900001111", NOW)
    subjects.append(people.add(tx, None, "zh", NOW).id)
    people.set_name(tx, subjects[-1], typed[:64])
    people.set_phone(tx, subjects[-1], "13900001111")
    subjects += [1, places.roots(tx)[0].id]  # a category and a term; the office
    subjects += on_duty(tx, li, typed)
    subjects.append(imports.add(tx, li.id, "ready", NOW).id)
    bachelor = people.add(tx, None, "zh", NOW)
    people.set_name(tx, bachelor.id, typed[:64])
    people.set_consented(tx, bachelor.id, NOW)
    subjects += matched(tx, wang, bachelor, zhang, typed)
    subjects += employed(tx, wang, zhang, typed)
    for steps in range(6):
        then = NOW + (steps - 6) * 3_600_000  # who reports much at once is stopped
        case = issues.report(tx, wang, Category.LIGHTING, wang.home_id, typed, (), then)
        subjects.append(case.id)
        made = (
            partial(issues.dispatch, tx, li, case.id, zhang.id, NOW),
            partial(issues.sign, tx, zhang, case.id, NOW),
            partial(
                issues.answer, tx, zhang, case.id, Result.SOLVED, typed, [("photo", "f", "u")], NOW
            ),
            partial(issues.reopen, tx, wang, case.id, NOW),
            partial(issues.answer, tx, zhang, case.id, Result.EXPLAINED, typed, (), NOW),
        )
        for step in made[:steps]:
            step()
    subjects += disputed(tx, wang, li, zhang, typed)
    for_other = Other(Whom.NEIGHBOUR, typed[:40], None, Agreed(How.ORAL))
    spoken = issues.report(tx, li, Category.LIGHTING, home.id, typed, (), NOW, other=for_other)
    subjects.append(spoken.reporter_id)
    subjects += agreeing(tx, wang, li, zhang, typed)
    subjects += hiring(tx, wang, people.known(tx, li.id), typed)
    subjects += held(tx, people.known(tx, li.id), wang, typed)
    subjects += greeted(tx, people.known(tx, wang.id), zhang, typed)
    subjects += announced(tx, people.known(tx, li.id), wang, typed)
    subjects += lent(tx, wang, zhang, people.known(tx, li.id), typed)
    drawn = set()
    for kind, card in REGISTRY.cards.items():
        for subject in subjects:
            for reader in cast_of(tx):
                for language in LANGUAGES:
                    screen = card.draw(tx, replace(reader, language=language), subject)
                    if screen is not None:
                        check(screen)
                        drawn.add(kind)
    every_board(tx, subjects, typed)
    return drawn


def announced(tx: Tx, li: Person, wang: Person, typed: str) -> list[int]:
    """What 小李 announces, as a draft and as 王阿姨 reads it."""
    audience = Audience((wang.home_id or 0,))
    group = duty_groups.add(tx, -100, "zh", li.id, NOW)
    duty_groups.bind(tx, group.id, wang.home_id or 0, li.id)
    audience = replace(audience, groups=(group.id,))
    says = Content(typed[:1000].strip() or "通知", receipt=True, target="jobs")
    draft, sent = (broadcasts.prepare(tx, li, says, NOW, audience=audience) for _nth in range(2))
    sending.submit(tx, li, sent.id, None, None, NOW)
    sending.begin(tx, sent.id, "", NOW)
    [(reader,)] = tx.all("SELECT id FROM recipients WHERE person_id = :id", id=wang.id)
    return [draft.id, sent.id, reader, postings.of(tx, sent.id)[0].id]


def every_board(tx: Tx, subjects: list[int], typed: str) -> None:
    """What groups see is whole, too, and says nothing that anybody has typed."""
    for board in REGISTRY.boards.values():
        sheets = [board.draw(tx, language, row) for row in subjects for language in LANGUAGES]
        shown = [sheet for sheet in sheets if sheet is not None]
        assert shown, "give each board a row to show here"
        for sheet in shown:
            check(Screen(sheet.text))
            own = board.kind == BULLETIN_BOARD  # the office's words, meant for everybody
            assert own or len(typed) < 3 or typed not in sheet.text.plain
