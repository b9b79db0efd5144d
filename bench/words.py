"""Words made to be slow: what a message full of them costs, wherever it is sent."""

import itertools
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

from bench.contestants import ours
from bench.measuring import FIRST_ID
from bot.app import CAPABILITIES
from bot.clock import Clock
from bot.units import Units
from storage.engine import Database
from talk.registry import Registry
from talk.telegram import read

LONG = 4096  # characters a message may hold
MOST = 50.0  # ms
RUNS = (
    *("1", "一", "没", "煤气", "号楼", "1 ,", "((", "at ", "jan ", "下周", "<b>", "www.a."),
    *(" ", "🎈", "e\u0301", "ﷺ", "\u202e", "\ud83d", "\0"),
)
WHERE = (  # and what is said to be there
    ("outside any form", "/cancel"),
    ("at the question for a category", "📢 反映问题"),
    ("at the question for a place", "💡 照明"),
    ("at the question for a story", "我家"),
    ("at the question for photos", "3号楼2单元门口的路灯坏了两天了。"),
)

JSON = dict[str, Any]


async def hostile(times: int) -> str:
    """Send every run everywhere so many times, each by somebody else; the least of it counts."""
    residents = range(FIRST_ID, FIRST_ID + len(RUNS) * times)
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        await ours.settle(Path(name), residents)
        async with ours.opened(Path(name)) as database:
            units = Units(Registry(CAPABILITIES, "linli"), frozenset())
            numbers = itertools.count(1)
            found: dict[tuple[str, str], list[float]] = {}
            for person_id, run in zip(residents, itertools.cycle(RUNS), strict=False):
                for where, leading in WHERE:
                    await _cost(database, units, _said(person_id, leading, next(numbers)))
                    words = _said(person_id, (run * LONG)[:LONG], next(numbers))
                    found.setdefault((where, run), []).append(await _cost(database, units, words))
    return _table({key: min(costs) for key, costs in found.items()})


async def _cost(database: Database, units: Units, raw: JSON) -> float:
    """Processor time of reading an update and of its unit, in ms; nothing else runs here."""
    began = time.process_time()
    event = read(raw)
    await database.run(units.handle(event, Clock().now()))
    return (time.process_time() - began) * 1000


def _said(person_id: int, text: str, number: int) -> JSON:
    person = {"id": person_id, "is_bot": False, "first_name": "居民", "language_code": "zh-hans"}
    chat = {"id": person_id, "type": "private", "first_name": "居民"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": person, "text": text}
    return {"update_id": number, "message": message}


def _table(costs: Mapping[tuple[str, str], float]) -> str:
    rows = ["| sent | median ms | most ms | with |", "|---|---:|---:|---|"]
    for where, _leading in WHERE:
        here = {run: cost for (at, run), cost in costs.items() if at == where}
        worst = max(here, key=lambda run: here[run])
        rows.append(f"| {where} | {median(here.values()):.1f} | {here[worst]:.1f} | {worst!a} |")
    said = "reached" if max(costs.values()) < MOST else "NOT reached"
    return "\n".join(rows) + f"\n\nAim: less than {MOST:.0f} ms of work, {said}."
