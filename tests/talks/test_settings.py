"""What people decide for themselves: language, home, telephone, notices, the simple menu."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from simulator.client import Phone
from storage import people
from tests.talks.test_invitations import invites, joins
from tests.talks.test_rights import CANNOT, data_of, forges
from tests.town import LI, ZHANG, Town, dispatches, reports


def keys(phone: Phone) -> list[str]:
    """What stands on the reply keyboard."""
    board = phone.view.keyboard
    assert board is not None
    return [key["text"] for row in board["keyboard"] for key in row]


async def test_another_language_is_spoken_everywhere_at_once(wang: Phone, li: Phone) -> None:
    await reports(wang, "路灯坏了")
    await wang.says("/language")
    await wang.taps("🌐 English")
    await wang.sees("🌐 Language: English")
    await wang.sees("Thank you. It is noted.")
    assert "⚙️ Settings" in keys(wang)
    await dispatches(li)
    await wang.sees("handed to 张师傅")
    await wang.taps("⚙️ Settings")
    await wang.taps("🌐 中文")
    await wang.sees("🌐 语言：中文")


async def test_a_new_home_a_name_and_a_telephone(town: Town, wang: Phone) -> None:
    await wang.taps("⚙️ 设置")
    await wang.sees("🏠 住处：广安社区 森林公园小区 3号楼 2单元")
    await wang.taps("🏠 改住处")
    for place in ("向阳社区", "学府花园", "1号楼", "2单元"):
        await wang.taps(place)
    await wang.taps("✅ 提交")
    await wang.sees("谢谢，记下了")
    await wang.taps("⚙️ 设置")
    await wang.sees("🏠 住处：向阳社区 学府花园 1号楼 2单元")
    await wang.taps("🙂 改称呼")
    await wang.sees("怎么称呼您？")
    await wang.says("😀")
    await wang.sees("请用文字写名字")
    await wang.says("王桂花")
    await wang.taps("✅ 提交")
    await wang.sees("谢谢，记下了")
    await wang.taps("⚙️ 设置")
    await wang.sees("🙂 称呼：王桂花")
    await wang.taps("📞 改电话")
    await wang.sees("您的电话号码？")
    await wang.says("12345")
    await wang.sees("这个号码不行")
    await wang.says("139 0000 1234")
    await wang.taps("✅ 提交")
    await wang.sees("谢谢，记下了")
    await wang.taps("⚙️ 设置")
    await wang.sees("📞 电话：13900001234")
    found = await town.person(wang.id)
    assert found.sealed_phone is not None
    assert b"13900001234" not in found.sealed_phone


async def test_nobody_opens_somebody_elses_settings(town: Town, wang: Phone, li: Phone) -> None:
    await wang.taps("⚙️ 设置")
    card = await wang.sees("⚙️ 设置\n")
    for label in ("🔕 不要通知", "🌐 English", "👵 简单菜单"):
        await forges(li, data_of(card, label), CANNOT)
    assert (await town.person(wang.id)).stopped is None


async def test_stop_ends_pushes_but_not_ones_own_matters(
    town: Town, wang: Phone, li: Phone, newcomer: Phone
) -> None:
    for word in ("停止", "stop", "退订"):
        await li.says(word)
        await li.sees("以后不再给您推送通知和提醒")
    link = await invites(li, "网格员")
    await joins(newcomer, link)
    await newcomer.sees("您现在是：网格员")
    await reports(wang, "路灯坏了")
    await li.sees("📢 新的反映")
    assert not await li.shows("接受了您的邀请"), "a notice is a push"
    await li.says("/start")
    await li.sees("欢迎回来")
    assert (await town.person(LI)).stopped is None


async def test_notices_are_ended_and_taken_up_again_in_the_settings(
    town: Town, wang: Phone
) -> None:
    await wang.taps("⚙️ 设置")
    await wang.taps("🔕 不要通知")
    await wang.sees("🔔 通知和提醒：关")
    await wang.taps("🔔 恢复通知")
    await wang.sees("🔔 通知和提醒：开")
    assert (await town.person(wang.id)).stopped is None


async def test_the_simple_menu_has_few_keys(wang: Phone) -> None:
    assert "☎️ 找社区" not in keys(wang)
    await wang.taps("⚙️ 设置")
    await wang.taps("👵 简单菜单")
    await wang.sees("谢谢，记下了")
    assert keys(wang) == [
        *("😊 我挺好", "🆘 不舒服/有急事", "🙋 找人帮忙", "🚶 出门几天", "☎️ 找社区")
    ]
    await wang.taps("☎️ 找社区")
    await wang.taps("⚙️ 设置")
    await wang.taps("完整菜单")
    await wang.sees("谢谢，记下了")
    assert "📋 我的事" in keys(wang)


async def test_one_finds_who_looks_after_ones_home(
    town: Town, wang: Phone, newcomer: Phone
) -> None:
    zhang = await town.person(ZHANG)
    estate = zhang.roles[0].place_id
    now = town.clock.now()
    await town.run(lambda tx: people.grant(tx, zhang.id, "grid_worker", estate, None, now))
    await town.run(lambda tx: people.set_phone(tx, zhang.id, "13900005678"))
    await wang.says("☎️ 找社区")
    said = await wang.sees("☎️ 找社区")
    assert "网格员 · 张师傅 · 13900005678\n社区工作者 · 小李\n" in said["text"]
    await joins(newcomer)
    await newcomer.sees("好了")
    await newcomer.says("☎️ 找社区")
    await newcomer.sees("请先在 ⚙️ 里告诉我们您住在哪里")


async def test_what_is_told_at_night_comes_in_the_morning(
    town: Town, li: Phone, newcomer: Phone
) -> None:
    link = await invites(li, "网格员")
    await li.taps("⚙️ 设置")
    await li.taps("🌙 免打扰")
    await li.taps("21:30–07:30")
    await li.taps("✅ 提交")
    await li.sees("谢谢，记下了")
    town.clock.advance(until(town.clock.now(), hour=22))
    await joins(newcomer, link)
    await newcomer.sees("您现在是：网格员")
    await town.quiet()
    await li.look()
    assert not await li.shows("接受了您的邀请")
    assert await town.count("resting") == 1
    town.clock.advance(until(town.clock.now(), hour=8))
    await town.app.timing.scan()
    await li.sees("小周 接受了您的邀请：网格员")
    assert await town.count("resting") == 0


def until(now: int, hour: int) -> int:
    """How many milliseconds until it is next this hour in the town."""
    local = datetime.fromtimestamp(now / 1000, ZoneInfo("Asia/Shanghai"))
    then = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return int(((then - local) % timedelta(days=1)).total_seconds() * 1000)
