"""平安问候: who is asked, who is there for them, what the family reads, the round, the board."""

import asyncio
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from simulator.client import Phone
from storage import people, timers
from tests.talks.test_entering import enters
from tests.talks.test_invitations import joins
from tests.talks.test_rights import CANNOT, data_of, forges
from tests.talks.test_settings import until
from tests.town import PATIENCE, ZHANG, Town

HOUR_MS = 3_600_000
CHILD = 900_301
SECRET = "床头左边抽屉里有速效救心丸"


@pytest.fixture
async def granny(town: Town, wang: Phone) -> Phone:
    """王阿姨 with the simple menu, in the evening; 张师傅 is her grid worker, too."""
    zhang, now = await town.person(ZHANG), town.clock.now()
    estate = zhang.roles[0].place_id
    await town.run(lambda tx: people.grant(tx, zhang.id, "grid_worker", estate, None, now))
    town.clock.advance(until(town.clock.now(), hour=19))
    await wang.taps("⚙️ 设置")
    await wang.taps("👵 简单菜单")
    await wang.sees("谢谢，记下了")
    return wang


async def at(town: Town, time: str) -> None:
    """The clock goes on to a time of the town's day, and what is due then happens."""
    now = datetime.fromtimestamp(town.clock.now() / 1000, ZoneInfo("Asia/Shanghai"))
    hour, minute = map(int, time.split(":"))
    then = now.replace(hour=hour, minute=minute, second=1)
    days = 0 if then > now else 1
    town.clock.advance(int((then - now + timedelta(days=days)).total_seconds() * 1000))
    await town.app.timing.scan()
    async with asyncio.timeout(PATIENCE):
        # The bot's own scan may have them in hand; it has no bell either.
        while (await town.run(lambda tx: timers.overdue(tx, town.clock.now())))[0]:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    await town.quiet()


async def enrols(granny: Phone) -> None:
    """She says yes herself."""
    await granny.taps("☎️ 找社区")
    await granny.taps("⚙️ 设置")
    await granny.taps("😊 平安问候")
    await granny.sees("随时可以不要")
    await granny.taps("✅ 好，每天问候我")
    await granny.taps("6点到9点")
    await granny.taps("⏭ 跳过")
    await granny.sees("打哪个电话找您")
    await granny.taps("⏭ 跳过")
    await granny.sees("家里人看到“平安”或“还没回音”")
    await granny.taps("✅ 提交")
    await granny.sees("没有消息，9:00会问您一句")


async def passes_on(granny: Phone, key: str, other: Phone) -> None:
    """She makes a link, and the other one opens it and says yes."""
    await granny.taps(key)
    said = await granny.sees("愿不愿意，请点开看看")
    payload = re.search(r"start=(\S+)", said["text"])
    assert payload is not None
    await other.says(f"/start {payload[1]}")
    await other.sees("您愿意吗？")
    await other.taps("✅ 愿意")
    await other.sees("您答应了，谢谢您！")
    await granny.sees("答应帮您留心了")


async def test_the_family_reads_one_line_and_sends_a_greeting(town: Town, granny: Phone) -> None:
    child = await town.phone("小王", CHILD)
    await joins(child)
    await enrols(granny)
    await passes_on(granny, "➕ 家里人", child)
    await town.quiet()
    await granny.look()
    assert "小王 · 家里人 · 愿意" in str(granny.messages)
    town.clock.advance(until(town.clock.now(), hour=7))
    await granny.taps("😊 我挺好")
    await granny.sees("😊 真好！记下了")
    await town.quiet()
    await child.look()
    assert not await child.shows("报了平安"), "only with her consent"
    await granny.taps("☎️ 找社区")
    await granny.taps("⚙️ 设置")
    await granny.taps("😊 平安问候")
    await granny.sees("每天给家里人报平安：否")
    await town.quiet()  # the older card has lost its buttons
    await granny.look()
    await granny.taps("👪 每天给家里人报个平安")
    await granny.sees("每天给家里人报平安：是")
    await child.taps("🎤 捎一句问候")
    await child.sees("请现在发一条语音或一张照片")
    await child.sends("voice")
    await child.sees("💌 收好了，明早带到")
    town.clock.advance(until(town.clock.now(), hour=7))
    await granny.taps("😊 我挺好")
    await child.sees("😊 王阿姨 7:0")
    await granny.sees("💌 小王捎来的")
    await town.quiet()
    await granny.look()
    assert sum("voice" in message for message in granny.messages.values()) == 1
    await granny.taps("😊 我挺好")
    await town.quiet()
    await child.look()
    assert str(child.messages).count("报了平安") == 1, "one line a morning"
    assert "森林公园" not in str(child.messages)


async def test_without_a_word_the_family_reads_it_without_alarm(town: Town, granny: Phone) -> None:
    child = await town.phone("小王", CHILD)
    await joins(child)
    await enrols(granny)
    await granny.taps("📞 改成打电话")
    await granny.sees("打哪个电话？")
    await granny.says("13812345678")
    await granny.sees("有人打电话或敲门")
    await granny.taps("💬 改成发消息")
    await granny.sees("到点没有消息，就问一句")
    await town.quiet()
    await granny.look()
    await passes_on(granny, "➕ 家里人", child)
    await town.quiet()  # her card is drawn anew
    await granny.look()
    await granny.taps("👪 每天给家里人报个平安")
    await granny.sees("每天给家里人报平安：是")
    for time in ("09:00", "09:30", "10:00", "11:00", "12:00"):
        await at(town, time)
    await child.sees("已经照约定请人去问了")
    await granny.taps("😊 我挺好")
    await child.sees("报了平安")


async def test_who_has_no_telegram_is_phoned_with_one_tap_each(
    town: Town, li: Phone, zhang: Phone, granny: Phone
) -> None:
    await enters(li, "赵奶奶", "13900001111")
    await li.taps("😊 平安问候")
    await li.taps("✍️ 本人同意，登记")
    await li.taps("6点到9点")
    await li.taps("快一点：1个半小时后就上门")
    await li.taps("口头同意")
    await li.says("小孙")
    await li.sees("请先念给本人听")
    await li.taps("✅ 提交")
    card = await li.sees("6:00–9:00：有人打电话或敲门")
    assert "小李登记的" in card["text"]
    await forges(granny, data_of(card, "🚪 不再问候"), CANNOT)
    await li.taps("✍️ 登记没有 Telegram 的帮手")
    await li.sees("请他做什么？")
    await li.taps("联系人")
    await li.says("孙大姐")
    await li.says("13900002222")
    await li.taps("电话里同意")
    await li.taps("✅ 提交")
    card = await li.sees("✍️ 小李登记的")
    assert "孙大姐 · 联系人 · 愿意" in str(card["reply_markup"])
    await li.taps("📝 帮手要知道的")
    await li.taps("要知道什么病、什么药？")
    await li.says(SECRET)
    await li.sees("身体情况，本人是怎么同意记下的？")
    await li.taps("纸上签字")
    await li.taps("✅ 提交")
    await li.sees("帮手要知道的（已封存）：病情")
    await town.quiet()
    await li.look()
    await li.taps("🪜 几分钟后找谁")
    await li.sees("最晚240分钟，并且在天黑以前")
    await li.taps("✏️ 修改")
    await li.taps("联系人打电话")
    await li.says("10")
    await li.taps("✅ 提交")
    await li.sees("前后两步至少隔10分钟")
    await li.taps("✏️ 修改")
    await li.taps("再问一次")
    await li.says("0")
    await li.taps("✅ 提交")
    card = await li.sees("🪜 10分钟：联系人打电话")
    assert "再问一次" not in card["text"]
    assert "🪜 120分钟：值班的人" in card["text"]
    await zhang.says("/find")
    await zhang.says("13900001111")
    found = await zhang.sees("👤 赵奶奶")
    assert "口头同意，由 小李 登记，见证人：小孙（😊 平安问候）" in found["text"]
    assert "本人在聊天里同意" not in found["text"]
    await zhang.taps("😊 平安问候")
    await zhang.taps("📝 帮手要知道的")
    await zhang.taps("要知道什么病、什么药？")
    await zhang.sees("跳过就是删掉")
    await zhang.taps("✖️ 取消")
    assert SECRET not in str(zhang.messages), "whoever writes does not read"
    assert await town.count("consents", "purpose = 'checkins_health'") == 1
    await at(town, "09:00")
    listed = await zhang.sees("📞 今早代报平安")
    assert "赵奶奶 · 📞 13900001111" in listed["text"]
    assert SECRET not in str(zhang.messages)
    await zhang.taps("✅ 赵奶奶平安")
    await zhang.sees("都有消息了")
    assert await town.count("checkin_days", "outcome = 'well'") == 1
    await at(town, "09:00")
    await zhang.sees("📞 今早代报平安")
    await zhang.taps("没打通")
    await zhang.sees("☎️ 联系人：孙大姐 13900002222")
    assert await town.count("checkin_days", "state = 'climbing'") == 1
    await li.taps("📋 我的事")
    await li.taps("😊 平安问候 · 广安社区")
    board = await li.sees("🟠 还没回音 1")
    assert "🟠 赵奶奶" in str(board["reply_markup"])
    await forges(granny, data_of(board, "🔄 刷新"), CANNOT)
    await li.taps("📍 森林公园小区 🟠1")
    below = await li.sees("😊 平安问候 · 森林公园小区")
    assert "🌙 今晚值班" in below["text"] or "⚠️ 今晚值班表" in below["text"]
    await li.taps("⬆️ 广安社区")
    await li.sees("😊 平安问候 · 广安社区")
    town.clock.advance(60_000)
    await li.says("/stats")
    await li.taps("😊 平安问候")
    await li.sees("应问候人次 2\n报了平安 50% (1/2)")
    await zhang.taps("🆘 出事了")
    await zhang.sees("要是紧急，请您自己马上打120")
    await li.sees("🧡 赵奶奶需要帮忙，张师傅已经去找人了。")
    granny_entered = "(SELECT person_id FROM checkin_plans WHERE way = 'round')"
    assert await town.count("reads", f"about_id IN {granny_entered} AND why = 'notice'") > 1
