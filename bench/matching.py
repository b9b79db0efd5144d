"""Matchmaking: whom to propose to one among thousands, and a round of pairs at a meeting."""

import random
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from bot import town
from community.matchmaking import Children, Education, Habit, Marital, Sex, Stage, Wanted
from community.matchmaking.fit import Numbers
from community.matchmaking.meetings import Present, assign, table
from community.matchmaking.profiles import Hopes, Profile
from community.matchmaking.suggesting import Gathered, gather, rank, someone
from community.places import Kind
from storage import consents, people, places, singles
from storage.cipher import Cipher
from storage.engine import Database
from storage.sqlite import open_sqlite
from storage.tx import Tx

NOW = 1_767_225_600_000  # 2026-01-01
AT_ONCE = 1_000
TIMES = 5


async def matching(registered: Sequence[int], meetings: Sequence[int]) -> str:
    """The processor's time for a suggestion among so many, and for a round of n × n."""
    rows = ["| what | among | read ms | reckoned ms |", "|---|---:|---:|---:|"]
    async with _opened() as database:
        have = 0
        for size in registered:
            await _populate(database, range(have, size))
            have = size
            found = [await _suggestion(database) for _each in range(TIMES)]
            read, reckoned = median(one[0] for one in found), median(one[1] for one in found)
            rows.append(f"| suggestions for one | {size:,} | {read:.0f} | {reckoned:.0f} |")
        given = await database.run(partial(_present, most=max(meetings)))
    for size in meetings:
        part = Present(given.women[:size], given.men[:size], frozenset())
        whole, scored = _timed(assign, part), _timed(table, part)
        rows.append(f"| a round | {size:,} × {size:,} | – | {whole:.0f} ({scored:.0f} scoring) |")
    return "\n".join(rows)


@asynccontextmanager
async def _opened() -> AsyncIterator[Database]:
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        cipher = Cipher.from_secret(Cipher.new_secret())
        database = await open_sqlite(Path(name) / "bench.db", cipher)
        try:
            await database.migrate(NOW)
            await database.run(partial(town.build, zone="Asia/Shanghai", now=NOW))
            yield database
        finally:
            await database.close()


async def _populate(database: Database, numbers: range) -> None:
    for start in range(numbers.start, numbers.stop, AT_ONCE):
        part = range(start, min(start + AT_ONCE, numbers.stop))
        await database.run(partial(_registered, numbers=part))


def _registered(tx: Tx, numbers: range) -> None:
    """As many women as men, of all ages and homes, a part of whom must have this or that."""
    homes = places.of_kinds(tx, places.roots(tx)[0].path, (Kind.STAIRWELL,))
    for number in numbers:
        chance = random.Random(number)
        who = people.add(tx, None, "zh", NOW)
        people.set_name(tx, who.id, f"某{number}")
        people.set_home(tx, who.id, chance.choice(homes).id)
        consents.give(tx, who.id, consents.GENERAL, NOW)
        sex = (Sex.WOMAN, Sex.MAN)[number % 2]
        said = _profile(chance)
        home = chance.choice(homes).id
        content = said.model_dump(mode="json")
        one = singles.add(tx, who.id, home, sex, said.born.year, Stage.OPEN, None, content, NOW)
        singles.see_papers(tx, one.id, who.id, NOW)
        hopes = _hopes(chance, 2026 - said.born.year)
        singles.say(tx, one.id, "hopes", hopes.model_dump(mode="json"))


def _profile(chance: random.Random) -> Profile:
    return Profile(
        born=date(chance.randint(1965, 2003), chance.randint(1, 12), 1),
        marital=chance.choice((Marital.NEVER, Marital.NEVER, Marital.DIVORCED)),
        children=chance.choice((Children.NONE, Children.NONE, Children.WITH_ME)),
        height=chance.randint(155, 185),
        education=chance.choice(tuple(Education)),
        home_town=chance.choice(("四平", "长春", "吉林", "通化")),
        habits=frozenset(chance.sample(tuple(Habit), 3)),
        words="喜欢安静的日子，周末爱去公园走走。",
    )


def _hopes(chance: random.Random, age: int) -> Hopes:
    must = chance.sample(tuple(Wanted), chance.choice((0, 0, 1, 2)))
    nice = chance.sample(tuple(Wanted), 3)
    return Hopes(
        youngest=max(20, age - 8), oldest=age + 8, must=frozenset(must), nice=frozenset(nice)
    )


async def _suggestion(database: Database) -> tuple[float, float]:
    """Read and reckon for one of middle age; in ms."""
    began = time.process_time()
    found: Gathered = await database.run(_gathered)
    read = time.process_time()
    rank(found)
    return (read - began) * 1000, (time.process_time() - read) * 1000


def _gathered(tx: Tx) -> Gathered:
    row = tx.one("SELECT min(id) FROM singles WHERE sex = 'woman' AND born = 1990")
    assert row is not None
    found = gather(tx, row[0], NOW)
    assert found is not None
    return found


def _present(tx: Tx, most: int) -> Present:
    """So many women and men, as they would come to a meeting."""
    numbers, today = Numbers(), date(2026, 1, 1)
    women, men = (
        [someone(tx, one, numbers, today) for one in singles.fitting(tx, sex, 0, 9999)[:most]]
        for sex in Sex
    )
    return Present(women, men, frozenset())


def _timed(work: Callable[[Present], object], present: Present) -> float:
    """The processor's time in ms, all threads of the library together; the least of several."""
    found = []
    for _each in range(3):
        began = time.process_time()
        work(present)
        found.append((time.process_time() - began) * 1000)
    return min(found)
