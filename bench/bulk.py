"""A subdistrict of any size with its past, written by the thousand.

Through the rules a million residents would take minutes. What an update looks at is the same:
sealed names, consents, homes in a tree of places, ended cases, messages of the last week. The tree
is one subdistrict's in every size: what a list of places costs depends on its length, not on who
lives there.
"""

import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from math import prod
from pathlib import Path

from bench.contestants.ours import ZONE, opened
from bench.measuring import FIRST_ID
from bot.clock import Clock
from community import people as rules
from community.deadlines import DAY_MS
from community.people import GENERAL
from community.places import Kind, ensure_root
from community.roles import Role
from storage import people, places
from storage.consents import CHAT
from storage.engine import Database
from storage.places import Place
from storage.tx import Tx, Value

AT_ONCE = 10_000  # residents to a transaction
COMMUNITIES = 10
TREE = ((10, Kind.ESTATE, "小区"), (10, Kind.BUILDING, "号楼"), (5, Kind.STAIRWELL, "单元"))
HOMES = COMMUNITIES * prod(size for size, _kind, _name in TREE)
STAFF_ID = 400_000_001
STORY = "3号楼2单元门口的路灯坏了两天了，晚上看不清台阶。"
MESSAGES = 1_000_000_000  # above every number the simulator gives
STEPS = ("open", "dispatch", "sign", "answer", "confirm")

Row = Mapping[str, Value]


@asynccontextmanager
async def inhabited(residents: int) -> AsyncIterator[Database]:
    """A database of its own in which so many people live."""
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        async with opened(Path(name)) as database:
            await populate(database, range(FIRST_ID, FIRST_ID + residents))
            yield database


async def of_everybody(
    database: Database, residents: int, write: Callable[[Tx, range], None]
) -> None:
    """Write something of each resident, by the thousand; they are counted from 0."""
    for start in range(0, residents, AT_ONCE):
        part = range(start, min(start + AT_ONCE, residents))
        await database.run(partial(_written, write=write, part=part))


def _written(tx: Tx, write: Callable[[Tx, range], None], part: range) -> None:
    write(tx, part)


async def populate(database: Database, residents: range) -> range:
    """Build places, a member of staff for each community, and everybody; gives the staff's ids."""
    now = Clock().now()
    homes = await database.run(partial(_build, now=now))
    for start in range(0, len(residents), AT_ONCE):
        part = residents[start : start + AT_ONCE]
        await database.run(partial(_settle, part=part, homes=homes, now=now))
    return range(STAFF_ID, STAFF_ID + COMMUNITIES)


def _build(tx: Tx, now: int) -> list[int]:
    root = ensure_root(tx, "广安街道", ZONE, now)
    homes: list[Place] = []
    for number in range(COMMUNITIES):
        community = places.add(tx, root, Kind.COMMUNITY, f"第{number + 1}社区", ZONE, now)
        staff = rules.meet(tx, STAFF_ID + number, "zh", frozenset(), now)
        rules.join(tx, staff, "小李", None, now)
        people.grant(tx, staff.id, Role.COMMUNITY_STAFF, community.id, None, now)
        level = [community]
        for size, kind, name in TREE:
            level = [
                places.add(tx, above, kind, f"{at + 1}{name}", ZONE, now)
                for above in level
                for at in range(size)
            ]
        homes += level
    return [home.id for home in homes]


def _settle(tx: Tx, part: range, homes: list[int], now: int) -> None:
    """Write some residents with their past; one in ten had a matter, seen to its end."""
    ids = [tx.new_id(now) for _resident in part]
    for sql, rows in (
        (PEOPLE, _people(tx, part, ids, homes, now)),
        (CONSENTS, ({"id": tx.new_id(now), "person": one, "at": now} for one in ids)),
        (SEEN, ({"update": telegram_id - FIRST_ID, "at": now} for telegram_id in part[::2])),
        (OUTBOX, _letters(tx, part, ids, now)),
    ):
        tx.many(sql, list(rows))
    _past(tx, part[::10], ids[::10], homes, now - 30 * DAY_MS)


PEOPLE = (
    "INSERT INTO people (id, telegram_id, chat_id, name, language, home_id, consented, made)"
    " VALUES (:id, :telegram, :telegram, :name, 'zh', :home, :at, :at)"
)
CONSENTS = (
    "INSERT INTO consents (id, person_id, purpose, given, how)"
    f" VALUES (:id, :person, '{GENERAL}', :at, '{CHAT}')"
)
SEEN = "INSERT INTO seen (update_id, at) VALUES (:update, :at)"
OUTBOX = (
    "INSERT INTO outbox (id, chat_id, person_id, rank, act, message_id, state, made, done)"
    " VALUES (:id, :chat, :person, 1, 'send', :message, 'sent', :at, :at)"
)
CASES = (
    "INSERT INTO cases (id, number, kind, category, place_id, reporter_id, stage, round, revision,"
    " story, result, made, dispatched, signed, answered, closed) VALUES (:id, :number, 'issue',"
    " 'lighting', :place, :person, 'closed', 1, 5, :story, 'solved', :at, :at, :at, :at, :at)"
)
TIMELINE = (
    "INSERT INTO timeline (id, case_id, at, who_id, step, stage)"
    " VALUES (:id, :case, :at, :person, :step, 'closed')"
)
SHOWN = (
    "INSERT INTO shown (id, chat_id, message_id, person_id, kind, subject, revision, made)"
    " VALUES (:id, :chat, :message, :person, 'own', :case, 5, :at)"
)


def _people(tx: Tx, part: range, ids: list[int], homes: list[int], now: int) -> Iterator[Row]:
    for telegram_id, person_id in zip(part, ids, strict=True):
        yield {
            "id": person_id,
            "telegram": telegram_id,
            "name": tx.cipher.seal(f"居民{telegram_id}", "people", "name", person_id),
            "home": homes[telegram_id % len(homes)],
            "at": now,
        }


def _letters(tx: Tx, part: range, ids: list[int], now: int) -> Iterator[Row]:
    for telegram_id, person_id in zip(part[::10], ids[::10], strict=True):
        yield {
            "id": tx.new_id(now),
            "chat": telegram_id,
            "person": person_id,
            "message": MESSAGES + telegram_id,
            "at": now,
        }


def _past(tx: Tx, part: range, ids: list[int], homes: list[int], at: int) -> None:
    ended: list[dict[str, Value]] = []
    for telegram_id, person_id in zip(part, ids, strict=True):
        case = tx.new_id(at)
        ended.append(
            {
                "id": case,
                "case": case,
                "number": f"2601-{telegram_id}",
                "place": homes[telegram_id % len(homes)],
                "person": person_id,
                "story": tx.cipher.seal(STORY, "cases", "story", case),
                "chat": telegram_id,
                "message": MESSAGES + telegram_id,
                "at": at,
            }
        )
    tx.many(CASES, ended)
    tx.many(TIMELINE, [one | {"id": tx.new_id(at), "step": s} for one in ended for s in STEPS])
    tx.many(SHOWN, [one | {"id": tx.new_id(at)} for one in ended])
