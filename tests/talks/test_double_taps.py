"""A finger that taps twice decides once: the card it hits the second time is another one."""

from collections.abc import AsyncIterator

import pytest

from simulator.client import Phone
from tests.talks.test_rights import data_of
from tests.town import Town, cast, reports, standing

STEADY = 700


@pytest.fixture
async def steady_town(sqlite_url: str) -> AsyncIterator[Town]:
    """A town whose people tap as people do."""
    async with standing(sqlite_url, double_tap_ms=STEADY) as town:
        yield town


async def test_a_double_tap_hands_a_case_to_nobody_and_opens_no_answer(steady_town: Town) -> None:
    town = steady_town
    wang, li, zhang = await cast(town)
    await reports(wang, "路灯坏了")
    await li.sees("📢 新的反映")
    await town.quiet()
    await li.taps("受理派单")
    chosen = await li.sees("交给谁办？")
    await li.taps("张师傅 · 物业")
    await li.hears("卡片刚刚变了")
    assert await town.count("cases", "stage = 'received'") == 1
    town.clock.advance(STEADY)
    await li.taps_data(chosen["message_id"], data_of(chosen, "张师傅 · 物业"))
    await zhang.sees("🔧 这件事交给您")
    await town.quiet()
    await zhang.taps("签收")
    await zhang.sees("阶段：处置中")
    await zhang.taps("回单")
    await zhang.hears("卡片刚刚变了")
    assert await town.count("drafts") == 0
    await again(town, zhang)
    assert await town.count("drafts", "form = 'issues.answer'") == 1


async def again(town: Town, phone: Phone) -> None:
    """Read the card, then tap what one means."""
    town.clock.advance(STEADY)
    await phone.taps("回单", again=True)
    await phone.sees("办得怎么样？")
