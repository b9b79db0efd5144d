"""What is under way in the town before the bot starts, all made through the rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from community import broadcasts, issues
from community.activities import planning
from community.broadcasts import sending
from community.checkins import mornings
from community.checkins.kinds import Part, Who
from community.deadlines import DAY_MS, HOUR_MS, MINUTE_MS
from community.issues import Category
from community.jobs import employers
from community.jobs.kinds import Sort, Source, Stage, Standing, Trade, Unit
from community.matchmaking import Children, Marital, Sex, handing, registering
from community.matchmaking.profiles import Hopes, age
from community.roles import Role
from community.seekers import Reach, Window, hours_of
from community.tasks import Wanted, joining, open_task
from community.tasks.joining import Offered
from community.tasks.kinds import Age, Skill
from storage import checkin_helpers, checkin_rungs, people, vacancies
from storage import employers as storage_employers
from storage.activities import Plan, Words
from storage.audiences import Audience
from storage.broadcasts import Content
from storage.checkin_rungs import Rung
from storage.employers import Entry
from storage.moments import local
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from storage.vacancies import Offer

OPENINGS = 100  # for each seeker; more than anybody applies for in a run
GATHERINGS = 60  # of each community; more than anybody comes to in a run
FIRST_BORN = 1960  # of the couples, each of which is a year younger
CONTACT_MS = 30 * MINUTE_MS  # the first contact for a lift
ALARMED = (Rung(0, Who.CONTACT),)  # at once, so that the answer and the alarm cross
HELPS = Offered((Skill.ERRANDS,), hours_of((Window.ALWAYS,)), Reach.COMMUNITY, Age.ADULT)


@dataclass(frozen=True, slots=True)
class Overdue:
    """A case nobody will ever sign for, and when that is to be noticed."""

    number: str
    case_id: int
    due: int
    told: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """Work that is offered; whether its employer meets people first."""

    id: int
    post: str
    meets: bool


@dataclass(frozen=True, slots=True)
class Gathering:
    """An activity to come, with room for one."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Couple:
    """Two who fit each other and nobody else, and when their matchmaker thinks of them."""

    keeper: int
    her: str
    his: str
    due: int


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that begins by itself at its time: somebody's morning, a task, an announcement."""

    id: int
    due: int


def offered(tx: Tx, employer: Person, home: Place, now: int) -> tuple[Opening, ...]:
    """What an employer on file offers, long since published."""
    entry = Entry(f"Kitchen {home.id}", Sort.SHOP, home.id, None, "Cook", "13900000000")
    on_file = employers.add(tx, entry, Source.ASKED, employer.id, None, now)
    storage_employers.change(tx, on_file, stage=Standing.ON_FILE, checked=now)
    until = (local(now, home.zone).date() + timedelta(days=60)).isoformat()
    return tuple(
        _opening(tx, employer, on_file.id, home, number, until, now)
        for number in range(1, OPENINGS + 1)
    )


def _opening(
    tx: Tx, employer: Person, employer_id: int, home: Place, number: int, until: str, now: int
) -> Opening:
    post = f"Cook {number}"
    offer = Offer(
        *(post, Trade.CATERING, 1, "Cooks.", "12345 08:00-15:00", home.id, None, 0),
        *(4000, 5000, Unit.MONTH, "labour", "full", None, None, until),
    )
    added = vacancies.add(tx, now, employer_id, offer, Stage.OPEN, employer.id)
    vacancies.change(tx, added, opened=now, confirmed=now)
    return Opening(added.id, post, meets=number % 2 == 0)


def gathered(tx: Tx, community: Place, now: int) -> tuple[Gathering, ...]:
    """What is on at a place in a month."""
    staff = _staff(tx, community)
    starts, made = now + 30 * DAY_MS, []
    for number in range(1, GATHERINGS + 1):
        words = Words(f"Dance {number} of {community.name}", "The community", "Hall")
        plan = Plan("culture", "team", community.id, words, starts, starts + DAY_MS, None, 1)
        draft = planning.draft(tx, staff, plan, now)
        made.append(Gathering(planning.publish(tx, staff, draft.id, now).id, words.title))
    return tuple(made)


def neglected(
    tx: Tx, reporter: Person, idle: Person, where: tuple[Place, Place], due: int
) -> Overdue:
    """Report and dispatch a case so long ago that its first contact is due at the time given."""
    community, home = where
    then = due - CONTACT_MS
    case = issues.report(tx, reporter, Category.LIFTS, home.id, f"neglected {due}", (), then)
    staff = people.holders(tx, community, [Role.COMMUNITY_STAFF])
    issues.dispatch(tx, staff[0], case.id, idle.id, then)
    told = (*(one.telegram_id or 0 for one in staff), idle.telegram_id or 0)
    return Overdue(case.number, case.id, due, told)


def greeted(tx: Tx, elder: Person, contacts: Sequence[Person], home: Place, due: int) -> Coming:
    """Have somebody asked at the full minute nearest to a time, and those alarmed whom they name.

    The window is empty: nothing that they have said before makes the question needless.
    """
    asked = (due + MINUTE_MS // 2) // MINUTE_MS * MINUTE_MS
    at = local(asked, home.zone)
    minute = at.hour * 60 + at.minute
    plan = mornings.begin(tx, elder, None, asked - 1, opens=minute, closes=minute)
    checkin_rungs.put(tx, plan.id, ALARMED, asked - 1)
    for one in contacts:
        helper = checkin_helpers.add(tx, plan.id, one.id, Part.CONTACT, asked - 1)
        checkin_helpers.agree(tx, helper.id, asked - 1)
    return Coming(plan.id, asked)


def matched(tx: Tx, keeper: Person, her: Person, his: Person, nth: int, now: int) -> None:
    """Register two whose papers are seen; she wishes for nobody but of his age."""
    born = date(FIRST_BORN + nth, 1, 1)
    for one, sex in ((her, Sex.WOMAN), (his, Sex.MAN)):
        said = registering.Declared(sex, born, Marital.NEVER, Children.NONE, keeper.id)
        handing.see_papers(tx, keeper, registering.register(tx, one, said, now).id, now)
    years = age(born, registering.today(tx, her, now))
    registering.hope(tx, her, Hopes(youngest=years, oldest=years))


def helps(tx: Tx, volunteer: Person, community: Place, now: int) -> None:
    """Let somebody be asked for errands."""
    asked = joining.apply(tx, volunteer, HELPS, now)
    joining.accept(tx, _staff(tx, community), asked.id, now)


def errands(tx: Tx, community: Place, due: Sequence[int]) -> Iterator[Coming]:
    """Tasks for one pair of hands, for which people are asked one after the other: who is first."""
    for at in due:
        starts, ends = at + 10 * MINUTE_MS, at + HOUR_MS
        wanted = Wanted(
            community.id, Skill.ERRANDS, f"errand {at}", starts, ends, urgent=True, helped="Old Li"
        )
        yield Coming(open_task(tx, _staff(tx, community), wanted, at).id, at)


def announced(tx: Tx, community: Place, due: Sequence[int], now: int) -> Iterator[Coming]:
    """What everybody at a place is to be told at a time."""
    staff = _staff(tx, community)
    for at in due:
        says, audience = Content(announcement(at)), Audience((community.id,))
        draft = broadcasts.prepare(tx, staff, says, now, audience=audience)
        sending.submit(tx, staff, draft.id, at, None, now)
        yield Coming(draft.id, at)


def announcement(due: int) -> str:
    """The words of what is announced at a time."""
    return f"No water on day {due}."


def _staff(tx: Tx, community: Place) -> Person:
    return people.holders(tx, community, [Role.COMMUNITY_STAFF])[0]
