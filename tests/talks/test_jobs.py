"""💼: a card in six taps, the vacancy that finds it, applying, and all that comes of it."""

from datetime import timedelta

from community.jobs import employers, vacancies
from community.jobs.kinds import Reason, Sort, Trade, Unit
from community.seekers import applying
from simulator.client import Phone
from simulator.view import inline_buttons
from storage import people
from storage.employers import Entry
from storage.moments import local
from storage.tx import Tx
from storage.vacancies import Offer
from tests.talks.test_rights import data_of, forges
from tests.town import LI, ZHANG, Town, reports

DAY_MS = 24 * 3_600_000
SECRET, NUMBER = "接送孩子", "13911112222"


def opens(tx: Tx, now: int, **changes: object) -> int:
    """张师傅 hires for a kitchen in 森林公园小区, and 小李 publishes it."""
    zhang, li = people.by_telegram(tx, ZHANG), people.by_telegram(tx, LI)
    assert zhang is not None
    assert li is not None
    found = employers.own(tx, zhang)
    entry = Entry("好味面馆", Sort.SHOP, zhang.home_id or 0, None, "马店长", "13900003333")
    employer = found[0] if found else employers.ask(tx, zhang, entry, now)
    if not found:
        employers.accept(tx, li, employer.id, now)
    usual = {
        "post": "面点工",
        "trade": Trade.CATERING,
        "number": 1,
        "content": "包包子、擀皮",
        "hours": "12345 08:00-15:00",
        "place_id": zhang.home_id or 0,
        "stop": None,
        "stops": 0,
        "pay_from": 3200,
        "pay_to": 3600,
        "pay_unit": Unit.MONTH,
        "contract": "labour",
        "insurance": "full",
        "contact_name": None,
        "phone": None,
        "valid_until": (local(now, "Asia/Shanghai").date() + timedelta(days=90)).isoformat(),
    }
    offer = Offer(**(usual | changes))  # type: ignore[arg-type]
    vacancy = vacancies.offer(tx, zhang, employer.id, offer, now)
    return vacancies.approve(tx, li, vacancy.id, now).id


async def opened(town: Town, **changes: object) -> int:
    """A vacancy opens, and finds whom it suits."""
    vacancy = await town.run(lambda tx: opens(tx, town.clock.now(), **changes))
    await passes(town, 0)
    return vacancy


async def passes(town: Town, milliseconds: int) -> None:
    """Time goes by, and what is due by then happens."""
    town.clock.advance(milliseconds)
    await town.app.timing.scan()
    await town.app.timing.scan()
    await town.quiet()


async def fills_in(wang: Phone) -> None:
    """The card in six taps, from the key on."""
    await wang.taps("💼 找工作")
    await wang.taps("📝 填求职卡")
    await wang.sees("您想做什么工作？")
    for label in ("🍳 餐饮", "🎒 孩子上学的时候", "🚶 本社区走得到的", "3000元以上"):
        await wang.taps(label)
    asked = await wang.sees("家里有要照顾的吗？")
    assert "只有您自己看得到" in asked["text"]
    await wang.taps("🎒 要接送孩子")
    await wang.taps("🔔 要，告诉我")
    await wang.sees("💼 我的求职卡")


async def test_nothing_is_offered_yet_and_a_card_is_left(town: Town, wang: Phone) -> None:
    await wang.taps("💼 找工作")
    await wang.sees("眼下还没有岗位，就业站一直在跑单位。\n留一张求职卡吧")
    await fills_in(wang)
    card = await wang.sees("🔔 有合适的会告诉您，一个岗位只说一次。")
    assert "🔧 工种：🍳 餐饮" in card["text"]
    assert "📍 能去：广安社区" in card["text"]
    assert "家里：🎒 要接送孩子（只有您看得到）" in card["text"]
    await wang.sees("一有合适的，就告诉您。")
    await wang.taps("✏️ 几点到几点")
    await wang.says("早上八点到下午三点")
    await wang.sees("🕒 时间：周一至周五 8:00–15:00")
    await wang.taps("✏️ 工种")
    await wang.taps("🧹 家政保洁")
    await wang.taps("🍳 餐饮")
    await wang.taps("☑️")
    await wang.sees("🔧 工种：🧹 家政保洁、🍳 餐饮")
    await wang.taps("✏️ 工资")
    await wang.says("2800")
    await wang.sees("每月至少2800元")
    await wang.taps("⏸ 暂停")
    await wang.sees("⏸ 已暂停")
    await opened(town)
    assert await town.count("hints") == 0, "who pauses is told of nothing"
    await wang.taps("🗑 删掉求职卡")
    await wang.sees("求职卡和收藏会马上删掉。")
    await wang.taps("🗑 是的，删掉")
    await wang.sees("求职卡删掉了。")
    assert await town.count("seekers") == 0


async def test_looking_narrowing_putting_aside_and_sharing(
    town: Town, wang: Phone, newcomer: Phone
) -> None:
    await opened(town)
    night = {"hours": "1234567 22:00-06:00", "pay_from": 4000, "pay_to": 4600}
    await opened(town, post="夜班保洁员", trade=Trade.HOUSEKEEPING, **night)
    for number in range(5):
        await opened(town, post=f"收银员{number}", trade=Trade.RETAIL, stops=4, stop="火车站")
    await wang.taps("💼 找工作")
    await wang.sees("💼 找工作 (1/2)")
    await wang.taps("▶️")
    await wang.sees("6. 夜班保洁员 · 好味面馆")
    await wang.taps("🔎 筛选")
    await wang.taps("🔤 找个词")
    await wang.says("收银")
    await wang.sees("🔎 “收银”")
    await wang.taps("📋 显示全部")
    await wang.taps("🔎 筛选")
    await wang.taps("🔧 工种")
    await wang.taps("🍼 育儿月嫂")
    await wang.sees("这样的岗位眼下没有")
    await wang.taps("📋 显示全部")
    for by, what in (("📍 地方", "广安社区"), ("🕒 时间", "🌙 夜班"), ("💰 工资", "4000元以上")):
        await wang.taps("🔎 筛选")
        await wang.taps(by)
        await wang.taps(what)
    only = await wang.sees("🔎 📍 广安社区、🌙 夜班 20–8点、4000元以上")
    assert "1. 夜班保洁员" in only["text"]
    assert "收银员" not in only["text"]
    await wang.taps("🔎 筛选")
    await wang.taps("📍 地方")
    await wang.taps("向阳社区")
    await wang.sees("这样的岗位眼下没有")
    await wang.taps("📋 显示全部")
    await wang.taps("↕️ 排序")
    await wang.sees("先看什么样的？")
    await wang.taps("💰 工资高的")
    await wang.sees("1. 夜班保洁员 · 好味面馆\n22–6点")
    await wang.taps("↕️ 排序")
    await wang.taps("👍")
    await fills_in(wang)
    listed = await wang.sees("1. 👍 面点工 · 好味面馆\n8–15点、就在您小区、")
    assert "▫️ 夜班保洁员" not in listed["text"], "what does not suit comes last"
    await wang.taps("1. 面点工")
    shown = await wang.sees("👍 适合您，因为：")
    assert "✅ 🍳 餐饮：您会做" in shown["text"]
    assert "✅ 🎒 赶得上接送孩子" in shown["text"]
    assert "13900003333" not in shown["text"], "whom to call is seen by who is invited"
    await wang.says("/jobs")
    await wang.taps("📝")
    await wang.taps("✏️ 工资")
    await wang.says("9000")
    await town.quiet()
    await wang.look()
    again = wang.messages[shown["message_id"]]
    assert "❌ 💰" in again["text"], "what suits them is weighed anew where they see it"
    await wang.taps("✏️ 工资")
    await wang.says("3000")
    await wang.finds("☆ 收藏")
    await wang.taps("☆ 收藏")
    await wang.hears("已收藏")
    await wang.taps("💼 找工作")
    await wang.taps("⭐ 收藏（1）")
    await wang.sees("您收藏的岗位：")
    await wang.taps("⭐ 面点工")
    await wang.taps("🔗 转给别人")
    link = (await wang.sees("转给合适的人："))["text"].split("?start=")[1]
    await newcomer.says(f"/start {link}")
    await newcomer.taps("同意")
    await newcomer.taps("⏭ 跳过")
    await newcomer.taps("✅ 提交")
    opening = await newcomer.sees("💼 面点工")
    assert "适合您" not in opening["text"], "nothing is known of them yet"
    assert SECRET not in opening["text"]
    await newcomer.says("/start job_0")
    await newcomer.sees("没有找到")


async def test_from_the_first_hint_to_the_thanks(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await fills_in(wang)
    vacancy = await opened(town)
    await wang.sees("💼 有个岗位挺适合您：面点工\n8–15点、就在您小区")
    await wang.taps("👀 看看岗位")
    offered_once = data_of(await wang.sees("👍 适合您，因为"), "我想应聘")
    await wang.taps("我想应聘")
    asked = await wang.sees("单位打哪个电话能找到您？")
    assert "家里的事和别的，单位一概看不到" in asked["text"]
    await wang.says(NUMBER)
    asked = await wang.sees("让他们看到这些，可以吗？您多大了？")
    assert "单位和就业站的联络员会看到" in asked["text"]
    assert "· 您能上班的时间：周一至周五 8:00–16:00" in asked["text"]
    assert f"电话：{NUMBER}" in asked["text"], "nobody agrees to what they cannot see"
    await wang.taps("✅ 可以，我满18岁了")
    await wang.sees("已应聘，等答复")
    await town.quiet()
    await wang.look()
    offered = [one["text"] for m in wang.messages.values() for one in inline_buttons(m)]
    assert "我想应聘" not in offered, "nowhere what would be refused"
    await forges(wang, offered_once, "情况刚刚有变化")
    assert await town.count("drafts") == 0, "nor under what a dead bot has sent twice"
    card = await zhang.sees("📨 有人想来您这儿上班。")
    assert "👤 王阿姨  ☎️ 13911112222\n🕒 能上班的时间：周一至周五 8:00–16:00" in card["text"]
    assert SECRET not in card["text"]
    assert "3000" not in card["text"], "what somebody hopes for is theirs, too"
    await zhang.taps("🗓 约面试")
    await zhang.taps("明天")
    await zhang.taps("10:00")
    await zhang.says("店里，找马店长")
    invited = await wang.sees("🎉 好消息：单位想见见您。")
    assert "☎️ 马店长 13900003333" in invited["text"]
    await wang.taps("🕒 换个时间")
    await wang.taps("后天")
    await wang.taps("9:00")
    await zhang.sees("对方想改到这个时间，您看行吗？")
    await zhang.taps("👌 行，就这个时间")
    agreed = await wang.sees("👌 面试时间说好了。\n💼 面点工")
    assert "店里，找马店长" in agreed["text"]
    await passes(town, DAY_MS + DAY_MS // 2)
    await wang.sees("🔔 快到面试时间了。")
    await zhang.sees("🔔 快到面试时间了。\n💼 面点工 王阿姨")
    await zhang.says("📋 我的事")
    await zhang.taps("✅ 录用")
    await zhang.taps("✅ 是的，录用")
    await wang.sees("🎉 恭喜您，找到工作了！")
    await wang.taps("🙋‍♀️ 我是女同胞")
    await wang.hears("就业站记上了一笔")
    assert await town.count("placements", "woman = 1") == 1
    assert await town.count("vacancies", f"id = {vacancy} AND stage = 'closed'") == 1
    await passes(town, 31 * DAY_MS)
    await wang.sees("上班满一个月了：您还在干吗？")
    await wang.taps("💪 还在干")
    await wang.sees("祝您顺顺利利")
    await passes(town, 6 * DAY_MS)
    await li.sees("📞 请打个电话：满30天了，还有一方没说情况。")
    await li.taps("单位说：还在")
    await li.sees("本人说：还在干 · 单位说：还在干")
    assert await town.count("placements", "hers = 1 AND theirs = 1") == 1
    for phone in (li, zhang):
        await phone.look()
        assert all(SECRET not in m.get("text", "") for m in phone.messages.values())


async def test_who_asks_after_an_application_is_asked_whether_that_is_meant(
    town: Town, wang: Phone, zhang: Phone
) -> None:
    await wang.says("面试几点")
    offered = await wang.sees("您是想办哪一样？")
    assert "📨" not in str(offered["reply_markup"]), "she has applied for nothing"
    await fills_in(wang)
    vacancy = await opened(town)
    seeker, now = await town.person(wang.id), town.clock.now()
    await town.run(lambda tx: people.set_phone(tx, seeker.id, NUMBER, now))
    seeker = await town.person(wang.id)
    await town.run(lambda tx: applying.apply(tx, seeker, vacancy, now, applying.Age.ADULT))
    await reports(wang, "三号楼的路灯不亮了")  # heard of later, and not meant
    await wang.says("面试几点")
    await wang.sees("您是在问这件事吗？")
    await wang.taps("📨 面点工 · 已应聘，等答复")
    await wang.sees("👉 已应聘，等答复")
    await wang.says("想找个刷碗的活")
    asked = await wang.sees("💬 您说：想找个刷碗的活")
    assert "📨" not in str(asked["reply_markup"]), "that is something new"
    await zhang.says("面试几点")
    asked = await zhang.sees("💬 您说：面试几点")
    assert "📨" not in str(asked["reply_markup"]), "nobody else's application"


async def test_a_no_in_kind_words_late_answers_and_the_officer_for_an_employer(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await fills_in(wang)
    await opened(town)
    await wang.taps("👀 看看岗位")
    await wang.taps("我想应聘")
    await wang.says(NUMBER)
    await wang.taps("我还不满16岁")
    await wang.sees("不满16岁还不能招用")
    await wang.taps("👀 看看岗位", again=True)
    await wang.taps("我想应聘")
    await wang.says(NUMBER)
    await wang.taps("先不了")
    await wang.sees("好的，谁也没看到。")
    assert await town.count("applications") == 0
    await zhang.blocks()
    await wang.taps("👀 看看岗位", again=True)
    await wang.taps("我想应聘")
    await wang.says(NUMBER)
    await wang.taps("✅ 可以，我满18岁了")
    await li.sees("📨 有人想来您这儿上班。")
    await passes(town, 12 * DAY_MS)
    await passes(town, 12 * DAY_MS)
    await li.sees("⏰ 这个应聘已经超过五个工作日没答复。")
    await wang.sees("单位没有按时答复，就业站联络员这就去问。")
    await li.says("/desk")
    await li.taps("⏰ 超时 1")
    await li.taps("📨 王阿姨 · 面点工")
    await li.taps("这次不合适")
    await li.taps("上班时间对不上")
    await li.says("秋天有早班，到时联系您")
    no = await wang.sees("单位答复了。")
    assert "原因：上班时间对不上" in no["text"]
    assert "💬 秋天有早班，到时联系您" in no["text"]
    assert "不是您不好" in no["text"]


async def test_withdrawn_and_over(town: Town, wang: Phone, zhang: Phone) -> None:
    await fills_in(wang)
    first, second = await opened(town), await opened(town, post="帮厨")
    for vacancy, post in ((first, "面点工"), (second, "帮厨")):
        await wang.taps("💼 找工作")
        await wang.taps(f". {post}")
        await wang.taps("我想应聘")
        if vacancy == first:
            await wang.says(NUMBER)
        young = vacancy == second
        await wang.taps("✅ 可以，我16、17岁" if young else "✅ 可以，我满18岁了")
        await wang.sees("已应聘，等答复")
        card = await zhang.sees(f"📨 有人应聘：{post}")
        assert ("⚠️ 16、17岁：不能安排夜班" in card["text"]) == young
    await wang.taps("↩️ 撤回")
    await wang.taps("↩️ 是的，撤回")
    await wang.sees("已撤回")
    await zhang.sees("↩️ 应聘“帮厨”的一位撤回了。")

    def closed(tx: Tx) -> None:
        speaker = people.by_telegram(tx, ZHANG)
        assert speaker is not None
        vacancies.close(tx, speaker, first, Reason.WITHDRAWN, town.clock.now())

    await town.run(closed)
    assert await town.count("applications", "stage = 'closed'") == 1
    assert await town.count("applications", "ended IS NULL") == 0
    await opened(town, post="洗碗工")
    await wang.taps("💼 找工作")
    await wang.taps(". 洗碗工")
    await wang.taps("我想应聘")
    await wang.taps("✅ 可以，我满18岁了")
    await zhang.sees("📨 有人应聘：洗碗工")
    await wang.says("/privacy")
    agreed = await wang.sees("🔒 我们记录了您的这些信息")
    assert "把我的名字和电话告诉我应聘的单位" in agreed["text"]
    assert "有一张求职卡\n应聘：3 份" in agreed["text"]
    await wang.taps("🗑 全部删除")
    warned = await wang.sees("您的求职卡也一起删除。")
    assert "1 份应聘会撤回，单位会收到消息。" in warned["text"]
    await wang.taps("⬅️")
    await wang.taps("💼 不让单位再看我的电话")
    await wang.sees("您的应聘会全部撤回，单位都会知道。")
    await wang.taps("是，撤回")
    await zhang.sees("↩️ 应聘“洗碗工”的一位撤回了。")
    await zhang.look()
    shown = [m.get("text", "") for m in zhang.messages.values() if "洗碗工" in m.get("text", "")]
    assert shown
    assert not [text for text in shown if NUMBER in text], "nowhere any more"
    agreed = await wang.sees("🔒 我们记录了您的这些信息")
    assert "告诉我应聘的单位" not in agreed["text"]
