"""The only sender: limits, refusals and lost answers touch exactly what they are about."""

import asyncio
import threading
from typing import Any

import pytest

from bot.clock import Clock
from bot.delivery import UNWRITTEN
from community import deaths
from simulator.client import JSON, Phone, Phones
from storage import outbox, people, shown
from storage.outbox import Letter, Rank
from storage.tx import Tx
from talk import messages
from talk.messages import Showing
from talk.screens import Screen
from tests.town import LI, WANG, ZHANG, Town, cast, greeted, standing

# The library warns that its own error for 429 will hold a timedelta one day.


async def posts(town: Town, chat: int, *texts: str, rank: Rank = Rank.REPLY, **more: Any) -> None:
    """Put letters into the outbox and hand them over, as a unit does after its commit."""
    town.app.delivery.offer(await writes(town, chat, *texts, rank=rank, **more))


async def writes(
    town: Town, chat: int, *texts: str, rank: Rank = Rank.REPLY, **more: Any
) -> list[Letter]:
    """Put letters into the outbox."""

    def write(tx: Tx) -> list[Letter]:
        now = town.clock.now()
        known = people.by_telegram(tx, chat)
        who = known.id if known else None
        return [
            outbox.add(tx, now, chat, {"text": text, **more}, rank=rank, person_id=who)
            for text in texts
        ]

    return await town.run(write)


def sent(town: Town, method: str = "sendMessage") -> list[JSON]:
    """What the platform took."""
    calls = town.telegram.journal.after()
    return [call.params for call in calls if call.method == method and not call.error]


async def happened(phones: Phones, fault: int, times: int = 1) -> None:
    """Wait until the fault has really struck."""
    async with asyncio.timeout(10):
        while (await phones.fault_counts())[fault] < times:  # noqa: ASYNC110 - counted there
            await asyncio.sleep(0.01)


async def test_a_chat_that_must_wait_holds_up_nobody_else(rough_town: Town) -> None:
    town = rough_town
    wang, li, _zhang = await cast(town)
    flood = await town.phones.fault("429", chat_id=WANG, times=1, retry_after=2)
    await posts(town, WANG, "一", "二")
    await happened(town.phones, flood)
    await posts(town, LI, "三")
    await li.sees("三")
    assert not await wang.shows("一")
    await wang.sees("一")
    await wang.sees("二")
    assert await town.count("outbox", "state = 'failed'") == 0


async def test_an_alarm_goes_first_once_the_wait_is_over(rough_town: Town) -> None:
    town = rough_town
    wang = await greeted(await town.phone("王阿姨", WANG))
    flood = await town.phones.fault("429", chat_id=WANG, times=1, retry_after=1)
    await posts(town, WANG, "通知", rank=Rank.NOTICE)
    await happened(town.phones, flood)
    await posts(town, WANG, "回复一", "回复二")
    await posts(town, WANG, "警报", rank=Rank.ALARM)
    await wang.sees("通知")
    texts = [params["text"] for params in sent(town)]
    assert texts[-4:] == ["警报", "回复一", "回复二", "通知"]


async def test_the_limits_of_the_platform_are_kept_without_being_told(sqlite_url: str) -> None:
    async with standing(sqlite_url, pacing="telegram") as town:
        town.telegram.limits.on = True
        wang = await greeted(await town.phone("王阿姨", WANG))
        await posts(town, WANG, *(f"第{number}条" for number in range(4)))
        await wang.sees("第3条")
        assert town.refused() == [], "no 429 was ever earned"


ENTITIES = [{"type": "bold", "offset": 0, "length": 2}]


async def test_refused_entities_are_left_out(rough_town: Town) -> None:
    town = rough_town
    wang = await greeted(await town.phone("王阿姨", WANG))
    refused = "Bad Request: can't parse entities: something new"
    fault = await town.phones.fault("400", method="sendMessage", times=1, description=refused)
    await posts(town, WANG, "粗体字", entities=ENTITIES)
    message = await wang.sees("粗体字")
    assert (await town.phones.fault_counts())[fault] == 1
    assert "entities" not in message


async def test_an_alarm_comes_without_its_button_rather_than_not_at_all(rough_town: Town) -> None:
    town = rough_town
    wang = await greeted(await town.phone("王阿姨", WANG))
    refused = "Bad Request: BUTTON_USER_PRIVACY_RESTRICTED"
    fault = await town.phones.fault("400", method="sendMessage", times=1, description=refused)
    button = {"inline_keyboard": [[{"text": "去看看", "callback_data": "c:x:1:y:1"}]]}
    await posts(town, WANG, "警报", rank=Rank.ALARM, reply_markup=button)
    message = await wang.sees("警报")
    assert (await town.phones.fault_counts())[fault] == 1
    assert "reply_markup" not in message


async def test_a_result_that_cannot_be_written_harms_no_other(
    rough_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town = rough_town
    wang, li, _zhang = await cast(town)
    await town.quiet()
    stubborn = (
        "CREATE TRIGGER stubborn BEFORE UPDATE ON outbox"
        f" WHEN NEW.state = 'sent' AND NEW.chat_id = {WANG}"
        " BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    await town.run(lambda tx: tx.do(stubborn))
    pause = await town.phones.fault("delay", method="sendMessage", times=2, seconds=0.1)
    await posts(town, WANG, "一")
    await posts(town, LI, "二")
    await happened(town.phones, pause, 2)
    await wang.sees("一")
    await li.sees("二")
    async with asyncio.timeout(10):
        while await town.count("outbox", "state = 'waiting'") > 1:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert caplog.text.count("cannot be written back") == 1
    await li.says("/help")
    await li.sees("/mine")
    assert [params["text"] for params in sent(town)].count("一") == 1


async def test_a_message_that_was_deleted_is_sent_anew(rough_town: Town) -> None:
    town = rough_town
    wang = await greeted(await town.phone("王阿姨", WANG))
    await wang.taps("📢 反映问题")
    asked = await wang.sees("是哪方面的事？")
    await wang.taps("💡 照明")
    await wang.sees("在哪里？")
    fault = await town.phones.fault(
        "400",
        method="editMessageText",
        times=1,
        description="Bad Request: message to edit not found",
    )
    await wang.taps("⬅️ 上一步")
    anew = await wang.sees("是哪方面的事？")
    assert anew["message_id"] > asked["message_id"]
    assert (await town.phones.fault_counts())[fault] == 1
    await wang.taps("💡 照明")
    await wang.sees("在哪里？")


async def test_what_can_never_pass_is_tried_once_and_written_down(
    rough_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town = rough_town
    wang = await greeted(await town.phone("王阿姨", WANG))
    await posts(town, WANG, " ", "后面的")
    await wang.sees("后面的")
    await town.quiet()
    figures = "\n".join(town.app.metrics.lines())
    assert 'linli_letters_total{rank="reply",state="failed"} 1' in figures
    assert caplog.text.count("was refused") == 1


@pytest.mark.parametrize("kind", ["500", "502", "reset_before"])
async def test_a_passing_fault_is_tried_again_until_it_passes(rough_town: Town, kind: str) -> None:
    town = rough_town
    wang = await greeted(await town.phone("王阿姨", WANG))
    fault = await town.phones.fault(kind, method="sendMessage", times=2)
    await posts(town, WANG, "一", "二")
    await wang.sees("一")
    await wang.sees("二")
    assert (await town.phones.fault_counts())[fault] == 2
    texts = [params["text"] for params in sent(town)]
    assert texts[-2:] == ["一", "二"], "in order, none twice"


async def test_a_lost_answer_repeats_one_message_at_most(rough_town: Town) -> None:
    town = rough_town
    wang = await greeted(await town.phone("王阿姨", WANG))
    fault = await town.phones.fault("reset_after", method="sendMessage", times=1)
    await posts(town, WANG, "一", "二")
    await wang.sees("二")
    assert (await town.phones.fault_counts())[fault] == 1
    texts = [params["text"] for params in sent(town)]
    assert texts.count("一") == 2
    assert texts.count("二") == 1


async def test_what_waits_goes_out_after_the_platform_was_down(rough_town: Town) -> None:
    town = rough_town
    wang, li, _zhang = await cast(town)
    await town.phones.pause(api=True)
    await posts(town, WANG, "一")
    await posts(town, LI, "二")
    await town.phones.pause(api=False)
    await wang.sees("一")
    await li.sees("二")
    await li.says("/help")
    await li.sees("/mine")


async def test_what_was_not_sent_goes_out_after_a_restart(rough_town: Town) -> None:
    town = rough_town
    wang = await greeted(await town.phone("王阿姨", WANG))
    down = await town.phones.fault("500", method="sendMessage")
    await posts(town, WANG, *(f"第{number}条" for number in range(5)))
    await happened(town.phones, down)
    await town.closes()
    await town.phones.clear_faults()
    await town.opens()
    for number in range(5):
        await wang.sees(f"第{number}条")
    await town.quiet()
    assert [params["text"] for params in sent(town)][-5:] == [f"第{n}条" for n in range(5)]


async def test_edits_of_what_waits_become_one(rough_town: Town) -> None:
    town = rough_town
    wang, li, zhang = await cast(town)
    hold = await town.phones.fault("500", chat_id=ZHANG)
    await _passed_around(wang, li)
    await happened(town.phones, hold)
    await town.phones.clear_faults()
    await zhang.sees("阶段：已派单")
    await town.quiet()
    edits = [p for p in sent(town, "editMessageText") if p["chat_id"] == ZHANG]
    assert edits == [], "the first message already says the last word"
    assert await town.count("outbox", "state = 'replaced'") >= 1


async def _passed_around(wang: Phone, li: Phone) -> None:
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    await wang.taps("🏠")
    await wang.says("路灯坏了")
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    for to in ("张师傅 · 物业", "小李 · 社区工作者", "张师傅 · 物业"):
        await li.sees("阶段：")
        await li.taps("受理派单" if await li.shows("待受理") else "转派")
        await li.sees("交给谁办？")
        await li.taps(to)
    await li.sees("🔧 张师傅")


HELD_EDIT = f"chat_id = {ZHANG} AND act = 'edit' AND state = 'waiting'"


async def test_an_edit_of_what_waits_outlives_a_restart(rough_town: Town) -> None:
    town = rough_town
    wang, li, zhang = await cast(town)
    hold = await town.phones.fault("500", chat_id=ZHANG)
    await _passed_around(wang, li)
    await happened(town.phones, hold)
    async with asyncio.timeout(10):
        while not await town.count("outbox", HELD_EDIT):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    await li.taps("转派")
    await li.sees("交给谁办？")
    await li.taps("小李 · 社区工作者")
    await li.sees("📞 签收以后")
    await town.closes()
    await town.phones.clear_faults()
    await town.opens()
    await town.quiet()
    assert await zhang.shows("这件事已经不在您这里了")


async def test_what_is_taken_back_before_it_was_loaded_never_says_what_it_said(
    rough_town: Town,
) -> None:
    town = rough_town
    wang = await greeted(await town.phone("王阿姨", WANG))

    def writes(tx: Tx) -> Letter:
        now, who = town.clock.now(), people.by_telegram(tx, WANG)
        assert who is not None
        kept = shown.add(tx, now, WANG, who.id, "task", 77, 1)
        more: dict[str, Any] = {"person_id": who.id, "shown_id": kept.id}
        outbox.add(tx, now, WANG, {"text": "3号楼2单元501"}, rank=Rank.TASK, **more)
        shown.close(tx, kept.id)
        body = {"text": "已经不在您这里了"}
        return outbox.add(tx, now, WANG, body, act="edit", rank=Rank.REPLY, **more)

    town.app.delivery.offer([await town.run(writes)])  # of the first, only the table knows
    await wang.sees("已经不在您这里了")
    await town.app.delivery.load()
    await town.quiet()
    texts = [params["text"] for params in sent(town)]
    assert "3号楼2单元501" not in texts
    assert texts.count("已经不在您这里了") == 1


async def test_a_group_that_moved_gets_its_letters_once(rough_town: Town) -> None:
    town = rough_town
    li = await greeted(await town.phone("小李", LI))
    group = await town.phones.group("3号楼2单元", li)
    await posts(town, group.id, "第一条")
    await group.sees("第一条")
    await town.quiet()
    larger = await group.migrates()
    await posts(town, group.id, "第二条", "第三条")
    await larger.sees("第二条")
    await larger.sees("第三条")
    await town.quiet()
    taken = [p["text"] for p in sent(town) if p["chat_id"] == larger.id]
    assert taken == ["第二条", "第三条"]


async def in_nobodys_hands(town: Town) -> None:
    """Wait until delivery has dealt with every letter it had taken."""
    async with asyncio.timeout(10):
        while town.app.delivery._lanes.known:  # noqa: ASYNC110 - nobody else waits for that
            await asyncio.sleep(0.01)


async def test_letters_in_hand_do_not_go_to_who_has_died(rough_town: Town) -> None:
    town = rough_town
    wang, _li, _zhang = await cast(town)
    flood = await town.phones.fault("429", chat_id=WANG, times=1, retry_after=1)
    await posts(town, WANG, "一", "二")
    await posts(town, WANG, "通知", rank=Rank.NOTICE)
    await happened(town.phones, flood)
    staff, dead = await town.person(LI), await town.person(WANG)
    await town.run(lambda tx: deaths.note(tx, staff, dead.id, town.clock.now()))
    await in_nobodys_hands(town)
    await wang.look()
    assert not any([await wang.shows(text) for text in ("一", "二", "通知")])
    assert await town.count("outbox", "state = 'dropped'") == 3


async def test_a_late_refusal_costs_who_is_back_nothing(rough_town: Town) -> None:
    town = rough_town
    wang, _li, _zhang = await cast(town)
    slow = await town.phones.fault("delay", chat_id=WANG, times=1, seconds=1.5)
    await town.phones.fault("403", chat_id=WANG, times=1)
    await posts(town, WANG, "一", rank=Rank.TASK)
    await happened(town.phones, slow)
    await wang.blocks()
    await wang.blocks(False)
    await wang.says("/help")
    await wang.sees("/mine")
    assert (await town.person(WANG)).unreachable is None
    assert await town.count("outbox", "state = 'failed'") == 1
    assert not await wang.shows("一")


async def test_letters_keep_their_order_though_the_clock_was_set_back(town: Town) -> None:
    town.clock.advance(3_600_000)
    wang = await greeted(await town.phone("王阿姨", WANG))
    await town.quiet()
    before = await town.run(lambda tx: tx.all("SELECT id FROM outbox ORDER BY id"))
    town.clock = Clock()
    await town.restarts()
    await wang.says("/help")
    await wang.sees("/mine")
    after = await town.run(lambda tx: tx.all("SELECT id FROM outbox ORDER BY id"))
    assert after[: len(before)] == before
    assert len(after) > len(before)


async def test_no_more_goes_out_than_a_kill_may_repeat(rough_town: Town) -> None:
    town = rough_town
    await cast(town)
    await town.quiet()
    before = len(sent(town))
    texts = [f"第{number}条" for number in range(UNWRITTEN)]
    letters = [one for chat in (WANG, LI, ZHANG) for one in await writes(town, chat, *texts)]
    may_write = threading.Event()

    async def goes_out(number: int) -> None:
        async with asyncio.timeout(10):
            while len(sent(town)) < before + number:  # noqa: ASYNC110 - counted there
                await asyncio.sleep(0.01)

    writing = asyncio.create_task(town.run(lambda _tx: may_write.wait()))
    try:
        await asyncio.sleep(0)
        town.app.delivery.offer(letters)
        for letter in letters:
            letter.asked = float("inf")  # just committed, however slow the machine is
        await goes_out(UNWRITTEN)
        await town.phones.fault_counts()  # meanwhile a further one would have arrived
        assert len(sent(town)) == before + UNWRITTEN
    finally:
        may_write.set()
        await writing
    await goes_out(len(letters))
    await town.quiet()
    went = [(params["chat_id"], params["text"]) for params in sent(town)[before:]]
    assert len(set(went)) == len(went) == len(letters), "each once"


async def test_what_was_tapped_has_arrived_and_is_not_sent_again(rough_town: Town) -> None:
    town = rough_town
    wang = await greeted(await town.phone("王阿姨", WANG))
    await posts(town, WANG, "发过的")
    number = int((await wang.sees("发过的"))["message_id"])

    def tapped(tx: Tx) -> list[Letter]:
        """What a kill before the writing back leaves, and what a tap on it changes."""
        now, who = town.clock.now(), people.by_telegram(tx, WANG)
        assert who is not None
        kept = shown.add(tx, now, WANG, who.id, "task", 77, 1)
        outbox.add(tx, now, WANG, {"text": "发过的"}, person_id=who.id, shown_id=kept.id)
        return messages.edit(tx, now, who, number, Screen("改过的"), Showing("task", 77, 2))

    town.app.delivery.offer(await town.run(tapped))
    assert (await wang.sees("改过的"))["message_id"] == number
    await town.app.delivery.load()
    await town.quiet()
    assert [params["text"] for params in sent(town)].count("发过的") == 1


async def test_a_tapped_message_is_changed_though_its_row_is_about_to_be_sent(
    rough_town: Town,
) -> None:
    town = rough_town
    wang = await greeted(await town.phone("王阿姨", WANG))
    await posts(town, WANG, "发过的")
    number = (await wang.sees("发过的"))["message_id"]

    def again(tx: Tx) -> list[Letter]:
        """The same once more, as after a kill, and what a tap on the first changes."""
        now, row = town.clock.now(), tx.new_id(town.clock.now())
        once_more = outbox.add(tx, now, WANG, {"text": "再发的"}, shown_id=row)
        change = {"text": "改过的"}
        letter = outbox.add(tx, now, WANG, change, act="edit", shown_id=row, message_id=number)
        return [once_more, letter]

    town.app.delivery.offer(await town.run(again))
    assert (await wang.sees("再发的"))["message_id"] > number
    assert (await wang.sees("改过的"))["message_id"] == number
