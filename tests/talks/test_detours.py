"""A report takes the steps beside the straight way, and everybody hears of it."""

from simulator.client import Phone
from tests.town import Town, dispatches, reports


async def test_returned_and_chosen_anew(wang: Phone, li: Phone, zhang: Phone) -> None:
    await reports(wang, "路灯坏了")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await zhang.taps("退单")
    await zhang.sees("为什么不归您办？")
    await zhang.says("这盏灯归供电公司管")
    await zhang.taps("✅ 提交")
    await zhang.sees("✅ 已退单")
    await wang.sees("👉 正在换人办（这盏灯归供电公司管）")
    await li.sees("↩️ 退单了，请重新派单")
    await dispatches(li, "小李 · 社区工作者")
    await wang.sees("👉 已交给小李")


async def test_declined_with_the_next_door(town: Town, wang: Phone, li: Phone) -> None:
    await reports(wang, "门口的路被货车占了")
    await li.taps("不予受理")
    await li.says("公路归交警管")
    await li.sees("居民该找谁？")
    await li.says("县交警大队，122")
    await li.taps("✅ 提交")
    await li.sees("✅ 已回复不予受理")
    card = await wang.sees("社区办不了，请看这里")
    assert "👉 县交警大队，122" in card["text"]
    assert await town.count("cases", "stage = 'declined'") == 1


async def test_withdrawn_after_a_second_tap(wang: Phone, li: Phone, zhang: Phone) -> None:
    await reports(wang, "路灯坏了")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await wang.sees("👉 已交给张师傅")
    await wang.taps("撤回")
    await wang.sees("要撤回这件事吗？")
    await wang.taps("⬅️ 上一步")
    await wang.sees("👉 已交给张师傅")
    await wang.taps("撤回")
    await wang.taps("是，撤回")
    await wang.sees("👉 您已撤回")
    await zhang.sees("居民撤回了这件事")
    await wang.taps("🔁 重新反映")
    again = await wang.sees("照原来的填好了")
    assert "路灯坏了" in again["text"]
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    await wang.sees("✅ 已收到，编号 2")


async def test_supplemented_and_urged(wang: Phone, li: Phone, zhang: Phone) -> None:
    await reports(wang, "路灯坏了")
    await dispatches(li)
    await wang.sees("👉 已交给张师傅")
    await wang.taps("补充")
    await wang.says("2号门口那盏也不亮")
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    await wang.sees("✅ 已补充")
    added = await zhang.sees("➕ 居民补充了情况")
    assert "补充：2号门口那盏也不亮" in added["text"]
    await wang.taps("催一催")
    await wang.hears("已经催了")
    await zhang.sees("🔔 催办，请抓紧")
    await wang.taps("催一催")
    await wang.hears("今天已经催过了")


async def test_paused_and_resumed(wang: Phone, li: Phone, zhang: Phone) -> None:
    await reports(wang, "路灯坏了")
    await dispatches(li)
    await zhang.taps("签收")
    await zhang.taps("挂起")
    await zhang.says("等配件")
    await zhang.taps("✅ 提交")
    await wang.sees("👉 先等一等：等配件")
    await li.sees("⏸ 这件事先挂起了")
    await zhang.taps("解挂")
    await wang.sees("👉 正在办")


async def test_staff_go_on_with_what_somebody_paused_who_is_in_no_role_any_more(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "路灯坏了")
    await dispatches(li)
    await zhang.taps("签收")
    await zhang.taps("挂起")
    await zhang.says("等配件")
    await zhang.taps("✅ 提交")
    await li.sees("⏸ 这件事先挂起了")
    await town.quiet()
    await town.takes_role(zhang.id)
    await zhang.taps("解挂")
    await zhang.hears("没有找到")
    await li.taps("解挂")
    await wang.sees("👉 正在办")
    await li.sees("阶段：处置中")
    await li.taps("转派")
    await li.taps("小李 · 社区工作者")
    await li.sees("阶段：已派单")


async def test_extended_alone_and_then_by_leave(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "路灯坏了")
    await dispatches(li)
    await zhang.taps("签收")
    asked = (("2天", "缺人手", "✅ 已延期"), ("3天", "缺配件", "✅ 已向社区申请延期"))
    for days, why, heard in asked:
        await town.quiet()
        await zhang.look()
        await zhang.taps("延期")
        await zhang.says(f"再要{days}")
        await zhang.says(why)
        await zhang.taps("✅ 提交")
        await zhang.sees(heard)
    await wang.sees("⏳ 要多等几天，最晚")
    await wang.sees("原因：缺人手")
    await li.sees("⏳ 申请延期，请您定")
    await li.taps("同意延期")
    await zhang.sees("✅ 同意延期")
    await wang.sees("原因：缺配件")
    await zhang.taps("挂起")
    await zhang.says("等天气")
    await zhang.taps("✅ 提交")
    assert "⏳" not in (await wang.sees("👉 先等一等：等天气"))["text"]
    card = await zhang.sees("⏸ 挂起中，时间不算")
    assert "⏳" not in card["text"]
