"""What becomes of a matter after its answer: planned, with another office, visited together."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from community.people import join
from community.roles import Role
from simulator.client import Phone
from storage import people
from storage.tx import Tx
from tests.town import NEWCOMER, Town, answers, dispatches, reports

DAY_MS = 24 * 3_600_000


async def test_what_is_planned_is_remembered_on_its_day(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "路面不平", "🔧 公共设施")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await zhang.taps("签收")
    await zhang.taps("回单")
    await zhang.taps("列入计划")
    await zhang.sees("计划哪天办好？")
    zone = ZoneInfo(town.settings.timezone)
    day = datetime.fromtimestamp(town.clock.now() / 1000, zone) + timedelta(days=20)
    await zhang.says(f"{day:%Y-%m-%d}")
    await zhang.says("下个月统一修")
    await zhang.taps("⏭ 跳过")
    await zhang.taps("✅ 提交")
    asked = await wang.sees("解决了吗")
    assert f"📅 计划 {day.month}-{day.day:02d} 办" in asked["text"]
    await wang.taps("解决了")
    await zhang.sees("👍 居民说：解决了")
    town.clock.advance(21 * DAY_MS)
    await town.app.timing.scan()
    for phone in (zhang, li):
        await phone.sees("📅 这件事计划今天办")
    await town.app.timing.scan()
    await town.quiet()
    assert await town.count("timeline", "step = 'planned'") == 1


async def test_what_is_passed_on_shows_where_and_under_which_number(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    number = await reports(wang, "公路上有坑", "🔧 公共设施")
    await li.sees("📢 新的反映")
    await li.taps("🔗 外部单号")
    await li.taps("从那边转来的")
    await li.taps("12345")
    await li.says("ZX-778")
    await li.taps("✅ 提交")
    noted = (await li.sees("✅ 已记下。"))["text"]
    assert number in noted
    assert "🔗 来自 12345 · ZX-778" in noted
    await town.quiet()
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await zhang.taps("签收")
    await zhang.taps("回单")
    await zhang.taps("转有关部门")
    await zhang.sees("转给了哪个部门？")
    await zhang.says("县公路局")
    await zhang.sees("那边的单号是多少？")
    await zhang.says("GL-12")
    await zhang.sees("写一句告诉居民")
    await zhang.says("已经报给公路局")
    await zhang.sees("有现在的照片")
    await zhang.taps("⏭ 跳过")
    await zhang.taps("✅ 提交")
    read = await wang.sees("🔗 已转 县公路局 · GL-12")
    assert "12345" not in read["text"]


async def test_after_two_reopenings_they_visit_together(
    town: Town, wang: Phone, li: Phone, zhang: Phone, newcomer: Phone
) -> None:
    await newcomer.says("/start")
    await newcomer.sees("")
    await town.run(_secretary)
    await reports(wang, "垃圾没人收", "🧹 卫生")
    await dispatches(li)
    await zhang.taps("签收")
    for again, heard in (("第一次", "🔁 还没解决"), ("第二次", "🤝 重办两次还没解决")):
        await answers(zhang, again)
        await wang.sees(f"：{again}")
        await wang.taps("没解决")
        await wang.sees("👉 正在办")
        await zhang.sees(heard)
    for phone in (li, newcomer):
        told = await phone.sees("🤝 重办两次还没解决，请一起上门")
        assert "🤝 已重办两次：请支部书记和网格员一起上门。" in told["text"]
        assert "📍 广安社区 森林公园小区 3号楼 2单元" in told["text"]
    assert "回单" not in str(newcomer.last["reply_markup"])
    assert await town.count("timeline", "step = 'joint_visit'") == 1
    await answers(zhang, "第三次")
    await town.run(_with_a_number)
    town.clock.advance(4 * DAY_MS)
    await town.app.timing.scan()
    await li.sees("📞 13900139000")
    assert not await newcomer.shows("13900139000"), "to phone is for staff alone"


def _with_a_number(tx: Tx) -> None:
    wang = people.by_telegram(tx, 900_001)
    assert wang is not None
    people.set_phone(tx, wang.id, "13900139000")


def _secretary(tx: Tx) -> None:
    who = people.by_telegram(tx, NEWCOMER)
    wang = people.by_telegram(tx, 900_001)
    assert who is not None
    assert wang is not None
    assert wang.home_id is not None
    join(tx, who, "陈书记", None, 1)
    people.grant(tx, who.id, Role.BRANCH_SECRETARY, wang.home_id, None, 1)
