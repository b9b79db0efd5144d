"""代报平安 by a volunteer of the 唠嗑 team, for who has no Telegram."""

from functools import partial

from simulator.client import Phone
from storage import people
from storage.tx import Tx
from tests.community.helping import FIRST, talker
from tests.talks.test_care import at
from tests.talks.test_entering import enters
from tests.talks.test_settings import until
from tests.town import Town, greeted

NTH = 20


def _rings(tx: Tx, now: int) -> None:
    """小孟 of the 唠嗑 team."""
    people.set_name(tx, talker(tx, NTH, now).id, "小孟")


async def test_a_volunteer_who_has_said_yes_makes_the_round(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    town.clock.advance(until(town.clock.now(), hour=19))
    await town.run(partial(_rings, now=town.clock.now()))
    meng = await greeted(await town.phone("小孟", FIRST + NTH))
    await enters(li, "赵奶奶", "13900001111")
    await li.taps("😊 平安问候")
    await li.taps("✍️ 本人同意，登记")
    await li.taps("6点到9点")
    await li.taps("⏭ 跳过")
    await li.taps("纸上签字")
    await li.taps("✅ 提交")
    await li.taps("📞 请志愿者每天打电话")
    await li.sees("请唠嗑队的哪一位？")
    await li.taps("小孟")
    await li.taps("✅ 提交")
    asked = await meng.sees("您愿意吗？")
    assert "每天早上9:00起" in asked["text"]
    assert "13900001111" not in asked["text"], "no number before a yes, nor before the morning"
    await meng.taps("✅ 愿意")
    await meng.sees("您答应了")
    await at(town, "09:00")
    listed = await meng.sees("📞 今早代报平安")
    assert "赵奶奶 · 📞 13900001111" in listed["text"]
    assert not await zhang.shows("今早代报平安"), "it is hers now"
    await meng.taps("✅ 赵奶奶平安")
    await meng.sees("都有消息了")
    await meng.look()
    assert "13900001111" not in str(meng.messages), "over: taken off"
    await meng.taps("不方便")
    await li.sees("👥 小孟")
    await at(town, "09:00")
    await li.look()
    assert not await meng.shows("赵奶奶 · 📞")
    assert not await wang.shows("赵奶奶")
    assert await town.count("checkin_days", "outcome = 'well'") == 1
