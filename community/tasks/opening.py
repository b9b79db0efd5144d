"""A task comes in, from wherever: it is kept, and the asking begins."""

from dataclasses import dataclass, replace

from community.daytime import by_day
from community.deadlines import HOUR_MS, MINUTE_MS
from community.refused import Refused
from community.tasks.access import may_give_out, place_for
from community.tasks.kinds import TOGETHER, Demand, Skill, Source, Stage, Whom
from storage import people, places, tasks, teams, timers
from storage.moments import local
from storage.people import Person
from storage.places import Place
from storage.tasks import Task
from storage.tx import Tx
from storage.weeklies import Weekly

WAVE, CHOOSE, ALARM, END = "tasks.wave", "tasks.choose", "tasks.alarm", "tasks.end"  # timers
FOLLOW, BEFORE, LOST = "tasks.follow", "before", "lost"  # a timer, its first and last occasion
LOOKING = (WAVE, CHOOSE, ALARM, END)
TIMERS = (*LOOKING, FOLLOW)
GATHER_MS = 2 * HOUR_MS  # how long offers are gathered (domain §5)
SOON_MS = 30 * MINUTE_MS  # what begins so soon is urgent
LEADER_MS = {True: 15 * MINUTE_MS, False: HOUR_MS}  # urgent or not: until the leader hears
HANDS_MOST = 50
WHAT_MOST = 300
AHEAD_MS = 90 * 24 * HOUR_MS
LEADER, STAFF = "leader", "staff"  # who hears that nobody has come yet


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything that is said of a task; times in UTC milliseconds.

    What everybody reads who is asked is `what`: no name, no number, no door belongs there. Where
    it is empty the skill says enough.
    """

    place_id: int
    skill: Skill
    what: str
    starts: int
    ends: int
    source: Source = Source.STAFF
    source_id: int | None = None
    hands: int = 1
    urgent: bool = False
    whom: Whom = Whom.NOBODY
    by_phone: bool = False
    demands: frozenset[Demand] = frozenset()
    person_id: int | None = None  # whom it helps, where they are known here
    helped: str | None = None  # their name
    address: str | None = None
    phone: str | None = None
    team_id: int | None = None


def found_at(tx: Tx, wanted: Wanted, person: Person) -> Wanted:
    """The same for somebody known here: their name, door and number as they are kept."""
    home = places.get(tx, person.home_id) if person.home_id else None
    return replace(
        wanted,
        person_id=person.id,
        helped=people.name(tx, person),
        address=home.name if home and home.id != wanted.place_id else None,
        phone=people.phone(tx, person),
    )


def call(tx: Tx, one: Weekly, source: Source, source_id: int, starts: int, ends: int) -> Wanted:
    """A talk by telephone with somebody who is rung up each week."""
    wanted = Wanted(
        place_id=one.place_id,
        skill=Skill.TALK,
        what="",
        starts=starts,
        ends=ends,
        source=source,
        source_id=source_id,
        whom=Whom.ALONE,
        by_phone=True,
        team_id=one.team_id,
    )
    return found_at(tx, wanted, people.known(tx, one.person_id))


def open_task(tx: Tx, by: Person | None, wanted: Wanted, now: int) -> Task:
    """Keep a task and begin to ask; `by` nobody where a rule brings it that has looked itself."""
    place = place_for(tx, wanted.place_id)
    team = teams.get(tx, wanted.team_id) if wanted.team_id else None
    if by is not None and not may_give_out(tx, by, place, team):
        raise Refused("tasks.not_yours")
    _must_be_possible(wanted, now)
    urgent = wanted.urgent or wanted.starts - now < SOON_MS
    pair = _pair(tx, wanted)
    task = tasks.add(
        tx,
        now,
        number=tasks.next_number(tx, f"{local(now, place.zone):%y%m}"),
        source=wanted.source,
        source_id=wanted.source_id,
        person_id=wanted.person_id,
        made_by=by.id if by else None,
        team_id=team.id if team and team.ended is None else None,
        place_id=place.id,
        skill=wanted.skill,
        whom=wanted.whom,
        by_phone=int(wanted.by_phone),
        demands=",".join(sorted(wanted.demands)),
        what=wanted.what,
        address=wanted.address,
        helped=wanted.helped,
        phone=wanted.phone,
        starts=wanted.starts,
        ends=wanted.ends,
        hands=max(wanted.hands, 2) if pair else wanted.hands,
        urgent=int(urgent),
        pair=int(pair),
        stage=Stage.OPEN,
    )
    return begin(tx, task, place, now)


def begin(tx: Tx, task: Task, place: Place, now: int) -> Task:
    """Let people be asked from now on, or from the morning on where it can wait."""
    asks = max(now, min(by_day(now, place.zone), task.starts - SOON_MS))
    choosing = None if task.urgent else min(asks + GATHER_MS, (asks + task.starts) // 2)
    timers.cancel_each(tx, LOOKING, task.id)
    timers.add(tx, WAVE, task.id, "1", asks, now)
    if choosing is not None:
        timers.add(tx, CHOOSE, task.id, str(choosing), choosing, now)
    late = max(choosing or 0, asks) + LEADER_MS[bool(task.urgent)]
    timers.add(tx, ALARM, task.id, LEADER, min(late, task.ends), now)
    timers.add(tx, END, task.id, str(task.ends), task.ends, now)
    tx.touched.add(("task", task.id))
    return tasks.change(tx, task, choosing=choosing)


def _pair(tx: Tx, wanted: Wanted) -> bool:
    """Whether nobody goes there alone: the first visit to a lone elder or a minor (domain §5)."""
    if wanted.by_phone or wanted.whom not in TOGETHER:
        return False
    return wanted.person_id is None or not tasks.done_for(tx, wanted.person_id)


def _must_be_possible(wanted: Wanted, now: int) -> None:
    if not now < wanted.ends <= now + AHEAD_MS or wanted.starts > wanted.ends:
        raise Refused("tasks.times")
    if not 1 <= wanted.hands <= HANDS_MOST:
        raise Refused("tasks.hands", most=HANDS_MOST)
