"""A report lives from tap to 办好了."""

from simulator.client import Phone
from tests.town import Town, answers, dispatches, reports


async def test_a_report_from_tap_to_done(town: Town, wang: Phone, li: Phone, zhang: Phone) -> None:
    number = await reports(wang, "3号门口两盏路灯不亮")
    await dispatches(li)
    await wang.sees("👉 已交给张师傅")
    card = await zhang.sees("🔧 这件事交给您")
    assert number in card["text"]
    assert "📍 广安社区 森林公园小区 3号楼 2单元" in card["text"]
    assert "🗣 王阿姨" in card["text"]
    await zhang.taps("签收")
    await wang.sees("👉 正在办")
    await li.sees("阶段：处置中")
    await answers(zhang, "两盏灯都换了新的")
    asked = await wang.sees("解决了吗？")
    assert "📝 已解决：两盏灯都换了新的" in asked["text"]
    await wang.taps("解决了")
    await wang.hears("谢谢您告诉我们")
    await wang.sees("👉 办好了")
    await zhang.sees("👍 居民说：解决了")
    await li.sees("阶段：已办结")
    assert await town.count("cases", "stage = 'closed' AND round = 1") == 1
    assert await town.count("timers", "subject IN (SELECT id FROM cases)") == 0


async def test_what_is_not_solved_is_done_once_more(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    number = await reports(wang, "垃圾没人收", "🧹 卫生")
    await dispatches(li)
    await zhang.taps("签收")
    await answers(zhang, "收走了", "已解释")
    await wang.sees("解决了吗？")
    await wang.taps("没解决")
    await wang.hears("马上再办一次")
    again = await wang.sees("🔁 第 2 次办理")
    assert "👉 正在办" in again["text"]
    await zhang.sees("🔁 还没解决，请再办一次")
    await wang.sees("哪里还没弄好")
    await wang.sends_album("photo", "photo", caption="还堆着")
    await zhang.sees("· 补充：还堆着")
    await wang.sends("photo")
    await wang.sees(f"📎 已存进 {number}。")
    await town.quiet()
    assert await town.count("media") == 3, "what follows close upon it belongs to it"
    await answers(zhang, "这次真收走了")
    asked = await wang.sees("解决了吗？")
    assert "这次真收走了" in asked["text"]
    await wang.taps("解决了")
    await wang.sees("👉 办好了")
    assert await town.count("cases", "stage = 'closed' AND round = 2") == 1
    steps = await town.run(lambda tx: tx.all("SELECT step FROM timeline ORDER BY id"))
    assert [step for (step,) in steps] == [
        *("report", "dispatch", "sign", "answer", "reopen", "supplement", "answer", "confirm")
    ]


async def test_a_report_with_photos_shows_them_to_staff(town: Town, wang: Phone, li: Phone) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("🔧 公共设施")
    await wang.taps("🏠")
    await wang.says("健身器材坏了")
    await wang.sees("有照片吗")
    await wang.sends_photo(media_group_id="1")
    await wang.sends_photo(media_group_id="1")
    await wang.sees("已收到2张照片")
    await wang.taps("发完了")
    await wang.sees("2张照片")
    await wang.taps("✅ 提交")
    await li.sees("📢 新的反映")
    await li.taps("📷 照片（2）")
    await town.quiet()
    await li.look()
    assert sum("photo" in message for message in li.messages.values()) == 2
    assert await town.count("media") == 2


def copies(phone: Phone, words: str) -> int:
    """How many messages on a phone say this."""
    return sum(words in message.get("text", "") for message in phone.messages.values())


async def test_staff_hand_it_to_somebody_else(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    number = await reports(wang, "楼道灯不亮")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await li.taps("转派")
    asked = (await li.sees("交给谁办？"))["text"]
    where = "广安社区 森林公园小区 3号楼 2单元"
    head = f"{number} · 💡 照明\n📍 {where}\n💬 楼道灯不亮\n🔧 张师傅\n⏱ 时限：一般（"
    assert asked.startswith(head)
    await li.taps("⬅️ 上一步")
    await li.sees("阶段：已派单")
    await zhang.says("/mine")
    await zhang.taps(number)
    await town.quiet()
    await zhang.look()
    assert copies(zhang, "楼道灯不亮") == 2
    await li.taps("转派")
    await li.taps("小李 · 社区工作者")
    await li.sees("阶段：已派单")
    await zhang.sees("这件事已经不在您这里了")
    await town.quiet()
    await zhang.look()
    assert copies(zhang, "楼道灯不亮") == 0, "not in an older copy either"
    await wang.sees("👉 已交给小李")
    assert await town.count("timers", "kind = 'issues.contact' AND occasion = 'due'") == 1


async def test_my_matters_show_what_each_has_to_do(wang: Phone, li: Phone, zhang: Phone) -> None:
    await wang.taps("📋 我的事")
    await wang.sees("您还没有办理中的事")
    number = await reports(wang, "下水道堵了")
    await li.taps("📋 我的事")
    await li.sees("这些是您的事")
    await li.taps(f"{number} 下水道堵了 · 待受理")
    await li.sees("阶段：待受理")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await zhang.taps("📋 我的事")
    await zhang.taps(f"{number} 下水道堵了 · 已派单")
    await zhang.sees("阶段：已派单")
    await zhang.taps("签收")
    await wang.says("/mine")
    await wang.taps(f"{number} 下水道堵了 · 正在办")
    await wang.sees("👉 正在办")
