"""Messages outside any form: cries for help, photos, words sent on."""

from community.issues.danger import danger_of, ruled
from simulator.client import Phone
from tests.town import ADMIN, NEWCOMER, Town, answers, dispatches, greeted, reports

ALIKE = "我有心脏病，他半夜跳绳"  # like danger to the learnt net, and to no rule


async def test_what_follows_an_alarm_goes_to_those_alerted(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("🆘 有人有危险")
    await wang.sees("🆘 请马上打电话")
    await wang.says("我摔倒了起不来")
    alarm = await li.sees("🆘 王阿姨：我摔倒了起不来")
    assert "📍 广安社区 森林公园小区 3号楼 2单元" in alarm["text"]
    assert f"tg://user?id={wang.id}" in str(alarm["reply_markup"])
    await wang.sees("🆘 已转给小李")
    await wang.sends("voice")
    await li.sees("🆘 王阿姨：（见下一条）")
    await town.quiet()
    await li.look()
    assert any("voice" in message for message in li.messages.values())
    await wang.sends("location")
    await town.quiet()
    await li.look()
    assert any("location" in message for message in li.messages.values())
    assert not await zhang.shows("起不来")
    assert await town.count("alerts") == 1
    assert await town.count("drafts") == 0
    await wang.taps("📢 反映问题")
    await wang.says("照明")
    await wang.sees("在哪里？")
    town.clock.advance(31 * 60_000)
    await wang.says("/cancel")
    await wang.says("还有人吗")
    await wang.sees("😊 您好！")


async def test_a_cry_for_help_raises_the_alarm_even_from_a_stranger(
    town: Town, wang: Phone, li: Phone, newcomer: Phone
) -> None:
    await wang.says("救命，煤气泄漏了")
    numbers = await wang.sees("🆘 请马上打电话：119（到屋外再打）")
    assert "别碰开关" in numbers["text"], "what to do meanwhile is said for this danger"
    alarm = await li.sees("🆘 王阿姨 说有危险")
    assert "💨 煤气燃气" in alarm["text"]
    await li.sees("🆘 王阿姨：救命，煤气泄漏了")
    office = await greeted(await town.phone("办公室", ADMIN))
    await newcomer.says("楼上着火了")
    await newcomer.sees("🆘 请马上打电话")
    await office.sees("🆘 小周：楼上着火了")
    assert await town.count("alerts") == 2
    assert await town.count("people", f"telegram_id = {NEWCOMER} AND consented IS NULL") == 1
    await wang.taps("不是紧急情况")
    await wang.sees("💬 您说：救命，煤气泄漏了")
    assert await town.count("alerts", "words IS NOT NULL") == 1, "the other one still stands"
    await wang.taps("都不是")
    await wang.says("今天防火演练几点开始")
    await wang.sees("💬 您说：今天防火演练几点开始")
    assert await town.count("alerts") == 2


async def test_a_cry_for_help_is_heard_in_the_middle_of_a_form(
    town: Town, wang: Phone, li: Phone, newcomer: Phone
) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    await wang.taps("🏠")
    await wang.sees("怎么回事？")
    await wang.says("楼道里着火了，救命")
    await wang.sees("有照片吗？")
    await wang.sees("🆘 请马上打电话")
    await li.sees("🆘 王阿姨：楼道里着火了，救命")
    await wang.taps("不是紧急情况")
    await wang.taps("⏭ 跳过")
    await wang.sees("经过：楼道里着火了，救命")  # nothing of it is lost
    await wang.taps("✖️ 取消")
    await wang.taps("⚙️ 设置")
    await wang.taps("🙂 改称呼")
    await wang.says("煤气泄漏了")
    await wang.sees("🆘 请马上打电话")
    await newcomer.says("/start")
    await newcomer.sees("您同意吗？")
    await newcomer.says("着火了")
    await newcomer.sees("🆘 请马上打电话")
    assert await town.count("alerts") == 3


async def test_who_deals_with_a_danger_raises_no_alarm_by_naming_it(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "楼道里有点煤气的味道")
    await dispatches(li)
    card = await zhang.sees("🔧 这件事交给您")
    await town.quiet()
    await zhang.says("门口冒烟的灯箱已换好", reply_to=card["message_id"])
    await zhang.sees("2611-1")  # kept, and signed for
    await answers(zhang, "燃气泄漏已处理，阀门已换")
    await wang.sees("燃气泄漏已处理")
    assert await town.count("alerts") == 1  # 王阿姨's own words


async def test_an_album_begins_a_report(town: Town, wang: Phone, li: Phone) -> None:
    await wang.sends_album("photo", "photo", caption="三号楼门口垃圾没人收")
    summary = await wang.sees("📝 我按您发来的先填好了")
    await town.quiet()
    await wang.look()
    summary = wang.messages[summary["message_id"]]
    assert "🧹 卫生" in summary["text"]
    assert "三号楼门口垃圾没人收" in summary["text"]
    assert "森林公园小区 3号楼 2单元" in summary["text"]
    assert "2张照片" in summary["text"]
    await wang.says("已经三天了")
    await wang.sees("没人收\n已经三天了")
    await wang.taps("✅ 提交")
    await li.sees("💬 三号楼门口垃圾没人收\n已经三天了")
    assert await town.count("media") == 2


async def test_words_of_whatever_length_and_words_sent_on_begin_a_report(
    wang: Phone, li: Phone
) -> None:
    await wang.says("楼道灯不亮了")
    await wang.sees("您是要办这个吗？")
    await wang.taps("📢 反映问题")
    begun = await wang.sees("有照片吗")
    assert "单元\n经过：楼道灯不亮了\n\n📢" in begun["text"], "what is filled in is shown at once"
    await wang.says("没有")
    await wang.sees("💡 照明")
    await wang.says("取消")
    await wang.sees("已取消")
    await wang.says("楼道灯不亮了" + "，天天都是这样" * 200)
    await wang.sees("💬 您说：楼道灯不亮了，天天")
    await wang.taps("📢 反映问题")
    await wang.sees("您写了 1406 个字，这里先放了前 1000 个字")
    begun = await wang.sees("有照片吗")
    assert "经过：楼道灯不亮了，天天都是这样" in begun["text"], "not asked for again"
    await wang.says("取消")
    words = await wang.says("单元门坏了关不上")
    await wang.sees("💬 您说：单元门坏了关不上")
    await wang.forwards(words["message_id"])
    await wang.sees("💬 您说：单元门坏了关不上")
    await wang.taps("📢 反映问题")
    await wang.taps("⏭ 跳过")
    await wang.sees("单元门坏了关不上")
    await wang.taps("✅ 提交")
    await li.sees("📢 新的反映")


async def test_what_is_sent_while_a_report_stands_open_may_belong_to_it(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    number = await reports(wang, "路灯坏了")
    await dispatches(li)
    await wang.sends_album("photo", "photo", caption="还是这样")
    asked = await wang.sees("是说这件事吗？")
    assert f"{number} · 💡 照明" in asked["text"], "which one is said"
    await wang.says("晚上看不见")
    await wang.sees("✅ 已加到您前面写的话里")
    await wang.taps("➕ 是，加到这件事上")
    await wang.sees("✅ 已补充")
    added = await zhang.sees("· 补充：还是这样\n晚上看不见")
    assert "📷 照片（2）" in str(added["reply_markup"])
    await wang.says("谢谢您")
    await wang.sees("🌷 不客气")
    await wang.says("真的很黑" * 300)
    await wang.sees("是说这件事吗？")
    await wang.taps("➕ 是，加到这件事上")
    await wang.sees("✅ 已补充")
    await zhang.sees("· 补充：真的很黑真的很黑")

    await zhang.taps("签收")
    await answers(zhang, "换好了")
    await wang.sees("解决了吗？")
    await wang.sends("voice")
    await wang.sees("📝 收到了：\n语音：1")
    await wang.sends("photo", caption="还是黑的")
    await wang.sees("📎 您发的先收好了")
    await wang.taps("🔁 是，没解决")
    await wang.sees("马上再办一次")
    await zhang.sees("🔁 还没解决，请再办一次")
    await zhang.sees("· 补充：还是黑的")

    await wang.says("电梯坏了")
    await wang.sees("您是要办这个吗？")
    await wang.taps("📢 反映问题")
    await wang.sees("📝 我按您发来的先填好了")
    await wang.says("/cancel")
    await wang.sends("photo", caption="树倒了")
    await wang.sees("是说这件事吗？")
    await wang.taps("📢 不是，是新的事")
    begun = await wang.sees("📝 我按您发来的先填好了")
    assert "树倒了" in begun["text"]
    await wang.says("/cancel")
    town.clock.advance(25 * 3_600_000)
    await wang.sends("photo")
    await wang.sees("是哪方面的事？")
    assert await town.count("cases") == 1
    assert await town.count("media") == 4


async def test_what_a_worker_sends_is_about_what_is_in_their_hands(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    first = await reports(wang, "停水了", "🚰 水电气暖")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    town.clock.advance(26 * 3_600_000)
    await zhang.says("明天几点开会")
    await zhang.sees("💬 您说：明天几点开会")
    await zhang.sends("photo", caption="好了")
    asked = await zhang.sees("是说这件事吗？")
    assert f"{first} · 🚰 水电气暖" in asked["text"]
    await zhang.taps("➕ 是，加到这件事上")
    await zhang.sees(f"✅ {first} 已签收，已记到场。")
    await wang.sees("师傅已到现场")
    await zhang.sends("photo")
    await zhang.sees(f"📎 已存进 {first}。")
    assert await town.count("timeline", "step = 'remark'") == 1, "close upon the first photo"

    second = await reports(wang, "路灯坏了")
    await dispatches(li)
    await zhang.sees(f"{second} · 💡 照明")
    await zhang.says("配件明天才到")
    asked = await zhang.sees("说的是哪一件事？")
    rows = [row[0]["text"] for row in asked["reply_markup"]["inline_keyboard"]]
    assert rows[:3] == [f"{second} 路灯坏了", f"{first} 停水了", "📢 不是，是新的事"]
    await zhang.taps(f"{first} 停水了")
    await zhang.sees(f"📎 已存进 {first}。已告诉小李")
    await li.sees("· 回话：配件明天才到")
    town.clock.advance(3 * 60_000)
    await zhang.sends("voice")
    await zhang.sees("说的是哪一件事？")
    await zhang.taps("📢 不是，是新的事")
    await zhang.sees("是哪方面的事？")
    await zhang.says("/cancel")
    assert await town.count("cases") == 2

    await zhang.taps("📋 我的事")
    await zhang.taps(f"{first} 停水了")
    await answers(zhang, "来水了")
    await wang.sees("来水了")
    await wang.says("还是没有水")
    asked = await wang.sees("说的是哪一件事？")
    assert [row[0]["text"][:6] for row in asked["reply_markup"]["inline_keyboard"]][:2] == [
        first,
        second,
    ]
    await wang.taps(f"{first} 停水了")
    await wang.taps("🔁 是，没解决")
    await zhang.sees("🔁 还没解决，请再办一次")
    await zhang.sees("· 补充：还是没有水")


async def test_a_story_that_only_sounds_like_danger_stays_in_its_form(
    town: Town, wang: Phone, li: Phone
) -> None:
    await wang.taps("🤝 邻里调解")
    for label in ("好的，继续", "🔊 噪音", "邻居", "⏭ 跳过"):
        await wang.taps(label)
    assert danger_of(ALIKE)
    assert not ruled(ALIKE)
    await wang.says(ALIKE)
    await wang.sees("要是有人现在有危险，请马上打110")
    await wang.sees("怎么样就算解决")
    assert await town.count("alerts") == 0, "what is said in confidence goes to nobody else"
    await wang.says("救命，他拿刀砍人了")
    await wang.sees("🆘 请马上打电话")
    await wang.taps("不是紧急情况")
    await wang.sees("还是会有人跟您联系")
    await wang.sees("“🤝 邻里调解”还没填完")
    await wang.taps("🗑 不填了")
    await li.sees("🆘 王阿姨说没事了。请还是联系一下。")
    await wang.says("🆘")
    await town.quiet()
    assert await town.count("alerts") == 2
