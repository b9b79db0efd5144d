"""No statement of a talk reads through a whole table that grows."""

import re
import sqlite3
from functools import partial
from typing import cast

from community.agreements import after, early, endings, longer, pacts, sessions
from community.checkins import mornings
from simulator.client import Phone
from storage import people
from storage.sqlite import Sqlite
from storage.tx import Tx
from tests.community.helping import all_of_it
from tests.talks import test_counter, test_jobs
from tests.talks.singles import registers, singles, verifies
from tests.talks.tables import both
from tests.talks.test_activities import publishes, signs_up
from tests.talks.test_agreement import SUN, ZHOU, heard
from tests.talks.test_broadcasts import aims, writes
from tests.talks.test_groups import bound
from tests.talks.test_imports import GRANNY, NEW, PROPERTY, at_rest, promoted, sends
from tests.talks.test_introductions import introduces
from tests.talks.test_mediation import asks, opens_the_link, tells_the_mediator
from tests.talks.test_settings import until
from tests.town import LI, WANG, ZHANG, Town, answers, dispatches, fills_in, reports

GROWING = (
    *("people", "consents", "roles", "invitations", "seen", "drafts", "shown", "outbox"),
    *("timers", "chores", "cases", "timeline", "media", "alerts", "places"),
    *("wishes", "externals", "duty_groups", "reads", "rounds", "dues", "feedback", "merges"),
    *("sentences", "inquiries"),
    *("singles", "introductions", "followups", "complaints", "meetings", "meeting_guests"),
    *("meeting_pairs", "disputes", "parties", "party_links", "room_words", "unfit_mediators"),
    *("sittings", "pacts", "harms"),
    *("employers", "vacancies", "placements", "seekers", "wants", "looks", "saved", "hints"),
    *("applications", "interviews"),
    *("volunteers", "abilities", "memberships", "tasks", "offers", "hours", "task_words"),
    *("task_photos", "weeklies", "feasts"),
    *("activities", "sign_ups", "activity_photos", "repeats", "occasions"),
    *("broadcasts", "recipients", "postings", "interests"),
    *("checkin_plans", "checkin_days", "checkin_alerts", "checkin_helpers", "checkin_rungs"),
    *("checkin_greetings", "checkin_links", "resting"),
)
SCAN = re.compile(rf"SCAN (?:{'|'.join(GROWING)}|[a-z])\b")
# Indexes that hold what waits, or is still to come, and nothing else.
WAITING = (
    "SCAN outbox USING INDEX outbox_waiting",
    "SCAN activities USING INDEX activities_coming",
)
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS


async def test_every_statement_finds_its_rows_by_an_index(rough_town: Town) -> None:
    database = cast(Sqlite, rough_town.app.database)
    said: set[str] = set()
    await database._writer.hop(lambda raw: raw.set_trace_callback(said.add))
    await lives(rough_town)
    await database._writer.hop(lambda raw: raw.set_trace_callback(None))
    asked = {sql for sql in said if re.match("SELECT|UPDATE|DELETE|INSERT", sql)}
    asked -= {sql for sql in asked if sql.startswith("SELECT count(*)")}  # the test's own
    assert len(asked) > 100
    scans = [
        f"{step}: {sql[:120]}"
        for sql in asked
        for step in await database._writer.hop(partial(plan, sql))
        if SCAN.match(step) and step not in WAITING
    ]
    assert scans == []


def plan(sql: str, raw: sqlite3.Connection) -> list[str]:
    return [str(row[3]) for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}")]


async def lives(town: Town) -> None:
    """A report with everything that may happen to it, an invitation, an alarm, the housekeeping."""
    wang, li, zhang = [await town.phone(name, number) for name, number in CAST]
    for phone in (wang, li, zhang):
        await phone.says("/start")
        await phone.sees("请问")
    await comes_together(wang, li, zhang)
    await reports(wang, "停水了", "🚰 水电气暖")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    for late in (DAY_MS // 4, 5 * DAY_MS):
        town.clock.advance(late)
        await town.app.timing.scan()
        await town.quiet()
    await zhang.sees("⏰")
    await looks_at_the_desk(town, li)
    await announces(town, wang, li)
    await zhang.taps("签收")
    await answers(zhang, "换了灯泡")
    await wang.sees("解决了吗")
    await asks_for_figures(li)
    await wang.taps("没解决")
    await zhang.sees("🔁")
    await wang.taps("📋 我的事")
    await li.taps("📋 我的事")
    await fills_in(wang, "又坏了")
    await wang.says("/cancel")
    await wang.taps("📢 反映问题")
    await wang.taps("🆘 有人有危险")
    await wang.taps("不是紧急情况")
    await brings_a_table(town, li)
    await li.says("/invite")
    await li.taps("🔗 还没用的链接")
    await li.sees("没有还没用的链接")
    await li.says("/invite")
    await li.taps("👥 谁有什么身份")
    await li.sees("看谁的？")
    await mediates(wang, li, zhang)
    await wang.says("小区的议事会几号开，我想提议题")
    await wang.taps("🗳 议事厅")
    await li.taps("💬 回复")
    await li.says("下周三")
    await wang.sees("✅ 社区回复")
    await wang.says("🙋 找人帮忙")
    await wang.taps("💬 想找人说说话")
    await zhang.sees("想找人说说话")  # a stairwell head by now
    await zhang.says("📋 我的事")
    await zhang.sees("看办到哪一步了")
    await li.says("📋 我的事")
    await li.sees("看办到哪一步了")
    await comes_to_an_agreement(town, wang, li)
    await matches(town)
    await looks_for_work(town, wang, li)
    await looks_for_work_without_telegram(town, li)
    await town.run(lambda tx: all_of_it(tx, town.clock.now()))
    await wang.says("🧡 我来帮忙")
    await wang.sees("邻里互相帮一把")
    await are_asked_each_morning(town)
    await wang.blocks()
    await town.quiet()
    await town.app.delivery.load()
    await town.app.tidy()


async def are_asked_each_morning(town: Town) -> None:
    """Three people whom nobody hears from until the ladder has come to its end."""

    def enrols(tx: Tx) -> None:
        for number in (WANG, LI, ZHANG):
            who = people.by_telegram(tx, number)
            assert who is not None
            mornings.begin(tx, who, None, town.clock.now())

    await town.run(enrols)
    for late in (until(town.clock.now(), hour=9), *(HOUR_MS // 2,) * 2, *(HOUR_MS,) * 3):
        town.clock.advance(late)
        await town.app.timing.scan()
        await town.quiet()
    assert await town.count("checkin_alerts") > 0


async def announces(town: Town, wang: Phone, li: Phone) -> None:
    """In a group, put off, sent after all, read; to who wants to hear of it; listed."""
    back = "⬅️ 上一步"
    await writes(li, "周六停水，请备水。", receipt=True)
    await aims(li)
    await town.quiet()
    for label in ("🎽 只发给队伍", back, "📢 群和频道", "▫️ 👥", back, "📨 发送…", "🕗 定时发"):
        await li.taps(label)
        await town.quiet()
    await li.says("明天上午9点")
    await li.taps("3天")
    await li.taps("✅ 提交")
    await town.quiet()
    for label in ("↩️ 先不发", "📨 发送…", "✅ 现在就发"):
        await li.taps(label)
        await town.quiet()
    await wang.taps("👌 收到")
    await li.sees("📊 您的通知发完了")
    await writes(li, "周日义诊。")
    await aims(li, interest="🩺 健康义诊")
    await li.taps("📨 发送…")
    await li.taps("✅ 现在就发")
    await town.quiet()
    await li.says("/broadcast")
    await li.sees("📣 通知")


async def matches(town: Town) -> None:
    """Two people registered, introduced, at a meeting; one complains, the other one leaves."""
    he, mei, qiang = await singles(town)
    for single, sex, born in ((mei, "女", "1995-05-08"), (qiang, "男", "1993-02-01")):
        await registers(single, sex, born, "何红娘 · 广安社区")
        await he.sees("📝 已登记，等红娘看证件")
        await verifies(he)
    await introduces(town, he)
    for single in (mei, qiang):
        await single.sees("💞 红娘想给您介绍一位")
        await single.taps("愿意认识")
        await town.quiet()
    await he.taps("💞 社区红娘")
    await he.sees("💁 我的红娘工作")
    await he.taps("➕ 办一场联谊")
    await he.says("七夕联谊")
    await he.says("明天")
    await he.taps("✅ 提交")
    invited = await he.sees("到场的人打开这个链接")
    for single in (mei, qiang):
        await single.says(f"/start {invited['text'].partition('?start=')[2].strip()}")
        await single.sees("到了就点下面")
        await single.taps("🙋 我到了")
    await he.sees("到场：2 人")
    await he.taps("💞 给到场的人配对")
    await he.sees("配好：0 对")  # they have met
    await mei.look()
    await mei.taps("⚠️ 投诉")
    await mei.says("他跟我借钱")
    await mei.taps("✅ 提交")
    await mei.sees("⚠️ 谢谢您告诉我们")
    await mei.taps("💞 社区红娘")
    await town.quiet()
    await mei.look()
    await mei.taps("🚪 退出")
    await mei.sees("马上全部删除")
    await mei.taps("🚪 是，退出")
    await mei.sees("您已经退出")


async def comes_together(wang: Phone, li: Phone, zhang: Phone) -> None:
    """An activity that is full: signed up for, left, moved up to, held again."""
    await publishes(li)
    await signs_up(wang)
    await wang.sees("✅ 您已报名")
    await signs_up(zhang)
    await zhang.sees("⏳ 您在排队")
    await wang.taps("取消报名")
    await li.taps("🔁 以后再办")
    await li.taps("每周（")
    await li.taps("📋 名单")
    await li.says("/activity")
    await li.taps("活动年历")
    await li.taps("📆 看往后十二个月")
    await li.sees("✅ 要办 · ✖️ 划掉了")
    await wang.says("📋 我的事")


async def looks_for_work_without_telegram(town: Town, li: Phone) -> None:
    """An officer enters somebody, hears what suits them, and looks through it with them."""
    await town.run(lambda tx: test_counter.enters(tx, town.clock.now()))
    await li.says("/jobs")
    await li.taps("🏢 就业站")
    await li.taps("☎️ 没有 Telegram 的求职人")
    await test_counter.fills_in(li, test_counter.NUMBER)
    await li.sees(f"👤 {test_counter.NAME}")
    await test_jobs.opened(town, post="帮厨")
    await li.sees("☎️ 请打个电话")
    await li.says("/privacy")
    await li.sees("我们记录了您的这些信息")


async def looks_for_work(town: Town, wang: Phone, li: Phone) -> None:
    """A vacancy finds somebody who applies, is late answered, is invited and withdraws."""
    await test_jobs.fills_in(wang)
    await test_jobs.opened(town)
    await wang.taps("👀 看看岗位")
    await wang.taps("☆ 收藏")
    await wang.hears("已收藏")
    await wang.taps("我想应聘")
    await wang.says(test_jobs.NUMBER)
    await wang.taps("✅ 可以，我满18岁了")
    await wang.sees("已应聘，等答复")
    for _late in range(2):
        await test_jobs.passes(town, 12 * DAY_MS)
    await li.says("/desk")
    await town.quiet()
    await li.taps("⏰ 超时")
    await li.taps("📨 王阿姨 · 面点工")
    await li.taps("🗓 约面试")
    await li.taps("明天")
    await li.taps("10:00")
    await li.says("店里")
    await wang.sees("单位想见见您")
    await wang.taps("↩️ 撤回")
    await wang.taps("↩️ 是的，撤回")
    await wang.sees("已撤回")


async def brings_a_table(town: Town, li: Phone) -> None:
    """New places, somebody without a number, somebody who is given a role."""
    await town.run(promoted)
    unphoned = (*GRANNY[:1], "", *GRANNY[2:])
    await sends(li, both([("", *NEW.split("/"))], [unphoned, PROPERTY]))
    await at_rest(town)
    await li.taps("✅ 录入")
    await at_rest(town)
    await li.sees("✅ 表格录入好了")


async def mediates(wang: Phone, li: Phone, zhang: Phone) -> None:
    """A dispute that the stairwell head takes up, until a side leaves."""
    await asks(wang)
    await wang.taps("✅ 提交")
    await zhang.sees("🤝 有人想请人调解")
    await zhang.taps("🤝 我来调解")
    await zhang.taps("不是，我来调解")
    await zhang.sees("👉 调解中")
    await opens_the_link(zhang, li)
    await li.taps("愿意调解")
    await wang.sees("👉 双方都愿意调解")
    await tells_the_mediator(li, "我腿脚不好")
    await zhang.sees("我腿脚不好")
    await zhang.taps("✅ 听过对方")
    await zhang.says("/desk")
    await zhang.sees("🔧 我手上的 2")
    await wang.says("📋 我的事")
    await wang.taps("🤝 2611-2 · 邻里调解")
    await wang.taps("🚪 退出调解")
    await wang.taps("是的，我退出")
    await zhang.sees("🚪 有一方退出了")


async def asks_for_figures(li: Phone) -> None:
    await li.says("/stats")
    await li.taps("🏷 按类别")
    await li.taps("📍 按地点")
    await li.sees("▪️ 森林公园小区")


async def comes_to_an_agreement(town: Town, wang: Phone, li: Phone) -> None:
    """A session, a draft, what was signed and was not kept; a mark of the staff; the figures."""
    room = await heard(town, wang, li)
    await town.run(partial(agrees, case_id=room.case, now=town.clock.now()))
    for phone in (room.sun, room.zhou, li):
        await phone.says("📋 我的事")
        await phone.sees("看办到哪一步了")
    await li.says("/stats")
    await li.taps("🤝 纠纷调解")
    await li.sees("▪️ 志愿者调解队")


def agrees(tx: Tx, case_id: int, now: int) -> None:
    one, other, mediator, staff = [
        found for number in (WANG, SUN, ZHOU, LI) if (found := people.by_telegram(tx, number))
    ]
    phone = sessions.Way.PHONE
    sitting = sessions.propose(tx, mediator, case_id, phone, now + DAY_MS, None, now)
    pact = pacts.draft(tx, mediator, case_id, "十点以后安静", now + DAY_MS, now)
    for who, side in ((one, "a"), (other, "b")):
        sessions.answer(tx, who, sitting.id, side, None, now)
        pacts.agree(tx, who, pact.id, side, now)
    longer.ask(tx, mediator, case_id, 7, now)
    early.mark(tx, staff, case_id, now)
    pacts.conclude(tx, mediator, pact.id, pacts.Way.WRITTEN, (), now)
    after.remind_of_court(tx, pact.id, "20", now)
    after.ask_whether_kept(tx, pact.id, "1", now)
    after.say(tx, other, pact.id, "b", now, kept=False)
    early.defuse(tx, staff, case_id, now)
    endings.reopen(tx, other, case_id, now)


async def looks_at_the_desk(town: Town, li: Phone) -> None:
    """Every heap, narrowed and not; a timeline, a number elsewhere; a group that is told."""
    wall = await bound(town, li)
    await li.says("/desk")
    await li.taps("👥 都在办 1")
    await li.taps("⬅️ 上一步")
    await li.taps("🏷 类别")
    await li.taps("🚰 水电气暖")
    await li.taps("⏰ 超时 1")
    await li.taps("停水了")
    await town.quiet()
    await li.look()
    await li.taps("🕒 时间线")
    await li.sees("▪️")
    await li.taps("⬅️ 上一步")
    await li.taps("🔗 外部单号")
    await li.taps("从那边转来的")
    await li.taps("12345")
    await li.taps("⏭ 跳过")
    await li.taps("✅ 提交")
    await li.sees("✅ 已记下。")
    await wall.migrates()
    await town.quiet()


CAST = (("王阿姨", 900_001), ("小李", 900_002), ("张师傅", 900_003))
