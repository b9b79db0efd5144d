"""What is spoken counts as much as what is written."""

from simulator.client import JSON, Phone
from tests.town import Town

SPOKEN = "🎤……"


def voices(phone: Phone) -> list[JSON]:
    return [message for message in phone.messages.values() if "voice" in message]


async def test_a_voice_message_tells_what_happened(town: Town, wang: Phone, li: Phone) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    await wang.taps("🏠")
    await wang.sees("也可以发语音说")
    await wang.sends("voice")
    assert "(4/4)\n\n有照片吗" in (await wang.sees("🎤 语音收到了"))["text"]
    await wang.says("在三楼拐角")
    await wang.sees("已加到您前面写的话里")
    await wang.sends_photo()
    await wang.taps("发完了")
    summary = await wang.sees(f"{SPOKEN}\n在三楼拐角")
    assert "语音：1条" in summary["text"]
    await wang.taps("✅ 提交")
    await li.sees(f"💬 {SPOKEN}\n在三楼拐角")
    await li.taps("📎 照片、语音（2）")
    await town.quiet()
    await li.look()
    assert len(voices(li)) == 1
    await wang.taps("📋 我的事")
    await wang.taps("· 已收到")
    await wang.taps("补充")
    await wang.sends("voice")
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    await li.sees("➕ 居民补充了情况")
    assert await town.count("media", "kind = 'voice'") == 2


async def test_a_voice_message_outside_any_form_begins_a_report(wang: Phone, li: Phone) -> None:
    await wang.sends("voice")
    await wang.sees("📝 我按您发来的先填好了")
    await wang.taps("🛗 电梯")
    await wang.taps("⏭ 跳过")
    assert SPOKEN in (await wang.sees("替谁：🙋 自己"))["text"]
    await wang.taps("✅ 提交")
    await li.sees(f"💬 {SPOKEN}")


async def test_a_sticker_or_a_mere_picture_gets_a_kind_word(wang: Phone) -> None:
    for kind in ("sticker", "text"):
        await (wang.says("🙏") if kind == "text" else wang.sends(kind))
        await wang.sees("🙂 收到啦")
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    await wang.taps("广安社区")
    await wang.sees("📍 广安社区")
    await wang.says("⬆️")
    await wang.taps("新华社区")
    await wang.taps("新华里")
    await wang.taps("就填到新华里")
    await wang.sees("怎么回事")
