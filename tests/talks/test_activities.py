"""An activity from its plan to the thanks: signed up for, full, changed, held, and called off."""

from functools import partial
from zoneinfo import ZoneInfo

import pytest

from community.activities import planning, signing
from community.roles import Role
from simulator.client import Phone
from simulator.files import sample_picture
from simulator.view import inline_buttons
from storage import activities, people
from storage.moments import local
from storage.tx import Tx
from tests.rights.activities import plan
from tests.talks.test_rights import CANNOT, data_of, forges
from tests.town import LI, WANG, Town, cast

Three = tuple[Phone, Phone, Phone]
HOUR_MS = 3_600_000
LEFT = "kind LIKE 'activities.%' AND kind <> 'activities.ahead'"
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
async def three(town: Town) -> Three:
    """The cast, at ten in the morning."""
    await to_hour(town, 10)
    return await cast(town)


async def to_hour(town: Town, hour: int, days: int = 0) -> None:
    """Let it become that hour, so many days after the next time it is."""
    await town.quiet()
    now = local(town.clock.now(), ZONE.key)
    past = now.minute * 60_000 + now.second * 1000 + now.microsecond // 1000
    town.clock.advance(((hour - now.hour - 1) % 24 + 1 + 24 * days) * HOUR_MS - past)
    await town.app.timing.scan()
    await town.quiet()


async def plans(li: Phone, capacity: str = "1") -> None:
    """小李 plans an activity for three in the afternoon in two days."""
    await li.says("/activity")
    await li.taps("➕ 办一场活动")
    await li.says("元宵猜灯谜")
    await li.taps("节日活动")
    await li.taps("社区自办")
    await li.sees("在哪儿办？")
    await li.taps("森林公园小区")
    await li.says("二楼活动室")
    await li.says("后天下午3点")
    await li.taps("2小时")
    await li.says(capacity)
    await li.says("带上孩子来")
    await li.taps("📝 广安社区")
    await li.taps("✅ 提交")
    await li.sees("草稿，只有主办方看得到")


async def publishes(li: Phone, capacity: str = "1") -> None:
    await plans(li, capacity)
    await li.taps("📣 发布")
    await li.sees("👉 已发布")


async def opens_own(li: Phone) -> None:
    """小李 opens the one activity of theirs."""
    await li.says("/activity")
    await li.sees("🗂 我们办的活动")
    await li.taps("元宵猜灯谜")


async def signs_up(phone: Phone, people: str = "就我自己") -> None:
    await phone.says("/activities")
    await phone.sees("元宵猜灯谜")
    await phone.taps("1. ")
    await phone.sees("🏠 主办：广安社区")
    await phone.taps("报名")
    await phone.sees("一共来几个人")
    await phone.taps(people)


async def test_from_the_plan_to_the_thanks(town: Town, three: Three) -> None:
    wang, li, zhang = three
    await plans(li)
    await wang.says("🎉 社区活动")
    await wang.sees("现在没有安排好的活动")
    await li.taps("📣 发布")
    card = await li.sees("👉 已发布")
    await forges(wang, data_of(card, "❌ 取消活动"), CANNOT)
    await signs_up(wang)
    mine = await wang.sees("✅ 您已报名，共 1 人")
    await signs_up(zhang)
    line = await zhang.sees("⏳ 您在排队，共 1 人")
    await zhang.says("📋 我的事")
    await zhang.taps("元宵猜灯谜")
    assert "王阿姨" not in line["text"] + mine["text"], "who else comes is not shown"
    await wang.taps("📅 加到日历")
    await wang.hears("打开这个文件")
    await town.quiet()
    await wang.look()
    [file] = [m["document"] for m in wang.messages.values() if "document" in m]
    kept = town.telegram.files.by_unique_id(file["file_unique_id"])
    assert kept is not None
    assert "SUMMARY:元宵猜灯谜" in kept.data.decode()
    await wang.taps("取消报名")
    await zhang.sees("🎟 好消息：排到您了！")
    await zhang.taps("✅ 我来参加")
    await zhang.sees("✅ 您已报名，共 1 人")
    await zhang.taps("📷 可以拍我")
    await signs_up(wang)
    await wang.sees("⏳ 您在排队，共 1 人")
    await to_hour(town, 15, days=1)
    await zhang.sees("⏰ 您报名的活动就在明天")
    await to_hour(town, 13)
    await zhang.sees("⏰ 您报名的活动快开始了")
    await wang.sees("很可惜，没有空出名额")
    await to_hour(town, 15)
    await opens_own(li)
    await li.taps("📋 名单")
    roll = await li.sees("▫️ 已报名 1 · ⏳ 排队中 1")
    await forges(wang, data_of(roll, "▫️ 张师傅"), CANNOT)
    await li.taps("▫️ 张师傅")
    await li.sees("✅ 到场 1 · ⏳ 排队中 1")
    await to_hour(town, 17)
    await li.sees("🏁 活动结束了")
    await to_hour(town, 10)
    await zhang.sees("🌸 谢谢您来参加“元宵猜灯谜”")
    await zhang.taps("👍 很好")
    await zhang.taps("还想来")
    await zhang.sees("谢谢您告诉我们")
    assert not await wang.shows("谢谢您来参加"), "who was not there is not thanked"
    await opens_own(li)
    await li.sees("👍 很好：1")
    assert await town.count("timers", LEFT) == 0


async def test_changes_and_the_end_are_told_once_and_nobody_is_reminded_after(
    town: Town, three: Three
) -> None:
    wang, li, zhang = three
    await publishes(li, "1")
    await signs_up(wang)
    await wang.sees("✅ 您已报名")
    await signs_up(zhang)
    await zhang.sees("⏳ 您在排队")
    await li.taps("✏️ 改一改")
    await li.taps("✏️ 修改")
    await li.taps("具体地点")
    await li.says("三楼大厅")
    await li.taps("✅ 提交")
    for phone in (wang, zhang):
        changed = await phone.sees("✏️ 您报名的活动有变动")
        assert "三楼大厅" in changed["text"]
    await li.taps("➕ 代报名")
    await li.says("赵大爷")
    await li.says("1")
    await li.sees("⏳ 名额满了，已排队：赵大爷")
    await opens_own(li)
    await li.taps("❌ 取消活动")
    await li.says("要下大雨")
    await li.taps("✅ 提交")
    for phone in (wang, zhang):
        told = await phone.sees("😔 您报名的活动取消了")
        assert "❌ 已取消：要下大雨" in told["text"]
    await to_hour(town, 16, days=2)
    for phone in (wang, zhang):
        assert not await phone.shows("⏰")
        assert not await phone.shows("赵大爷")
    assert await town.count("timers", LEFT) == 0


async def test_the_hosts_card_follows_who_comes_and_goes(three: Three) -> None:
    wang, li, zhang = three
    await publishes(li, "2")
    await signs_up(wang, "2 人")
    await wang.sees("✅ 您已报名，共 2 人")
    await wang.look()
    await li.sees("已报名 2 人")
    await signs_up(zhang)
    await li.sees("排队 1 人")
    await wang.taps("取消报名")
    await li.sees("已报名 0 人")
    await li.taps("🔁 以后再办")
    await li.taps("⬅️ 上一步")
    await li.sees("已报名 0 人")


async def test_the_list_follows_and_who_waits_with_many_may_come_with_fewer(three: Three) -> None:
    wang, li, zhang = three
    await publishes(li, "3")
    await li.taps("📋 名单")
    await li.sees("还没有人报名")
    await signs_up(wang, "2 人")
    await li.sees("▫️ 已报名 2")
    await signs_up(zhang, "3 人")
    await zhang.sees("⏳ 您在排队，共 3 人")
    await li.sees("▫️ 已报名 2 · ⏳ 排队中 3")
    await wang.taps("👥 改人数")
    await wang.taps("就我自己")
    await zhang.sees("🎟 现在空出 2 个名额，您这边是 3 个人。少来几个行吗？")
    await zhang.taps("👥 来 2 个人")
    await zhang.sees("✅ 您已报名，共 2 人")
    await li.sees("▫️ 已报名 3")


async def test_invited_by_a_button_and_no_more_once_it_is_called_off(
    town: Town, three: Three
) -> None:
    wang, li, zhang = three
    await publishes(li, "20")
    await li.taps("📣 通知大家")
    await li.sees("欢迎参加，点下面报名")
    await put_off(li, "明天上午9点")
    await to_hour(town, 9)
    await zhang.sees("欢迎参加，点下面报名")
    await wang.sees("欢迎参加，点下面报名")
    await wang.taps("👉 🎉 元宵猜灯谜")
    await wang.sees("🏠 主办：广安社区")
    await wang.taps("报名")
    await wang.taps("就我自己")
    await wang.sees("✅ 您已报名")
    await li.taps("👉 🎉 元宵猜灯谜")
    await li.taps("🗂 管理活动")
    await town.quiet()
    await li.look()
    await li.taps("📣 通知大家")
    await li.taps("✏️ 改文字")
    await li.taps("✏️ 修改")
    await li.taps("内容")
    await li.says("最后几个名额！")
    await li.taps("✅ 提交")
    await town.quiet()
    await li.look()
    await put_off(li, "明天上午10点")
    await li.taps("❌ 取消活动")
    await li.says("要下大雨")
    await li.taps("✅ 提交")
    await li.sees("⏹ 按钮里的那件事取消了")
    await wang.sees("😔 您报名的活动取消了")
    await to_hour(town, 11, days=1)
    assert not await wang.shows("最后几个名额！")
    await zhang.taps("👉 🎉 元宵猜灯谜")
    await zhang.hears("这件事已经结束了")
    assert not await zhang.shows("👉 🎉")


async def put_off(li: Phone, at: str) -> None:
    """It is to be sent at that time."""
    await li.taps("📨 发送…")
    await li.taps("🕗 定时发")
    await li.says(at)
    await li.taps("3天")
    await li.taps("✅ 提交")
    await li.sees("🕗 定时，还没到时间")


def _leads_a_team(tx: Tx) -> None:
    """王阿姨 leads a team of the community's."""
    wang, li = people.by_telegram(tx, WANG), people.by_telegram(tx, LI)
    assert wang is not None
    assert li is not None
    people.grant(tx, wang.id, Role.TEAM_LEADER, li.roles[0].place_id, li.id, 1)


async def test_a_team_holds_it_with_others_and_a_place_waits_its_time(
    town: Town, three: Three
) -> None:
    wang, li, zhang = three
    await town.run(_leads_a_team)
    await wang.says("/activity")
    await wang.taps("➕ 办一场活动")
    await wang.says("中秋做月饼")
    await wang.taps("节日活动")
    asked = await wang.sees("算谁办的活动？")
    assert "社区自办" not in str(asked), "whoever leads a team holds it for the team alone"
    await wang.taps("志愿服务队")
    await wang.taps("森林公园小区")
    await wang.says("二楼活动室")
    await wang.says("后天下午3点")
    await wang.taps("2小时")
    await wang.says("一个")
    await wang.says("自带围裙")
    await wang.says("暖心唠嗑队")
    for label, words in (("协办", "县作协"), ("党员单位", "县民政局"), ("报名截止", "明天晚上8点")):
        await wang.taps("✏️ 修改")
        await wang.taps(label)
        await wang.says(words)
    await wang.taps("✅ 提交")
    await wang.taps("📣 发布")
    await wang.sees("👉 已发布")
    for phone in (zhang, li):
        await phone.says("/activities")
        await phone.taps("1. ")
        shown = await phone.sees("🏠 主办：暖心唠嗑队")
        assert "县作协" in shown["text"]
        assert "县民政局" in shown["text"]
        assert "20:00" in shown["text"], "until when one can sign up"
        await phone.taps("报名")
        await phone.sees("一共来几个人")
        await phone.taps("就我自己")
        await phone.sees("✅ 您已报名" if phone is zhang else "⏳ 您在排队")
    await zhang.taps("取消报名")
    await li.sees("🎟 好消息：排到您了！")
    await to_hour(town, 21, days=1)
    await li.sees("没等到您的回话，名额给了下一位")
    await town.quiet()
    await zhang.look()
    await zhang.taps("报名")
    await zhang.taps("就我自己")
    await zhang.hears("报名已经截止")
    assert await town.count("sign_ups", "stage = 'in'") == 0


def _neighbours(now: int, tx: Tx) -> None:
    """小李 signs up thirty who have no Telegram."""
    staff = people.by_telegram(tx, LI)
    assert staff is not None
    [one] = activities.coming(tx, 9)
    for nth in range(1, 31):
        signing.enter(tx, staff, one.id, f"{nth}号居民", 1, now)


async def test_a_long_list_is_gone_through_page_by_page(town: Town, three: Three) -> None:
    _wang, li, _zhang = three
    await publishes(li, "50")
    await town.run(partial(_neighbours, town.clock.now()))
    await opens_own(li)
    await li.taps("📋 名单")
    await li.sees("▫️ 已报名 30")
    await li.finds("▫️ 12号居民")
    await li.taps("▶️")
    await li.finds("▫️ 13号居民")
    await li.taps("▶️")
    await li.taps("▫️ 30号居民")
    await li.sees("来不了了吗")
    await li.taps("⬅️ 上一步")
    await li.finds("▫️ 25号居民")
    await to_hour(town, 14, days=2)
    await li.taps("▫️ 25号居民")
    await li.finds("✅ 25号居民")
    await li.taps("◀️")
    await li.finds("▫️ 24号居民")
    assert await town.count("sign_ups", "stage = 'attended'") == 1


def _much_to_come(now: int, tx: Tx) -> None:
    """王阿姨 has signed up for more than one message can carry."""
    staff, guest = people.by_telegram(tx, LI), people.by_telegram(tx, WANG)
    assert staff is not None
    assert guest is not None
    for nth in range(130):
        what = plan(guest.home_id or 0, starts=now + (nth + 1) * 24 * HOUR_MS)
        one = planning.draft(tx, staff, what, now)
        planning.publish(tx, staff, one.id, now)
        signing.sign_up(tx, guest, one.id, 1, now)


async def test_of_many_matters_each_is_found(town: Town, three: Three) -> None:
    wang = three[0]
    await town.run(partial(_much_to_come, town.clock.now()))
    await wang.says("📋 我的事")
    await wang.sees("(1/7)")
    await wang.taps("▶️")
    await wang.sees("(2/7)")
    await wang.taps("◀️")
    listed = await wang.sees("(1/7)")
    await wang.taps(inline_buttons(listed)[0]["text"])
    await wang.sees("✅ 您已报名")
    await wang.says("/activities")
    await wang.sees("(1/26)")
    await wang.taps("▶️")
    await wang.sees("(2/26)")
    await wang.finds("6. ")
    await wang.taps("📅 本周")
    await wang.sees("(1/2)\n📅 本周")
    await wang.taps("🏘 我家附近")
    await wang.sees("🏘 我家附近")
    await wang.taps("🏷 按类别")
    await wang.taps("义诊")
    await wang.sees("现在没有这样的活动")
    await wang.taps("🏷 按类别")
    await wang.taps("节日活动")
    await wang.sees("(1/26)\n节日活动")


def pictures(phone: Phone) -> int:
    return sum("photo" in message for message in phone.messages.values())


async def test_its_poster_is_everybodys_and_its_photos_of_those_who_were_there(
    town: Town, three: Three
) -> None:
    wang, li, zhang = three
    await publishes(li, "5")
    await li.taps("🖼 海报")
    await li.sends_photo(data=sample_picture(1).data)
    await li.taps("发完了")
    await li.sees("👉 已发布")
    await signs_up(zhang)
    await zhang.taps("🖼 海报")
    await town.quiet()
    await zhang.look()
    assert pictures(zhang) == 1
    await signs_up(wang)
    await wang.taps("📷 可以拍我")
    await wang.hears("只给到场的人看")
    await to_hour(town, 15, days=2)
    await opens_own(li)
    await li.taps("📋 名单")
    await li.sees("▫️ 已报名 2")
    await li.finds("▫️ 张师傅 🚫📷")
    await li.taps("▫️ 王阿姨")
    await li.sees("✅ 到场 1")
    await to_hour(town, 17)
    await li.taps("🗂 管理活动")
    await li.taps("📷 加照片")
    for number in (2, 3):
        await li.sends_photo(data=sample_picture(number).data)
    await li.sees("已收到2张照片")
    await town.quiet()
    await li.taps("发完了")
    await li.sees("名单上有 🚫📷 的就是没同意")
    await li.taps("✅ 提交")
    await wang.sees("✅ 您来过了，谢谢！")
    await wang.taps("📷 看照片")
    await wang.hears("请不要外传")
    await wang.taps("📷 还是别拍我了")
    told = await li.sees("不想再出现在照片里了")
    assert "王阿姨" in told["text"]
    await town.quiet()
    for phone in (wang, zhang):
        await phone.look()
    assert (pictures(wang), pictures(zhang)) == (2, 1)
    assert "看照片" not in str(zhang.messages), "they were not there"
    await opens_own(li)
    await li.taps("🗑 撤下照片")
    await li.hears("照片已撤下")
    assert await town.count("activity_photos") == 0


async def test_the_code_at_the_door_and_the_calendar_of_the_year(town: Town, three: Three) -> None:
    wang, li, _zhang = three
    await publishes(li, "20")
    await li.taps("📣 通知大家")
    draft = await li.sees("欢迎参加，点下面报名")
    assert "元宵猜灯谜" in draft["text"]
    await opens_own(li)
    await li.taps("🔁 以后再办")
    await li.sees("🔁 以后什么时候再办？")
    await li.taps("每周（")
    await town.quiet()
    await li.look()
    await li.taps("🔳 门口签到码")
    says = await li.sees("谁扫了码就算签到")
    code = says["text"].partition("?start=")[2].strip()
    await wang.says(f"/start {code}")
    await wang.sees("还没开始呢")
    await li.says("/activity")
    await li.taps("📆 广安社区活动年历")
    await li.taps("📆 看往后十二个月")
    page = await li.sees("✅ 要办 · ✖️ 划掉了")
    first = next(one for one in inline_buttons(page) if "元宵猜灯谜" in one["text"])
    await forges(wang, first["callback_data"], CANNOT)
    await li.taps(first["text"])
    await li.taps("✅ 照办")
    await li.finds(first["text"].replace("▫️", "✅"))
    assert await town.count("activities", "stage = 'published'") == 2
    await town.quiet()
    await li.look()
    page = next(m for m in li.messages.values() if "✅ 要办" in str(m.get("text")))
    later = next(
        one["text"]
        for one in inline_buttons(page)
        if "元宵猜灯谜" in one["text"] and "▫️" in one["text"]
    )
    await li.taps(later)
    await li.taps("✖️ 这次不办")
    await li.finds(later.replace("▫️", "✖️"))
    await li.taps(later.replace("▫️", "✖️"))
    await li.taps("↩️ 重新考虑")
    await li.finds(later)
    await town.quiet()
    for every in ("每月", "每年农历"):
        await li.taps("🔁 以后再办", again=True)
        await li.taps(every, again=True)
        await town.quiet()
        await li.look()
    assert await town.count("repeats", "rule LIKE 'LUNAR=%'") == 1
    await to_hour(town, 14, days=2)
    await wang.says(f"/start {code}")
    await wang.sees("✅ 欢迎参加“元宵猜灯谜”")
    assert await town.count("sign_ups", "stage = 'attended'") == 1
