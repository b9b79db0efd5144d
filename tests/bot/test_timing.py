"""Timers: one that always raises is set aside, and the others fire."""

import asyncio
import threading
from functools import partial

import pytest

from bot.agreement import Agreement
from bot.clock import Clock
from bot.delivery import Delivery
from bot.health import Health
from bot.metrics import Metrics
from bot.pacing import Pacing
from bot.timing import Timing
from bot.transport import Api
from bot.units import Units
from storage import timers
from storage.engine import Database
from storage.tx import Tx
from talk.registry import Capability, Registry
from tests.town import LI, ZHANG, Town, cast, dispatches, reports

OVERDUE = "⏰ 到时间了，还没有人签收"


def _set(tx: Tx, kind: str, subject: int, due: int) -> None:
    timers.add(tx, kind, subject, "1", due, due)


async def test_poisoned_timers_are_set_aside_and_the_others_fire(
    rough_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town = rough_town
    wang, li, zhang = await cast(town)
    await reports(wang, "停水了", "🚰 水电气暖")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    now = town.clock.now()
    await town.run(partial(_set, kind="no.such.kind", subject=1, due=now + 60_000))
    await town.run(partial(_set, kind="issues.contact", subject=404, due=now + 60_000))
    town.clock.advance(3_600_000)
    await town.app.timing.scan()
    await li.sees("⏰ 到时间了")
    await zhang.sees("⏰ 到时间了")
    assert await town.count("timers", "occasion = '1'") == 0
    assert await town.count("set_aside", "origin = 'timer'") == 2
    assert "停水了" not in caplog.text


async def test_hundreds_due_at_once_fire_in_one_look(rough_town: Town) -> None:
    town = rough_town
    wang, li, _zhang = await cast(town)
    await reports(wang, "停水了", "🚰 水电气暖")
    await dispatches(li)
    case = await town.run(lambda tx: tx.one("SELECT id FROM cases"))
    assert case is not None
    due = town.clock.now() + 60_000

    def many(tx: Tx) -> None:
        for occasion in range(250):
            timers.add(tx, "issues.contact", case[0], f"x{occasion}", due, due)

    await town.run(many)
    town.clock.advance(60_000)
    await town.app.timing.scan()
    assert await town.count("timers", "occasion LIKE 'x%'") == 0
    assert await town.count("timeline", "step = 'overdue'") == 0, "too early for this case"


async def test_who_waits_behind_many_others_is_not_late(settled: Database) -> None:
    """Each takes a tenth of a second here; late is only what came due while nobody looked."""
    clock = Clock()
    late: list[int] = []

    def slow(_tx: Tx, _subject: int, occasion: str, now: int) -> None:
        late.append(now - int(occasion))
        clock.advance(100)

    registry = Registry([Capability("test", timers={"test.slow": slow})], "example_bot")
    health, metrics = Health(), Metrics()
    health.well("intake")
    api = Api("http://127.0.0.1", "nobody is written to")
    delivery = Delivery(settled, api, Pacing(limits=False), clock, metrics)
    timing = Timing(
        *(settled, Units(registry, frozenset()), delivery, clock, health, metrics),
        Agreement(clock),
    )
    await settled.lead()
    await settled.ready()
    await delivery.resume()
    await timing.scan()

    def many(tx: Tx, due: int) -> None:
        for subject in range(700):
            timers.add(tx, "test.slow", subject, str(due), due, due)

    await settled.run(partial(many, due=clock.now()))
    await timing.scan()
    assert len(late) == 700
    assert max(late) < 1_000, "it took more than a minute, but nobody slept"
    await settled.run(partial(many, due=clock.now() + 60_000))
    clock.advance(180_000)
    await timing.scan()
    assert min(late[700:]) >= 115_000, "nobody looked for three minutes"


async def test_who_is_unreachable_is_not_written_to(rough_town: Town) -> None:
    town = rough_town
    wang, li, zhang = await cast(town)
    await reports(wang, "停水了", "🚰 水电气暖")
    await dispatches(li)
    await zhang.blocks()
    await town.quiet()
    town.clock.advance(3_600_000)
    await town.app.timing.scan()
    await li.sees("⏰ 到时间了")
    await town.quiet()
    assert not [call for call in town.telegram.journal.after() if call.error]
    assert (await town.person(ZHANG)).unreachable is not None
    assert (await town.person(LI)).unreachable is None


async def test_a_loop_stalled_over_due_times_skips_nothing(town: Town) -> None:
    wang, li, zhang = await cast(town)
    for story in ("停水了", "没有热水", "水压太低"):
        town.clock.advance(10_000)  # so they fall due one after the other
        await reports(wang, story, "🚰 水电气暖")
        await dispatches(li)
        await zhang.sees(story)
    await town.quiet()
    town.clock.advance(29 * 60_000)
    loop, stalled, over = asyncio.get_running_loop(), threading.Event(), threading.Event()
    turns: list[str] = []

    def meanwhile() -> None:
        stalled.wait()
        loop.call_soon_threadsafe(turns.append, "of the loop")
        town.clock.advance(60_000)
        turns.append("of the clock")
        over.set()

    threading.Thread(target=meanwhile).start()
    stalled.set()
    over.wait()  # nothing runs in the loop while all three fall due
    await li.sees(OVERDUE)
    await town.quiet()
    assert turns == ["of the clock", "of the loop"]
    assert await town.count("timeline", "step = 'overdue'") == 3
    for phone in (li, zhang):
        await phone.look()
        assert sum(OVERDUE in str(message) for message in phone.messages.values()) == 3
