"""平安问候 to the last rung, answers at the very deadlines, and what staff let rest."""

import time
from collections.abc import AsyncIterator, Sequence
from functools import partial

import pytest

from bot.clock import Clock
from community.checkins.kinds import Part
from simulator.client import Phone
from simulator.view import text_of
from storage import checkin_helpers, checkin_plans, people, places
from storage.tx import Tx
from tests.talks.mornings import MINUTE_MS, PHONE, SAYS, knows, passes
from tests.talks.test_rights import CANNOT, data_of, forges
from tests.talks.test_settings import until
from tests.town import WANG, Town, greeted, standing

HEAD, NEIGHBOUR, DIRECTOR = 900_302, 900_303, 900_304
HOUR_MS = 60 * MINUTE_MS
CLEAR = "✅ 王阿姨回话了，平安。"


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """A town whose time stands still but where it is moved."""
    began = time.time_ns()
    async with standing(database_url, clock=Clock(lambda: began)) as town:
        yield town
        await town.quiet()
        assert town.refused() == []
        assert await town.count("set_aside") == 0


def _around(tx: Tx, now: int) -> None:
    """A neighbour with a key, the head of her stairwell, and the director of the subdistrict."""
    wang = people.by_telegram(tx, WANG)
    assert wang
    plan = checkin_plans.of(tx, wang.id)
    assert plan
    assert wang.home_id
    for number, name in ((HEAD, "楼长老孙"), (NEIGHBOUR, "刘姐"), (DIRECTOR, "周主任")):
        found = people.by_telegram(tx, number)
        assert found
        people.set_name(tx, found.id, name)
        people.set_consented(tx, found.id, 1)
        if number == NEIGHBOUR:
            near = checkin_helpers.add(tx, plan.id, found.id, Part.NEIGHBOUR, now)
            checkin_helpers.agree(tx, near.id, now)
        elif number == HEAD:
            people.grant(tx, found.id, "stairwell_head", wang.home_id, None, now)
        else:
            people.grant(tx, found.id, "subdistrict_staff", places.roots(tx)[0].id, None, now)


@pytest.fixture
async def around(town: Town, daughter: Phone) -> list[Phone]:
    """楼长, 邻居 and 主任; the question has been asked at nine."""
    await daughter.look()
    names = (("老孙", HEAD), ("刘姐", NEIGHBOUR), ("周主任", DIRECTOR))
    phones = [await greeted(await town.phone(name, number)) for name, number in names]
    await town.run(partial(_around, now=town.clock.now()))
    await town.quiet()
    return phones


async def _silent(phones: Sequence[Phone]) -> bool:
    """Whether none of them has read of it."""
    return not any([await phone.shows(SAYS) for phone in phones])


async def test_nobody_answers_to_the_last_rung_which_repeats_until_somebody_goes(
    town: Town,
    wang: Phone,
    li: Phone,
    zhang: Phone,
    daughter: Phone,
    around: list[Phone],
) -> None:
    head, neighbour, director = around
    climbs = (
        (30 * MINUTE_MS, [wang], "还没有等到您的平安"),
        (30 * MINUTE_MS, [daughter], SAYS),
        (HOUR_MS, [head, neighbour], SAYS),
        (HOUR_MS, [zhang], SAYS),
        (HOUR_MS, [li], SAYS),
        (30 * MINUTE_MS, [li, director], SAYS),
    )
    later = [daughter, head, neighbour, zhang, li, director]
    for gap, hearing, says in climbs:
        await passes(town, gap - 1)
        for phone in hearing:
            await phone.look()  # nothing of it was there a millisecond before
        assert await _silent(later)
        if says != SAYS:
            await town.restarts()  # nothing of the climb lives in memory
        await passes(town, 1)
        for phone in hearing:
            await phone.sees(says)
        later = [phone for phone in later if phone not in hearing]
    assert not any(knows(phone, PHONE) for phone in (head, neighbour, zhang))
    await li.taps("我过去看看")
    assert PHONE in text_of(await li.sees("您在照看"))
    await wang.sees("🚶 小李正过来看您。")
    await passes(town, 30 * MINUTE_MS - 1)
    assert not await li.shows("您说过去看看，人怎么样？")
    await passes(town, 1)
    await li.sees("您说过去看看，人怎么样？")
    await li.taps("🚑 已打120")
    for phone in (daughter, head, neighbour, zhang, director):
        await phone.sees("🚑")
    assert await town.count("checkin_days", "outcome = 'ambulance'") == 1
    assert await town.count("timers", "kind = 'checkins.rung'") == 0


async def test_an_answer_at_the_very_millisecond_of_each_deadline(
    town: Town,
    wang: Phone,
    li: Phone,
    zhang: Phone,
    daughter: Phone,
    around: list[Phone],
) -> None:
    await wang.taps("😊 我挺好")
    await wang.sees("记下了")
    alarmed = [daughter, *around, zhang, li]
    gaps = [HOUR_MS, *(minutes * MINUTE_MS for minutes in (30, 30, 60, 60, 60, 30))]
    for many in range(1, len(gaps) + 1):
        await passes(town, until(town.clock.now(), hour=8))
        for gap in gaps[: many - 1]:
            await passes(town, gap)  # each deadline before is kept
        await passes(town, gaps[many - 1] - 1)
        town.clock.advance(1)  # what is due and her answer come at once
        await wang.says("😊 我挺好")
        await town.app.timing.scan()
        await town.quiet()
    days = "state = 'ended' AND outcome IN ('answered', 'touched')"
    assert await town.count("checkin_days", days) == 8
    assert await town.count("timers", "kind = 'checkins.rung'") == 0
    for phone in alarmed:
        await phone.look()
        person = await town.person(phone.id)
        told = await town.count("checkin_alerts", f"person_id = {person.id}")
        cleared = sum(CLEAR in text_of(one) for one in phone.messages.values())
        assert cleared == told, "who was alarmed hears the end, and nobody else"
        assert told or phone is around[-1], "the climb came to all before the last deadline"


async def test_staff_let_it_rest_while_she_is_in_hospital(
    town: Town, wang: Phone, li: Phone, daughter: Phone
) -> None:
    await passes(town, 30 * MINUTE_MS)
    await passes(town, 30 * MINUTE_MS)
    await daughter.sees(SAYS)
    await li.says("/find")
    await li.sees("电话号码是多少？")
    await li.says(PHONE)
    await li.taps("😊 平安问候")
    card = await li.sees("240分钟：值班的人")
    await forges(daughter, data_of(card, "⏸ 先停一停"), CANNOT)
    await li.taps("⏸ 先停一停")
    await li.taps("住院")
    await li.taps("一个星期")
    await li.sees("住院，到")
    await wang.sees("以前早上不问了")
    await daughter.sees("⏸ 王阿姨")
    sent = await town.count("outbox", "act = 'send'")
    for _each in range(3):
        await passes(town, until(town.clock.now(), hour=9))
        await passes(town, 2 * HOUR_MS)
    assert await town.count("outbox", "act = 'send'") == sent, "nobody is asked, nobody alarmed"
    await li.taps("▶️ 恢复问候")
    await wang.sees("😊 从明天起，每天早上又问候您。")
    await passes(town, until(town.clock.now(), hour=9))
    await wang.sees("🌞 王阿姨，您今天好吗？")
