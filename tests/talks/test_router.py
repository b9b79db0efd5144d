"""A free sentence finds its door: from the words to the buttons to what lies behind them."""

from community.roles import Role
from community.router import hear
from simulator.client import Phone
from tests.talks.test_office import promotes
from tests.town import NEWCOMER, Town, reports


async def test_a_sentence_finds_its_door_and_is_not_asked_again(
    town: Town, wang: Phone, li: Phone
) -> None:
    await wang.says("三号楼后头那个路灯不亮了")
    offered = await wang.sees("💬 您说：三号楼后头那个路灯不亮了\n\n您是要办这个吗？")
    labels = [row[0]["text"] for row in offered["reply_markup"]["inline_keyboard"]]
    assert labels == ["📢 反映问题", "都不是"]
    await wang.taps("📢 反映问题")
    begun = await wang.sees("📝 我按您发来的先填好了")
    assert "💡 照明" in begun["text"]
    assert "经过：三号楼后头那个路灯不亮了" in begun["text"]
    await wang.taps("⏭ 跳过")
    await wang.taps("✏️ 修改")  # carried, and still theirs to change
    await wang.taps("经过")
    await wang.says("三号楼后头两个路灯都不亮了")
    await wang.sees("经过：三号楼后头两个路灯都不亮了")
    await wang.taps("✅ 提交")
    await li.sees("💬 三号楼后头两个路灯都不亮了")
    stale = offered["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await wang.taps_data(offered["message_id"], stale, forged=True)
    await wang.hears("情况刚刚有变化")
    assert await town.count("cases") == 1
    assert await town.count("drafts") == 0


async def test_who_presses_the_key_in_the_menu_need_not_say_it_again(wang: Phone) -> None:
    await wang.says("三号楼后头那个路灯不亮了")
    await wang.sees("您是要办这个吗？")
    await wang.says("📢 反映问题")  # the key, not the button
    await wang.sees("经过：三号楼后头那个路灯不亮了")
    await wang.says("/cancel")
    await wang.sees("已取消")
    await wang.says("📢 反映问题")
    await wang.sees("是哪方面的事？")


async def test_old_or_grave_words_lead_nowhere_any_more(town: Town, wang: Phone) -> None:
    await wang.says("三号楼后头那个路灯不亮了")
    await wang.sees("您是要办这个吗？")
    town.clock.advance(25 * 3_600_000)
    await wang.taps("📢 反映问题")
    await wang.sees("那是之前说的了")
    assert await town.count("drafts") == 0
    who, now = await town.person(wang.id), town.clock.now()
    grave = await town.run(lambda tx: hear(tx, who, "我不想活了", ("report",), now))
    offering = await town.run(lambda tx: town.app.registry.cards["said"].draw(tx, who, grave.id))
    assert offering is not None
    assert offering.rows == ()


async def test_doubt_is_asked_and_none_of_them_leads_to_the_menu(
    town: Town, wang: Phone, li: Phone
) -> None:
    await wang.says("楼上漏水没人管")
    offered = await wang.sees("您是想办哪一样？")
    labels = [row[0]["text"] for row in offered["reply_markup"]["inline_keyboard"]]
    assert 2 <= len(labels) - 1 <= 3
    assert {"📢 反映问题", "🤝 邻里调解"} <= set(labels)
    data = offered["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await li.taps_data(li.last["message_id"], data, forged=True)
    await li.hears("没有找到")
    await wang.taps("都不是")
    await wang.sees("没猜对")
    assert await town.count("sentences", "door = 'none'") == 1
    row = await town.run(lambda tx: tx.one("SELECT words FROM sentences"))
    assert row is not None
    assert "漏水".encode() not in row[0], "what was said is sealed"


async def test_of_two_things_said_at_once_each_has_its_button(town: Town, wang: Phone) -> None:
    said = "我要离婚顺便给我找个工作"
    await wang.says(said)
    offered = await wang.sees("您是想办哪一样？")
    labels = {row[0]["text"] for row in offered["reply_markup"]["inline_keyboard"]}
    assert {"💼 找工作", "🤝 邻里调解"} <= labels
    await wang.taps("🤝 邻里调解")
    begun = await wang.sees("事情经过：")
    assert said in begun["text"], "the whole sentence is taken along"
    await wang.says("想找份保安的工作，还想学跳广场舞")  # in the form neither is asked for
    await wang.sees("💬 您说：想找份保安的工作，还想学跳广场舞")
    assert await town.count("sentences") == 2


async def test_a_door_still_to_come_lies_on_the_desk_and_is_answered(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await wang.says("小区的议事会几号开，我想提议题")
    await wang.sees("会连同姓名、电话交给社区工作人员")
    await wang.taps("🗳 议事厅")
    await wang.sees("这一项还没开通，社区会看到")
    card = await li.sees("🚪 居民想办，还没开通")
    assert "👤 王阿姨" in card["text"]
    assert "💬 小区的议事会几号开，我想提议题" in card["text"]
    await li.taps("🗂 工作台")
    await li.taps("📥 待受理 1")
    await li.taps("🚪 小区的议事会")
    await li.taps("💬 回复")
    await li.sees("您怎么回复？")
    await li.says("下周三晚上七点，在社区活动室")
    await li.sees("✅ 已回复对方")
    await wang.sees("✅ 社区回复：下周三晚上七点，在社区活动室")
    await wang.says("办老年证要带什么材料")
    await wang.taps("📖 办事指南")
    await wang.sees("社区会看到")
    asked = await li.sees("💬 办老年证要带什么材料")
    await town.quiet()  # its number is known
    await li.says("好" * 1001, reply_to=asked["message_id"])
    await li.sees("一共1001个字，最多1000个字。还没有发出去")
    await li.says("带上身份证和两张照片", reply_to=asked["message_id"])
    await wang.sees("✅ 社区回复：带上身份证和两张照片")
    await wang.says("楼道长是哪一位")
    await wang.taps("🏠 楼道长")
    await wang.sees("社区会看到")
    await wang.taps("撤回")
    await wang.sees("您已撤回")
    await town.quiet()
    assert not await zhang.shows("议事会"), "the property company has no part in it"
    assert await town.count("inquiries", "ended IS NOT NULL") == 3


async def test_who_asks_after_an_answer_is_shown_what_they_asked(
    town: Town, wang: Phone, li: Phone
) -> None:
    await wang.says("小区的议事会几号开，我想提议题")
    await wang.taps("🗳 议事厅")
    await wang.sees("这一项还没开通，社区会看到")
    for words in ("我问的那个有回音吗", "结果怎么样"):
        await wang.says(words)
        asked = await wang.sees(f"💬 您说：{words}\n\n您是在问这件事吗？")
        assert "🚪 小区的议事会" in str(asked["reply_markup"])
    await wang.taps("都不是")
    await wang.sees("没猜对")
    await wang.says("路灯修得怎么样了")
    asked = await wang.sees("💬 您说：路灯修得怎么样了")
    assert "🚪" not in str(asked["reply_markup"]), "that was not what she has asked"
    await wang.says("社区怎么还没回复我")
    await wang.sees("您是在问这件事吗？")
    await wang.taps("🚪 小区的议事会")
    await wang.sees("这一项还没开通")
    await wang.taps("撤回")
    await wang.sees("您已撤回")
    await wang.says("社区怎么还没回复我")
    asked = await wang.sees("💬 您说：社区怎么还没回复我")
    assert "🚪" not in str(asked["reply_markup"]), "nothing waits any more"
    await li.says("我问的那个有回音吗")
    asked = await li.sees("💬 您说：我问的那个有回音吗")
    assert "🚪" not in str(asked["reply_markup"]), "nobody else's"
    assert await town.count("inquiries") == 1


async def test_small_talk_gets_a_warm_word_and_never_a_form(town: Town, wang: Phone) -> None:
    for said, answer in (
        ("你好呀", "😊 您好！"),
        ("谢谢你啦", "🌷 不客气"),
        ("吃了吗您呐", "🍚 谢谢您惦记"),
        ("哈哈哈哈哈", "😄 您开心就好"),
        ("你是机器人吧", "🤖 我是咱们社区的小助手"),
    ):
        await wang.says(said)
        await wang.sees(answer)
    assert await town.count("drafts") == 0
    assert await town.count("sentences") == 0
    for many in ("３", "我和我妈，2个人"):
        await wang.says(many)
        await wang.sees("这个数我不知道答的是什么，还没有记下")


async def test_what_was_said_before_agreeing_is_found_again(town: Town, newcomer: Phone) -> None:
    await newcomer.says("想找个家门口的工作")
    await newcomer.sees("您同意吗？")
    await newcomer.says("能照顾孩子的那种")
    await newcomer.sees("请点下面的按钮来选")
    await newcomer.taps("同意")
    await newcomer.sees("您住在哪")
    await newcomer.taps("⏭ 跳过")
    await newcomer.taps("✅ 提交")
    await newcomer.sees("💬 您说：想找个家门口的工作\n能照顾孩子的那种")
    await newcomer.taps("💼 找工作")
    assert await town.count("people", f"telegram_id = {NEWCOMER} AND consented IS NOT NULL") == 1


async def test_a_plain_other_matter_is_not_taken_for_the_open_report(wang: Phone) -> None:
    await reports(wang, "路灯坏了")
    await wang.says("给我闺女介绍个对象吧")
    await wang.sees("💬 您说：给我闺女介绍个对象吧")
    await wang.taps("都不是")
    await wang.says("楼上漏水没人管")
    await wang.sees("是说这件事吗？")
    await wang.taps("📢 不是，是新的事")
    await wang.sees("💬 您说：楼上漏水没人管")
    await wang.taps("都不是")
    await wang.says("灯还是黑的没人来修")
    await wang.sees("是说这件事吗？")
    await wang.taps("➕ 是，加到这件事上")
    await wang.sees("✅ 已补充")


async def test_an_office_teaches_it_without_a_restart(town: Town, wang: Phone, li: Phone) -> None:
    await wang.says("蓝精灵开不开门")
    await wang.sees("没听明白")
    await li.says("/office")
    await li.sees("这个由街道工作人员和管理员来用")
    await promotes(town, role=Role.SUBDISTRICT_STAFF)
    await li.says("/office")
    offered = await li.sees("🏛 街道设置")
    assert "改动记录" not in str(offered["reply_markup"])
    await li.taps("💬 居民怎么说")
    await li.taps("📖 办事指南")
    await li.taps("➕ 新增例句")
    await li.says("蓝精灵几点开门")
    await li.sees("✅ 学会了")
    await li.sees("📖 办事指南 (1/")
    await wang.says("蓝精灵开不开门")
    await wang.sees("蓝精灵开不开门")
    await wang.taps("📖 办事指南")
    await wang.sees("社区会看到")
    row = await town.run(lambda tx: tx.one("SELECT words FROM examples"))
    assert row is not None
    assert "几点".encode() not in row[0], "sealed as all that is typed"
    await li.taps("↩️ 蓝精灵几点开门 (新增)")
    await town.quiet()  # the card is drawn anew
    await li.look()
    await li.taps("🗑 怎么办理")
    await li.taps("↩️ 怎么办理 (已去掉)")
    await promotes(town)
    await li.says("/office")
    await li.taps("🧾 改动记录")
    log = await li.sees("新增了一句例句：📖 办事指南")
    assert "去掉了一句例句：📖 办事指南" in log["text"]
    assert await town.count("examples") == 0


async def test_a_plain_other_matter_is_not_swallowed_by_a_form_that_asks_something_else(
    town: Town, wang: Phone
) -> None:
    await wang.taps("🤝 邻里调解")
    await wang.says("社区这周有什么活动")
    await wang.sees("💬 您说：社区这周有什么活动")
    await wang.sees("“🤝 邻里调解”")
    await wang.taps("➡️ 接着填")
    await wang.says("楼上天天半夜挪桌子，吵得睡不着")
    await wang.sees("📝")
    assert await town.count("sentences") == 1, "what may belong to it is kept with it"
    await wang.taps("好的，继续")
    await wang.taps("👨‍👩‍👧 家务和赡养")
    await wang.sees("是和谁的事？")
    await wang.says("我儿子")
    await wang.sees("⚠️ 请点下面的按钮来选")
    assert await town.count("sentences") == 1, "an answer in other words is no other matter"
    await wang.says("我想找个孩子上学时候能干的保洁")
    await wang.taps("💼 找工作")
    await wang.sees("💼 我的求职卡")
    await wang.says("/cancel")
    await wang.sees("已取消")
    await wang.taps("➡️ 接着填")
    await wang.sees("是和谁的事？")


async def test_after_a_false_alarm_of_illness_nobody_is_led_to_a_door(
    town: Town, wang: Phone
) -> None:
    await wang.says("我心口疼得厉害")
    await wang.sees("🆘 请马上打电话")
    await wang.taps("不是紧急情况")
    await wang.sees("没事就好")
    await wang.sees("请问有什么可以帮您")
    assert await town.count("sentences") == 0
    assert await town.count("drafts") == 0
