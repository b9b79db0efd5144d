"""Who has no Telegram looks for work as well: an officer enters it, phones, and speaks for them."""

from functools import partial

from community import people as rules
from community.people import Agreed, How
from simulator.client import Phone
from storage import people
from storage.tx import Tx
from tests.talks.test_jobs import opened
from tests.town import LI, WANG, Town

NAME, NUMBER, SECRET = "小兰", "13700001234", "接送孩子"


def enters(tx: Tx, now: int) -> None:
    """小李 enters 小兰, a neighbour of 王阿姨, and works at the station, too."""
    li, wang = people.by_telegram(tx, LI), people.by_telegram(tx, WANG)
    assert li is not None
    assert wang is not None
    rules.enter(tx, li, NAME, NUMBER, wang.home_id or 0, Agreed(How.PAPER), now)


async def fills_in(li: Phone, number: str) -> None:
    """The card of who sits opposite, from the door of the station on."""
    await li.taps("➕ 录一位")
    await li.says(number)
    for label in ("口头同意", "🍳 餐饮", "🎒 孩子上学的时候", "🚶 本社区走得到的"):
        await li.taps(label)
    await li.taps("3000元以上")
    await li.taps("🎒 要接送孩子")
    await li.taps("🔔 要，告诉我")
    await li.says("会做面食")
    await li.sees("您也看不到")
    await li.taps("✅ 提交")


async def test_who_has_no_telegram_finds_work_by_the_officers_telephone(
    town: Town, li: Phone, zhang: Phone
) -> None:
    await town.run(partial(enters, now=town.clock.now()))
    await li.says("/jobs")
    await li.taps("🏢 就业站")
    await li.taps("☎️ 没有 Telegram 的求职人")
    await li.sees("还没有人。到柜台来、打电话来的，也一样能找工作。")
    await fills_in(li, "13700009999")
    await li.sees("没有用这个号码登记过")
    await li.taps("✏️ 修改")
    await li.taps("电话")
    await li.says(NUMBER)
    await li.taps("✅ 提交")
    card = await li.sees(f"👤 {NAME}  ☎️ {NUMBER}")
    assert "✍️ 会什么：会做面食" in card["text"]
    assert SECRET not in card["text"], "what they have at home stays theirs"
    assert await town.count("consents", "purpose = 'work' AND how = 'oral'") == 1

    await opened(town)
    told = await li.sees("☎️ 请打个电话：有新岗位适合 1 位没有 Telegram 的人：面点工")
    assert NUMBER not in told["text"]
    await town.quiet()
    await li.look()
    await li.taps("👀 看适合的")
    await li.sees(f"给{NAME}看的，最合适的在前面：")
    await li.taps("👍 面点工")
    await li.taps(f"📨 替{NAME}应聘")
    await li.taps("电话里说的")
    await li.taps("✅ 可以，满18岁了")
    own = await li.sees(f"☎️ {NAME} {NUMBER} 没有 Telegram")
    assert "已应聘，等答复" in own["text"]
    applied = await zhang.sees(f"👤 {NAME}")
    assert "✍️ 会什么：会做面食" in applied["text"]
    assert SECRET not in str(zhang.messages)

    await zhang.taps("✅ 录用")
    await zhang.taps("✅ 是的，录用")
    await li.sees("☎️ 有消息了，请打电话告诉本人")
    assert await town.count("placements") == 1
    assert await town.count("consents", "purpose = 'employers' AND how = 'phone'") == 1
    await li.says("/jobs")
    await li.taps("🏢 就业站")
    await li.taps("☎️ 没有 Telegram 的求职人")
    await li.taps(f"👤 {NAME}")
    await li.taps("🗑 删掉求职卡")
    await li.taps("🗑 是的，删掉")
    await li.sees("还没有人。")
    assert await town.count("seekers") == 0
