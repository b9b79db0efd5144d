"""The page in a real browser: a group's wall, and the drawer with clock, outage and blocking."""

import re
import shutil
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright, expect

from simulator.client import Phone, Phones
from simulator.embed import serve
from simulator.telegram import Telegram

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
STOPS = [{"time": "09:00", "says": "机器人问一句"}, {"time": "09:30", "says": "再问一次"}]
GUIDE: dict[str, Any] = {"title": "试一试", "lines": [], "stops": STOPS}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium to drive on this machine"),
]


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(seed=1, limits=False)


@pytest.fixture
async def url(telegram: Telegram) -> AsyncIterator[str]:
    async with serve(telegram, guide=GUIDE) as address:
        yield address


@pytest.fixture
async def page(url: str, mei: Phone) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        await page.goto(url)
        await expect(page.locator(f'.phone[data-person="{mei.id}"]')).to_be_visible()
        yield page
        await browser.close()
        assert wrong == []


async def test_a_group_is_a_wall_on_which_anybody_speaks(
    page: Page, telegram: Telegram, phones: Phones, mei: Phone
) -> None:
    li = await phones.person("老李")
    telegram.call("setMyCommands", {"commands": [{"command": "desk", "description": "工作台"}]})
    await page.get_by_title("设置").click()
    await page.get_by_role("button", name="大家进一个群").click()
    wall = page.locator(".wall")
    await expect(wall).to_contain_text("2 人和邻里")
    await wall.get_by_label("谁来说话").last.select_option("老李")
    await wall.get_by_label("写消息").fill("@linli_demo_bot 灯又坏了")
    await wall.get_by_label("发送").click()
    await expect(wall.locator(".from-person .author")).to_have_text("老李")
    group = next(iter(telegram.groups.values()))
    button = {"inline_keyboard": [[{"text": "我来接", "callback_data": "c:1"}]]}
    telegram.call("sendMessage", {"chat_id": group.id, "text": "谁去？", "reply_markup": button})
    await wall.get_by_label("谁来说话").last.select_option("小梅")
    await wall.get_by_role("button", name="我来接").click()
    await expect(wall.locator("button.inline[aria-busy]")).to_be_visible()
    *_, said, tapped = telegram.updates.read(0, 100)
    assert said["message"]["from"]["id"] == li.id
    assert tapped["callback_query"]["from"]["id"] == mei.id
    await wall.get_by_label("命令").click()
    await expect(wall.locator(".choice")).to_contain_text("/desk")


async def test_the_drawer_blocks_stops_and_moves_time(
    page: Page, telegram: Telegram, mei: Phone
) -> None:
    before = telegram.clock()
    await page.get_by_title("设置").click()
    drawer = page.locator(".drawer")
    await drawer.get_by_role("button", name="＋1 小时").click()
    await drawer.get_by_role("button", name="明早 8:00").click()
    await expect(drawer.locator(".now")).to_contain_text("08:00")
    assert telegram.clock() - before > 3600
    await drawer.get_by_role("button", name="停下 Telegram").click()
    await expect(drawer.get_by_role("button", name="恢复 Telegram")).to_be_visible()
    assert telegram.down
    assert telegram.updates.held
    await drawer.get_by_role("button", name="恢复 Telegram").click()
    await expect(drawer.get_by_role("button", name="停下 Telegram")).to_be_visible()
    assert not telegram.down
    await drawer.get_by_role("button", name="屏蔽邻里").click()
    phone = page.locator(f'.phone[data-person="{mei.id}"]')
    await expect(phone).to_have_class(re.compile("blocked"))
    assert telegram.chats[mei.id].blocked
    await mei.says("我回来了")
    await expect(phone).not_to_have_class(re.compile("blocked"))


async def test_one_key_takes_the_clock_to_the_next_stop_of_the_day(
    page: Page, telegram: Telegram
) -> None:
    ahead = page.locator("#ahead")
    times = ["09:00", "09:30"]
    for _each in range(3):
        said = (await ahead.locator("span").inner_text()).split()[0]
        before = telegram.clock()
        await ahead.get_by_role("button", name="到下一步").click()
        await expect(ahead.locator(".now")).to_contain_text(said)
        assert 0 < telegram.clock() - before < 24 * 3600
        await expect(ahead.locator("span")).to_contain_text(times[1 - times.index(said)])
