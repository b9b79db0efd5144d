"""🗂: nothing is forgotten; each finds what is theirs to do, narrowed as they like."""

from functools import partial

from community import issues
from community.cases import STEPS
from handlers.issues.words import STEP_WORDS
from simulator.client import Phone
from storage import people
from storage.tx import Tx
from tests.town import Town, answers, dispatches, reports

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS


async def test_a_case_goes_from_heap_to_heap(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    number = await reports(wang, "停水了", "🚰 水电气暖")
    await li.taps("🗂 工作台")
    desk = await li.sees("🗂 工作台")
    assert "📍 广安社区 · 🏷 全部类别\n\n📥 待受理 1\n⏰ 超时 0\n🔧 我手上的 0" in desk["text"]
    await li.taps("📥 待受理 1")
    await li.taps(f"{number} 停水了 · 待受理")
    await li.sees("阶段：待受理")
    await dispatches(li)
    await li.says("/desk")
    await li.taps("👥 都在办 1")
    await li.taps(f"{number} 停水了 · 已派单 · 张师傅")
    await li.sees("阶段：已派单")
    town.clock.advance(DAY_MS)
    await li.says("/desk")
    await li.sees("⏰ 超时 1")
    await zhang.sees("🔧 这件事交给您")
    await zhang.taps("🗂 工作台")
    await zhang.taps("⏰ 超时 1")
    await zhang.taps(f"{number} 停水了 · 已派单")
    await zhang.taps("签收")
    await zhang.says("/desk")
    theirs = (await zhang.sees("⏰ 超时 1\n🔧 我手上的 1"))["text"]
    assert not any(heap in theirs for heap in ("待受理", "待回访", "都在办")), "staff see to these"
    await zhang.taps("🔧 我手上的 1")
    await zhang.taps(f"{number} 停水了 · 处置中")
    await answers(zhang, "来水了")
    town.clock.advance(3 * DAY_MS)
    await li.says("/desk")
    await li.taps("📞 待回访 1")
    await li.sees("📞 待回访 (1/1)")
    await li.taps(f"{number} 停水了 · 已回单 · 张师傅")
    await li.sees("阶段：已回单")
    await town.app.timing.scan()
    await li.taps("打通了，解决了")
    await li.says("/desk")
    empty = await li.sees("🗂 工作台")
    assert not any(f" {count}" in empty["text"] for count in range(1, 9))


async def test_it_is_narrowed_by_place_and_category_page_by_page(
    town: Town, wang: Phone, li: Phone
) -> None:
    await town.run(partial(_nine_and_one, wang_id=wang.id, now=town.clock.now()))
    await li.says("/desk")
    await li.taps("📥 待受理 10")
    await li.sees("📥 待受理 (1/2)")
    await li.taps("▶️")
    second = await li.sees("📥 待受理 (2/2)")
    assert len(second["reply_markup"]["inline_keyboard"]) == 4
    await li.taps("⬅️ 上一步")
    await li.taps("🏷 类别")
    await li.taps("🧹 卫生")
    await li.sees("🏷 🧹 卫生\n\n📥 待受理 1")
    await li.taps("📍 地点")
    await li.taps("金域华府小区")
    await li.sees("📍 广安社区 金域华府小区 · 🏷 🧹 卫生\n\n📥 待受理 0")
    await li.taps("📍 地点")
    await li.taps("⬆️ 广安社区")
    await li.taps("森林公园小区")
    await li.sees("📍 广安社区 森林公园小区 · 🏷 🧹 卫生\n\n📥 待受理 1")
    await li.taps("🏷 类别")
    await li.taps("全部类别")
    await li.sees("📥 待受理 10")
    await reports(wang, "又来一件")
    await li.taps("🔄 刷新")
    await li.sees("📥 待受理 11")


async def test_what_nobody_hands_on_in_time_is_overdue(town: Town, wang: Phone, li: Phone) -> None:
    number = await reports(wang, "停水了", "🚰 水电气暖")
    town.clock.advance(HOUR_MS)
    await town.app.timing.scan()
    await li.sees("⏰ ")
    await li.says("/desk")
    await li.sees("📥 待受理 1\n⏰ 超时 1")
    await li.taps("⏰ 超时 1")
    await li.taps(f"{number} 停水了 · 待受理")
    await li.sees("⚠️ 已超时，还没派给谁")
    await dispatches(li)
    await li.says("/desk")
    await li.sees("📥 待受理 0\n⏰ 超时 0")


async def test_the_timeline_says_who_had_it_when(wang: Phone, li: Phone, zhang: Phone) -> None:
    await reports(wang, "路灯坏了")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await zhang.taps("退单")
    await zhang.says("归供电公司管")
    await zhang.taps("✅ 提交")
    await li.sees("↩️ 退单了")
    await li.taps("🕒 时间线")
    told = (await li.sees("· 🕒 时间线"))["text"]
    assert "反映 → 待受理\n   王阿姨\n" in told
    assert "受理派单：待受理 → 已派单\n   小李 · 🔧 张师傅\n" in told
    assert "退单：已派单 → 待受理\n   张师傅\n   💬 归供电公司管" in told
    await li.taps("⬅️ 上一步")
    await li.sees("阶段：待受理")


async def test_residents_have_no_desk(wang: Phone, li: Phone) -> None:
    await wang.says("/desk")
    await wang.sees("这个由有岗位的人来用")
    assert not await wang.shows("🗂 工作台")
    await wang.says("🗂 工作台")
    await wang.sees("这个由有岗位的人来用")
    await li.says("/desk")
    await li.sees("🗂 工作台")


def _nine_and_one(tx: Tx, wang_id: int, now: int) -> None:
    wang = people.by_telegram(tx, wang_id)
    assert wang is not None
    assert wang.home_id is not None
    for order, category in enumerate(("lighting",) * 9 + ("sanitation",)):
        earlier = now - (20 - order) * HOUR_MS  # five in five minutes are enough
        issues.report(tx, wang, category, wang.home_id, "坏了", (), earlier)


def test_every_step_has_words_in_the_timeline() -> None:
    assert STEPS.keys() - STEP_WORDS.keys() == set()
