"""The simulator's clock is followed: forwards only, and never instead of Telegram's own time."""

import logging

import pytest

from bot.clock import Clock
from bot.following import Following
from tests.town import Town, free_port

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
