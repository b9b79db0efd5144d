"""What it costs that very many who were asked are silent, and somebody is told of each at once."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from statistics import quantiles

from bench.chaos.ground import GROUNDS
from bench.questions import enrolled, morning
from community.checkins.kinds import Part
from community.deadlines import MINUTE_MS
from storage import checkin_helpers
from storage.engine import Database
from storage.tx import Tx

BESIDE = 0.01  # seconds between two updates of others
WAITS_MOST = 5000.0  # milliseconds: as long as an alarm may take


@dataclass(frozen=True, slots=True)
class Climbed:
    """What came of so many whose contacts are told in the same second."""

    alarms: int
    seconds: float
    waits: float  # milliseconds that an update of somebody else waits, of a hundred all but one

    @property
    def line(self) -> str:
        each = self.alarms / self.seconds
        return f"{self.alarms} | {self.seconds:.1f} | {each:.0f} | {self.waits:.0f} |"


async def climbing(many: int) -> str:
    """Let so many be silent: until when all whom they have named are told, and others' wait."""
    found = {engine: await _climbed(engine, many) for engine in GROUNDS}
    good = all(one.alarms == many and one.waits <= WAITS_MOST for one in found.values())
    head = (
        "| silent at once | on | alarms in the outbox | s | alarms/s | an update beside, p99 ms |\n"
        "|---:|---|---:|---:|---:|---:|\n"
    )
    lines = [f"| {many} | {engine} | {one.line}\n" for engine, one in found.items()]
    return (
        f"{head}{''.join(lines)}\n"
        f"Aim: every one, and others wait {WAITS_MOST / 1000:g} s at most,"
        f" {'reached' if good else 'NOT reached'}."
    )


async def _climbed(engine: str, many: int) -> Climbed:
    async with morning(engine, partial(_with_contacts, many=many)) as (database, clock, timing):
        await timing.scan()
        clock.advance(30 * MINUTE_MS)
        await timing.scan()
        clock.advance(30 * MINUTE_MS)
        waits: list[float] = []
        beside = asyncio.create_task(_others(database, waits))
        began = time.perf_counter()
        await timing.scan()
        took = time.perf_counter() - began
        beside.cancel()
        with suppress(asyncio.CancelledError):
            await beside
        row = await database.run(lambda tx: tx.one("SELECT count(*) FROM checkin_alerts"))
    return Climbed(row[0] if row else 0, took, quantiles(waits, n=100)[98])


async def _others(database: Database, waits: list[float]) -> None:
    """Somebody else's updates, as small as they can be."""
    while True:
        began = time.perf_counter()
        await database.run(lambda tx: tx.one("SELECT 1"))
        waits.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(BESIDE)


async def _with_contacts(database: Database, many: int) -> None:
    await enrolled(database, many)
    await database.run(_name)


def _name(tx: Tx) -> None:
    """Each names the next one as a contact, who agrees."""
    plans = tx.all("SELECT id, person_id FROM checkin_plans ORDER BY id")
    for (plan_id, _elder), (_plan, contact) in zip(plans, plans[1:] + plans[:1], strict=True):
        named = checkin_helpers.add(tx, plan_id, contact, Part.CONTACT, 0)
        checkin_helpers.agree(tx, named.id, 0)
