"""What it costs to find whom to ask for one task, where very many would help."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median, quantiles

from bench.bulk import inhabited, of_everybody
from bench.measuring import FIRST_ID
from bot.app import CAPABILITIES
from bot.clock import Clock
from community.deadlines import HOUR_MS
from community.nearby import home_of
from community.places import Kind
from community.seekers import WINDOWS, Reach, Window
from community.tasks import Wanted, asking, joining, open_task
from community.tasks.kinds import Age, Skill, Standing
from storage import people, places, volunteers
from storage.tasks import Task
from storage.tx import Tx
from talk import notices
from talk.registry import Registry

FINDING_MOST = 10.0  # milliseconds, of a hundred the slowest but one
SKILLS, REACHES = tuple(Skill), tuple(Reach)
HOURS = (Window.ALWAYS, Window.DAYTIME, Window.EVENINGS, Window.WEEKENDS)
REGISTRY = Registry(CAPABILITIES, "bench_bot")


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds by the clock, and those of the processor: the rest others had it."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What the tasks took, one by one."""

    volunteers: int
    finding: Sequence[Took]  # whom it suits, the best first
    asking: Sequence[Took]  # the whole unit: found, noted, letters written
    asked: int


async def helped(sizes: Sequence[int], tasks: int) -> str:
    """Look for helpers of so many tasks among so many volunteers."""
    found = [await _asked(size, tasks) for size in sizes]
    rows = [
        "| volunteers | tasks | found p50 ms | p99 ms | of the processor"
        " | asked p50 ms | p99 ms | of the processor | asked a task |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    rows += [
        f"| {one.volunteers} | {tasks} | {_said(one.finding)} | {_said(one.asking)}"
        f" | {one.asked / tasks:.0f} |"
        for one in found
    ]
    worst = max(_p99([took.clock for took in one.finding]) for one in found)
    said = "reached" if worst <= FINDING_MOST else "NOT reached"
    return "\n".join(rows) + f"\n\nAim: found in {FINDING_MOST:.0f} ms at p99, {said}."


def _said(took: Sequence[Took]) -> str:
    clock, processor = [one.clock for one in took], [one.processor for one in took]
    return f"{median(clock):.1f} | {_p99(clock):.1f} | {_p99(processor):.1f}"


def _p99(took: Sequence[float]) -> float:
    return quantiles(took, n=100)[98]


async def _asked(size: int, tasks: int) -> Asked:
    now = Clock().now()
    async with inhabited(size) as database:
        await of_everybody(database, size, partial(_volunteer, now=now))
        finding, asking_took = [], []
        for nth in range(tasks):
            took = await database.run(partial(_one, nth=nth, now=now))
            finding.append(took[0])
            asking_took.append(took[1])
        told = await database.run(lambda tx: tx.one("SELECT count(*) FROM offers"))
        assert told is not None
    return Asked(size, finding, asking_took, int(told[0]))


def _volunteer(tx: Tx, part: Sequence[int], now: int) -> None:
    """Let all of a part help, each with two skills, in the estate, the community or anywhere."""
    for at in part:
        person = people.by_telegram(tx, FIRST_ID + at)
        assert person is not None
        one = volunteers.add(
            tx,
            person.id,
            now,
            place_id=home_of(tx, person).id,
            skills=",".join({SKILLS[at % len(SKILLS)], SKILLS[at // 3 % len(SKILLS)]}),
            hours=WINDOWS[HOURS[at // 7 % len(HOURS)]].text,
            reach=REACHES[at // 11 % len(REACHES)],
            age=Age.SENIOR if at % 5 == 0 else Age.ADULT,
            limits="heavy" if at % 5 == 0 else None,
            stage=Standing.ACTIVE,
        )
        joining.renew(tx, volunteers.change(tx, one, turn=at % 997), now)
    tx.touched.clear()


def _one(tx: Tx, nth: int, now: int) -> tuple[Took, Took]:
    """One task: whom to ask, and then the unit that asks the first of them."""
    estates = places.of_kinds(tx, places.roots(tx)[0].path, (Kind.ESTATE,))
    starts = now + (20 + nth % 9) * HOUR_MS
    skill = SKILLS[nth % len(SKILLS)]
    place = estates[nth % len(estates)].id
    task = open_task(tx, None, Wanted(place, skill, "搬几把椅子", starts, starts + HOUR_MS), now)
    found = _timed(lambda: asking.candidates(tx, task))
    return found, _timed(lambda: _asks(tx, task, now))


def _asks(tx: Tx, task: Task, now: int) -> None:
    asking.wave(tx, task.id, "1", now)
    notices.deliver(tx, REGISTRY, now)


def _timed(job: Callable[[], object]) -> Took:
    clock, processor = time.perf_counter(), time.thread_time()
    job()
    return Took((time.perf_counter() - clock) * 1000, (time.thread_time() - processor) * 1000)
