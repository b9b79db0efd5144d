"""The resident says nothing after an answer: a phone call, and in the end the end."""

import pytest

from simulator.client import Phone
from tests.town import Town, answers, dispatches, reports

DAY_MS = 24 * 3_600_000


async def later(town: Town, days: int) -> None:
    town.clock.advance(days * DAY_MS)
    await town.app.timing.scan()
    await town.quiet()


async def answered(wang: Phone, li: Phone, zhang: Phone) -> None:
    await reports(wang, "停水了", "🚰 水电气暖")
    await dispatches(li)
    await zhang.taps("签收")
    await answers(zhang, "水来了")
    await wang.sees("解决了吗？")


@pytest.mark.parametrize(
    ("tap", "shown"), [("打通了，解决了", "👉 办好了"), ("打通了，没解决", "👉 正在办")]
)
async def test_on_the_third_day_somebody_else_phones(
    town: Town, wang: Phone, li: Phone, zhang: Phone, tap: str, shown: str
) -> None:
    await answered(wang, li, zhang)
    await later(town, 2)
    assert not await li.shows("请打个电话问问")
    await later(town, 1)
    await li.sees("📞 居民一直没回话，请打个电话问问")
    assert not await zhang.shows("请打个电话问问")
    await li.taps(tap)
    await wang.sees(shown)
    assert await town.count("timers", "kind = 'issues.call_back'") == 0


async def test_on_the_seventh_day_it_ends_and_can_be_reopened(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await answered(wang, li, zhang)
    await later(town, 3)
    await li.taps("没打通")
    await later(town, 2)
    assert not await wang.shows("自动结束")
    await later(town, 1)
    reminded = await wang.sees("⏳ 您要是没回话，这件事会在")
    assert "解决了吗？" in reminded["text"]
    await later(town, 1)
    await wang.sees("👉 已结束（没等到您回话，随时可重开）")
    assert await town.count("cases", "stage = 'closed'") == 1
    await wang.taps("没解决")
    await wang.taps("没解决，请再办一次")
    await wang.sees("🔁 第 2 次办理")
