"""A case goes from hand to hand: forms say which one it is, and end kindly when it is gone."""

from simulator.client import JSON, Phone
from simulator.view import inline_buttons
from storage import people, places
from storage.tx import Tx
from tests.town import Town, dispatches, reports


def labels(message: JSON) -> list[str]:
    return [button["text"] for button in inline_buttons(message)]


async def test_forms_and_receipts_name_the_case(wang: Phone, li: Phone, zhang: Phone) -> None:
    first = await reports(wang, "3号门口两盏路灯不亮")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await zhang.taps("签收")
    await zhang.sees("阶段：处置中")
    second = await reports(wang, "垃圾没人收", "🧹 卫生")
    await dispatches(li)
    await zhang.sees(second)
    await zhang.says("📋 我的事")
    await zhang.taps(first)
    await zhang.taps("回单")
    named = f"{first} · 💡 照明 · 广安社区 森林公园小区 3号楼 2单元\n💬 3号门口两盏路灯不亮"
    assert named in (await zhang.sees("办得怎么样？"))["text"]
    await zhang.taps("已解决")
    assert named in (await zhang.sees("写一句告诉居民"))["text"]
    await zhang.says("换好了")
    await zhang.taps("⏭ 跳过")
    assert named in (await zhang.sees("居民会看到这段话"))["text"]
    await zhang.taps("✅ 提交")
    card = f"{first} · 💡 照明\n📍 广安社区 森林公园小区 3号楼 2单元\n💬 3号门口两盏路灯不亮"
    assert card in (await zhang.sees("✅ 已回单"))["text"], "what comes next is at hand"
    await wang.sees("解决了吗")


async def test_who_had_it_is_told_and_an_open_answer_ends_kindly(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    number = await reports(wang, "楼道灯不亮")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await zhang.taps("签收")
    await zhang.taps("回单")
    await zhang.taps("已解决")
    await zhang.sees("写一句告诉居民")
    await li.sees("阶段：处置中")
    await li.taps("转派")
    await li.taps("小李 · 社区工作者")
    mine = await li.sees("阶段：已派单")
    assert {"签收", "转派"} <= set(labels(mine))
    told = await zhang.sees("➡️")
    assert f"{number} · 💡 照明\n这件事已转给小李。" in told["text"]
    await zhang.says("换好了")
    ended = await zhang.sees("这件事已转给小李。")
    assert "没有找到" not in ended["text"]
    await town.quiet()
    assert not await li.shows("🔧 这件事交给您"), "one card is enough"
    assert await town.count("drafts") == 0
    assert await town.count("cases", "stage = 'dispatched'") == 1


async def test_an_answer_begun_ends_when_the_resident_withdraws(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "楼道灯不亮")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await zhang.taps("签收")
    await zhang.taps("回单")
    await zhang.sees("办得怎么样？")
    await wang.sees("👉 正在办")
    await wang.taps("撤回")
    await wang.taps("是，撤回")
    await zhang.sees("居民撤回了这件事")
    await zhang.taps("已解决")
    await zhang.sees("这件事已经结束了：")
    assert await town.count("drafts") == 0


async def test_more_than_eight_who_could_take_it_are_turned_over(
    town: Town, wang: Phone, li: Phone
) -> None:
    def hired(tx: Tx) -> None:
        place = next(at for at in places.below(tx, places.roots(tx)[0].id))
        for order in range(9):
            who = people.add(tx, None, "zh", 1)
            people.set_name(tx, who.id, f"网格{order}")
            people.grant(tx, who.id, "grid_worker", place.id, None, 1)

    await town.run(hired)
    await reports(wang, "路灯坏了")
    await li.taps("受理派单")
    first = await li.sees("交给谁办？")
    assert not any("网格8" in label for label in labels(first))
    await li.taps("▶️")
    await li.sees("交给谁办？")
    await li.taps("网格8")
    await li.sees("阶段：已派单")
    await wang.sees("👉 已交给网格8")
