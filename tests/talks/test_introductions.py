"""Two single people and their matchmaker: a suggestion, two answers alone, what comes of it."""

import pytest

from community import people as rules
from community.people import Agreed, How
from simulator.client import Phone
from simulator.journal import Call
from simulator.view import text_of
from storage import people, places
from tests.talks.singles import MEI, PHONES, QIANG, registers, singles, verifies
from tests.talks.test_rights import CANNOT, data_of, forges
from tests.town import LI, ZHANG, Town

Trio = tuple[Phone, Phone, Phone]
DAY_MS = 24 * 3_600_000


@pytest.fixture
async def trio(town: Town, li: Phone) -> Trio:
    """何红娘 looks after both, and has seen their papers; the staff are there, too."""
    assert li.messages
    he, mei, qiang = await singles(town)
    for single, sex, born in ((mei, "女", "1995-05-08"), (qiang, "男", "1993-02-01")):
        await registers(single, sex, born, "何红娘 · 广安社区")
        await he.sees("📝 已登记，等红娘看证件")
        await verifies(he)
    return he, mei, qiang


async def introduces(town: Town, he: Phone) -> None:
    """何红娘 looks for somebody for 小梅, finds 阿强 and introduces them."""
    await opens(town, he, "小梅 · 女 · 1995年生")
    await he.taps("🔍 找合适的人")
    await he.sees("🔍 给小梅，最合适的在前面")
    await he.taps("阿强 · 男 · 1993年生")
    await he.sees("💞 小梅 和：")
    await he.taps("💞 牵线")
    await he.sees("想跟两边说句什么")
    await he.says("都爱看书，人也踏实")
    await he.taps("✅ 提交")
    await he.sees("✅ 已经问两边了")


async def opens(town: Town, he: Phone, line: str) -> None:
    """何红娘 opens somebody's card; those of before are still in the chat."""
    await he.taps("💞 社区红娘")
    await he.sees("💁 我的红娘工作")
    await he.taps(line)
    await town.quiet()
    await he.look()


def sent_to(town: Town, who: int) -> list[Call]:
    """All that somebody's phone ever got, edits included."""
    return [call for call in town.telegram.journal.after() if call.params.get("chat_id") == who]


async def later(town: Town, days: int) -> None:
    await town.quiet()
    town.clock.advance(days * DAY_MS)
    await town.app.timing.scan()
    await town.quiet()


async def test_two_yeses_lead_to_a_number_and_not_before(town: Town, trio: Trio) -> None:
    he, mei, qiang = trio
    await introduces(town, he)
    asked = await mei.sees("💞 红娘想给您介绍一位：\n男 · 1993年生")
    assert "红娘说：都爱看书" in asked["text"]
    await qiang.sees("💞 红娘想给您介绍一位：\n女 · 1995年生")
    await forges(he, data_of(asked, "愿意认识"), CANNOT)
    await town.quiet()
    before = len(sent_to(town, QIANG))
    await mei.taps("愿意认识")
    await mei.sees("等对方也回答了")
    await town.quiet()
    assert len(sent_to(town, QIANG)) == before, "not even a redrawn card tells of her answer"
    for phone, others in ((mei, ("阿强", PHONES[QIANG])), (qiang, ("小梅", PHONES[MEI]))):
        assert not any([await phone.shows(canary) for canary in others])
    await qiang.taps("愿意认识")
    met = await qiang.sees("💞 你们两位都愿意认识！")
    assert f"小梅，📞 {PHONES[MEI]}" in met["text"]
    assert "不要转账" in met["text"]
    await town.quiet()
    both = [call for call in sent_to(town, QIANG) if "你们两位都愿意认识" in str(call.params)]
    assert len(both) == 1, "who says the second yes reads it there, and once"
    await mei.sees(f"阿强，📞 {PHONES[QIANG]}")
    await he.sees("💞 两位都愿意，已经互相留了电话")
    await later(town, 3)
    await mei.sees("💞 到今天 3 天了")
    await mei.taps("💬 还在聊")
    await mei.sees("谢谢您告诉我们")
    await qiang.sees("💞 到今天 3 天了")
    await later(town, 11)
    for phone in (mei, qiang):
        await phone.sees("💞 到今天 14 天了")
        await phone.taps("💑 在处了")
        await phone.sees("谢谢您告诉我们")
    for phone in (mei, qiang):
        await phone.sees("💑 恭喜你们走到一起")
    await he.sees("💑 他们在一起了")
    assert await town.count("introductions", "ending = 'together'") == 1
    assert await town.count("timers", "kind LIKE 'matchmaking.%'") == 0


async def test_who_asks_after_the_other_one_is_asked_whether_that_is_meant(
    town: Town, trio: Trio
) -> None:
    he, mei, qiang = trio
    await mei.says("红娘那边有消息吗")
    asked = await mei.sees("💬 您说：红娘那边有消息吗")
    assert "💞 有人给您介绍" not in str(asked["reply_markup"])
    await introduces(town, he)
    await mei.sees("💞 红娘想给您介绍一位")
    await mei.taps("愿意认识")
    await qiang.sees("💞 红娘想给您介绍一位")
    for words in ("对方怎么说", "结果怎么样"):
        await qiang.says(words)
        asked = await qiang.sees(f"💬 您说：{words}\n\n您是在问这件事吗？")
        assert "💞 有人给您介绍" in str(asked["reply_markup"])
    await qiang.taps("💞 有人给您介绍")
    await qiang.sees("两边各自回答")
    assert not await qiang.shows("小梅"), "nor is it said what she has answered"
    await qiang.taps("愿意认识")
    await qiang.sees("💞 你们两位都愿意认识！")


async def test_nobody_learns_who_said_no_first(town: Town, trio: Trio) -> None:
    he, mei, qiang = trio
    await introduces(town, he)
    await mei.sees("💞 红娘想给您介绍一位")
    await mei.taps("先不了")
    await mei.sees("等对方也回答了")
    await qiang.sees("💞 红娘想给您介绍一位")
    await town.quiet()
    await qiang.look()
    assert not await qiang.shows("没缘分"), "nothing tells that the other one has said no"
    await he.says("💞 社区红娘")
    await he.taps("💞 小梅 · 阿强")
    thread = await he.sees("💞 您牵的线")
    assert "小梅：已经回答" in thread["text"]
    assert "阿强：还没回话" in thread["text"]
    await qiang.taps("先不了")
    for phone in (mei, qiang):
        await phone.sees("🍃 这次没缘分，祝福您")
    await he.sees("🍃 没缘分。")
    await opens(town, he, "小梅 · 女 · 1995年生")
    await he.taps("🔍 找合适的人")
    await he.sees("现在没有适合小梅的人")
    await he.taps("❓ 我的人怎么没列出来？")
    await he.sees("▪️ 阿强：以前介绍过")
    await mei.taps("💞 社区红娘")
    await mei.taps("🚪 退出")
    await mei.taps("🚪 是，退出")
    await mei.sees("您已经退出")
    await he.sees("▪️ 已退出的人：已经回答\n▪️ 阿强：已经回答")


async def test_after_three_days_of_silence_the_matchmaker_phones_and_after_ten_it_ends(
    town: Town, trio: Trio
) -> None:
    he, mei, qiang = trio
    await introduces(town, he)
    await mei.sees("💞 红娘想给您介绍一位")
    await mei.taps("愿意认识")
    await later(town, 3)
    silent = await he.sees("⏳ 介绍三天了还没回话")
    assert "💞 阿强" in silent["text"]
    assert PHONES[QIANG] in silent["text"]
    await later(town, 7)
    for phone in (mei, qiang):
        await phone.sees("🍃 这次没缘分，祝福您")
        assert not await phone.shows("愿意认识！")
    await he.sees("🍃 一直没回话")


async def test_who_withdraws_leaves_nothing_and_the_other_one_reads_kind_words(
    town: Town, trio: Trio
) -> None:
    he, mei, qiang = trio
    await introduces(town, he)
    await mei.says("/privacy")
    await mei.sees("在红娘那里有登记，有您说过的话")
    await mei.taps("🗑 全部删除")
    warned = await mei.sees("您在红娘那里的登记和说过的话都删除。")
    assert "正在进行的介绍会好好结束。" in warned["text"]
    await mei.taps("💞 社区红娘")
    await mei.taps("🚪 退出")
    await mei.sees("马上全部删除")
    await mei.taps("🚪 是，退出")
    await mei.sees("您已经退出")
    await town.quiet()
    assert not await mei.shows("给您留心"), "nobody goes on looking for who has left"
    await qiang.sees("🍃 这次没缘分，祝福您")
    await he.sees("您照看的一位退出了")
    empty = "stage = 'withdrawn' AND profile IS NULL AND hopes IS NULL AND born = 0"
    assert await town.count("singles", empty) == 1
    assert await town.count("introductions", "reason IS NOT NULL") == 0
    assert await town.count("consents", "purpose = 'matchmaking' AND withdrawn IS NULL") == 1


async def test_a_complaint_holds_somebody_back_until_staff_decide(
    town: Town, trio: Trio, li: Phone
) -> None:
    he, mei, qiang = trio
    await introduces(town, he)
    await mei.sees("💞 红娘想给您介绍一位")
    await mei.taps("⚠️ 投诉")
    await mei.says("他跟我借钱")
    await mei.sees("社区工作人员会看到")
    await mei.taps("✅ 提交")
    await mei.sees("⚠️ 谢谢您告诉我们")
    await qiang.sees("💞 您的登记先停一下")
    await town.quiet()
    await qiang.look()
    assert not await qiang.shows("借钱")
    await he.sees("🧊 阿强先停一下")
    assert not await he.shows("借钱"), "only staff read it"
    card = await li.sees("⚠️ 红娘投诉")
    assert "他跟我借钱" in card["text"]
    assert PHONES[QIANG] in card["text"]
    await forges(he, data_of(card, "不属实，照常"), CANNOT)
    await li.taps("属实，结束登记")
    await li.taps("是，就这么定")
    await qiang.sees("您的红娘登记已经结束")
    await mei.sees("您反映的事已经核实处理")
    await qiang.taps("💞 社区红娘")
    await qiang.taps("💞 我要登记")
    for answer in ("同意", "给自己", "未婚", "男"):
        await qiang.taps(answer)
    await qiang.says("1993-02-01")
    await qiang.taps("没有孩子")
    await qiang.taps("⏭ 跳过")
    await qiang.taps("✅ 提交")
    await qiang.sees("社区正在核实一件事")


async def test_pairs_are_found_among_all_who_are_there(town: Town, trio: Trio, li: Phone) -> None:
    he, mei, qiang = trio
    await he.taps("💞 社区红娘")
    await he.taps("➕ 办一场联谊")
    await he.says("七夕联谊")
    await he.says("明天")
    await he.taps("✅ 提交")
    await he.sees("🎎 七夕联谊")
    invited = await he.sees("到场的人打开这个链接")
    link = invited["text"].partition("?start=")[2].strip()
    for phone in (mei, qiang):
        await phone.says(f"/start {link}")
        await phone.sees("到了就点下面")
        await phone.taps("🙋 我到了")
        await phone.sees("记下您到场了")
        assert not await phone.shows(PHONES[MEI if phone is qiang else QIANG])
    await li.says(f"/start {link}")
    await li.sees("到了就点下面")
    await li.taps("🙋 我到了")
    await li.hears("要先登记、红娘看过证件")
    await he.sees("到场：2 人")
    await he.taps("💞 给到场的人配对")
    await he.sees("▪️ 小梅 · 阿强")
    await town.quiet()
    for phone in (mei, qiang):
        assert not await phone.shows("▪️ 小梅 · 阿强"), "only the matchmaker reads the list"


async def test_who_has_no_telegram_is_introduced_by_telephone(town: Town, trio: Trio) -> None:
    he, mei, qiang = trio
    await mei.taps("💞 社区红娘")
    await mei.taps("⏸ 暂停")
    staff, now = await town.person(LI), town.clock.now()
    home = (await town.person(MEI)).home_id or 0
    agreed = Agreed(How.PAPER)
    await town.run(lambda tx: rules.enter(tx, staff, "小兰", "13700001234", home, agreed, now))
    await he.taps("💞 社区红娘")
    await he.taps("☎️ 替没有 Telegram 的人登记")
    await he.says("13700001234")
    for answer in ("纸上签字", "未婚"):
        await he.taps(answer)
    await he.says("女")
    await he.says("1994-03-03")
    await he.sees("本人有孩子吗")
    await he.taps("没有孩子")
    for _skipped in range(5):
        await he.taps("⏭ 跳过")
    await he.sees("没有拍照")
    await he.taps("✅ 提交")
    card = await he.sees("✅ 登记好了")
    assert "💞 小兰" in card["text"]
    assert "🌷 期望：\n还没说" in card["text"]
    await he.taps("🌷 录期望")
    for _skipped in range(4):
        await he.taps("⏭ 跳过")
    await he.taps("⏭ 跳过")
    await he.taps("✅ 提交")
    await town.quiet()  # the card of before is drawn anew, too
    await he.look()
    await he.taps("🚫 录不介绍给谁")
    await he.taps("没关系")
    await he.sees("同单位的要避开吗")
    await he.taps("⏭ 跳过")
    await he.sees("不想被介绍给的人")
    await he.says("阿强")
    await he.sees("以前录的会换成这次的")
    await he.taps("✅ 提交")
    card = await he.sees("💞 小兰")
    assert "阿强" not in card["text"], "nobody reads it again"
    await he.taps("🔍 找合适的人")
    await he.sees("现在没有适合小兰的人")
    await town.quiet()
    await he.look()
    await he.taps("🚫 录不介绍给谁")
    for asked in ("同小区的人，介绍吗", "同单位的要避开吗", "不想被介绍给的人"):
        await he.sees(asked)
        await he.taps("⏭ 跳过")
    await he.taps("✅ 提交")
    await he.sees("💞 小兰")
    await town.quiet()
    await he.look()
    await he.taps("🔍 找合适的人")
    await he.sees("🔍 给小兰，最合适的在前面")
    await he.taps("阿强 · 男 · 1993年生")
    await he.taps("💞 牵线")
    await he.taps("⏭ 跳过")
    await he.taps("✅ 提交")
    await he.sees("✅ 已经问两边了")
    await qiang.taps("愿意认识")
    await town.quiet()
    await he.taps("📞 小兰：愿意认识")
    told = await he.sees("📞 请打电话告诉小兰（13700001234）：阿强")
    assert PHONES[QIANG] in told["text"]
    await qiang.sees("小兰，📞 13700001234")
    assert await town.count("consents", "purpose = 'matchmaking' AND how = 'paper'") == 1


async def test_it_ends_kindly_after_the_number_and_what_is_not_found_right_goes_on(
    town: Town, trio: Trio, li: Phone
) -> None:
    he, mei, qiang = trio
    await introduces(town, he)
    for phone in (mei, qiang):
        await phone.sees("💞 红娘想给您介绍一位")
        await phone.taps("愿意认识")
    await mei.sees(PHONES[QIANG])
    await qiang.taps("🍃 不太合适")
    await qiang.sees("不会说是谁提的")
    await qiang.taps("🍃 是，就到这里")
    for phone in (mei, qiang):
        await phone.sees("🍃 这次没缘分，祝福您")
    assert await town.count("introductions", "ended IS NULL") == 0
    for answer in ("⚠️ 谢谢您告诉我们", "您已经反映过了，正在核实。"):
        await mei.taps("⚠️ 投诉", again=True)
        await mei.sees("怎么说就怎么写")
        await mei.says("他迟到了")
        await mei.taps("✅ 提交")
        await mei.sees(answer)
    await qiang.sees("💞 您的登记先停一下")
    await li.sees("⚠️ 红娘投诉")
    await li.taps("不属实，照常")
    await li.taps("是，就这么定")
    await qiang.sees("💞 事情核实清楚了，一切照常。")
    await mei.sees("💞 您反映的事已经核实处理。")
    assert await town.count("singles", "frozen IS NOT NULL") == 0


async def test_somebody_goes_on_with_another_matchmaker(
    town: Town, trio: Trio, zhang: Phone
) -> None:
    he, mei, _qiang = trio
    await opens(town, he, "小梅 · 女 · 1995年生")
    assert any(PHONES[MEI] in text_of(one) for one in he.messages.values())
    helper, now = await town.person(ZHANG), town.clock.now()
    root = await town.run(lambda tx: places.roots(tx)[0].id)
    await town.run(lambda tx: people.grant(tx, helper.id, "matchmaker", root, None, now))
    await mei.taps("💞 社区红娘")
    await mei.taps("💁 换个红娘")
    await mei.taps("张师傅")
    await mei.taps("✅ 提交")
    await mei.sees("💁 您的红娘：张师傅")
    await he.sees("💁 您照看的一位换了红娘。谢谢您操的心！")
    await zhang.sees("小梅")
    await town.quiet()
    await he.taps("💞 社区红娘")
    await he.sees("💁 我的红娘工作")
    await town.quiet()
    assert not any(PHONES[MEI] in text_of(one) for one in he.messages.values()), (
        "who is no longer theirs is no longer on their cards"
    )
