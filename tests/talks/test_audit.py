"""Who has read what: noted once an opening, seen by administrators, and by the person themself."""

from functools import partial

from simulator.client import Phone
from simulator.view import text_of
from storage import people
from tests.town import ADMIN, LI, WANG, Town, dispatches, reports

CANNOT = "没有找到"
YEAR_MS = 365 * 24 * 3_600_000


async def becomes_admin(town: Town) -> Phone:
    admin = await town.phone("老赵", ADMIN)
    await admin.says("/start")
    await admin.taps("同意")
    await admin.taps("⏭ 跳过")
    await admin.taps("✅ 提交")
    await admin.sees("好了")
    return admin


async def test_an_opening_is_noted_once_and_a_redraw_not_at_all(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    number = await reports(wang, "路灯坏了")
    await li.sees("📢 新的反映")
    who, reader = await town.person(WANG), await town.person(LI)
    by_li = f"about_id = {who.id} AND reader_id = {reader.id}"
    assert await town.count("reads", by_li + " AND why = 'notice'") == 1
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await zhang.taps("签收")
    await li.sees("处置中")
    assert await town.count("reads", by_li) == 1, "the card was only drawn anew"
    await li.taps("📋 我的事")
    await li.says("/desk")
    await li.taps("👥 都在办 1")
    await li.sees("👥 都在办 (1/1)")
    lists = f"why = 'list' AND about_id IS NULL AND reader_id = {reader.id} AND lines = 1"
    assert await town.count("reads", lists) == 1, "one row a look; under 📋 nothing waits for them"
    await wang.taps("📋 我的事")
    await wang.taps(next(iter(_openers(wang))))
    await wang.sees("正在办")
    assert await town.count("reads", f"reader_id = {who.id}") == 0, "one's own is no audit"

    admin = await becomes_admin(town)
    await admin.says("/audit")
    await admin.sees("查谁")
    await admin.says("2611-999")
    await admin.sees("没有找到这个号码，请您核对一下。\n\n")
    await admin.says(number)
    page = await admin.sees(f"👀 {number}")
    assert not any("✅ 提交" in str(one.get("reply_markup")) for one in admin.messages.values())
    assert "小李 · 社区工作者" in text_of(page)
    assert "张师傅 · 物业" in text_of(page)
    await admin.says("/audit 13800138000")
    await admin.sees(CANNOT)
    await town.run(partial(people.set_phone, person_id=reader.id, number="13700000002"))
    await admin.says("/audit 13700000002")
    await admin.taps("🔎 本人看过什么")
    looked = text_of(await admin.sees("🔎 本人看过什么"))
    assert "翻看了一页清单（1件）" in looked
    assert f"王阿姨 · 社区工作者 · 广安社区 · {number} · 收到过通知" in looked
    await li.says(f"/audit {number}")
    await li.sees("这个由管理员来用")

    await wang.says("/privacy")
    await wang.taps("👀 谁看过")
    seen = text_of(await wang.sees("👀 谁看过您的信息"))
    assert "社区工作者 · 广安社区" in seen
    assert number in seen
    assert "小李" not in seen
    town.clock.advance(3 * YEAR_MS + 3_600_000)
    await town.app.tidy()
    assert await town.count("reads") == 0


def _openers(phone: Phone) -> list[str]:
    """The labels under the newest message."""
    rows = phone.last["reply_markup"]["inline_keyboard"]
    return [button["text"] for row in rows for button in row]


async def test_many_reads_come_in_pages(town: Town, wang: Phone, li: Phone) -> None:
    number = await reports(wang, "路灯坏了")
    card = await li.sees("📢 新的反映")
    dispatch = card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    opener = dispatch.replace(":dispatch:", ":open:")
    for _one in range(11):
        await li.taps_data(card["message_id"], opener, forged=True)
        await li.sees("路灯坏了")
    admin = await becomes_admin(town)
    await admin.says(f"/audit {number}")
    first = text_of(await admin.sees(f"👀 {number}"))
    assert first.count("打开看过") == 10
    await admin.taps("▶️")
    await admin.sees("收到过通知")
    await admin.taps("◀️")
    await admin.sees("打开看过")
