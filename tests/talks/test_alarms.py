"""平安问候 beside the ladder: 🆘, a picture, false alarms, and what the staff see of it all."""

import asyncio
from functools import partial

from community.checkins import boards
from community.nearby import home_of
from simulator.client import Phone
from simulator.view import text_of
from storage import people
from storage.tx import Tx
from tests.talks.mornings import DAUGHTER, MINUTE_MS, SAYS, knows, passes
from tests.talks.test_settings import until
from tests.town import WANG, Town

BOARD = "😊 平安问候 · 广安社区"


def _weeks(tx: Tx, now: int) -> None:
    wang = people.by_telegram(tx, WANG)
    assert wang is not None
    boards.begin_weeks(tx, home_of(tx, wang), now)


async def test_a_cry_that_is_not_called_off_reaches_those_she_has_named(
    town: Town, wang: Phone, li: Phone, zhang: Phone, daughter: Phone
) -> None:
    assert daughter.id == DAUGHTER
    await wang.says("🆘")
    await wang.sees("🆘 请马上打电话")
    await li.sees("🆘 王阿姨")
    await passes(town, 2 * MINUTE_MS)
    assert not await daughter.shows("🆘"), "she may have pressed it by mistake"
    await passes(town, MINUTE_MS)
    alarm = await daughter.sees("🆘 王阿姨")
    assert "13712345678" in text_of(alarm)
    assert not await zhang.shows("🆘 王阿姨按了紧急键"), "only whom she has named"
    await wang.taps("不是紧急情况")
    await daughter.sees("✅ 王阿姨说不是紧急情况。")
    assert await town.count("checkin_days", "outcome = 'answered'") == 1, "she has tapped"
    for kind in ("photo", "sticker"):
        await passes(town, until(town.clock.now(), hour=9))
        await passes(town, 30 * MINUTE_MS)
        await wang.sees("🔔 还没有等到您的平安")
        await passes(town, 29 * MINUTE_MS)
        await wang.sends(kind)
        await wang.sees("🎤 收到了，张师傅马上听。")
        await zhang.sees("🎤 王阿姨说：")
        await passes(town, 14 * MINUTE_MS)
        assert not await daughter.shows(SAYS), "somebody is to look at it"
        await passes(town, MINUTE_MS)
        await daughter.sees(SAYS)
        await zhang.taps("打通了，平安")
        await daughter.sees("✅ 王阿姨平安（张师傅说的）。")


async def test_the_staff_see_each_morning_where_it_stands_and_each_week_how_it_was(
    town: Town, wang: Phone, li: Phone, zhang: Phone, daughter: Phone
) -> None:
    await town.run(partial(_weeks, now=town.clock.now()))
    for again in (False, True):
        await passes(town, until(town.clock.now(), hour=9))
        await wang.sees("🌞 王阿姨，您今天好吗？")
        await li.taps("📋 我的事")
        await li.taps(BOARD)
        board = await li.sees("⚪ 还在等 1")
        for _half in range(2):
            await passes(town, 30 * MINUTE_MS)
        await daughter.sees(SAYS)
        await passes(town, MINUTE_MS)  # a board is drawn anew once a minute
        await li.look()
        assert "🟠 还没回音 1" in text_of(li.messages[board["message_id"]]), "in its place"
        await wang.taps("😊 我挺好")
        await daughter.sees("✅ 王阿姨回话了，平安。")
        await passes(town, MINUTE_MS)
        await li.look()
        assert "🟢 平安 1" in text_of(li.messages[board["message_id"]])
        assert await zhang.shows("第二次虚惊") is again
    await zhang.taps("🔎 看一看")
    await zhang.taps("🕘 时间")  # they talk of it and change it there and then
    await zhang.taps("7点到10点")
    await zhang.taps("⏭ 跳过")
    await zhang.sees("7:00–10:00")
    await wang.sees("张师傅改了您的平安问候")
    await wang.says("不要再问我了")
    await wang.sees("以后早上不想再被问，请点这里")
    for _day in range(7):
        await passes(town, until(town.clock.now(), hour=8))
        await wang.taps("📋 我的事")
        await town.quiet()
        await passes(town, until(town.clock.now(), hour=10))
    summary = text_of(await li.sees("😊 上周平安问候"))
    assert "虚惊" in summary
    assert await town.count("checkin_days", "outcome = 'touched'") == 7


async def test_a_contact_who_cannot_pulls_the_next_forward_and_of_two_who_go_one_does(
    town: Town, wang: Phone, li: Phone, zhang: Phone, daughter: Phone
) -> None:
    for _half in range(2):
        await passes(town, 30 * MINUTE_MS)
    await daughter.sees(SAYS)
    await daughter.says("/privacy")
    await daughter.taps("撤回同意")
    await daughter.taps("是，撤回")
    await zhang.sees(SAYS)  # at once: nobody else was told
    await wang.sees("📵")
    await li.sees("📵")
    await zhang.taps("没打通")
    await zhang.sees("已经请小李接着看")
    await li.sees(SAYS)
    await asyncio.gather(li.taps("我过去看看"), zhang.taps("我过去看看"))
    await town.quiet()
    for phone in (li, zhang):
        await phone.look()
    went = [phone for phone in (li, zhang) if knows(phone, "您在照看")]
    assert len(went) == 1, "the other reads who goes"
    assert knows(zhang, "3号楼 2单元") is (zhang in went)
    await went[0].taps("打通了，平安")
    await wang.sees("说您平安")
    assert await town.count("checkin_days", "outcome = 'well'") == 1
