"""The simulator's clock is followed: forwards only, and never instead of Telegram's own time."""

import logging
from functools import partial

import pytest

from bot.clock import Clock
from bot.following import Following
from tests.talks.mornings import DAUGHTER, SAYS, enrol, named
from tests.talks.test_settings import until
from tests.town import Town, cast, free_port, greeted

DAY = 86_400


async def test_moving_the_clock_there_moves_it_here(rough_town: Town) -> None:
    clock = Clock()
    following = Following(f"{rough_town.settings.bot_api_url}/sim/clock", clock)
    before = clock.now()
    await following.look()
    assert clock.now() - before < DAY * 1000
    await rough_town.phones.post("/sim/clock", {"forward": 2 * DAY})
    await following.look()
    assert clock.now() - before >= 2 * DAY * 1000
    clock.advance(DAY * 1000)
    ahead = clock.now()
    await following.look()
    assert clock.now() >= ahead, "never back"


async def test_no_answer_changes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    with caplog.at_level(logging.WARNING):
        await Following(f"http://127.0.0.1:{free_port()}/sim/clock", clock).look()
    assert "does not answer" in caplog.text


async def test_the_running_bot_follows(rough_town: Town) -> None:
    town = rough_town
    await town.restarts(clock_url=f"{town.settings.bot_api_url}/sim/clock")
    before = town.clock.now()
    await town.phones.post("/sim/clock", {"forward": 3 * DAY})
    await town.app.follow()
    assert town.clock.now() - before >= 3 * DAY * 1000


async def test_what_is_due_on_the_way_is_no_outage(rough_town: Town) -> None:
    town = rough_town
    await town.restarts(clock_url=f"{town.settings.bot_api_url}/sim/clock")
    wang, li, zhang = await cast(town)
    daughter = await greeted(await town.phone("小王", DAUGHTER))
    await daughter.taps("同意")
    await town.run(named)
    for hour in (10, 8):
        await _moves(town, until(town.clock.now(), hour=hour))
        if hour == 10:
            await town.run(partial(enrol, now=town.clock.now()))
    await _moves(town, until(town.clock.now(), hour=13))
    await wang.sees("🌞 王阿姨，您今天好吗？")
    await daughter.sees(SAYS)
    await zhang.sees("🔔 王阿姨今天还没有报平安")
    await li.sees("🔔 王阿姨今天还没有报平安")
    await town.quiet()
    assert await town.count("checkin_days", "held_up IS NULL AND state = 'climbing'") == 1
    assert not await li.shows("⏸ 系统停了一阵")


async def _moves(town: Town, milliseconds: int) -> None:
    await town.phones.post("/sim/clock", {"forward": milliseconds // 1000 + 1})
    await town.app.follow()
