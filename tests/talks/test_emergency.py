"""Somebody is in danger: the numbers at once, staff alerted, and the all-clear."""

from functools import partial

from simulator.client import Phone
from storage import duty_rooms, places
from storage.tx import Tx
from tests.town import ADMIN, Town, cast, greeted


async def test_an_emergency_shows_the_numbers_and_alerts_staff(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("🆘 有人有危险")
    numbers = await wang.sees("🆘 请马上打电话")
    assert all(number in numbers["text"] for number in ("110", "119", "120", "122"))
    alarm = await li.sees("🆘 王阿姨 说有危险")
    assert "📍 广安社区 森林公园小区 3号楼 2单元" in alarm["text"]
    assert "没有留电话" in alarm["text"]
    assert f"tg://user?id={wang.id}" in str(alarm["reply_markup"])
    assert await town.count("cases") == 0, "an emergency is never a case first"
    await wang.taps("不是紧急情况")
    await wang.sees("没事就好")
    await wang.sees("是哪方面的事？")
    await li.sees("✅ 王阿姨说不是紧急情况")
    await town.quiet()
    assert not await zhang.shows("🆘")
    assert await town.count("alerts", "calmed IS NOT NULL") == 1


async def test_who_takes_back_that_they_want_to_die_is_asked_after_all_the_same(
    town: Town, wang: Phone, li: Phone
) -> None:
    await wang.says("我不想活了")
    said = await wang.sees("12356")
    assert "我们也在" not in said["text"], "nobody is there yet"
    await li.sees("🆘 王阿姨 说有危险")
    await wang.taps("不是紧急情况")
    await wang.sees("还是会有人跟您联系")
    await town.quiet()
    assert not await wang.shows("您是想办哪一样")
    assert await town.count("drafts") == 0
    await li.sees("🆘 王阿姨说没事了。请还是联系一下。")
    office = await greeted(await town.phone("办公室", ADMIN))
    await after(town, 3)
    await after(town, 7)
    await office.sees("本人说没事了。请还是联系一下。")
    await li.taps("☎️ 我来联系")
    await wang.sees("☎️ 小李正在联系您")


async def test_words_after_the_key_say_which_danger_it_is(
    town: Town, wang: Phone, li: Phone
) -> None:
    await wang.says("🆘")
    await wang.sees("🆘 请马上打电话：\n着火 119")
    await li.sees("🆘 王阿姨 说有危险")
    await wang.says("我心口疼得厉害")
    await wang.sees("心口疼、喘不上气：坐下或躺下别走动")
    await li.sees("🆘 王阿姨：我心口疼得厉害")
    assert await town.count("alerts", "danger = 'illness'") == 1
    await wang.says("我不想活了")
    await wang.sees("12356白天晚上都有人听")
    await wang.says("家里没有煤气味")
    await li.sees("家里没有煤气味")
    await wang.taps("不是紧急情况")
    await wang.sees("还是会有人跟您联系")
    await li.sees("本人说没事了。请还是联系一下")
    assert await town.count("alerts", "danger = 'suicide' AND calmed IS NOT NULL") == 1


async def test_what_to_do_fits_the_danger_and_a_fever_is_none(
    town: Town, wang: Phone, li: Phone
) -> None:
    await wang.says("电梯卡住了，我在里面")
    stuck = await wang.sees("按住电梯里的铃")
    assert "119" in stuck["text"]
    assert "胸口" not in stuck["text"]
    await li.sees("🛗")
    await wang.taps("不是紧急情况")
    await wang.sees("没事就好")
    await wang.says("孩子不见了")
    await wang.sees("请马上打电话：110，不用等24小时")
    await li.sees("🔎 有人走失")
    await wang.taps("不是紧急情况")
    await wang.says("我发烧了，来不了")
    await town.quiet()
    assert await town.count("alerts") == 2, "nobody is sent out for a fever"


async def test_after_a_false_alarm_the_form_comes_back_in_the_simple_menu_too(
    town: Town, wang: Phone
) -> None:
    await wang.taps("⚙️ 设置")
    await wang.taps("👵 简单菜单")
    await wang.sees("谢谢，记下了")
    await wang.says("/report")
    await wang.taps("💡 照明")
    await wang.sees("在哪里？")
    await wang.says("我心口疼得厉害")
    await wang.sees("🆘 请马上打电话")
    await wang.taps("不是紧急情况")
    await wang.sees("没事就好")
    await wang.sees("在哪里？")
    await town.quiet()
    await wang.look()
    await wang.taps("🏠")
    await wang.sees("怎么回事")
    assert await town.count("drafts") == 1


async def test_an_all_clear_is_said_once_and_only_by_who_raised_it(
    town: Town, wang: Phone, li: Phone
) -> None:
    await wang.taps("📢 反映问题")
    await wang.says("有人有危险")
    numbers = await wang.sees("🆘 请马上打电话")
    await li.sees("🆘 王阿姨 说有危险")
    data = numbers["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await li.taps_data(li.last["message_id"], data, forged=True)
    await li.hears("没有找到")
    await town.phones.pause(polling=True)
    await wang.taps_data(numbers["message_id"], data)
    await wang.taps_data(numbers["message_id"], data)
    await town.phones.pause(polling=False)
    await li.sees("✅ 王阿姨说不是紧急情况")
    await town.quiet()
    await li.look()
    said = [message.get("text", "") for message in li.messages.values()]
    assert sum("说不是紧急情况" in text for text in said) == 1


async def test_the_first_who_says_so_gets_in_touch(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    office = await greeted(await town.phone("办公室", ADMIN))
    await wang.taps("📢 反映问题")
    await wang.taps("🆘 有人有危险")
    alarm = await li.sees("🆘 王阿姨 说有危险")
    data = alarm["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await zhang.taps_data(zhang.last["message_id"], data, forged=True)
    await zhang.hears("没有找到")
    await after(town, 3)
    await li.sees("🆘 王阿姨 说有危险")
    assert not await office.shows("🆘")
    await town.run(partial(_room, now=town.clock.now()))
    await after(town, 7)
    await office.sees("🆘 王阿姨 说有危险")
    last = await wang.sees("🆘 还没有人接")
    assert "☎️ 广安街道值班室：0311-5550100" in last["text"]
    assert "110" in last["text"]
    assert "已经收到提醒" not in last["text"], "nobody has answered"
    await office.taps("☎️ 我来联系")
    await office.sees("☎️ 社区正在联系。")
    await wang.sees("☎️ 社区正在联系您。")
    await li.sees("☎️ 社区正在联系。")
    await li.taps_data(li.last["message_id"], data, forged=True)
    await li.hears("情况刚刚有变化")
    await after(town, 60)
    assert await town.count("alerts", "taken IS NOT NULL AND higher IS NOT NULL") == 1
    assert await town.count("timers", "kind = 'issues.unheard'") == 0


async def test_the_button_stays_where_the_link_is_refused(
    rough_town: Town,
) -> None:
    town = rough_town
    wang, li, _zhang = await cast(town)
    refusal = "Bad Request: BUTTON_USER_PRIVACY_RESTRICTED"
    await town.phones.fault("400", chat_id=li.id, times=1, description=refusal)
    await wang.taps("📢 反映问题")
    await wang.taps("🆘 有人有危险")
    alarm = await li.sees("🆘 王阿姨 说有危险")
    assert "tg://" not in str(alarm["reply_markup"])
    await li.taps("☎️ 我来联系")
    await wang.sees("☎️ 小李正在联系您。")


def _room(tx: Tx, now: int) -> None:
    duty_rooms.put(tx, places.roots(tx)[0].id, "0311-5550100", now)


async def after(town: Town, minutes: int) -> None:
    """Let time pass, and look at the timers."""
    town.clock.advance(minutes * 60_000)
    await town.app.timing.scan()
    await town.quiet()


async def test_nobody_is_said_to_be_alerted_who_cannot_be(
    town: Town, wang: Phone, li: Phone
) -> None:
    await li.blocks()
    await town.quiet()
    await wang.taps("📢 反映问题")
    await wang.taps("🆘 有人有危险")
    numbers = await wang.sees("🆘 请马上打电话")
    assert "已经收到提醒" not in numbers["text"]
