"""The few large keys of somebody old: I am well, 🆘, help, away, the community."""

import pytest

from community import router
from simulator.client import Phone
from simulator.files import sample_picture
from storage import duty_rooms, people, places
from tests.talks.test_activities import publishes
from tests.talks.test_media import at_rest, files
from tests.talks.test_rights import CANNOT, data_of, forges
from tests.talks.test_settings import keys, until
from tests.town import LI, ZHANG, Town

HOUR_MS = 3_600_000
FIVE = ["😊 我挺好", "🆘 不舒服/有急事", "🙋 找人帮忙", "🚶 出门几天", "☎️ 找社区"]


@pytest.fixture
async def granny(town: Town, wang: Phone) -> Phone:
    """王阿姨 with the simple menu, on a morning; 张师傅 is her grid worker, too."""
    zhang, now = await town.person(ZHANG), town.clock.now()
    estate = zhang.roles[0].place_id
    await town.run(lambda tx: people.grant(tx, zhang.id, "grid_worker", estate, None, now))
    await town.run(lambda tx: people.set_phone(tx, zhang.id, "13900005678"))
    town.clock.advance(until(town.clock.now(), hour=9))
    await wang.taps("⚙️ 设置")
    await wang.taps("👵 简单菜单")
    await wang.sees("谢谢，记下了")
    assert keys(wang) == FIVE
    return wang


async def asks(granny: Phone, matter: str) -> None:
    """🙋 and what for."""
    await granny.taps("🙋 找人帮忙")
    await granny.taps(matter)


async def passes(town: Town, milliseconds: int) -> None:
    """Time goes by, and what is due by then happens."""
    town.clock.advance(milliseconds)
    await town.app.timing.scan()


async def looks_at_zhang(li: Phone) -> None:
    """小李 looks at what 张师傅 holds."""
    await li.says("/invite")
    await li.taps("👥 谁有什么身份")
    await li.taps("张师傅 · 网格员 · 广安社区 森林公园小区")


async def test_who_asks_after_an_answer_is_shown_it_and_not_passed_on(
    town: Town, granny: Phone
) -> None:
    now, who = town.clock.now(), await town.person(granny.id)
    await town.run(lambda tx: router.ask(tx, who, "guide", "老年证怎么办", now))
    await granny.says("我问的那个有回音吗")
    asked = await granny.sees("您是在问这件事吗？")
    assert "🚪 老年证怎么办" in str(asked["reply_markup"])
    assert "🙋 找人帮忙" in str(asked["reply_markup"]), "which may always be asked for"
    await granny.taps("🚪 老年证怎么办")
    await granny.sees("这一项还没开通")
    assert await town.count("drafts") == 0


async def test_a_wish_is_taken_up_by_who_is_near(
    town: Town, granny: Phone, zhang: Phone, li: Phone
) -> None:
    await granny.taps("😊 我挺好")
    await granny.sees("😊 真好！记下了")
    assert await town.count("people", "well IS NOT NULL") == 1
    await asks(granny, "🛒 买东西、拿药")
    own = await granny.sees("已告诉：张师傅（网格员）。")
    assert "要是很难受、有危险，请按🆘" in own["text"]
    await asks(granny, "🛒 买东西、拿药")
    card = await zhang.sees("🙋 王阿姨想找人帮忙\n🛒 买东西、拿药")
    assert "📍 广安社区 森林公园小区 3号楼 2单元" in card["text"]
    assert await town.count("wishes") == 1, "the same wish once more is the same"
    await li.look()
    assert not await li.shows("想找人帮忙"), "not while somebody near has heard it"
    await li.taps("📋 我的事")
    assert "🙋 王阿姨" in str((await li.sees("点一下看办到哪一步了"))["reply_markup"])
    await forges(granny, data_of(card, "☎️ 我来联系"), CANNOT)
    await zhang.taps("☎️ 我来联系")
    await granny.sees("☎️ 张师傅（网格员）会跟您联系。电话：13900005678")
    await zhang.taps("✅ 办完了")
    await granny.sees("张师傅（网格员）说办完了")
    assert keys(granny) == FIVE
    assert await town.count("timers", "kind = 'wishes.unheard'") == 0


async def test_who_is_erased_leaves_no_wish_on_the_cards_of_helpers(
    town: Town, granny: Phone, zhang: Phone
) -> None:
    await asks(granny, "🛒 买东西、拿药")
    await zhang.sees("🙋 王阿姨想找人帮忙")
    await zhang.taps("☎️ 我来联系")
    await granny.sees("张师傅（网格员）会跟您联系")
    await granny.says("/privacy")
    await granny.taps("🗑 全部删除")
    await granny.taps("🗑 是，全部删除")
    await granny.sees("您的信息已全部删除")
    await zhang.sees("已经不在您这里了")
    assert "王阿姨" not in str(zhang.messages)
    assert await town.count("wishes") == 0


async def test_what_is_said_after_the_key_is_the_wish(
    town: Town, granny: Phone, zhang: Phone
) -> None:
    await granny.taps("🙋 找人帮忙")
    await granny.sends("voice")
    await granny.sees("🙋 您要人帮忙：🎤 见语音或照片")
    await zhang.sees("🎤 见语音或照片")
    await town.quiet()
    await zhang.look()
    assert any("voice" in message for message in zhang.messages.values())
    await granny.taps("🙋 找人帮忙")
    await granny.says("灯泡不亮了，够不着")
    await granny.sees("🙋 您要人帮忙：灯泡不亮了，够不着")
    await zhang.sees("灯泡不亮了，够不着")
    await granny.taps("不用了")
    await granny.sees("您说不用了")
    await granny.taps("🙋 找人帮忙")
    await granny.says("我摔倒了起不来")
    await granny.sees("🆘 请马上打电话")
    assert await town.count("wishes") == 2
    assert await town.count("alerts") == 1


async def test_words_outside_any_form_are_passed_on_if_wished(
    town: Town, granny: Phone, zhang: Phone
) -> None:
    await granny.says("家里没米了")
    await granny.sees("📝 您说：家里没米了")
    await granny.says("面也没了")
    await granny.sees("家里没米了\n面也没了")
    await granny.sends("voice")
    await granny.sees("家里没米了\n面也没了\n🎤")
    await granny.taps("🙋 好，告诉他们")
    await granny.sees("已告诉：张师傅（网格员）")
    await zhang.sees("🙋 王阿姨想找人帮忙\n家里没米了\n面也没了")
    await granny.sends("voice")
    await granny.sees("要告诉照看您这一片的人吗？")
    await granny.taps("不用")
    await granny.sees("好的，没有告诉别人")
    await granny.says("今天天气真好")
    await granny.sees("要告诉照看您这一片的人吗？")
    await granny.says("救命")
    await granny.sees("🆘 请马上打电话")
    assert await town.count("wishes") == 1
    await granny.taps("不是紧急情况")
    await granny.sees("没事就好")
    await granny.sees("要告诉照看您这一片的人吗？")
    await granny.taps("🙋 好，告诉他们")
    await zhang.sees("今天天气真好")


async def test_who_wants_to_dance_bothers_nobody_and_signs_off_in_her_own_words(
    granny: Phone, zhang: Phone, li: Phone
) -> None:
    await publishes(li, "20")
    await granny.says("有什么活动")
    asked = await granny.sees("💬 您说：有什么活动")
    assert [row[0]["text"] for row in asked["reply_markup"]["inline_keyboard"]] == [
        *("🎉 社区活动", "🙋 找人帮忙", "都不是")
    ]
    await granny.taps("🎉 社区活动")
    await granny.taps("1. ")
    await granny.taps("报名")
    await granny.taps("就我自己")
    await granny.sees("✅ 您已报名")
    for absent in ("那天我不去猜灯谜了", "我要看孙子，取消报名"):
        await granny.says(absent)
        await granny.sees("您报了名的是这个。来不了的话")
    for ill in ("不舒服，去不了", "病了，取消报名"):
        await granny.says(ill)
        await granny.sees("您报了名的是这个。来不了的话")
        await granny.sees("要告诉照看您这一片的人吗？")
        await granny.taps("🙋 好，告诉他们")
        await zhang.sees(ill)
    await granny.says("下不了楼，去不了医院")
    await granny.sees("要告诉照看您这一片的人吗？")
    await granny.says("我想看完整菜单")
    await granny.sees("👵 菜单：简单")
    await granny.says("有什么活动")
    await granny.sees("💬 您说：有什么活动")
    await granny.sees("还没填完，给您留着")
    await granny.taps("➡️ 接着填")
    await granny.taps("🙋 好，告诉他们")
    told = await zhang.sees("🙋 王阿姨想找人帮忙\n下不了楼，去不了医院")
    assert "活动" not in told["text"]


async def test_after_a_cry_what_is_said_goes_to_those_alerted_and_the_question_waits(
    town: Town, granny: Phone, li: Phone
) -> None:
    await granny.taps("🙋 找人帮忙")
    await granny.says("我心口疼得厉害")
    aid = await granny.sees("🆘 请马上打电话")
    assert "心口疼、喘不上气：坐下或躺下别走动，把门打开等人来" in aid["text"]
    await granny.says("门开着呢")
    await li.sees("门开着呢")
    await granny.sees("🆘 已转给小李，您的姓名、住址")
    await granny.says("在二楼")
    await li.sees("在二楼")
    await granny.sees("🆘 这句也转过去了")
    await town.quiet()
    await granny.look()
    assert str(granny.messages).count("已转给小李") == 1, "at length once"
    assert await town.count("wishes") == 0
    await granny.taps("不是紧急情况")
    await granny.sees("没事就好")
    await town.quiet()
    await granny.look()
    await granny.taps("🛒 买东西、拿药")
    await granny.sees("已告诉：张师傅（网格员）。")
    assert await town.count("wishes") == 1


async def test_where_nobody_has_a_number_one_asks_to_be_called(
    town: Town, wang: Phone, li: Phone
) -> None:
    await wang.says("☎️ 找社区")
    await wang.sees("社区工作者 · 小李")
    await wang.taps("🙋 请他们来找我")
    await wang.sees("📝 您说：请跟我联系一下。")
    await wang.taps("🙋 好，告诉他们")
    await li.sees("🙋 王阿姨想找人帮忙\n请跟我联系一下。")
    keeps = (await town.person(LI)).id
    await town.run(lambda tx: people.set_phone(tx, keeps, "13900005678"))
    await wang.says("☎️ 找社区")
    said = await wang.sees("小李 · 13900005678")
    assert "请他们来找我" not in str(said)


async def test_a_wish_that_nobody_takes_up_rises(
    town: Town, granny: Phone, zhang: Phone, li: Phone
) -> None:
    town.clock.advance(until(town.clock.now(), hour=19) + HOUR_MS // 2)
    await asks(granny, "💬 想找人说说话")
    await zhang.sees("想找人说说话")
    await passes(town, 2 * HOUR_MS)
    await town.quiet()
    await zhang.look()
    assert str(zhang.messages).count("想找人说说话") == 1, "nobody is woken for it"
    await passes(town, until(town.clock.now(), hour=8))
    await zhang.sees("想找人说说话")
    await passes(town, 4 * HOUR_MS)
    await li.sees("🙋 王阿姨想找人帮忙")
    await granny.sees("🙋 对不起，还没有人接您的事。\n已告诉：张师傅（网格员）、小李（社区工作者）")
    await li.taps("☎️ 我来联系")
    await zhang.sees("小李（社区工作者）正在联系")


async def test_where_nobody_is_entered_the_level_above_hears_or_a_number_is_said(
    town: Town, granny: Phone, li: Phone
) -> None:
    await town.takes_role(ZHANG)
    await town.takes_role(LI)
    await town.run(lambda tx: duty_rooms.put(tx, places.roots(tx)[0].id, "0311-5550100", 1))
    await asks(granny, "🛒 买东西、拿药")
    alone = await granny.sees("现在这里联系不上社区的人，请给他们打个电话。")
    assert "0311-5550100" in alone["text"], "nobody waits behind a silence"
    keeps, now = (await town.person(LI)).id, town.clock.now()
    await town.run(
        lambda tx: people.grant(tx, keeps, "subdistrict_staff", places.roots(tx)[0].id, None, now)
    )
    await passes(town, HOUR_MS)
    await li.sees("🙋 王阿姨想找人帮忙")
    await granny.sees("您要人帮忙：🛒 买东西、拿药\n\n已告诉：小李")
    await asks(granny, "💬 想找人说说话")
    await granny.sees("您要人帮忙：💬 想找人说说话\n\n已告诉：小李")


async def test_a_wish_that_was_taken_up_and_forgotten_goes_to_all_again(
    town: Town, granny: Phone, zhang: Phone
) -> None:
    await asks(granny, "💬 想找人说说话")
    await zhang.sees("想找人说说话")
    await zhang.taps("☎️ 我来联系")
    await granny.sees("张师傅（网格员）会跟您联系")
    for said in ("您说过会联系，办好了吗？", "谁来联系？"):
        await passes(town, 5 * 24 * HOUR_MS)
        await zhang.sees(said)
    await granny.sees("已告诉：张师傅（网格员）")
    await zhang.taps("☎️ 我来联系")
    await granny.sees("张师傅（网格员）会跟您联系")
    await zhang.taps("✅ 办完了")
    await granny.sees("说办完了")
    assert await town.count("timers", "kind LIKE 'wishes.%'") == 0


async def test_who_is_away_is_known_and_comes_back(town: Town, granny: Phone, zhang: Phone) -> None:
    await granny.taps("🚶 出门几天")
    await granny.taps("3天")
    await granny.sees("🚶 您说出门到")
    await granny.sees("🚶 一路平安！已告诉：张师傅（网格员）。")
    away = await zhang.sees("🚶 王阿姨出门了，")
    assert "月" in away["text"]
    await granny.taps("🚶 出门几天")
    await granny.taps("🏠 我回来了")
    await granny.sees("🏠 欢迎回家！已告诉：张师傅（网格员）。")
    await zhang.sees("🏠 王阿姨回家了")
    await granny.taps("🚶 出门几天")
    await granny.taps("1天")
    await town.quiet()
    town.clock.advance(48 * HOUR_MS)
    await granny.taps("🚶 出门几天")
    await granny.sees("您要出门几天？")
    await granny.says("/cancel")
    await town.takes_role(ZHANG)
    await town.takes_role(LI)
    await granny.taps("🚶 出门几天")
    await granny.says("明天去女儿家住两三天")
    await granny.sees("⚠️ 请点下面的按钮来选")
    await granny.says("那就住两天")
    await granny.sees("现在这里联系不上社区的人")


async def test_pressing_the_alarm_twice_is_one_alarm(town: Town, granny: Phone, li: Phone) -> None:
    await granny.taps("🆘 不舒服/有急事")
    await granny.sees("🆘 请马上打电话")
    await li.sees("🆘 王阿姨 说有危险")
    await granny.taps("🆘 不舒服/有急事")
    await li.sees("🆘 王阿姨：🆘")
    passed = await granny.sees("🆘 已转给小李")
    assert "您的姓名、住址也一起给了" in passed["text"], "no number is known"
    assert await town.count("alerts") == 1
    await granny.says("没事，按错了")
    await li.sees("🆘 王阿姨：没事，按错了")
    asked = await granny.sees("没事的话请点下面")
    assert "不是紧急情况" in str(asked["reply_markup"])
    await granny.taps("😊 我挺好")
    await granny.sees("要是没事了，请点下面的按钮")
    await town.quiet()  # the card comes once more
    await granny.look()
    await granny.taps("不是紧急情况")
    await granny.sees("没事就好！已经告诉社区的人了")
    await li.sees("✅ 王阿姨说不是紧急情况")
    assert await town.count("drafts") == 0
    assert keys(granny) == FIVE


async def test_the_grid_worker_shows_their_face(town: Town, granny: Phone, zhang: Phone) -> None:
    await zhang.taps("⚙️ 设置")
    await zhang.taps("🖼 我的照片")
    await zhang.sees("清楚看到脸")
    await zhang.sends_photo(data=sample_picture(1).data)
    await zhang.taps("发完了")
    await zhang.sees("随时可以在 ⚙️ 里拿掉")
    await zhang.taps("✅ 提交")
    await zhang.sees("谢谢，记下了")
    await at_rest(town)
    assert len(files(town)) == 1
    assert await town.count("consents", "purpose = 'portrait' AND withdrawn IS NULL") == 1
    await granny.taps("☎️ 找社区")
    await granny.sees("网格员 · 张师傅 · 13900005678")
    face = await granny.sees("网格员 · 张师傅")
    assert "photo" in face
    await zhang.taps("⚙️ 设置")
    await zhang.taps("🖼 拿掉我的照片")
    await zhang.sees("⚙️ 设置")
    await at_rest(town)
    assert files(town) == []
    assert await town.count("consents", "purpose = 'portrait' AND withdrawn IS NULL") == 0
    await granny.taps("☎️ 找社区")
    await town.quiet()
    await granny.look()
    assert str(granny.messages).count("'photo'") == 1


async def test_staff_show_a_face_only_with_consent(
    town: Town, granny: Phone, li: Phone, zhang: Phone
) -> None:
    await looks_at_zhang(li)
    await li.taps("🖼 照片")
    await li.sees("清楚看到脸")
    await li.sends_photo(data=sample_picture(2).data)
    await li.taps("发完了")
    await li.taps("口头同意")
    await li.sees("请先跟本人说清楚")
    await li.taps("✅ 提交")
    await zhang.sees("🖼 小李给您放了一张照片")
    await granny.taps("☎️ 找社区")
    face = await granny.sees("网格员 · 张师傅")
    assert await town.count("consents", "purpose = 'portrait' AND how = 'oral'") == 1
    await town.quiet()
    await granny.look()
    assert "'photo'" in str(granny.messages), face
    await looks_at_zhang(li)
    await li.taps("结束这个身份")
    await li.taps("是，结束")
    await zhang.sees("谢谢您这段时间的付出")
    await at_rest(town)
    assert files(town) == [], "it goes with the role"
