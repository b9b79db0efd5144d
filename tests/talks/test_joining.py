"""The first words: consent, home, and what works without them."""

from simulator.client import Phone
from tests.town import NEWCOMER, Town, reports


async def test_somebody_new_agrees_says_where_they_live_and_reports(
    town: Town, newcomer: Phone, li: Phone
) -> None:
    await newcomer.says("/start")
    asked = await newcomer.sees("您同意吗？")
    assert "境外" in asked["text"]
    assert (await town.person(NEWCOMER)).sealed_name is None, "nothing is kept before consent"
    await newcomer.taps("同意")
    await newcomer.sees("您住在哪里？")
    for place in ("广安社区", "金域华府小区", "11号楼", "4单元"):
        await newcomer.taps(place)
    await newcomer.sees("广安社区 金域华府小区 11号楼 4单元")
    await newcomer.taps("✅ 提交")
    await newcomer.sees("谢谢，记下了")
    await newcomer.sees("要办什么，点下面的按钮")
    await reports(newcomer, "单元门关不上", "🔧 公共设施")
    card = await li.sees("📢 新的反映")
    assert "📍 广安社区 金域华府小区 11号楼 4单元" in card["text"]
    assert "🗣 小周" in card["text"]


async def test_home_can_be_skipped_and_is_then_picked_for_each_report(
    newcomer: Phone, li: Phone
) -> None:
    await newcomer.says("/start")
    await newcomer.taps("同意")
    await newcomer.taps("⏭ 跳过")
    await newcomer.taps("✅ 提交")
    await newcomer.taps("📢 反映问题")
    await newcomer.taps("🚗 停车")
    asked = await newcomer.sees("在哪里？")
    assert "🏠" not in str(asked["reply_markup"])
    await newcomer.says("广安社区")
    await newcomer.sees("📍 广安社区")
    await newcomer.taps("森林公园小区")
    await newcomer.sees("📍 广安社区 森林公园小区")
    await newcomer.taps("就填到")
    await newcomer.sees("怎么回事")
    await newcomer.says("消防通道停了一排车")
    await newcomer.taps("⏭ 跳过")
    await newcomer.taps("✅ 提交")
    card = await li.sees("📢 新的反映")
    assert "📍 广安社区 森林公园小区\n" in card["text"]


async def test_without_consent_everything_leads_to_the_question(
    town: Town, newcomer: Phone
) -> None:
    for words in ("路灯坏了", "📢 反映问题", "/report", "/mine", "/menu", "/nonsense"):
        await newcomer.says(words)
        await newcomer.sees("您同意吗？")
    await newcomer.sends("sticker")
    await newcomer.sees("您同意吗？")
    assert await town.count("cases") == 0


async def test_help_says_the_number_an_administrator_needs(newcomer: Phone) -> None:
    await newcomer.says("/help")
    said = await newcomer.sees(str(NEWCOMER))
    assert "/report — 反映问题" in said["text"]
    assert "/invite" not in said["text"]


async def test_the_home_can_be_typed_and_walked_back(newcomer: Phone) -> None:
    await newcomer.says("/start")
    await newcomer.taps("同意")
    await newcomer.sees("您住在哪里？")
    await newcomer.says("向阳社区")
    await newcomer.sees("📍 向阳社区")
    await newcomer.taps("⬆️")
    await newcomer.taps("河畔社区")
    await newcomer.says("月亮小区")
    await newcomer.sees("请点下面的按钮来选")
    await newcomer.taps("柳荫小区")
    await newcomer.sees("📍 河畔社区 柳荫小区")
    await newcomer.taps("就填到")
    await newcomer.sees("河畔社区 柳荫小区")
    await newcomer.taps("✅ 提交")
    await newcomer.sees("谢谢，记下了")
