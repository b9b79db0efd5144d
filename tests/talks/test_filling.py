"""Filling in: wrong kinds, changes of mind, dead buttons, restarts; nothing is lost."""

import pytest

from simulator.client import Phone
from simulator.view import inline_buttons
from tests.town import Town, dispatches, fills_in, reports


async def test_words_or_a_sticker_where_a_button_is_asked(town: Town, wang: Phone) -> None:
    await wang.taps("📢 反映问题")
    await wang.says("就是那个坏了")
    await wang.sees("📝 您写的话先记下了，等会儿用。\n\n⚠️ 请点下面的按钮来选")
    await wang.sends("sticker")
    await wang.sees("请点下面的按钮来选")
    await town.quiet()
    await wang.look()
    asked = [m for m in wang.messages.values() if "是哪方面的事" in m.get("text", "")]
    whole = ["(1/4)" in m["text"] for m in asked]
    assert whole == [True, False, False], "the whole question is said once"
    assert [bool(inline_buttons(m)) for m in asked] == [False, False, True]
    await wang.says("照明")
    await wang.sees("在哪里？")
    await wang.sends("sticker")
    await wang.sees("请点下面的按钮来选")
    await wang.sends("location")
    await wang.sees("请点下面的按钮来选")
    await wang.taps("🏠")
    await wang.sees("现在填的是：就是那个坏了")
    await wang.taps("➡️ 不用改")
    await wang.sees("有照片吗")
    await wang.taps("⏭ 跳过")
    await wang.finds("✅ 提交")


async def test_a_place_can_be_written_as_people_call_it(wang: Phone) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    await wang.sees("在哪里？")
    await wang.says("金域华府十一栋")
    await wang.sees("📍 广安社区 金域华府小区 11号楼")
    await wang.says("在五单元")  # there are four
    await wang.sees("也可以写小区的名字")
    await wang.says("4单元门口")
    await wang.sees("现在填的是：在五单元")
    await wang.says("门口的灯不亮")
    await wang.sees("有照片吗")
    await wang.taps("⏭ 跳过")
    await wang.sees("广安社区 金域华府小区 11号楼 4单元")


async def test_a_story_too_short_too_long_or_no_words_at_all(town: Town, wang: Phone) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    await wang.taps("🏠")
    await wang.sees("怎么回事")
    await wang.says("灯")
    await wang.sees("有点短，请至少写2个字")
    await wang.says("灯" * 1001)
    await wang.sees("您写了1001个字，最多能收1000个字")
    await wang.sends("document")
    await wang.sees("这一步请打字回答")
    await wang.says("灯" * 1000)
    await wang.sees("有照片吗")
    await wang.says("再加一句")
    await wang.sees("您写了1005个字，最多能收1000个字")
    await wang.says("没有照片")
    await wang.sees("姓名和电话只有社区和来办这件事的人看得到")
    await wang.sends("document")
    await wang.sees("都填好了")
    await wang.says("提交")
    await wang.sees("✅ 已收到")
    assert await town.count("cases") == 1


async def test_photos_up_to_the_most_that_fit(wang: Phone) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("🧹 卫生")
    await wang.taps("🏠")
    await wang.says("楼道堆杂物")
    await wang.sees("有照片吗")
    await wang.sends_photo("这是三楼")
    await wang.sees("✅ 已加到您前面写的话里")
    for _ in range(5):
        await wang.sends_photo()
    await wang.sees("已收到6张照片")
    await wang.sends_photo()
    await wang.sees("最多收6张照片")
    await wang.taps("🗑 照片重新发")
    await wang.sees("有照片吗")
    await wang.sends_photo()
    await wang.taps("发完了")
    await wang.sees("楼道堆杂物\n这是三楼")


async def test_back_change_leave_so_and_cancel(town: Town, wang: Phone) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("🛗 电梯")
    await wang.taps("⬅️ 上一步")
    await wang.sees("现在填的是：🛗 电梯")
    await wang.taps("➡️ 不用改")
    await wang.taps("🏠")
    await wang.says("电梯异响")
    await wang.taps("⏭ 跳过")
    await wang.taps("✏️ 修改")
    await wang.sees("要改哪一项？")
    await wang.taps("经过")
    await wang.sees("现在填的是：电梯异响")
    await wang.says("电梯一到五楼就响")
    await wang.sees("电梯一到五楼就响")
    await wang.taps("✖️ 取消")
    await wang.sees("已取消，什么也没有发出去")
    assert await town.count("drafts") == 0
    assert await town.count("cases") == 0
    await wang.says("/cancel")
    await wang.sees("请问有什么可以帮您")


async def test_a_menu_key_wins_over_the_open_question(wang: Phone) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    await wang.taps("🏠")
    await wang.sees("怎么回事")
    await wang.says("📋 我的事")
    await wang.sees("您还没有办理中的事")
    await wang.says("我的事")
    await wang.sees("您还没有办理中的事")
    await wang.says("我的事办了没有，灯还是不亮")
    await wang.sees("有照片吗")
    await wang.says("菜单")
    await wang.sees("请问有什么可以帮您")


async def test_only_the_newest_question_keeps_its_buttons(town: Town, wang: Phone) -> None:
    await wang.taps("📢 反映问题")
    await wang.says("什么都行")
    await wang.sees("请点下面的按钮来选")
    await wang.says("照明")
    await wang.sees("在哪里？")
    await town.quiet()
    await wang.look()
    assert [m["text"][:4] for m in wang.messages.values() if inline_buttons(m)] == ["📢 反映"]


async def test_a_button_from_before_shows_where_the_form_stands(town: Town, wang: Phone) -> None:
    await wang.taps("📢 反映问题")
    asked = await wang.sees("是哪方面的事？")
    old = inline_buttons(asked)[0]["callback_data"]
    await wang.taps("💡 照明")
    await wang.sees("在哪里？")
    await wang.taps_data(asked["message_id"], old, forged=True)
    await wang.hears("那个按钮是之前的了")
    await town.quiet()
    await wang.taps("🏠")
    await wang.sees("怎么回事")


async def test_a_button_of_a_form_that_is_over_is_dead(town: Town, wang: Phone) -> None:
    await fills_in(wang, "路灯坏了")
    message = wang.last
    send = inline_buttons(message)[0]["callback_data"]
    await wang.taps("✅ 提交")
    await wang.sees("✅ 已收到")
    await wang.taps_data(message["message_id"], send, forged=True)
    await wang.hears("这个按钮已经失效了")
    await town.quiet()
    assert await town.count("cases") == 1


async def test_two_quick_taps_on_send_make_one_report(town: Town, wang: Phone) -> None:
    await fills_in(wang, "路灯坏了")
    message = wang.last
    send = inline_buttons(message)[0]["callback_data"]
    await town.phones.pause(polling=True)
    await wang.taps_data(message["message_id"], send)
    await wang.taps_data(message["message_id"], send)
    await town.phones.pause(polling=False)
    await wang.sees("✅ 已收到")
    await town.quiet()
    assert await town.count("cases") == 1


async def test_a_restart_in_the_middle_goes_on_where_it_was(
    town: Town, wang: Phone, li: Phone
) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("🚰 水电气暖")
    await wang.sees("在哪里？")
    await town.restarts()
    await wang.taps("🏠")
    await wang.sees("怎么回事")
    await town.closes()
    await wang.says("水管爆了")
    await town.opens()
    await wang.sees("有照片吗")
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    await wang.sees("✅ 已收到")
    await li.sees("水管爆了")


STORIES = [
    "<b>灯</b> &amp; <a href='tg://user?id=1'>坏</a>",
    "*灯* _坏_ `了` [x](http://x) ~~ || > #",
    "'; DROP TABLE cases; -- %(x)s :name {name} {0} %s %%",
    "\u202eنص من اليمين\u202c 灯",
    "👨‍👩‍👧‍👦🏳️‍🌈 e\u0301\u0301\u0301 𝕏𠮷 \ufeff\u200b灯\u0007",
    "灯\U0001f468" * 250,
    "/" * 400 + "@" * 400,
]


@pytest.mark.parametrize("story", STORIES, ids=range(len(STORIES)))
async def test_what_a_person_types_comes_out_literally(
    wang: Phone, li: Phone, zhang: Phone, story: str
) -> None:
    number = await reports(wang, "灯坏了，见下")
    await fills_in(wang, f"灯{story}")
    await wang.taps("✅ 提交")
    card = await li.sees(f"💬 灯{story}\n")
    bold = [entity for entity in card["entities"] if entity["type"] == "bold"]
    assert [entity["offset"] for entity in bold] == [0, 9], "nothing typed became markup"
    assert number
    await dispatches(li)
    await zhang.sees(f"💬 灯{story}\n")


async def test_nul_which_no_database_takes_is_replaced(town: Town, wang: Phone, li: Phone) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    await wang.taps("🏠")
    asked = await wang.sees("怎么回事")
    chat = town.telegram.chats[wang.id]
    message = {"message_id": 9_999, "date": asked["date"], "chat": chat.card, "from": chat.user}
    town.telegram.updates.add("message", {**message, "text": "灯\0坏了"})
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    await li.sees("💬 灯\ufffd坏了")
