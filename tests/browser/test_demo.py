"""The demonstration in a real browser: a report on three phones, from tap to 办好了."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.town import free_port

ROOT = Path(__file__).parent.parent.parent
PICTURE = ROOT / "docs" / "pictures" / "town.png"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE_MS = 20_000

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium to drive on this machine"),
]

QUICK = {**os.environ, "DOUBLE_TAP_MS": "0"}  # nobody taps as fast as this browser


@pytest.fixture
def address() -> Iterator[str]:
    """The page of `python -m bot demo`, started as a newcomer starts it."""
    command = [sys.executable, "-m", "bot", "demo", "--port", str(free_port())]
    with subprocess.Popen(command, cwd=ROOT, env=QUICK, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout is not None
        said = next((line for line in demo.stdout if "http://" in line), "")
        assert said, "the demonstration did not start"
        yield said.split()[-1]
        demo.send_signal(signal.SIGINT)
        assert demo.wait(20) == 0


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    """The page with its phones, connected."""
    with sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        page.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        page.goto(address)
        page.wait_for_selector('#connection[data-state="open"]')
        yield page
        browser.close()
        assert wrong == []


class Handset:
    """One phone on the page."""

    def __init__(self, page: Page, person: int) -> None:
        self.screen: Locator = page.locator(f'.phone[data-person="{person}"]')

    def taps(self, label: str) -> None:
        """Tap the newest button of that label."""
        self.screen.get_by_role("button", name=label, exact=True).last.click()

    def says(self, text: str) -> None:
        self.screen.locator("textarea").fill(text)
        self.screen.get_by_role("button", name="发送").click()

    def sees(self, *texts: str) -> None:
        """Wait until one message holds all the texts."""
        message = self.screen.locator(".message.from-bot")
        for text in texts:
            message = message.filter(has_text=text)
        expect(message.last).to_be_visible()


def test_three_phones_live_a_report_from_tap_to_done(page: Page) -> None:
    wang, li, zhang = (Handset(page, number) for number in (900_001, 900_002, 900_003))
    wang.taps("📢 反映问题")
    wang.sees("是哪方面的事？")
    wang.taps("💡 照明")
    wang.sees("在哪里？")
    wang.screen.locator("button.inline").filter(has_text="🏠").last.click()
    wang.sees("怎么回事？")
    wang.says("3号门口两盏路灯不亮，晚上看不见路")
    wang.sees("有照片吗？")
    wang.taps("⏭ 跳过")
    wang.sees("姓名和电话只有社区和来办这件事的人看得到")
    wang.taps("✅ 提交")
    wang.sees("✅ 已收到，编号")
    li.sees("📢 新的反映", "3号门口两盏路灯不亮")
    li.taps("受理派单")
    li.sees("交给谁办？")
    li.taps("张师傅 · 物业 · 13800009003")
    wang.sees("👉 已交给张师傅")
    zhang.sees("🔧 这件事交给您", "🗣 王阿姨")
    zhang.taps("签收")
    wang.sees("👉 正在办")
    li.sees("阶段：处置中")
    zhang.taps("回单")
    zhang.sees("办得怎么样？")
    zhang.taps("已解决")
    zhang.sees("写一句告诉居民")
    zhang.says("两盏灯都换了新的，晚上请您看看")
    zhang.taps("⏭ 跳过")
    zhang.taps("✅ 提交")
    zhang.sees("✅ 已回单")
    wang.sees("解决了吗？", "两盏灯都换了新的")
    zhang.sees("阶段：已回单")
    li.sees("阶段：已回单")
    if os.environ.get("LINLI_PICTURE"):
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        wang.screen.scroll_into_view_if_needed()
        page.mouse.move(0, 0)
        page.screenshot(path=PICTURE, animations="disabled")
    wang.taps("解决了")
    wang.sees("👉 办好了")
    zhang.sees("👍 居民说：解决了")
    li.sees("阶段：已办结")


def test_a_morning_without_a_word_climbs_and_ends(page: Page) -> None:
    wang, granny = Handset(page, 900_001), Handset(page, 900_007)
    ahead = page.locator("#ahead")

    def goes_on_to(time: str) -> None:
        for _each in range(8):
            expect(ahead.locator("span")).to_have_text(re.compile(r"^\d\d:\d\d "))
            said = ahead.locator("span").inner_text()
            ahead.get_by_role("button", name="到下一步").click()
            expect(ahead.locator("span")).not_to_have_text(said)
            if said.startswith(time):
                return
        raise AssertionError(f"there is no stop at {time}")

    goes_on_to("09:00")
    granny.sees("🌞 王奶奶，您今天好吗？")
    goes_on_to("09:30")
    granny.sees("还没有等到您的平安")
    goes_on_to("10:00")
    wang.sees("🔔 王奶奶今天还没有报平安")
    if os.environ.get("LINLI_PICTURE"):
        page.screenshot(path=PICTURE.with_name("morning.png"), animations="disabled")
    wang.taps("打通了，平安")
    wang.sees("✅ 王奶奶")
    granny.sees("王阿姨说您平安")
