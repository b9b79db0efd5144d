"""What it costs that a new vacancy finds whom it suits, where many look for work."""

import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from statistics import median

from bench.bulk import inhabited, of_everybody
from bench.measuring import FIRST_ID
from bot.app import CAPABILITIES
from bot.clock import Clock
from community.jobs.kinds import Trade
from community.places import Kind
from community.seekers import WINDOWS, Window, finding, spread
from storage import employers, people, places, saved, seekers, timers, vacancies
from storage.employers import Entry
from storage.engine import Database
from storage.saved import Look
from storage.tx import Tx, Value
from storage.vacancies import Offer
from talk import notices
from talk.registry import Registry

LISTED = 300  # vacancies that are open in a large subdistrict
TRADES, KINDS = tuple(Trade), (Window.SCHOOL, Window.DAYTIME, Window.MORNINGS, Window.ALWAYS)
REACHED = (Kind.SUBDISTRICT, Kind.COMMUNITY, Kind.ESTATE)  # a third of them each
STRETCH_MOST = 50.0  # milliseconds in which nobody else is heard
REGISTRY = Registry(CAPABILITIES, "bench_bot")
SEEKERS = (
    "INSERT INTO seekers (id, person_id, trades, hours, reach, pay, needs, told, revision, made)"
    " VALUES (:id, :person, :trade, :hours, :reach, :pay, :needs, :at, 1, :at)"
)
WANTS = "INSERT INTO wants (id, person_id, trade, place_id) VALUES (:id, :person, :trade, :place)"


@dataclass(frozen=True, slots=True)
class Spread:
    """What one vacancy took among so many."""

    seekers: int
    weighed: int
    told: int
    stretches: Sequence[float]  # milliseconds each
    look: float  # milliseconds for one look at all that is open


async def spreading(sizes: Sequence[int]) -> str:
    """Open one vacancy where so many look for work: whom it finds, and how long that takes."""
    found = [await _spread(size) for size in sizes]
    rows = [
        "| seekers | weighed | told | stretches | longest ms | all ms | µs/weighed | a look ms |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for one in found:
        whole = sum(one.stretches)
        rows.append(
            f"| {one.seekers} | {one.weighed} | {one.told} | {len(one.stretches)}"
            f" | {max(one.stretches):.0f} | {whole:.0f} | {whole * 1000 / one.weighed:.0f}"
            f" | {one.look:.1f} |"
        )
    worst = max(max(one.stretches) for one in found)
    said = "reached" if worst <= STRETCH_MOST else "NOT reached"
    return "\n".join(rows) + f"\n\nAim: no stretch over {STRETCH_MOST:.0f} ms, {said}."


async def _spread(size: int) -> Spread:
    now = Clock().now()
    async with inhabited(size) as database:
        await of_everybody(database, size, partial(_look_for_work, now=now))
        vacancy = await database.run(partial(_opens, now=now))
        weighed = await database.run(partial(_near, vacancy_id=vacancy))
        stretches = [took async for took in _stretches(database, vacancy, now)]
        told = await database.run(lambda tx: tx.one("SELECT count(*) FROM hints"))
        assert told is not None
        look = await database.run(partial(_looks, now=now))
    return Spread(size, weighed, int(told[0]), stretches, look)


async def _stretches(database: Database, vacancy: int, now: int) -> AsyncIterator[float]:
    while await database.run(lambda tx: timers.standing(tx, (spread.SPREAD,), vacancy)):
        began = time.perf_counter()
        await database.run(partial(_stretch, vacancy_id=vacancy, now=now))
        yield (time.perf_counter() - began) * 1000


def _stretch(tx: Tx, vacancy_id: int, now: int) -> None:
    """One unit: the timer, who is weighed, the letters to who is told."""
    [timer] = timers.standing(tx, (spread.SPREAD,), vacancy_id)
    timers.take(tx, timer.id)
    spread.go_on(tx, vacancy_id, timer.occasion, now)
    notices.deliver(tx, REGISTRY, now)


def _look_for_work(tx: Tx, part: range, now: int) -> None:
    """Let everybody of a part look for work of one kind, in their estate, community or anywhere."""
    root = places.roots(tx)[0]
    ways = [places.of_kinds(tx, root.path, (kind,)) for kind in REACHED]
    rows = [_seeker(tx, at, ways[at % 3][at // 3 % len(ways[at % 3])].id, now) for at in part]
    tx.many(SEEKERS, rows)
    tx.many(
        WANTS,
        [{**row, "id": tx.new_id(now), "place": int(str(row["reach"]))} for row in rows],
    )


def _seeker(tx: Tx, at: int, place_id: int, now: int) -> dict[str, Value]:
    person = people.by_telegram(tx, FIRST_ID + at)
    assert person is not None
    seeker_id = tx.new_id(now)
    return {
        "id": seeker_id,
        "person": person.id,
        "trade": TRADES[at // 7 % len(TRADES)],
        "hours": WINDOWS[KINDS[at // 11 % len(KINDS)]].text,
        "reach": str(place_id),
        "pay": 2000 + at // 13 % 4 * 1000,
        "needs": tx.cipher.seal('["school"]', "seekers", "needs", seeker_id)
        if at % 3 == 0
        else None,
        "at": now,
    }


def _opens(tx: Tx, now: int) -> int:
    """Publish many vacancies all over the subdistrict; the last one finds whom it suits."""
    root = places.roots(tx)[0]
    estates = places.of_kinds(tx, root.path, (Kind.ESTATE,))
    employer = employers.add(
        tx,
        now,
        Entry("好味面馆", "shop", estates[0].id, None, "马店长", "13900003333"),
        source="visit",
        person_id=None,
        drafted_by=None,
        stage="on_file",
    )
    last = 0
    for at in range(LISTED):
        offer = replace(
            OFFER, place_id=estates[at % len(estates)].id, trade=TRADES[at % len(TRADES)]
        )
        vacancy = vacancies.add(tx, now, employer.id, offer, "open", None)
        vacancies.change(tx, vacancy, opened=now, confirmed=now)
        last = vacancy.id
    spread.begin(tx, last, now)
    return last


def _near(tx: Tx, vacancy_id: int) -> int:
    """How many the index gives: those of the trade who can reach the place."""
    vacancy = vacancies.known(tx, vacancy_id)
    pairs = spread.pairs(tx, vacancy)
    return sum(len(seekers.wanting(tx, trade, at, 0, 10**9)) for trade, at in pairs)


def _looks(tx: Tx, now: int) -> float:
    """How long somebody waits for all that is open, what suits them first."""
    person = people.by_telegram(tx, FIRST_ID)
    assert person is not None
    saved.look_at(tx, person.id, Look(words="面"), now)
    took = []
    for _again in range(9):
        began = time.perf_counter()
        finding.find(tx, person)
        took.append((time.perf_counter() - began) * 1000)
    return median(took)


OFFER = Offer(
    post="面点工",
    trade=Trade.CATERING,
    number=2,
    content="早上做包子、擀皮，会用和面机",
    hours="12345 08:00-15:00",
    place_id=0,
    stop=None,
    stops=0,
    pay_from=3200,
    pay_to=3600,
    pay_unit="month",
    contract="labour",
    insurance="full",
    contact_name=None,
    phone=None,
    valid_until="2099-01-01",
)
