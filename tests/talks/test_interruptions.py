"""Something else comes up while a report is filled in, and nothing of it is lost."""

from functools import partial

from simulator.client import Phone
from simulator.view import inline_buttons
from storage import timers
from tests.town import Town, answers, dispatches, fills_in, reports

DAY_MS = 24 * 3_600_000


async def test_a_menu_key_in_the_middle_keeps_the_report(town: Town, wang: Phone) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    await wang.taps("🏠")
    await wang.sees("怎么回事")
    await wang.says("📋 我的事")
    await wang.sees("“📢 反映问题”还没填完，给您留着")
    await wang.taps("➡️ 接着填")
    await wang.sees("怎么回事")
    await wang.says("路灯坏了")
    await wang.says("/help")
    await wang.sees("还没填完")
    await wang.taps("🗑 不填了")
    await wang.sees("已取消，什么也没有发出去")
    await town.quiet()
    assert await town.count("drafts") == 0


async def test_a_report_left_half_filled_in_is_reminded_of(town: Town, wang: Phone) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    await wang.sees("在哪里？")
    await town.quiet()
    town.clock.advance(DAY_MS)
    await town.app.timing.scan()
    await wang.sees("“📢 反映问题”还没填完，给您留着")
    await wang.taps("➡️ 接着填")
    await wang.taps("🏠")
    await wang.sees("怎么回事")
    later = town.clock.now() + DAY_MS
    assert await town.run(partial(timers.due, now=later, limit=9)) == []


async def test_an_album_counts_as_one_answer(town: Town, wang: Phone) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("🧹 卫生")
    await wang.taps("🏠")
    await wang.says("楼道堆杂物")
    await wang.sees("有照片吗")
    await town.quiet()
    await wang.look()
    before = len(wang.messages)
    await town.phones.pause(polling=True)
    await wang.sends_album("photo", "photo", "photo")
    await town.phones.pause(polling=False)
    await wang.sees("已收到3张照片")
    await town.quiet()
    await wang.look()
    assert len(wang.messages) == before + 3 + 1, "three photos and one answer to them"


async def test_an_edited_message_corrects_the_report(wang: Phone, li: Phone) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    await wang.taps("🏠")
    story = await wang.says("路灯坏了，三号楼")
    await wang.taps("⏭ 跳过")
    await wang.sees("三号楼")
    await wang.edits(story["message_id"], "路灯坏了，五号楼")
    await wang.sees("五号楼")
    await wang.taps("✅ 提交")
    await li.sees("五号楼")
    await wang.edits(story["message_id"], "路灯坏了，六号楼")
    await wang.sees("这次改动没有记上")


async def test_another_report_after_one_was_given_up(town: Town, wang: Phone) -> None:
    await fills_in(wang, "路灯坏了")
    await wang.taps("📢 反映问题")
    await wang.sees("“📢 反映问题”您还填着一半")
    await town.quiet()
    await wang.look()
    assert not await wang.shows("给您留着"), "one answer is enough"
    await wang.taps("➡️ 接着填")
    await wang.sees("路灯坏了")
    await wang.taps("📢 反映问题")
    await wang.sees("您还填着一半")
    await wang.says("/help")
    await wang.taps("🔄 重新开始")
    await wang.taps("🧹 卫生")
    await wang.taps("🏠")
    await wang.sees("怎么回事")
    await wang.says("又坏了")
    await wang.says("还很脏")
    await wang.sees("已加到您前面写的话里")
    await wang.taps("⏭ 跳过")
    await wang.sees("又坏了\n还很脏")
    await wang.taps("✅ 提交")
    await wang.sees("✅ 已收到")
    await town.quiet()
    await wang.look()
    assert [m["text"] for m in wang.messages.values() if inline_buttons(m)] == []
    assert await town.count("drafts") == 0


async def test_whoever_writes_too_late_what_is_still_wrong_can_have_it_taken_up_again(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "水管漏水", "🚰 水电气暖")
    await dispatches(li)
    await zhang.taps("签收")
    await answers(zhang, "修好了")
    await wang.taps("没解决")
    await wang.sees("哪里还没弄好")
    await answers(zhang, "这回真修好了")
    await wang.sees("这回真修好了")
    await wang.taps("解决了")
    await wang.sees("👉 办好了")
    await wang.says("还是在漏")
    await wang.sees("这件事现在已经是：办好了。您刚才写的没有发出去")
    assert await town.count("drafts") == 0
    await wang.taps("看看")
    await wang.taps("没解决")
    await wang.taps("没解决，请再办一次")
    await wang.sees("🔁 第 3 次办理")
    await wang.sends("voice")
    await zhang.sees("· 补充：🎤")
