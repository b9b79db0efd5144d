"""Groups of colleagues hear of a place's cases, and of nothing personal."""

from community.deadlines import HOUR_MS
from simulator import menus
from simulator.client import Phone, Wall
from tests.town import Town, dispatches, reports

PERSONAL = ("王阿姨", "停水", "3号楼", "2单元", "张师傅")


async def bound(town: Town, li: Phone, *others: Phone) -> Wall:
    """小李 founds a group with the bot in it and ties it to the community."""
    wall = await town.phones.group("值班群", li, *others)
    await wall.sees("请工作人员在群里发 /bind")
    await wall.says(li, "/bind")
    await wall.sees("请到和我的私聊里接着选。")
    asked = await li.sees("这个群管哪里？")
    offered = str(asked["reply_markup"])
    assert "森林公园小区" in offered
    assert "向阳社区" not in offered, "only what is theirs"
    await li.taps("🏠")
    await li.taps("✅ 提交")
    await li.sees("✅ 这个群从现在起会收到广安社区的事项。")
    await wall.sees("✅ 从现在起，广安社区的新事项会发到这里。")
    return wall


async def test_a_case_is_posted_and_followed_without_anything_personal(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    wall = await bound(town, li, zhang)
    number = await reports(wang, "家里停水了", "🚰 水电气暖")
    posted = await wall.sees("📢 新的反映")
    assert f"{number} · 🚰 水电气暖\n📍 广安社区 森林公园小区\n阶段：待受理" in posted["text"]
    link = posted["reply_markup"]["inline_keyboard"][0][0]["url"]
    start = link.partition("?start=")[2]
    await li.taps("受理派单")
    await li.taps("⏱ 改时限")
    await li.taps("紧急")
    posted = await wall.sees("❗ 这件事紧急")
    await li.taps("张师傅 · 物业")
    moved = await wall.sees("阶段：已派单")
    assert moved["message_id"] == posted["message_id"]
    await li.says(f"/start {start}")
    await li.sees("🗣 王阿姨")
    town.clock.advance(HOUR_MS)
    await town.app.timing.scan()
    await wall.sees("⏰ 超时")
    await town.quiet()
    await wall.look()
    said = " ".join(message.get("text", "") for message in wall.messages.values())
    assert not [word for word in PERSONAL if word in said]


async def test_the_link_opens_nothing_for_others(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    wall = await bound(town, li, zhang)
    await reports(wang, "路灯坏了")
    posted = await wall.sees("📢 新的反映")
    start = posted["reply_markup"]["inline_keyboard"][0][0]["url"].partition("?start=")[2]
    for data in (start, start[:-1], "case_", "case_zzz"):
        await zhang.says(f"/start {data}")
        await zhang.sees("没有找到")
    await wang.says(f"/start {start}")
    await wang.sees("👉 已收到")
    await dispatches(li)
    assert "⏳ 办结期限" in (await wall.sees("阶段：已派单"))["text"]
    await zhang.taps("签收")
    await zhang.taps("挂起")
    await zhang.says("等配件")
    await zhang.taps("✅ 提交")
    assert "⏳" not in (await wall.sees("阶段：挂起"))["text"]


async def test_only_staff_bring_it_in_and_bind_it(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    hostile = await town.phones.group("骗子群", wang)
    await hostile.sees("只有社区工作人员能拉我进群")
    await town.quiet()
    assert town.telegram.groups[hostile.id].me.status == "left"
    wall = await town.phones.group("值班群", li, zhang)
    await wall.sees("/bind")
    await wall.says(zhang, "/bind")
    await wall.sees("只有社区工作人员用本人身份才能这样做。")
    await wall.member(li, "administrator", anonymous=True)
    await wall.says(li, "/bind")
    await wall.sees("只有社区工作人员用本人身份才能这样做。")
    assert await town.count("duty_groups", "place_id IS NOT NULL") == 0
    assert await town.count("people") == 3, "a group brings nobody in"


async def test_private_commands_stay_private(town: Town, li: Phone, zhang: Phone) -> None:
    wall = await bound(town, li, zhang)
    offered = menus.shown_in(town.telegram, town.telegram.groups[wall.id])
    assert [one["command"] for one in offered[str(li.id)]] == ["bind"]
    for command in ("/mine", "/desk", "/privacy"):
        await wall.says(li, command)
        await wall.sees("这个请到和我的私聊里用")
    await town.quiet()
    assert not await li.shows("🗂 工作台\n")


async def test_a_group_that_becomes_a_supergroup_is_told_on(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    wall = await bound(town, li, zhang)
    number = await reports(wang, "路灯坏了")
    await wall.sees(number)
    larger = await wall.migrates()
    await town.quiet()
    await dispatches(li)
    await larger.sees("阶段：已派单")
    await reports(wang, "垃圾没人收", "🧹 卫生")
    await larger.sees("📢 新的反映")
    await larger.member(int(town.telegram.bot["id"]), "kicked", by=li.id)
    await reports(wang, "又坏了")
    await town.quiet()
    assert await town.count("duty_groups", "gone IS NOT NULL AND place_id IS NULL") == 1


async def test_a_channel_is_asked_about_in_private_and_told_nothing_by_itself(
    town: Town, wang: Phone, li: Phone
) -> None:
    await town.phones.group("骗子频道", wang, kind="channel")
    await town.quiet()
    assert [one.me.status for one in town.telegram.groups.values()] == ["left"]
    wall = await town.phones.group("森林公园频道", li, kind="channel")
    await li.sees("这个频道是给哪里的人看的？")
    await li.taps("🏠")
    await li.sees("频道里不会自动出现任何内容")
    await li.taps("✅ 提交")
    await li.sees("✅ 这个频道是给广安社区的。")
    await reports(wang, "家里停水了", "🚰 水电气暖")
    await town.quiet()
    await wall.look()
    assert not wall.messages, "reports are for colleagues, not for who follows a channel"
