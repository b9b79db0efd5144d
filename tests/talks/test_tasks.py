"""🧡: somebody becomes a volunteer, offers, goes, is thanked; the door only while it runs."""

from datetime import timedelta

from community.tasks import counting, teams
from community.tasks.kinds import Skill
from handlers.tasks.paper import parts
from simulator.client import Phone
from simulator.files import sample_picture
from storage import people, places
from storage.moments import local, moment
from storage.tx import Tx
from tests.town import LI, WANG, ZHANG, Town, reports

HOUR_MS = 3_600_000
ZONE = "Asia/Shanghai"
DOOR, NUMBER, NAME = SECRETS = ("0407室", "13912345678", "王奶奶")


async def passes(town: Town, milliseconds: int) -> None:
    """Time goes by, and what is due by then happens."""
    town.clock.advance(milliseconds)
    for _time in range(3):
        await town.app.timing.scan()
    await town.quiet()


async def joins(phone: Phone, li: Phone) -> None:
    """Somebody signs up, and 小李 takes them in."""
    await phone.taps("🧡 我来帮忙")
    await phone.sees("邻里互相帮一把")
    await phone.taps("📝 登记做志愿者")
    await phone.taps("🛒 跑腿代买")
    await phone.taps("☑️")
    await phone.taps("🕛 什么时间都行")
    await phone.taps("☑️")
    await phone.taps("🚶 本社区走得到的")
    await phone.taps("18–69岁")
    await phone.sees("有什么活您不适合干吗？")
    await phone.taps("⏭ 跳过")
    await phone.sees("想参加哪支队？")
    await phone.taps("先不了")
    await phone.taps("🧡 可以，找我吧")
    await phone.taps("✅ 提交")
    await phone.sees("⏳ 正在审核")
    await li.sees("待审核")
    await li.taps("✅ 通过")
    await phone.sees("🧡 欢迎加入志愿者！")


async def opens_page(town: Town, phone: Phone, key: str = "🧡 我来帮忙") -> None:
    """Somebody opens their page: the keys of that message count, not those further up."""
    await phone.taps(key)
    await town.quiet()
    await phone.look()


async def gives_out(town: Town, li: Phone, *, urgent: bool, hands: int = 1) -> None:
    """小李 asks for an errand to somebody who lives alone."""
    await li.taps("🧡 我来帮忙")
    await li.sees("邻里互相帮一把")
    await li.taps("📣 发任务")
    await li.taps("🛒 跑腿代买")
    await li.says("帮一位老人买药送上门")
    await li.sees("📣 发任务 (3/")
    await li.taps("🏠")
    if urgent:
        await li.taps("⏰ 急，现在就要")
    else:
        await li.taps("🗓 不急，定个时间")
        tomorrow = local(town.clock.now(), ZONE) + timedelta(days=1)
        await li.says(f"{tomorrow:%Y-%m-%d} 15:00")
        await li.sees("大概要多久？")
    await li.taps("1小时")
    await li.sees("去见什么人？")
    await li.taps("家里的大人")
    await li.sees("招几个人？")
    await li.taps(str(hands))
    await li.sees("对方怎么称呼？")
    await li.says(NAME)
    await li.sees("具体门牌？")
    await li.says(NUMBER)
    await li.sees("像是电话号码")
    await li.says(DOOR)
    await li.sees("打哪个电话能找到？")
    await li.says(NUMBER)
    await li.sees("有下面这些要求吗？")
    await li.taps("⏭ 跳过")
    await li.taps("附近的志愿者")
    await li.taps("✅ 提交")
    card = await li.sees("📣 Z")
    assert NUMBER in card["text"], "who gives it out has said it"


async def at_nine(town: Town) -> None:
    """It is nine in the morning: people are asked by day."""
    today = local(town.clock.now(), ZONE).date()
    await passes(town, moment(today + timedelta(days=1), 9 * 60, ZONE) - town.clock.now())


def read(town: Town, phone: Phone) -> str:
    """Everything that was ever shown on a phone."""
    calls = town.telegram.journal.after()
    return "\n".join(str(one.params) for one in calls if one.params.get("chat_id") == phone.id)


async def test_from_the_first_day_to_the_thanks(
    town: Town, wang: Phone, zhang: Phone, li: Phone
) -> None:
    await at_nine(town)
    await joins(wang, li)
    await joins(zhang, li)
    await gives_out(town, li, urgent=False)
    await passes(town, 0)
    asked = await wang.sees("帮一位老人买药送上门")
    for secret in (*SECRETS, "单元"):
        assert secret not in asked["text"], "before: only roughly where"
    await wang.taps("我来")
    await wang.sees("🙋 您报名了。")
    await zhang.sees("帮一位老人买药送上门")
    await zhang.taps("这次不行")
    await zhang.hears("没关系，下次再来！")
    await li.sees("同小区、会这个、30天内0次、头一次")
    await passes(town, 3 * HOUR_MS)
    chosen = await wang.sees("🧡 就是您了！")
    for secret in SECRETS:
        assert secret in chosen["text"]
    await li.sees("✅ 人找齐了：")
    assert ":go:" not in str(chosen), "nobody sets out a day before"
    await passes(town, 25 * HOUR_MS + 1)
    await wang.sees("⏰ 还有两小时：")
    await wang.taps("出发了")
    await wang.taps("20分钟到")
    await wang.sees("🚶 您在路上")
    await wang.taps("办完了")
    await wang.taps("1小时")
    await wang.sees("有什么要告诉负责人的吗？")
    await wang.says("药送到了，人都好")
    await wang.sees("要发几张照片吗？")
    await wang.sends_photo(data=sample_picture(1).data)
    await wang.taps("发完了")
    over = await wang.sees("🌷 您办完了，谢谢您！")
    for secret in SECRETS:
        assert secret not in over["text"], "after: nothing of it is left on the card"
    done = await li.sees("✅ 办完了：")
    assert "药送到了，人都好" in done["text"]
    await li.taps("📷 照片（1）")
    assert "photo" in await li.sees("")
    await li.taps("🌷 说声谢谢")
    await wang.sees("说谢谢！")
    await li.taps("🗂 工作台")
    await li.taps("📥")
    await li.taps("⏱")
    await li.taps("✅ 确认")
    await opens_page(town, wang)
    assert await wang.shows("⏱ 已确认1小时")
    await wang.taps("⏱ 我的时长")
    await wang.taps("📄 开证明")
    paper = await wang.sees("这是您的证明。")
    assert paper["document"]["file_name"].endswith(".pdf")
    helper = await town.person(WANG)
    record = await town.run(lambda tx: counting.record(tx, helper.id))
    assert record is not None
    written = "\n".join(line.text for part in parts(record, "zh") for line in part)
    for field in ("王阿姨", "证件", "广安街道", "1小时", "跑腿代买", "广安社区", "经办人", "盖章"):
        assert field in written
    assert NAME not in written, "of who was helped nothing stands on it"
    for secret in SECRETS:
        assert secret in read(town, wang)
        assert secret not in read(town, zhang), "who was asked and said no"


async def test_urgent_goes_to_the_first_tap_and_again_when_they_cannot(
    town: Town, wang: Phone, zhang: Phone, li: Phone
) -> None:
    await at_nine(town)
    await joins(wang, li)
    await joins(zhang, li)
    await gives_out(town, li, urgent=True)
    await passes(town, 0)
    await zhang.sees("⏰ 事情急，谁先点谁去。")
    await wang.sees("⏰ 事情急，谁先点谁去。")
    await wang.taps("我来")
    await wang.sees(DOOR)
    await zhang.sees("👉 有人办了")
    await wang.taps("去不了了")
    await wang.sees("马上请别人去，可以吗？")
    await wang.taps("😔 对，请别人去")
    await town.quiet()
    await li.sees("😔 王阿姨去不了了，正在请别人。")
    gone = await wang.sees("⏰ 事情急")
    assert DOOR not in gone["text"], "whoever gave it back reads no door any more"
    await zhang.taps("我来")
    await zhang.sees(DOOR)
    await opens_page(town, zhang)
    await zhang.taps("🚪 退出")
    await zhang.sees("您接下的任务会马上请别人做")
    await zhang.taps("🚪 对，退出")
    await zhang.sees("已经退出。")
    assert await town.count("offers", "stage = 'dropped'") == 2
    await opens_page(town, wang)
    await wang.taps("⏸ 先歇歇")
    await wang.sees("⏸ 您在歇着")
    await passes(town, 4 * HOUR_MS)
    await li.sees("⚠️ 时间过了，没有人去：")
    assert await town.count("tasks", "stage = 'missed'") == 1


async def test_whoever_sees_to_it_names_one_and_a_skilled_helper_is_recognised(
    town: Town, wang: Phone, zhang: Phone, li: Phone
) -> None:
    await at_nine(town)
    await joins(wang, li)
    await joins(zhang, li)
    await li.taps("🌟 列为能人")
    await li.finds("🌟 不再列为能人")
    await opens_page(town, zhang)
    assert await zhang.shows("🌟 您是能人。")
    await gives_out(town, li, urgent=False)
    await passes(town, 0)
    for one in (wang, zhang):
        await one.sees("帮一位老人买药送上门")
        await one.taps("我来")
        await one.sees("🙋 您报名了。")
    await li.finds("👉 请王阿姨去")
    await town.quiet()
    await li.look()
    await li.taps("👉 请张师傅去")
    await zhang.sees("🧡 就是您了！")
    await wang.sees("这次请了别人")
    assert DOOR not in read(town, wang)


async def test_who_rests_is_asked_for_nothing_and_looks_around_afterwards(
    town: Town, wang: Phone, zhang: Phone, li: Phone
) -> None:
    await at_nine(town)
    await joins(zhang, li)
    now = town.clock.now()
    await town.run(lambda tx: belongs_to_the_talkers(tx, now))
    await joins(wang, li)
    await opens_page(town, wang)
    await wang.taps("⏸ 先歇歇")
    await wang.sees("⏸ 您在歇着，不会找您。")
    await gives_out(town, li, urgent=True)
    await passes(town, 0)
    await zhang.sees("帮一位老人买药送上门")
    assert not await wang.shows("帮一位老人买药送上门")
    await wang.taps("📍 附近的任务")
    await wang.sees("附近眼下没有适合您的任务")
    await wang.taps("⬅️ 上一步")
    await wang.taps("▶️ 继续")
    await wang.sees("🔔 有适合的会问您")
    await town.quiet()
    await wang.taps("📍 附近的任务")
    await wang.sees("📍 附近要帮忙的：")
    await wang.taps("🛒 帮一位老人买药送上门")
    await wang.sees("谁先点谁去")
    await wang.taps("我来")
    await wang.sees("🧡 就是您了！")
    await opens_page(town, wang)
    await wang.finds("🛒 帮一位老人买药送上门")
    await wang.taps("👥 志愿者队")
    await wang.taps("👥 暖心唠嗑队")
    await wang.sees("🙂 1名队员")
    await wang.taps("🙋 参加")
    await wang.sees("🙂 2名队员")
    await wang.taps("🚪 退出这支队")
    await wang.sees("🙂 1名队员")
    await wang.finds("🙋 参加")


async def test_a_minor_joins_with_their_guardian_and_staff_found_a_team(
    town: Town, wang: Phone, li: Phone
) -> None:
    await li.taps("🧡 我来帮忙")
    await li.taps("👥 志愿者队")
    await li.sees("还没有队。")
    await li.taps("➕ 新建站")
    await li.says("星光一助一")
    await li.sees("🏠 星光一助一 (0)")
    await li.taps("➕ 新建队")
    await li.sees("属于哪个站？")
    await li.taps("星光一助一")
    await li.sees("叫什么名字？")
    await li.says("暖心唠嗑队")
    await li.sees("这支队做什么？")
    await li.says("陪老人说说话，不传家长里短")
    await li.sees("主要做什么？")
    await li.taps("💬 唠嗑陪伴")
    await li.taps("✅ 提交")
    await li.sees("👥 暖心唠嗑队\n🏠 星光一助一站")
    await wang.taps("🧡 我来帮忙")
    await wang.taps("📝 登记做志愿者")
    await wang.taps("💬 唠嗑陪伴")
    await wang.taps("☑️")
    await wang.taps("📅 周末")
    await wang.taps("☑️")
    await wang.taps("🏘 就在本小区")
    await wang.taps("16–17岁")
    await wang.says("王妈妈 13900000000")
    await wang.sees("有什么活您不适合干吗？")
    await wang.taps("⏭ 跳过")
    await wang.taps("暖心唠嗑队")
    await wang.taps("🧡 可以，找我吧")
    await wang.taps("✅ 提交")
    await wang.sees("⏳ 我们先给您的监护人打电话")
    waiting = await li.sees("👪 同意的监护人：王妈妈 13900000000")
    assert "👥 暖心唠嗑队" in waiting["text"]
    await li.taps("✅ 通过")
    await wang.sees("🧡 欢迎加入志愿者！")
    await li.taps("🧡 我来帮忙")
    await li.sees("邻里互相帮一把")
    await li.taps("👥 志愿者队")
    await li.taps("👥 暖心唠嗑队")
    await li.sees("🙂 1名队员")
    await li.taps("🙂 队员")
    await li.taps("⭐ 任队长")
    await wang.sees("⭐ 从现在起您是暖心唠嗑队的队长。")
    await li.taps("👥 志愿者队")
    await li.taps("🏠 星光一助一")
    await li.sees("⭐ 站长：还没定")
    await li.taps("⭐ 任命站长")
    await li.taps("⭐ 王阿姨")
    await wang.sees("⭐ 从现在起您是星光一助一站的站长。")
    await wang.taps("🧡 我来帮忙")
    await wang.taps("👥 志愿者队")
    await wang.taps("🏠 星光一助一")
    station = await wang.sees("⭐ 站长：王阿姨")
    assert "任命站长" not in str(station), "whoever leads a station does not name who follows"
    await wang.taps("👥 志愿者队")
    await wang.taps("➕ 新建队")
    await wang.sees("属于哪个站？")
    await wang.says("/cancel")
    await wang.finds("🗂 工作台")
    await opens_page(town, wang)
    await wang.taps("🚪 退出")
    await wang.taps("🚪 对，退出")
    await wang.hears("您还带着队，请先让社区换一位队长。")


async def test_who_wants_to_talk_is_rung_up_within_the_hour(
    town: Town, wang: Phone, zhang: Phone, li: Phone
) -> None:
    await at_nine(town)
    await joins(zhang, li)
    await town.run(lambda tx: belongs_to_the_talkers(tx, town.clock.now()))
    await wang.taps("⚙️ 设置")
    await wang.taps("👵 简单菜单")
    await wang.taps("🙋 找人帮忙")
    await wang.taps("💬")
    await li.sees("🙋 王阿姨想找人帮忙")
    await passes(town, 0)
    asked = await zhang.sees("☎️ 打电话就行，不用上门。")
    assert "王阿姨" not in asked["text"]
    await zhang.taps("我来")
    mine = await zhang.sees("🙂 王阿姨")
    assert NUMBER in mine["text"]
    await wang.sees("张师傅（志愿者）会跟您联系")
    await li.sees("☎️ 张师傅（志愿者）正在联系。")
    await zhang.taps("办完了")
    await zhang.taps("半小时")
    await zhang.sees("有什么要告诉负责人的吗？")
    await zhang.taps("⏭ 跳过")
    await zhang.sees("要发几张照片吗？")
    await zhang.taps("⏭ 跳过")
    await wang.taps("🌷 谢谢！")
    await zhang.sees("说谢谢！")
    assert await town.count("wishes", "done = 1") == 1
    await wang.taps("💬 有点不满意")
    await wang.sees("哪里不满意？")
    await wang.says("电话里有点着急")
    await wang.sees("只有负责人看得到")
    await li.sees("电话里有点着急")
    await li.taps("✅ 已处理")
    await town.quiet()
    assert "电话里有点着急" not in read(town, zhang), "it is in confidence"
    await agree_on_tuesdays(town, wang, zhang)
    await wang.taps("🙋 找人帮忙")
    await wang.taps("🛒 买东西、拿药")
    await li.taps("🧡 找志愿者")
    await passes(town, 0)
    await zhang.sees("👫 第一次上门")
    await wang.taps("不用了")
    await town.quiet()
    assert await town.count("tasks", "stage = 'cancelled' AND source = 'wish'") == 1, (
        "the volunteers need not, either"
    )


async def agree_on_tuesdays(town: Town, wang: Phone, zhang: Phone) -> None:
    """张师傅 rings up 王阿姨 each Tuesday at ten; one Tuesday she does not need it."""
    await zhang.taps("📅 约个每周的时间")
    await zhang.sees("哪一天？")
    await zhang.taps("周二")
    await zhang.sees("几点？")
    await zhang.taps("10:00")
    await zhang.sees("对方哪天过生日？")
    await zhang.says("还没问")
    await zhang.sees("请写月和日")
    await zhang.says("农历8-15")
    await zhang.taps("✅ 提交")
    await zhang.sees("⏳ 对方还没说行不行。")
    await wang.sees("💬 每周二10点，张师傅给您打电话唠嗑。")
    await wang.taps("🙂 好的")
    await zhang.sees("🙂 对方答应了。")
    now = local(town.clock.now(), ZONE)
    ahead = (1 - now.isoweekday()) % 7
    if ahead == 0 and now.hour >= 10:
        ahead = 7
    monday = now.date() + timedelta(days=ahead)
    await passes(town, moment(monday, 10 * 60, ZONE) - town.clock.now())
    await wang.sees("💬 和每周一样：")
    await zhang.sees("🧡 就是您了！请打个电话")
    await wang.taps("🙅 这次不用了")
    await zhang.sees("不用去了")
    await wang.taps("📅 每周唠嗑的事")
    await wang.taps("✖️ 以后不用打了")
    await wang.sees("👉 已经停了。")
    await zhang.sees("💬 每周二10点的唠嗑电话停了。")


def belongs_to_the_talkers(tx: Tx, now: int) -> None:
    li, zhang, wang = (people.by_telegram(tx, number) for number in (LI, ZHANG, WANG))
    assert li is not None
    assert wang is not None
    people.set_phone(tx, wang.id, NUMBER)
    assert zhang is not None
    place = places.get(tx, li.roles[0].place_id)
    assert place is not None
    station = teams.found_station(tx, li, place, "星光一助一", now)
    team = teams.found(tx, li, station.id, "暖心唠嗑队", "陪老人说说话", Skill.TALK, now)
    teams.join(tx, zhang, team.id, now)


async def test_staff_look_for_helpers_for_what_a_report_asks(
    town: Town, wang: Phone, zhang: Phone, li: Phone
) -> None:
    await at_nine(town)
    await joins(zhang, li)
    await reports(wang, "楼道里的旧沙发一个人搬不动")
    await li.sees("楼道里的旧沙发一个人搬不动")
    await li.taps("🧡 找志愿者")
    await li.taps("💪 出把力")
    await li.sees("要做什么？")
    await li.says("把旧沙发抬到楼下")
    await li.sees("急不急？")
    await li.taps("⏰ 急，现在就要")
    await li.taps("1小时")
    await li.taps("不见谁：在户外或公共场所")
    await li.sees("招几个人？")
    await li.says("一个就行")
    await li.sees("有下面这些要求吗？")
    await li.taps("⏭ 跳过")
    await li.taps("附近的志愿者")
    await li.taps("✅ 提交")
    await li.sees("📣 Z")
    await passes(town, 0)
    await zhang.sees("把旧沙发抬到楼下")
    assert await town.count("tasks", "source = 'case'") == 1
