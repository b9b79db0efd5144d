"""平安问候 when the platform does not answer, or the process is dead, as something comes due."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest

from simulator.client import Phone
from simulator.view import text_of
from tests.bot.test_agreement import Waiting
from tests.bot.test_delivery import happened
from tests.talks.mornings import DAUGHTER, MINUTE_MS, SAYS, enrol, named
from tests.talks.test_settings import until
from tests.town import WANG, Town, greeted, standing

LONG_MS = 61_000  # of silence: the platform is down


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """A town in which the platform may be silent for as long as one likes."""
    async with standing(database_url, clock=Waiting()) as town:
        yield town


@pytest.fixture
async def daughter(town: Town, wang: Phone) -> Phone:
    """王阿姨 is asked at nine, her daughter is her contact; it is eight."""
    assert wang.id == WANG
    phone = await greeted(await town.phone("小王", DAUGHTER))
    await phone.taps("同意")
    await town.run(named)
    await town.quiet()
    town.clock.advance(until(town.clock.now(), hour=10))
    await town.run(partial(enrol, now=town.clock.now()))
    town.clock.advance(until(town.clock.now(), hour=8))
    await town.app.timing.scan()
    return phone


async def _passes(town: Town, milliseconds: int) -> None:
    town.clock.advance(milliseconds)
    await town.app.timing.scan()
    await town.quiet()


async def _silent(town: Town, milliseconds: int) -> None:
    """The platform answers nothing while time goes on."""
    assert isinstance(town.clock, Waiting)
    await town.phones.pause(api=True)
    town.clock.waited += LONG_MS
    town.clock.advance(milliseconds)
    await town.app.timing.scan()


async def _answers(town: Town, li: Phone) -> None:
    """The platform is there again, and the bot has heard it."""
    await town.phones.pause(api=False)
    await li.says("/help")
    await li.sees("/mine")
    await town.quiet()
    await town.app.timing.scan()
    await town.quiet()


def _asked(phone: Phone) -> int:
    """How often they have been asked how they are."""
    return sum("您今天好吗？" in text_of(one) for one in phone.messages.values())


async def test_the_platform_is_down_across_the_question_and_across_a_deadline(
    town: Town, wang: Phone, li: Phone, daughter: Phone
) -> None:
    await _silent(town, 180 * MINUTE_MS)  # it is eleven
    assert await town.count("checkin_days") == 0, "nobody could be asked"
    await _answers(town, li)
    assert await town.count("checkin_days") == 0, "what was written meanwhile comes first"
    await _passes(town, 5 * MINUTE_MS)
    await wang.sees("🌞 王阿姨，您今天好吗？")
    await _passes(town, MINUTE_MS)
    await li.sees("⏸ 系统停了一阵")
    await _silent(town, 60 * MINUTE_MS)  # over her second question
    assert not await daughter.shows(SAYS)
    await _answers(town, li)
    await wang.sees("还没有等到您的平安")
    assert not await daughter.shows(SAYS), "who could not answer is asked before anybody is alarmed"
    await _passes(town, 30 * MINUTE_MS)
    await daughter.sees(SAYS)
    await wang.taps("😊 我挺好")
    await daughter.sees("✅ 王阿姨回话了，平安。")
    assert await town.count("checkin_days", "outcome = 'answered'") == 1


async def test_a_question_that_could_not_be_sent_all_day_is_not_sent_in_the_evening(
    town: Town, wang: Phone, daughter: Phone
) -> None:
    lost = await town.phones.fault("502", method="sendMessage", chat_id=WANG)
    town.clock.advance(60 * MINUTE_MS)
    await town.app.timing.scan()
    await happened(town.phones, lost)
    town.clock.advance(until(town.clock.now(), hour=18) + 5 * MINUTE_MS)
    async with asyncio.timeout(60):
        while not await town.count("outbox", "state = 'dropped'"):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    await town.phones.clear_faults()
    await _passes(town, 60 * MINUTE_MS)
    assert (_asked(wang), await daughter.shows(SAYS)) == (0, False)
    await _passes(town, until(town.clock.now(), hour=9))
    await wang.sees("🌞 王阿姨，您今天好吗？")
    assert _asked(wang) == 1, "nothing of the day before comes after it"
    assert not await wang.shows("这是另一天的问候")
    await wang.taps("😊 我挺好")
    await wang.sees("记下了")
    assert not await daughter.shows("王阿姨")


async def test_the_process_is_dead_across_the_question_and_across_a_deadline(
    town: Town, wang: Phone, daughter: Phone
) -> None:
    await town.closes()
    town.clock.advance(60 * MINUTE_MS + 30_000)  # half a minute past nine
    await town.opens()
    await town.app.timing.scan()
    await wang.sees("🌞 王阿姨，您今天好吗？")
    await town.quiet()
    await town.closes()
    town.clock.advance(95 * MINUTE_MS)  # over both what she is asked again and her daughter
    await wang.taps("😊 我挺好")
    await town.opens()
    await town.app.timing.scan()
    await wang.sees("记下了")
    await _passes(town, 240 * MINUTE_MS)
    assert not await daughter.shows("王阿姨"), "her answer was there before anybody looked"
    assert await town.count("checkin_days", "outcome = 'answered'") == 1


async def test_what_was_written_while_the_process_was_dead_comes_before_what_is_due(
    town: Town, wang: Phone, daughter: Phone
) -> None:
    town.clock.advance(58 * MINUTE_MS)
    await town.closes()
    await wang.says("早上好")
    town.clock.advance(2 * MINUTE_MS)  # nine, and nobody is late yet
    await town.opens()
    while not await town.count("checkin_days"):
        await town.app.timing.scan()
    assert await town.count("checkin_days", "outcome = 'touched'") == 1
    await town.quiet()
    await _passes(town, 120 * MINUTE_MS)
    assert (_asked(wang), await daughter.shows(SAYS)) == (0, False)
