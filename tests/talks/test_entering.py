"""People without Telegram: entered by others, found again, left in peace when they have died."""

from community import issues
from simulator.client import JSON, Phone
from storage import casebooks, consents, followers, people
from storage.people import Person
from storage.tx import Tx
from tests.talks.test_invitations import joins
from tests.talks.test_rights import CANNOT, data_of, forges
from tests.town import Town, dispatches, reports

GRANNY, NUMBER = "赵奶奶", "13900001111"


async def enters(staff: Phone, name: str, number: str) -> JSON:
    """Staff enter somebody of 森林公园小区 who has agreed aloud; returns the card."""
    await staff.says("/enter")
    await staff.says(name)
    await staff.says(number)
    for place in ("森林公园小区", "2号楼", "1单元"):
        await staff.taps(place)
    await staff.taps("口头同意")
    await staff.says("小孙")
    await staff.taps("✅ 提交")
    return await staff.sees(f"👤 {name}")


async def test_somebody_without_telegram_is_entered_and_found_again(
    town: Town, wang: Phone, li: Phone
) -> None:
    card = await enters(li, GRANNY, "139 0000 1111")
    assert "没有 Telegram，请打电话联系" in card["text"]
    assert "📍 广安社区 森林公园小区 2号楼 1单元" in card["text"]
    assert "口头同意，由 小李 登记，见证人：小孙" in card["text"]
    await enters(li, GRANNY, NUMBER)
    [granny] = await town.run(lambda tx: people.by_phone(tx, NUMBER))
    [given] = await town.run(lambda tx: consents.of(tx, granny.id))
    assert (given.how, given.purpose) == ("oral", "general")
    assert granny.sealed_name is not None
    assert GRANNY.encode() not in granny.sealed_name
    await li.says("/find")
    await li.says(NUMBER)
    await li.sees(f"👤 {GRANNY}")
    await li.says("/find")
    await li.says("13900009999")
    await li.sees("没有登记过这个号码")
    for command in ("/enter", "/find"):
        await wang.says(command)
        await wang.sees("这个由工作人员、楼道长和网格员来用")
    await forges(wang, data_of(card, "👵 简单菜单"), CANNOT)


async def test_only_ones_own_places_are_offered(town: Town, wang: Phone, li: Phone) -> None:
    await li.says("/enter")
    await li.says(GRANNY)
    await li.taps("⏭ 跳过")
    asked = await li.sees("本人住在哪里？")
    assert "📍 广安社区" in asked["text"]
    assert "向阳社区" not in str(asked["reply_markup"])
    head = await town.person(wang.id)
    home, now = head.home_id, town.clock.now()
    assert home is not None
    await town.run(lambda tx: people.grant(tx, head.id, "stairwell_head", home, None, now))
    await wang.says("/enter")
    await wang.says(GRANNY)
    await wang.taps("⏭ 跳过")
    await wang.sees("📍 广安社区 森林公园小区 3号楼 2单元")
    await wang.taps("就填到")
    await wang.taps("纸上签字")
    await wang.taps("✅ 提交")
    card = await wang.sees(f"👤 {GRANNY}")
    assert "已去世" not in str(card["reply_markup"]), "that is for staff"


async def test_nothing_is_sent_to_who_has_died(town: Town, wang: Phone, li: Phone) -> None:
    await reports(wang, "路灯坏了")
    await li.sees("📢 新的反映")
    who = await town.person(wang.id)
    await town.run(lambda tx: people.set_phone(tx, who.id, NUMBER))
    await li.says("/find")
    await li.says(NUMBER)
    await li.taps("🕊 已去世")
    await li.taps("是的")
    await li.sees("不再发任何消息")
    await town.quiet()
    await wang.look()
    before = str(wang.messages)
    await li.taps("📋 我的事")
    await li.taps("路灯坏了")
    await dispatches(li)
    await town.quiet()
    await wang.look()
    assert str(wang.messages) == before
    await li.says("/find")
    await li.says(NUMBER)
    await li.taps("登记错了")
    await town.quiet()
    assert (await town.person(wang.id)).died is None


async def test_who_was_entered_comes_and_finds_their_matters(
    town: Town, li: Phone, newcomer: Phone
) -> None:
    await enters(li, GRANNY, NUMBER)
    [granny] = await town.run(lambda tx: people.by_phone(tx, NUMBER))
    now = town.clock.now()
    await town.run(lambda tx: reported_for(tx, granny, now))
    await joins(newcomer)
    await town.run(lambda tx: both_follow(tx, granny, newcomer.id, now))
    await newcomer.sees("好了")
    await gives_number(newcomer, typed=NUMBER)
    await town.quiet()
    await newcomer.look()
    assert not await newcomer.shows("有人用您这个号码登记过"), "anybody can type a number"
    await gives_number(newcomer)
    offered = await newcomer.sees("有人用您这个号码登记过 赵**，有 1 件事")
    await forges(li, data_of(offered, "是我"), CANNOT)
    await newcomer.taps("是我")
    await newcomer.sees("✅ 都接过来了")
    await li.sees("您代为登记的 赵奶奶 自己来用 Telegram 了")
    await newcomer.taps("📋 我的事")
    await newcomer.taps("楼道灯坏了")
    await newcomer.sees("楼道灯坏了")
    assert await town.count("people", f"id = {granny.id}") == 0
    assert await town.count("consents", "how = 'oral'") == 1


async def gives_number(phone: Phone, typed: str = "") -> None:
    """Somebody types a number, or shares the one of their account."""
    await phone.taps("⚙️ 设置")
    await phone.taps("📞 改电话")
    await phone.sees("您的电话号码？")
    if typed:
        await phone.says(typed)
    else:
        await phone.sends("contact", phone_number=f"86{NUMBER}", user_id=phone.id)
    await phone.taps("✅ 提交")
    await phone.sees("谢谢，记下了")


def both_follow(tx: Tx, granny: Person, telegram_id: int, now: int) -> None:
    """Both know of one case already, as whom they are entered and as who they are."""
    newcomer = people.by_telegram(tx, telegram_id)
    assert newcomer is not None
    [case] = casebooks.reported_by(tx, granny.id, 1, "issue")
    for person in (granny, newcomer):
        followers.add(tx, case.id, person.id, now)


def reported_for(tx: Tx, person: Person, now: int) -> None:
    assert person.home_id is not None
    issues.report(tx, person, "lighting", person.home_id, "楼道灯坏了", (), now)
