"""A matter of many: known already, followed, made known, merged, over for everybody."""

from functools import partial

import pytest

from bot import town as demonstration
from community import people as rules
from simulator.client import Phone
from storage import people, places
from storage.tx import Tx
from tests.town import NEWCOMER, Town, answers, dispatches, fills_in, greeted, reports

SAME_BUILDING = f"{demonstration.ESTATE}/3号楼/1单元"
DAY_MS = 24 * 3_600_000


def moves_in(tx: Tx, path: str) -> None:
    """小周 agrees and lives there."""
    who = people.add(tx, NEWCOMER, "zh", 1)
    at = places.roots(tx)[0]
    for name in path.split("/"):
        at = next(place for place in places.below(tx, at.id) if place.name == name)
    rules.join(tx, who, "小周", at.id, 1)


@pytest.fixture
async def zhou(town: Town, newcomer: Phone) -> Phone:
    """小周, who lives in the same building as 王阿姨."""
    await town.run(partial(moves_in, path=SAME_BUILDING))
    return await greeted(newcomer)


async def test_an_outage_is_followed_made_known_over_and_thanked_for(
    town: Town, wang: Phone, li: Phone, zhang: Phone, zhou: Phone
) -> None:
    number = await reports(wang, "我家停水了", "🚰 水电气暖")
    await zhou.taps("📢 反映问题")
    await zhou.taps("🚰 水电气暖")
    await zhou.taps("🏠")
    known = await zhou.sees("📌 已经知道了")
    assert number in known["text"]
    assert "👉 已收到" in known["text"]
    assert "王阿姨" not in known["text"]
    assert "我家" not in known["text"], "the words of who has reported it are not shown"
    await zhou.taps("我也遇到")
    await zhou.hears("有进展就告诉您")
    await zhou.sees("👥 2人在等")
    await zhou.sees("您不用再单独反映了")
    await li.sees("👥 还有1人也遇到")
    assert await town.count("drafts") == 0
    await dispatches(li)
    await zhou.sees("👉 已交办")
    await li.taps("发布抢修")
    await li.sees("停了什么？")
    await li.taps("停气")
    await li.taps("还说不准")
    await li.sees("这些话会让大家看到：\n🛠 停气")
    await li.taps("✅ 发布")
    await zhou.sees("🛠 停气：正在抢修")
    await li.taps("撤下抢修消息")
    await li.hears("已撤下")
    for phone in (wang, zhou):
        assert "停气" not in (await phone.sees("🛠 抢修的消息先撤下了"))["text"]
    await li.taps("发布抢修")
    await li.taps("停水")
    asked = await li.sees("预计几点好？")
    hour = asked["reply_markup"]["inline_keyboard"][0][1]["text"]
    await li.taps(hour)
    asked = await li.sees("这些话会让大家看到：\n🛠 停水：正在抢修，预计")
    assert "现在就告诉 2 人；以后在 广安社区 森林公园小区 反映同样事情的人" in asked["text"]
    assert await town.count("outages") == 0
    await li.taps("✅ 发布")
    await li.hears("已发布")
    for phone in (wang, zhou, li):
        await phone.sees("🛠 停水：正在抢修，预计")
    await zhang.sees(f"{hour}")
    await zhang.taps("签收")
    await answers(zhang, "水管接好了")
    await wang.sees("解决了吗？")
    await zhou.sees("🚰 来水了")
    await zhou.taps("谢谢师傅")
    await zhou.hears("师傅听了一定高兴")
    await zhang.sees("🌷 居民说：谢谢师傅")
    assert await zhang.shows("🌷 1人说了谢谢师傅")
    await wang.taps("解决了")
    await wang.sees("您满意吗？")
    await wang.taps("满意")
    await wang.hears("谢谢您告诉我们")
    await town.quiet()
    assert await town.count("feedback", "solved = 1 AND satisfied = 1") == 1
    await zhou.taps("📢 反映问题")
    await zhou.taps("🚰 水电气暖")
    await zhou.taps("🏠")
    await zhou.sees("怎么回事")


async def test_two_reports_of_the_same_go_on_as_one(
    town: Town, wang: Phone, li: Phone, zhang: Phone, zhou: Phone
) -> None:
    first = await reports(wang, "路灯坏了")
    await li.sees("路灯坏了")
    await li.taps("并单")
    await li.hears("这里没有别的同类事项")
    await zhou.taps("📢 反映问题")
    await zhou.taps("💡 照明")
    await zhou.taps("🏠")
    await zhou.sees("📌 已经知道了")
    await zhou.taps("这是另一件事")
    await zhou.sees("怎么回事")
    await zhou.says("门口的灯也不亮")
    await zhou.taps("⏭ 跳过")
    await zhou.taps("✅ 提交")
    await zhou.sees("✅ 已收到")
    await li.sees("门口的灯也不亮")
    await li.taps("并单")
    await li.sees("并到哪一件？")
    await li.taps(first)
    asked = await li.sees("并到这一件吗？")
    assert f"{first} · 广安社区 森林公园小区 3号楼 2单元\n🗣 王阿姨" in asked["text"]
    await li.taps("✅ 并单")
    await li.sees("阶段：已并单")
    await zhou.sees("🤝 您的事和邻居的同一件事一起办")
    await wang.taps("📋 我的事")
    await wang.taps(f"{first} 路灯坏了 · 已收到")
    await wang.taps("撤回")
    await wang.taps("是，撤回")
    await wang.hears("邻居们也在等这件事")
    await li.taps("📋 我的事")
    await li.taps(f"{first} 路灯坏了 · 待受理")
    await dispatches(li)
    await zhang.sees("👥 还有1人也遇到")
    await zhou.taps("不用再告诉我")
    await zhou.sees("这件事不再提醒您了")
    assert await town.count("followers") == 0
    assert await town.count("cases", "stage = 'merged' AND closed IS NOT NULL") == 1
    assert await town.count("timers", "kind = 'issues.call_back'") == 0


async def test_of_noise_neighbours_learn_nothing(wang: Phone, zhou: Phone) -> None:
    await reports(wang, "楼上太吵", "🔊 噪音")
    await fills_in(zhou, "半夜装修", "🔊 噪音")


async def test_what_is_not_solved_or_not_well_may_be_explained(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "水管漏水", "🚰 水电气暖")
    await dispatches(li)
    await zhang.taps("签收")
    await answers(zhang, "缠了胶带")
    await wang.taps("没解决")
    await wang.sees("哪里还没弄好？")
    await wang.says("还在滴水")
    await wang.sees("马上再办一次")
    await zhang.sees("还在滴水")
    await answers(zhang, "换了水管")
    await wang.taps("解决了")
    await wang.taps("不满意")
    await wang.sees("哪里让您不满意？")
    await wang.says("等了两天")
    await wang.sees("社区会看的")
    card = await li.sees("🙁 居民不满意")
    assert "不满意：等了两天" in card["text"]
    rows = await town.run(
        lambda tx: tx.all("SELECT round, solved, satisfied FROM feedback ORDER BY round")
    )
    assert rows == [(1, 0, None), (2, 1, 0)]


async def test_who_phones_the_resident_keeps_what_they_say(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "水管漏水", "🚰 水电气暖")
    await dispatches(li)
    await zhang.taps("签收")
    await answers(zhang, "换了水管")
    town.clock.advance(3 * DAY_MS)
    await town.app.timing.scan()
    await li.sees("📞")
    await li.taps("打通了，解决了")
    await li.taps("满意")
    await town.quiet()
    assert await town.count("feedback", "satisfied = 1 AND called_by IS NOT NULL") == 1


async def test_words_of_who_joins_are_kept(wang: Phone, zhou: Phone) -> None:
    await reports(wang, "停水了", "🚰 水电气暖")
    await zhou.taps("📢 反映问题")
    await zhou.says("五楼老人等水吃药")
    await zhou.sees("先记下了")
    await zhou.taps("🚰 水电气暖")
    await zhou.taps("🏠")
    await zhou.taps("我也遇到")
    await zhou.sees("您自己写的那份还没有发")
    await zhou.sees("还没填完，给您留着")
    await zhou.taps("➡️ 接着填")
    await zhou.sees("五楼老人等水吃药")


async def test_two_reports_of_one_person_go_on_as_one(town: Town, wang: Phone, li: Phone) -> None:
    first = await reports(wang, "路灯坏了")
    await li.sees("📢 新的反映")
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    await wang.taps("🏠")
    await wang.says("楼道灯也不亮")
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    await li.sees("楼道灯也不亮")
    await li.taps("并单")
    await li.taps(first)
    await li.taps("✅ 并单")
    card = await wang.sees("🤝 您反映的两件是同一件事，一起办")
    assert first in card["text"]
    assert await town.count("cases", "stage = 'merged'") == 1
    assert await town.count("followers") == 0
