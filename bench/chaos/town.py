"""The town that lives through it: places, people with their roles, timers that come due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from community import issues
from community import people as rules
from community.activities import planning
from community.deadlines import DAY_MS, MINUTE_MS
from community.issues import Category
from community.jobs import employers
from community.jobs.kinds import Sort, Source, Stage, Standing, Trade, Unit
from community.places import Kind, ensure_root
from community.roles import Role
from storage import employers as storage_employers
from storage import people, places, vacancies
from storage.activities import Plan, Words
from storage.employers import Entry
from storage.moments import local
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from storage.vacancies import Offer

ZONE = "Asia/Shanghai"
LANGUAGE = "en"
COMMUNITIES = 4
REPAIRERS = 3
LIVES = ("seeker", "employer", "single", "matchmaker")
OPENINGS = 100  # for each seeker; more than anybody applies for in a run
GUESTS = 2  # of each community, for the same activities
GATHERINGS = 60  # of each community; more than anybody comes to in a run
CONTACT_MS = 30 * MINUTE_MS  # the first contact for a lift


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody with a phone; ids are the platform's, the home is a place's."""

    telegram_id: int
    name: str
    home_id: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """A case nobody will ever sign for, and when that is to be noticed."""

    number: str
    case_id: int
    due: int
    told: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """Work that is offered."""

    id: int
    post: str


@dataclass(frozen=True, slots=True)
class Gathering:
    """An activity to come, with room for one."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Town:
    """Who lives and works there."""

    residents: tuple[Neighbour, ...]
    disputants: tuple[Neighbour, ...]  # who ask for mediation
    opposites: tuple[Neighbour, ...]  # with whom, one each
    mediators: tuple[Neighbour, ...]
    seekers: tuple[Neighbour, ...]
    openings: tuple[tuple[Opening, ...], ...]  # for each seeker
    guests: tuple[Neighbour, ...]
    gatherings: tuple[tuple[Gathering, ...], ...]  # of each community
    singles: tuple[Neighbour, ...]
    matchmakers: tuple[Neighbour, ...]
    staff: tuple[Neighbour, ...]
    repairers: tuple[Neighbour, ...]
    silent: tuple[Neighbour, ...]
    overdue: tuple[Overdue, ...]


def build(tx: Tx, residents: int, due: Sequence[int], now: int) -> Town:
    """Make everything through the rules, before the bot starts for the first time."""
    root = ensure_root(tx, "Chaos", ZONE, now)
    homes = [_stairwell(tx, root, number, now) for number in range(1, COMMUNITIES + 1)]
    ids = count(810_000_001)
    groups = (
        *("staff", "repairer", "resident", "disputant", "opposite", "mediator", "guest"),
        *LIVES,
    )
    found: dict[str, list[Neighbour]] = {name: [] for name in groups}
    for community, home in homes:
        # Two at the first community: they race for every report.
        for _ in range(2 if community is homes[0][0] else 1):
            one = _settle(tx, found["staff"], "staff", next(ids), home, now)
            people.grant(tx, one.id, Role.COMMUNITY_STAFF, community.id, None, now)
        for _ in range(REPAIRERS):
            one = _settle(tx, found["repairer"], "repairer", next(ids), home, now)
            people.grant(tx, one.id, Role.PROPERTY, community.id, None, now)
    for number, (community, home) in enumerate(homes):
        for name in ("disputant", "opposite"):
            _settle(tx, found[name], name, next(ids), home, now)
        elsewhere = homes[number - 1][1]  # at one stairwell they would be too near
        one = _settle(tx, found["mediator"], "mediator", next(ids), elsewhere, now)
        people.grant(tx, one.id, Role.MEDIATOR, community.id, None, now)
    gatherings = [_gathered(tx, found, ids, community, home, now) for community, home in homes]
    openings = [_live(tx, found, ids, community, home, now) for community, home in homes]
    for number in range(residents):
        home = homes[number % len(homes)][1]
        _settle(tx, found["resident"], "resident", next(ids), home, now)
    silent = found["employer"]
    reporter, idle = (
        _settle(tx, silent, name, next(ids), homes[0][1], now) for name in ("reporter", "idle")
    )
    people.grant(tx, idle.id, Role.GRID_WORKER, homes[0][1].id, None, now)
    overdue = [_neglect(tx, reporter, idle, homes[0], at) for at in due]
    return Town(
        tuple(found["resident"]),
        tuple(found["disputant"]),
        tuple(found["opposite"]),
        tuple(found["mediator"]),
        tuple(found["seeker"]),
        tuple(openings),
        tuple(found["guest"]),
        tuple(gatherings),
        tuple(found["single"]),
        tuple(found["matchmaker"]),
        tuple(found["staff"]),
        tuple(found["repairer"]),
        tuple(silent),
        tuple(overdue),
    )


def _stairwell(tx: Tx, root: Place, number: int, now: int) -> tuple[Place, Place]:
    community = place = places.add(tx, root, Kind.COMMUNITY, f"Community {number}", ZONE, now)
    for kind in (Kind.ESTATE, Kind.BUILDING, Kind.STAIRWELL):
        place = places.add(tx, place, kind, f"{kind.value.title()} {number}", ZONE, now)
    return community, place


def _settle(
    tx: Tx, group: list[Neighbour], kind: str, telegram_id: int, home: Place, now: int
) -> Person:
    name = f"{kind} {telegram_id % 1000}"
    person = rules.meet(tx, telegram_id, LANGUAGE, frozenset(), now)
    rules.join(tx, person, name, home.id, now)
    group.append(Neighbour(telegram_id, name, home.id))
    return person


def _live(
    tx: Tx,
    found: dict[str, list[Neighbour]],
    ids: Iterator[int],
    community: Place,
    home: Place,
    now: int,
) -> tuple[Opening, ...]:
    """Whoever wants to work or to marry at a place, and who helps them; returns the work."""
    who = {name: _settle(tx, found[name], name, next(ids), home, now) for name in LIVES}
    for name in ("seeker", "single"):
        people.set_phone(tx, who[name].id, f"139{who[name].telegram_id}"[:11])
    people.grant(tx, who["matchmaker"].id, Role.MATCHMAKER, community.id, None, now)
    return _offered(tx, who["employer"], home, now)


def _offered(tx: Tx, employer: Person, home: Place, now: int) -> tuple[Opening, ...]:
    """What an employer on file offers, long since published."""
    entry = Entry(f"Kitchen {home.id}", Sort.SHOP, home.id, None, "Cook", "13900000000")
    on_file = employers.add(tx, entry, Source.ASKED, employer.id, None, now)
    storage_employers.change(tx, on_file, stage=Standing.ON_FILE, checked=now)
    until = (local(now, ZONE).date() + timedelta(days=60)).isoformat()
    openings = []
    for number in range(1, OPENINGS + 1):
        post = f"Cook {number}"
        offer = Offer(
            *(post, Trade.CATERING, 1, "Cooks.", "12345 08:00-15:00", home.id, None, 0),
            *(4000, 5000, Unit.MONTH, "labour", "full", None, None, until),
        )
        added = vacancies.add(tx, now, on_file.id, offer, Stage.OPEN, employer.id)
        vacancies.change(tx, added, opened=now, confirmed=now)
        openings.append(Opening(added.id, post))
    return tuple(openings)


def _gathered(
    tx: Tx,
    found: dict[str, list[Neighbour]],
    ids: Iterator[int],
    community: Place,
    home: Place,
    now: int,
) -> tuple[Gathering, ...]:
    """What is on at a place in a month, and who would like to come."""
    for _ in range(GUESTS):
        _settle(tx, found["guest"], "guest", next(ids), home, now)
    staff = people.holders(tx, community, [Role.COMMUNITY_STAFF])[0]
    starts, made = now + 30 * DAY_MS, []
    for number in range(1, GATHERINGS + 1):
        words = Words(f"Dance {number} of {community.name}", "The community", "Hall")
        plan = Plan("culture", "team", community.id, words, starts, starts + DAY_MS, None, 1)
        draft = planning.draft(tx, staff, plan, now)
        made.append(Gathering(planning.publish(tx, staff, draft.id, now).id, words.title))
    return tuple(made)


def _neglect(
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
