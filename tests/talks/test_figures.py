"""/stats: figures with numerator and denominator, for the staff of a place; as a picture, too."""

import asyncio
import re
from io import BytesIO

import pytest
from PIL import Image

from simulator.client import Phone
from talk import fonts
from tests.talks.test_office import promotes
from tests.talks.test_rights import CANNOT, data_of, forges
from tests.town import LI, Town, answers, dispatches, reports

PERIOD = re.compile(r"🗓 (\d{4}-\d\d-01) – \d{4}-\d\d-\d\d（截至\d\d-\d\d \d\d:\d\d）")
needs_font = pytest.mark.skipif(fonts.found() is None, reason="no Chinese font on this machine")


async def one_is_done(wang: Phone, li: Phone, zhang: Phone) -> None:
    """Two reports accepted, one of them closed to everybody's satisfaction."""
    await reports(wang, "路灯坏了")
    await dispatches(li)
    await zhang.taps("签收")
    await answers(zhang, "换好了")
    await wang.taps("解决了")
    await wang.sees("满意吗")
    await wang.taps("满意")
    await reports(wang, "晚上太吵", "🔊 噪音")
    await dispatches(li)


async def test_this_month_by_category_by_place_and_another_period(
    wang: Phone, li: Phone, zhang: Phone
) -> None:
    for phone in (wang, zhang):
        await phone.says("/stats")
        await phone.sees("这个由社区、街道工作人员来用")
    await li.says("/stats")
    empty = await li.sees("📊 统计 · 📢 问题办理\n📍 广安社区")
    assert "办结率 无应办结 (0/0)" in empty["text"]
    await one_is_done(wang, li, zhang)
    await li.says("/stats")
    said = (await li.sees("办结率 50% (1/2)"))["text"]
    assert PERIOD.search(said)
    for line in ("及时签收率 无应办结 (0/0)", "按时办结率 无应办结 (0/0)"):
        assert line in said, "neither deadline has fallen due yet"
    for line in ("解决率 100% (1/1)", "满意率 100% (1/1)", "回访率 100% (1/1)"):
        assert line in said
    assert "重办 0 · 并单 0 · 已解释 0 · 列入计划 0" in said
    assert "还没来得及回话" not in said, "everybody has said something"
    await li.taps("🏷 按类别")
    said = (await li.sees("▪️ 💡 照明"))["text"]
    assert "▪️ 💡 照明\n办结率 100% (1/1) · 解决率" in said
    assert "▪️ 🔊 噪音\n办结率 0% (0/1)" in said
    await li.taps("📍 按地点")
    await li.sees("▪️ 森林公园小区\n办结率 50% (1/2)")
    await li.taps("📍 地点")
    await li.taps("森林公园小区")
    await li.sees("📍 广安社区 森林公园小区")
    await li.taps("📍 地点")
    await li.sees("看哪里的")
    await li.taps("⬆️ 广安社区")
    await li.sees("📍 广安社区\n")
    await li.taps("📅 自选日期")
    await li.says("明天")
    await li.sees("那天还没到")
    await li.taps("昨天 ")
    await li.sees("到哪一天")
    await li.says("2020-12-01")
    await li.sees("结束不能早于开始")
    await li.taps("今天 ")
    await li.sees("📊 统计 · 📍 按地点\n📍 广安社区\n")


async def test_what_nobody_offered_and_who_lost_the_role_meanwhile(
    town: Town, wang: Phone, li: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await promotes(town, LI)
    await li.says("/stats")
    drawing = data_of(await li.sees("📊 统计 · 📢 问题办理\n📍 广安街道"), "🖼 发成图片")
    for says in (
        "99999999-20261101.category",
        "20261101.x",
        "decade.place",
    ):  # taken for this month
        forged = re.sub(r"picture[^:]*", f"see.{says}", drawing)
        await li.taps_data(li.last["message_id"], forged, forged=True)
        assert PERIOD.search((await li.sees("🗓"))["text"])
    await forges(li, re.sub(r"-\d{8}", "-20000101", drawing), "结束不能早于开始")
    await forges(wang, drawing, CANNOT)
    monkeypatch.setattr(town.app.chores, "_looking", asyncio.Lock())
    async with town.app.chores._looking:  # nobody takes up chores meanwhile
        await forges(li, drawing, "正在画")
        await town.takes_role(LI)
    await town.app.chores.all_done()
    await li.sees("图片没画成")
    assert await town.count("outbox", "act = 'photo'") == 0


@needs_font
async def test_the_same_as_a_picture(town: Town, wang: Phone, li: Phone, zhang: Phone) -> None:
    await one_is_done(wang, li, zhang)
    await li.says("/stats")
    await li.sees("📊 统计 · 📢 问题办理")
    for way in ("📍 按地点", "📢 问题办理"):
        await li.taps("🖼 发成图片")
        await town.app.chores.all_done()
        message = await li.sees("📊 广安社区 2")
        file = town.telegram.files.by_unique_id(message["photo"][-1]["file_unique_id"])
        assert file is not None
        width, height = Image.open(BytesIO(file.data)).size
        assert min(width, height) > 300
        await li.taps(way)
