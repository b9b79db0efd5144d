"""平安问候 lived: a morning without an answer, from the question to the door."""

from dataclasses import replace

from community import deaths
from simulator.client import Phone
from simulator.view import text_of
from storage.outbox import Letter
from storage.tx import Tx
from talk import notices
from talk.events import Event
from tests.talks.mornings import ILLNESS, KEY, MINUTE_MS, PHONE, SAYS, knows, passes
from tests.talks.test_rights import CANNOT, data_of, forges
from tests.talks.test_settings import until
from tests.town import LI, WANG, Town, reports


async def test_a_silent_morning_ends_at_the_door(
    town: Town, wang: Phone, zhang: Phone, daughter: Phone
) -> None:
    await passes(town, 30 * MINUTE_MS)
    await wang.sees("还没有等到您的平安")
    await daughter.look()
    assert not await daughter.shows(SAYS), "only she herself is asked twice"
    await passes(town, 30 * MINUTE_MS)
    card = await daughter.sees(SAYS)
    assert PHONE in text_of(card), "she whom her mother has named may phone at once"
    await wang.sees("您还没有回话，我们告诉了小王。")
    await daughter.taps("没打通")
    await town.quiet()
    # The next rung hears it at once, without waiting for its hour, and without what it needs not.
    rung = await zhang.sees(SAYS)
    assert "📍 森林公园小区" in text_of(rung)
    assert not knows(zhang, PHONE, KEY, ILLNESS, "3号楼")
    await forges(wang, data_of(rung, "我过去看看"), CANNOT)


async def test_who_goes_gets_what_they_need_and_all_alarmed_hear_the_end(
    town: Town, wang: Phone, li: Phone, zhang: Phone, daughter: Phone
) -> None:
    for minutes in (30, 30, 60, 60):
        await passes(town, minutes * MINUTE_MS)
    await daughter.sees(SAYS)
    await zhang.sees(SAYS)
    await zhang.taps("我过去看看")
    full = text_of(await zhang.sees("您在照看"))
    for needed in ("3号楼 2单元", PHONE, KEY, ILLNESS, "小王", "没人开门"):
        assert needed in full
    assert await town.count("reads", "why = 'notice'") >= 2, "who reads of her is noted"
    await wang.sees("🚶 张师傅正过来看您。")
    await daughter.sees("🚶 张师傅在照看。")
    await passes(town, 25 * MINUTE_MS)
    assert not await li.shows(SAYS), "the climb waits for who goes"
    await town.restarts()  # nothing of it lives in memory
    await passes(town, 5 * MINUTE_MS)
    await zhang.sees("您说过去看看，人怎么样？")
    await zhang.taps("打通了，平安")
    await daughter.sees("✅ 王阿姨平安（张师傅说的）。")
    await zhang.look()
    assert not any(PHONE in text_of(one) for one in zhang.messages.values()), "over: taken off"
    assert not await li.shows("王阿姨平安"), "only who was alarmed hears the end"
    await wang.sees("✅ 张师傅说您平安。")
    assert await town.count("checkin_days", "outcome = 'well'") == 1
    assert await town.count("timers", "kind = 'checkins.rung'") == 0


async def test_help_that_is_needed_alarms_who_is_on_duty_and_who_was_named(
    town: Town, wang: Phone, li: Phone, zhang: Phone, daughter: Phone
) -> None:
    for minutes in (30, 30, 60, 60):
        await passes(town, minutes * MINUTE_MS)
    await zhang.sees(SAYS)
    await zhang.taps("我过去看看")
    await zhang.sees("您在照看")
    await zhang.taps("需要帮忙")
    await zhang.sees("🧡 王阿姨需要帮忙")
    duty = text_of(await li.sees("🧡 王阿姨需要帮忙"))
    assert PHONE in duty
    assert "3号楼 2单元" in duty
    assert "请马上打个电话" in duty
    await li.taps("📢 替本人反映")
    await li.sees("替王阿姨反映")
    await li.taps("✖️ 取消")
    await li.taps("🧡 谁去帮忙、找志愿者")
    await li.sees("谁来联系？")
    await li.taps("🧡 找志愿者")
    await town.quiet()
    assert await town.count("tasks", "source = 'wish'") == 1
    named = text_of(await daughter.sees("🧡 王阿姨需要帮忙"))
    assert PHONE in named
    assert "📍" not in named
    await wang.sees("🧡")
    assert await town.count("checkin_days", "outcome = 'help'") == 1


async def test_whatever_she_sends_reaches_a_human(
    town: Town, wang: Phone, zhang: Phone, daughter: Phone
) -> None:
    await passes(town, 30 * MINUTE_MS)
    await wang.sends("voice", duration=3)
    await wang.sees("🎤 收到了，张师傅马上听。")
    await zhang.sees("请先看一看、听一听")
    await zhang.sees("🎤 王阿姨说：")
    await wang.says("我没事，刚才出去买菜了")
    await wang.sees("您要是都好，请按下面的大键")
    await zhang.sees("💬 王阿姨写道：")
    await zhang.sees("我没事，刚才出去买菜了")
    await passes(town, 14 * MINUTE_MS)
    assert not knows(daughter, SAYS), "somebody is to listen"
    await passes(town, MINUTE_MS)
    await daughter.sees(SAYS)
    await zhang.says("王阿姨在家，我敲过门了")
    await zhang.sees("💬 王阿姨怎么样？")
    await zhang.says("人挺好的")
    await zhang.sees("💬 王阿姨平安吗？")
    await wang.says("我不想再被问了")
    await wang.sees("以后早上不想再被问，请点这里")
    await wang.taps("🚪 不再问候")
    await wang.sees("以后早上不再问了吗？")
    await wang.taps("⬅️ 上一步")
    await daughter.sees("✅ 王阿姨回话了，平安。")
    await zhang.sees("✅ 王阿姨回话了，平安。")
    # The next mornings: a word in the window is enough; who blocks the bot is looked for at once.
    await passes(town, until(town.clock.now(), hour=7))
    await wang.taps("⚙️ 设置")
    await wang.sees("")
    await passes(town, until(town.clock.now(), hour=9))
    assert await town.count("checkin_days", "outcome = 'touched' AND asked IS NULL") == 1
    await passes(town, until(town.clock.now(), hour=9))
    await wang.blocks()
    await town.quiet()
    await town.app.timing.scan()
    await zhang.sees("📵 王阿姨收不到消息了")
    assert await town.count("checkin_days", "state = 'climbing'") == 1


async def test_who_asks_for_help_is_not_said_to_be_well(
    town: Town, wang: Phone, zhang: Phone, daughter: Phone
) -> None:
    for _half in range(2):
        await passes(town, 30 * MINUTE_MS)
    await daughter.sees(SAYS)
    await wang.says("🙋 找人帮忙")
    await wang.taps("🛒 买东西、拿药")
    await zhang.sees("🙋 王阿姨想找人帮忙")
    await wang.says("/mine")
    await town.quiet()
    assert not await daughter.shows("✅ 王阿姨回话了，平安。")
    await wang.says("我挺好")
    await daughter.sees("✅ 王阿姨回话了，平安。")


async def test_a_question_that_came_late_alarms_nobody(
    town: Town, wang: Phone, li: Phone, daughter: Phone
) -> None:
    await wang.taps("😊 我挺好")
    await wang.sees("记下了")
    await passes(town, until(town.clock.now(), hour=8))
    town.clock.advance(180 * MINUTE_MS)  # the bot sleeps over it
    await town.restarts()
    await li.says("/menu")
    await li.sees("")
    await town.app.timing.scan()
    assert await town.count("checkin_days") == 1, "what was written meanwhile comes first"
    await passes(town, 5 * MINUTE_MS)
    assert await town.count("checkin_days") == 2
    await passes(town, MINUTE_MS)
    await li.sees("⏸ 系统停了一阵")
    await passes(town, 29 * MINUTE_MS)
    await wang.sees("还没有等到您的平安")
    assert not knows(daughter, SAYS)
    await wang.says("挺好的")
    await wang.sees("记下了")
    assert await town.count("checkin_days", "outcome = 'answered'") == 2


async def test_a_contact_out_of_reach_is_passed_over_and_the_dead_are_left_in_peace(
    town: Town, li: Phone, zhang: Phone, daughter: Phone
) -> None:
    await daughter.blocks()
    await town.quiet()
    for _each in range(2):
        await passes(town, 30 * MINUTE_MS)
    await zhang.sees(SAYS)  # at the hour of the contact, whom nothing reaches
    await zhang.taps("没打通")
    await li.sees(SAYS)  # nobody else is on that rung: the next one hears it without waiting
    staff, granny = await town.person(LI), await town.person(WANG)

    def noted(tx: Tx) -> list[Letter]:
        deaths.note(tx, staff, granny.id, town.clock.now())
        return notices.deliver(tx, town.app.registry, town.clock.now())

    town.app.delivery.offer(await town.run(noted))
    await town.quiet()
    await li.sees("这件事已经不在您这里了")
    sent = await town.count("outbox", "act = 'send'")
    for _each in range(3):
        await passes(town, until(town.clock.now(), hour=9))
        await passes(town, 4 * 60 * MINUTE_MS)
    assert await town.count("outbox", "act = 'send'") == sent, "silence"


async def test_a_reply_to_a_card_of_another_matter_is_not_copied(
    town: Town, wang: Phone, zhang: Phone, daughter: Phone
) -> None:
    number = await reports(wang, "停水了", "🚰 水电气暖")
    await town.quiet()  # the number of the card is written back
    card = next(one for one in wang.messages.values() if number in text_of(one))
    await passes(town, until(town.clock.now(), hour=9))
    await wang.sees("🌞 王阿姨，您今天好吗？")
    await passes(town, 30 * MINUTE_MS)
    await wang.says("别让邻居知道是我说的", reply_to=card["message_id"])
    await town.quiet()
    for phone in (zhang, daughter):
        await phone.look()
        assert not knows(phone, "别让邻居知道")
    assert await town.count("checkin_days", "heard IS NOT NULL") == 0
    assert not knows(wang, "马上听")


def test_taps_on_both_cards_pass_in_any_flood(town: Town) -> None:
    event = Event(update_id=1, chat_id=5, private=True)
    for data, urgent in (
        ("c:morning:7k:well:0", True),
        ("c:rung:7k:ambulance:3", True),
        ("c:own:7k:hide:0", False),
        ("c:mornings:7k:x", False),
    ):
        assert town.app.registry.urgent(replace(event, data=data)) is urgent
