"""Somebody sends too much: kind words once, nothing lost that matters, nobody else harmed."""

from bot import gate
from simulator.client import Phone
from simulator.view import text_of
from tests.town import Town, cast, fills_in, reports, standing

MUCH = "一下子发得有点多"


async def test_a_flood_is_answered_once_and_an_emergency_passes(sqlite_url: str) -> None:
    async with standing(sqlite_url, updates_a_minute=60) as town:
        wang, li, _zhang = await cast(town)
        await wang.taps("📢 反映问题")
        await wang.sees("哪方面")
        menu = wang.last["message_id"]
        danger = next(
            button["callback_data"]
            for row in wang.last["reply_markup"]["inline_keyboard"]
            for button in row
            if "🆘" in button["text"]
        )
        await town.phones.pause(polling=True)
        for _one in range(gate.BURST + 10):
            await wang.says("/help")
        await wang.taps_data(menu, danger)
        await wang.says("我挺好")
        await town.phones.pause(polling=False)
        await li.sees("🆘")
        await wang.sees("119")
        await town.quiet()
        await wang.look()
        said = [text_of(message) for message in wang.messages.values() if message["out"]]
        assert sum(MUCH in text for text in said) == 1
        assert await town.count("seen") < gate.BURST + 10
        assert await town.count("people", "well IS NOT NULL") == 1, "what answers a greeting, too"
        await li.says("/help")
        await li.sees("/mine")


async def test_strangers_in_masses_leave_no_rows_and_keep_nobody_out(sqlite_url: str) -> None:
    async with standing(sqlite_url, updates_a_minute=60) as town:
        before = await town.count("people")
        await town.phones.pause(polling=True)
        for number in range(gate.STRANGERS_BURST + 60):
            await town.injects("message", _from(8_000_000 + number))
        await town.phones.pause(polling=False)
        wang, _li, _zhang = await cast(town)
        await wang.says("/help")
        await wang.sees("/mine")
        await town.quiet()
        strangers = await town.count("people") - before
        assert gate.STRANGERS_BURST <= strangers < gate.STRANGERS_BURST + 60


def _from(number: int) -> dict[str, object]:
    sender = {"id": number, "is_bot": False, "first_name": "某人"}
    chat = {"id": number, "type": "private", "first_name": "某人"}
    return {"message_id": 1, "date": 1_767_225_600, "chat": chat, "from": sender, "text": "在吗"}


async def test_five_reports_in_five_minutes_are_enough(town: Town, wang: Phone) -> None:
    for about in ("💡 照明", "🧹 卫生", "🌳 绿化", "🔊 噪音", "🚗 停车"):
        await reports(wang, f"又是{about}", about)
    await fills_in(wang, "还有狗", "🐕 养宠物")
    await wang.taps("✅ 提交")
    await wang.hears("填好的都留着")
    assert await town.count("cases") == 5
    assert await town.count("drafts") == 1
    town.clock.advance(5 * 60_000)
    await wang.taps("✅ 提交", again=True)
    await wang.sees("✅ 已收到")
    assert await town.count("cases") == 6
