"""值班表: filled a week at a time, swapped by tap, handed over, looked at each evening."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from simulator.client import Phone
from storage import people
from tests.talks.test_invitations import invites, joins
from tests.talks.test_rights import CANNOT, data_of, forges
from tests.town import ZHANG, Town

MONDAY, TUESDAY = "星期一", "星期二"
WORKDAYS = (MONDAY, TUESDAY, "星期三", "星期四", "星期五")
HOUR_MS = 3_600_000


async def noon(town: Town) -> None:
    """It becomes Monday noon."""
    local = datetime.fromtimestamp(town.clock.now() / 1000, ZoneInfo("Asia/Shanghai"))
    then = local.replace(hour=12, minute=0, second=0) + timedelta(days=7 - local.weekday())
    town.clock.advance(int((then - local).total_seconds() * 1000))


@pytest.fixture
async def zhou(town: Town, li: Phone, newcomer: Phone) -> Phone:
    """小周, who has become a colleague of 小李's."""
    await noon(town)
    link = await invites(li, "网格员")
    await joins(newcomer, link)
    await newcomer.sees("您现在是：网格员")
    return newcomer


async def opens(phone: Phone) -> None:
    """Somebody looks at this week's roster."""
    await phone.says("/duty")
    await phone.sees("现在值班")
    await phone.sees("📅 值班表")


async def fills(staff: Phone, shift: str, who: str, *days: str) -> str:
    """Staff give these shifts of this week to somebody; returns how the roster reads then."""
    await opens(staff)
    await staff.taps("✏️ 排班")
    await staff.taps(shift)
    await staff.says("、".join(days))
    await staff.taps("☑️")
    await staff.taps(who)
    await staff.taps("✅ 提交")
    card = await staff.sees(f"{'🌙' if shift == '夜班' else '☀️'} {who}")
    return str(card["text"])


async def asks(phone: Phone, colleague: str) -> None:
    """Somebody asks a colleague to take their only shift."""
    await opens(phone)
    await phone.taps("🔁 换班")
    await phone.taps(colleague)
    await phone.sees(f"已经问 {colleague} 了")


async def alarms(resident: Phone) -> None:
    await resident.taps("📢 反映问题")
    await resident.taps("🆘 有人有危险")
    await resident.sees("🆘 请马上打电话")


async def test_a_week_is_filled_copied_and_seen(town: Town, li: Phone, zhou: Phone) -> None:
    assert (await fills(li, "夜班", "小周", *WORKDAYS)).count("🌙 小周") == 5
    await zhou.sees("📅 给您排了班")
    assert await li.shows("现在值班：还没有人")
    await town.quiet()  # the week before it was filled has lost its buttons
    await li.look()
    await li.taps("下一周 ▶️")
    await town.quiet()
    await li.sees("🌙 —")
    await li.taps("📋 照抄上周")
    await li.sees("🌙 小周")
    await li.taps("📋 照抄上周")
    await li.hears("没有可以照抄的班")
    assert await town.count("shifts", "shift = 'night'") == 10
    await li.taps("☎️ 值班室电话")
    await li.says("400-812-3456")
    await li.taps("✅ 提交")
    await li.says("/duty")
    await li.sees("值班室：4008123456")


async def test_emergencies_go_to_who_is_on_and_a_shift_changes_hands(
    town: Town, wang: Phone, li: Phone, zhou: Phone
) -> None:
    await fills(li, "白班", "小周", MONDAY)
    await alarms(wang)
    await zhou.sees("🆘 王阿姨 说有危险")
    await town.quiet()
    await li.look()
    assert not await li.shows("🆘 王阿姨")
    await asks(zhou, "小李")
    card = await li.sees("🔁 小周 请 小李 接这个班")
    await forges(wang, data_of(card, "我来接"), CANNOT)
    await forges(zhou, data_of(card, "我来接"), CANNOT)
    await li.taps("我来接")
    await zhou.sees("🔁 小李 接了 小周 的班")
    await alarms(wang)
    await li.sees("🆘 王阿姨 说有危险")


async def test_two_take_the_same_shift_and_one_has_it(town: Town, li: Phone, zhou: Phone) -> None:
    zhang = await town.phone("张师傅", ZHANG)
    who, place = await town.person(ZHANG), (await town.person(li.id)).roles[0].place_id
    now = town.clock.now()
    await town.run(lambda tx: people.grant(tx, who.id, "grid_worker", place, None, now))
    await fills(li, "白班", "小周", TUESDAY)
    taps = []
    for phone, name in ((li, "小李"), (zhang, "张师傅")):
        await asks(zhou, name)
        card = await phone.sees("接这个班")
        taps.append((phone, card["message_id"], data_of(card, "我来接")))
    await town.phones.pause(polling=True)
    for phone, message_id, data in taps:
        await phone.taps_data(message_id, data)
    await town.phones.pause(polling=False)
    await zhang.hears("这个班已经有人接了")
    await zhou.sees("🔁 小李 接了 小周 的班")
    await town.quiet()
    assert await town.count("shifts", f"person_id = {(await town.person(li.id)).id}") == 1
    assert await town.count("swaps", "accepted = 1") == 1


async def test_what_is_open_is_handed_to_the_next(
    town: Town, wang: Phone, li: Phone, zhou: Phone
) -> None:
    await opens(li)
    await li.taps("📝 交班")
    await li.hears("现在不是您值班")
    await fills(li, "白班", "小周", MONDAY)
    await fills(li, "夜班", "小李", MONDAY)
    await opens(zhou)
    assert await zhou.shows("现在值班：小周")
    await zhou.taps("📝 交班")
    await zhou.says("3号楼停水, 等自来水公司回电话")
    await zhou.taps("✅ 提交")
    card = await li.sees("📝 小周 交班 · 广安社区")
    assert "等自来水公司回电话" in card["text"]
    await forges(wang, data_of(card, "✅ 我接班"), CANNOT)
    await li.taps("✅ 我接班")
    await zhou.sees("✅ 小李 已接班")
    row = await town.run(lambda tx: tx.one("SELECT note FROM handovers"))
    assert row is not None
    assert "停水".encode() not in row[0]


async def test_where_the_roster_names_nobody_it_is_said_who_reads_it(
    town: Town, li: Phone, zhou: Phone
) -> None:
    await fills(li, "白班", "小李", MONDAY)
    await opens(li)
    await li.taps("📝 交班")
    await li.says("2号楼漏水，等师傅")
    await li.taps("✅ 提交")
    await li.hears("没有别的工作人员")
    place = (await town.person(li.id)).roles[0].place_id
    who, now = (await town.person(zhou.id)).id, town.clock.now()
    await town.run(lambda tx: people.grant(tx, who, "community_staff", place, None, now))
    await li.taps("✅ 提交", again=True)
    await li.sees("📝 下一班还没排人，已发给 小周")
    await zhou.sees("📝 小李 交班 · 广安社区")


async def test_at_five_somebody_must_be_on_for_the_night(
    town: Town, li: Phone, zhou: Phone
) -> None:
    await fills(li, "夜班", "小周", TUESDAY)
    town.clock.advance(6 * HOUR_MS)
    await town.app.timing.scan()
    await li.sees("⚠️ 广安社区：今晚")
    town.clock.advance(24 * HOUR_MS)
    await town.app.timing.scan()
    await town.quiet()
    said = [message for message in li.messages.values() if "⚠️ 广安社区" in str(message)]
    assert len(said) == 1, "小周 is on"
    await fills(li, "夜班", "小周", "星期三")
    await town.quiet()
    await zhou.blocks()
    await town.quiet()
    town.clock.advance(24 * HOUR_MS)
    await town.app.timing.scan()
    await li.sees("⚠️ 广安社区：今晚")
