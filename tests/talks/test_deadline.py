"""Nobody signs in time: staff and the responsible hear of it, once."""

from simulator.client import Phone
from tests.town import Town, dispatches, reports

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
OVERDUE = "⏰ 到时间了，还没有人签收"


def alerts(phone: Phone) -> int:
    return sum(OVERDUE in message.get("text", "") for message in phone.messages.values())


async def after(town: Town, milliseconds: int, *phones: Phone) -> list[int]:
    """Move time on, let the timers be looked at, and count the alerts of each."""
    town.clock.advance(milliseconds)
    await town.app.timing.scan()
    await town.quiet()
    for phone in phones:
        await phone.look()
    return [alerts(phone) for phone in phones]


async def test_staff_are_alerted_exactly_once_also_across_a_restart(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "停水了", "🚰 水电气暖")
    await dispatches(li)
    assert await after(town, 29 * MINUTE_MS, li, zhang, wang) == [0, 0, 0]
    await after(town, MINUTE_MS)
    await li.sees(OVERDUE)
    late = (await zhang.sees(OVERDUE))["text"]
    assert late.count("⚠️ 已超时") == 1, "only the first contact, not what is still to come"
    assert "联系居民 · ⚠️ 已超时" in late
    await town.restarts()
    assert await after(town, 3 * DAY_MS, li, zhang, wang) == [1, 1, 0]
    assert await town.count("timeline", "step = 'overdue'") == 1
    assert await town.count("timers", "kind = 'issues.contact' AND occasion = 'due'") == 0
    await zhang.taps("签收")
    await wang.sees("👉 正在办")


async def test_signing_stops_the_deadline(town: Town, wang: Phone, li: Phone, zhang: Phone) -> None:
    await reports(wang, "停水了", "🚰 水电气暖")
    await dispatches(li)
    await zhang.taps("签收")
    await wang.sees("👉 正在办")
    assert await after(town, 30 * DAY_MS, li, zhang) == [0, 0]


async def test_handing_on_begins_a_new_deadline(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "停水了", "🚰 水电气暖")
    await dispatches(li)
    await after(town, 20 * MINUTE_MS)
    await li.taps("转派")
    await li.taps("小李 · 社区工作者")
    await li.sees("阶段：已派单")
    assert await after(town, 20 * MINUTE_MS, li, zhang) == [0, 0]
    assert await after(town, 10 * MINUTE_MS, li, zhang) == [1, 0]


async def test_a_deadline_that_passed_while_the_bot_was_down_is_told_late(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "停水了", "🚰 水电气暖")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await town.closes()
    town.clock.advance(60 * MINUTE_MS)
    await town.opens()
    await li.sees(OVERDUE)
    await zhang.sees(OVERDUE)
    await town.closes()
    town.clock.advance(3 * DAY_MS)
    await town.opens()
    await li.sees("❗ 超时一个工作日了")
    assert await after(town, DAY_MS, li, zhang) == [1, 1]
