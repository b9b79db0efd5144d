"""A clock that cannot be trusted: ladders hold, staff hear once, and nothing is skipped."""

import time
from collections.abc import AsyncIterator
from email.utils import formatdate

import pytest

from bot.agreement import Agreement
from bot.clock import Clock
from community import wishes
from storage import timers
from storage.tx import Tx
from tests.bot.test_intake import joined
from tests.town import ADMIN, Town, cast, dispatches, reports, standing

HOUR = 3_600_000


class Waiting(Clock):
    """A clock by which time goes on that nobody has to wait for."""

    waited = 0  # milliseconds

    def steady(self) -> int:
        return super().steady() + self.waited


class Wall:
    """The wall time of a machine, which somebody may set."""

    def __init__(self) -> None:
        self.jumped = 0  # milliseconds

    def __call__(self) -> int:
        return time.time_ns() + self.jumped * 1_000_000


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
async def jumpy(sqlite_url: str, wall: Wall) -> AsyncIterator[Town]:
    """A town whose machine has a clock that may be set."""
    async with standing(sqlite_url, clock=Clock(wall)) as town:
        yield town


def date(wall: Wall, off: int = 0) -> str:
    """The Date of an answer of a platform whose clock is off by so many milliseconds."""
    return formatdate((wall() // 1_000_000 - wall.jumped + off) / 1000, usegmt=True)


def test_a_jump_is_noticed_before_anybody_says_what_time_it_is(wall: Wall) -> None:
    agreement = Agreement(Clock(wall))
    assert agreement.off == 0
    wall.jumped = HOUR
    assert agreement.off == pytest.approx(HOUR, abs=1000)
    agreement.hear(date(wall))
    assert agreement.off == pytest.approx(HOUR, abs=2000), "the platform says so too"
    wall.jumped = 0
    assert agreement.off, "until the platform agrees"
    agreement.hear(date(wall, 1000))
    assert agreement.off == 0


def test_a_machine_that_slept_has_the_right_time(wall: Wall) -> None:
    agreement = Agreement(Clock(wall))
    wall.jumped = HOUR
    assert agreement.off
    agreement.hear(date(wall, HOUR))
    assert agreement.off == 0


@pytest.mark.parametrize(("off", "agrees"), [(100_000, True), (-100_000, True), (-HOUR, False)])
def test_the_platform_decides_from_two_minutes_on(wall: Wall, off: int, agrees: bool) -> None:
    agreement = Agreement(Clock(wall))
    agreement.hear(date(wall, off))
    assert (agreement.off == 0) is agrees


@pytest.mark.parametrize("nonsense", ["", "yesterday", "Thu, 99 Jan 2026 00:00:00 GMT"])
def test_a_date_that_is_none_says_nothing(wall: Wall, nonsense: str) -> None:
    agreement = Agreement(Clock(wall))
    agreement.hear(nonsense)
    assert agreement.off == 0


async def test_a_bot_that_starts_with_a_wrong_clock_knows_before_it_judges(
    jumpy: Town, wall: Wall
) -> None:
    await jumpy.closes()
    wall.jumped = HOUR
    await jumpy.opens()
    assert jumpy.app.agreement.off == pytest.approx(HOUR, abs=5000)


def other_timers(tx: Tx) -> None:
    timers.add(tx, "no.such.kind", 1, "1", 1, 1)
    timers.add(tx, wishes.UNHEARD, 1, wishes.FIRST, 1, 1)


@pytest.mark.parametrize("jump", [HOUR, -HOUR], ids=["forwards", "back"])
async def test_ladders_hold_while_the_clock_is_wrong(jumpy: Town, wall: Wall, jump: int) -> None:
    town = jumpy
    wang, li, zhang = await cast(town)
    boss = await joined(town, "陈主任", ADMIN)
    await reports(wang, "停水了", "🚰 水电气暖")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await town.quiet()
    wall.jumped = jump
    town.clock.advance(2 * HOUR)  # by the clock as it is now, every deadline has passed
    await town.run(other_timers)
    for _ in range(2):
        await town.app.agreeing.look()
        await town.app.timing.scan()
    await boss.sees("时钟大约差了 60 分钟")
    await town.quiet()
    told = [c.params.get("text", "") for c in town.telegram.journal.after()]
    assert sum("时钟大约差了 60 分钟" in text for text in told) == 1, "once"
    assert await town.count("timeline", "step = 'overdue'") == 0
    assert await town.count("timers", "kind = 'no.such.kind'") == 0, "what is no ladder goes on"
    assert await town.count("timers", f"kind = '{wishes.UNHEARD}'") == 1, "no wish goes further up"
    wall.jumped = 0
    await town.app.agreeing.look()
    await town.app.timing.scan()
    await li.sees("⏰ 到时间了")
    await zhang.sees("⏰ 到时间了")


async def test_an_alarm_nobody_takes_does_not_wait_for_a_clock_that_is_behind(
    jumpy: Town, wall: Wall
) -> None:
    wang, li, _zhang = await cast(jumpy)
    await wang.taps("📢 反映问题")
    await wang.taps("🆘 有人有危险")
    await li.sees("🆘 王阿姨 说有危险")
    wall.jumped = -HOUR
    jumpy.clock.advance(3 * 60_000)
    await li.sees("🆘 王阿姨 说有危险")


async def test_while_the_platform_is_silent_nothing_piles_up(sqlite_url: str) -> None:
    clock = Waiting()
    async with standing(sqlite_url, clock=clock) as town:
        wang, li, zhang = await cast(town)
        await reports(wang, "停水了", "🚰 水电气暖")
        await dispatches(li)
        await zhang.sees("🔧 这件事交给您")
        await wang.taps("📢 反映问题")
        await wang.taps("🆘 有人有危险")
        await li.sees("🆘 王阿姨 说有危险")
        await town.quiet()
        town.telegram.down = True
        clock.waited = 61_000
        for minutes in (3, 10, 30, 60, 24 * 60, 48 * 60):
            clock.advance(minutes * 60_000)
            await town.app.timing.scan()
        assert await town.count("outbox", "state = 'waiting'") == 0
        town.telegram.down = False
        await town.app.agreeing.look()
        await town.app.timing.scan()
        await li.sees("❗ 超时一个工作日了")
        await town.quiet()
        await li.look()
        told = [str(message) for message in li.messages.values()]
        assert sum("🆘 王阿姨 说有危险" in text for text in told) == 2, "once, and once more"
        assert not await zhang.shows("⏰")
