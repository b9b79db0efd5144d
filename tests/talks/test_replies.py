"""A reply to the card of a report: it signs for it, says that one is there, adds to it."""

from simulator.client import Phone
from tests.town import Town, answers, dispatches, reports


async def test_a_photo_in_reply_signs_and_says_that_one_is_there(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    number = await reports(wang, "停水了", "🚰 水电气暖")
    waiting = await li.sees("📢 新的反映")
    await dispatches(li)
    card = await zhang.sees("🔧 这件事交给您")
    await town.quiet()  # the number of the card is written back
    await zhang.sends_album("photo", "photo", reply_to=card["message_id"])
    line = await zhang.sees(f"✅ {number} 已签收，已记到场。")
    assert line["text"].endswith("照片居民也看得到。")
    await wang.sees("师傅已到现场")
    for phone in (zhang, wang):
        await phone.taps("📷 照片（2）")
    assert await town.count("timeline", "step = 'sign'") == 1
    assert await town.count("timeline", "step = 'arrive'") == 1
    assert await town.count("timeline", "step = 'remark'") == 1, "an album is one line"
    assert await town.count("dues", "part = 'contact' AND met IS NOT NULL") == 1
    assert await town.count("dues", "part = 'site' AND met IS NOT NULL") == 1

    await zhang.says("阀门坏了，去拿配件", reply_to=card["message_id"])
    await zhang.sees(f"📎 已存进 {number}。已告诉小李，居民看不到。")
    heard = await li.sees("💬 办的人回话了")
    assert "· 回话：阀门坏了，去拿配件" in heard["text"]
    await zhang.sends("voice", reply_to=card["message_id"])
    await zhang.sees("已告诉小李，居民看不到。")
    await li.taps("📎 照片、语音（3）")
    await town.quiet()
    await wang.look()
    assert "📷 照片（2）" in str(wang.view), "what is spoken among colleagues stays there"
    await zhang.sends("sticker", reply_to=card["message_id"])
    await zhang.sees("这个存不进去")
    await li.says("快点", reply_to=waiting["message_id"])
    await li.sees("这件事不在您手上")
    assert await town.count("timeline", "step = 'remark'") == 3
    await answers(zhang, "来水了")


async def test_any_reply_signs_where_nobody_has_to_be_on_the_spot(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    number = await reports(wang, "路灯坏了")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await zhang.taps("📋 我的事")
    await zhang.taps(f"{number} 路灯坏了")
    await town.quiet()
    older = next(n for n, m in zhang.messages.items() if "🔧 这件事交给您" in m.get("text", ""))
    await zhang.sends("sticker", reply_to=older)
    await zhang.sees(f"✅ {number} 已签收。")
    await wang.sees("👉 正在办")
    await zhang.sends("photo", reply_to=older)
    await zhang.sees(f"📎 已存进 {number}。照片居民也看得到。")
    assert await town.count("timeline", "step = 'arrive'") == 0


async def test_a_reply_of_the_reporter_adds_to_the_report(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "路灯坏了")
    await dispatches(li)
    card = await wang.sees("👉 已交给")
    await town.quiet()
    await wang.says("晚上完全看不见", reply_to=card["message_id"])
    await wang.sees("📝 这是给您这件事补充的")
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    await wang.sees("✅ 已补充")
    await zhang.sees("· 补充：晚上完全看不见")
    await wang.sends("voice", reply_to=card["message_id"])
    await wang.sees("📝 这是给您这件事补充的")
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    await zhang.sees("· 补充：🎤")
    await zhang.taps("签收")
    await answers(zhang, "换好了")
    await wang.taps("解决了")
    await wang.sees("办好了")
    await wang.says("又坏了", reply_to=card["message_id"])
    await wang.sees("这件事已经结束了：办好了。")
    await town.quiet()
    await wang.taps("没解决")
    await wang.sees("还是没解决吗？")
    assert await town.count("cases") == 1
    assert await town.count("drafts") == 0
