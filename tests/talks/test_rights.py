"""Who may do what: forged buttons, foreign cards, stale cards, roles taken away."""

import random

from simulator.client import JSON, Phone
from simulator.view import inline_buttons
from storage import people
from storage.ids import short
from tests.town import LI, NEWCOMER, ZHANG, Town, answers, dispatches, reports

CANNOT = "没有找到"
DEAD = "这个按钮已经失效了"


def data_of(message: JSON, label: str) -> str:
    """The callback data behind a button."""
    found = [button for button in inline_buttons(message) if button["text"] == label]
    return str(found[0]["callback_data"])


async def forges(phone: Phone, data: str, heard: str) -> None:
    """A modified client sends data under some message of its own chat."""
    await phone.taps_data(phone.last["message_id"], data, forged=True)
    await phone.hears(heard)


async def stage(town: Town) -> str:
    row = await town.run(lambda tx: tx.one("SELECT stage FROM cases"))
    assert row is not None
    return str(row[0])


async def test_cards_obey_only_those_they_are_for(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "路灯坏了")
    dispatch = data_of(await li.sees("📢 新的反映"), "受理派单")
    await forges(wang, dispatch, CANNOT)
    await forges(zhang, dispatch, CANNOT)
    await dispatches(li)
    sign = data_of(await zhang.sees("🔧 这件事交给您"), "签收")
    await forges(wang, sign, CANNOT)
    await forges(li, sign, CANNOT)
    assert await stage(town) == "dispatched"
    await zhang.taps("签收")
    await answers(zhang, "换好了")
    asked = await wang.sees("解决了吗？")
    for nosy in (li, zhang):
        await forges(nosy, data_of(asked, "解决了"), CANNOT)
        await forges(nosy, data_of(asked, "没解决"), CANNOT)
    await forges(zhang, data_of(asked, "解决了").replace(":report:", ":issue:"), DEAD)
    assert await stage(town) == "answered"


async def test_absent_and_forbidden_get_the_same_answer(
    wang: Phone, li: Phone, newcomer: Phone
) -> None:
    await reports(wang, "路灯坏了")
    opener = data_of(await li.sees("📢 新的反映"), "受理派单").replace(":dispatch:", ":open:")
    await newcomer.says("/start")
    await newcomer.sees("您同意吗？")
    await forges(newcomer, opener, DEAD)
    await newcomer.taps("同意")
    await newcomer.taps("⏭ 跳过")
    await newcomer.taps("✅ 提交")
    await newcomer.sees("好了")
    kind, row, choice, revision = opener.split(":")[1:]
    await forges(newcomer, opener, CANNOT)
    await forges(newcomer, f"c:{kind}:1{row[1:-1]}0:{choice}:{revision}", CANNOT)
    await forges(newcomer, f"c:report:{row}:open:0", CANNOT)
    await forges(newcomer, f"c:sos:{row}:open:0", CANNOT)
    assert not await newcomer.shows("路灯坏了")


async def test_a_case_can_be_handed_only_to_who_may_take_it(
    town: Town, wang: Phone, li: Phone
) -> None:
    await reports(wang, "路灯坏了")
    await li.sees("📢 新的反映")
    await li.taps("受理派单")
    hand = data_of(await li.sees("交给谁办？"), "张师傅 · 物业")
    wrong = (await town.person(wang.id)).id
    zhang = (await town.person(ZHANG)).id
    await forges(li, hand.replace(short(zhang), short(wrong)), "这位现在接不了")
    await forges(li, hand.replace(short(zhang), "0"), "这位现在接不了")
    await forges(li, hand.replace("." + short(zhang), ""), "这位现在接不了")
    assert await stage(town) == "received"


async def test_two_staff_dispatch_at_once_and_one_wins(
    town: Town, wang: Phone, li: Phone, zhang: Phone, newcomer: Phone
) -> None:
    chen = newcomer
    await chen.says("/start")
    await chen.taps("同意")
    await chen.taps("⏭ 跳过")
    await chen.taps("✅ 提交")
    await chen.sees("好了")
    await becomes_staff(town)
    await reports(wang, "路灯坏了")
    taps = []
    for staff, to in ((li, "张师傅 · 物业"), (chen, "小李 · 社区工作者")):
        await staff.sees("📢 新的反映")
        await staff.taps("受理派单")
        screen = await staff.sees("交给谁办？")
        taps.append((staff, screen["message_id"], data_of(screen, to)))
    await town.phones.pause(polling=True)
    for staff, message_id, data in taps:
        await staff.taps_data(message_id, data)
    await town.phones.pause(polling=False)
    await chen.hears("情况刚刚有变化，现在是这样的")
    shown = await chen.sees("阶段：已派单")
    assert "🔧 张师傅" in shown["text"]
    await zhang.sees("🔧 这件事交给您")
    assert await town.count("timeline", "step IN ('dispatch', 'transfer')") == 1


async def becomes_staff(town: Town) -> None:
    who, li = await town.person(NEWCOMER), await town.person(LI)
    place = li.roles[0].place_id
    await town.run(
        lambda tx: people.grant(tx, who.id, "community_staff", place, li.id, town.clock.now())
    )


async def test_a_role_taken_away_bites_on_the_next_tap(town: Town, wang: Phone, li: Phone) -> None:
    await reports(wang, "路灯坏了")
    await li.sees("📢 新的反映")
    await town.takes_role(LI)
    await li.taps("受理派单")
    await li.hears(CANNOT)
    assert await stage(town) == "received"
    await li.says("/invite")
    await li.sees("这个由社区、街道工作人员来用")
    await li.taps("📋 我的事")
    await li.sees("您还没有办理中的事")


async def test_the_responsible_loses_the_card_with_the_role(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "路灯坏了")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await town.takes_role(ZHANG)
    await zhang.taps("签收")
    await town.quiet()
    assert await stage(town) == "dispatched"


async def test_random_bytes_behind_a_button_do_nothing(town: Town, wang: Phone, li: Phone) -> None:
    await reports(wang, "路灯坏了")
    card = await li.sees("📢 新的反映")
    good = data_of(card, "受理派单")
    rng = random.Random(7)
    noise = [
        *("", ":", "c", "c::::", "c:issue", "f:1:1:pick:", "f:zzzzzzzzzzzzz:999999999:into:1"),
        *(good[:cut] for cut in range(0, len(good), 3)),
        good + "0" * 8,
        good.replace(":dispatch:", ":to.:"),
        "c:issue:" + "z" * 13 + ":dispatch:1",
        *("".join(chr(rng.randrange(1, 0x2FF)) for _ in range(20)) for _ in range(20)),
    ]
    for data in noise:
        await li.taps_data(card["message_id"], data, forged=True)
    await li.taps_data(card["message_id"], good)
    await li.sees("交给谁办？")
    await town.quiet()
    assert await stage(town) == "received"


async def test_commands_of_staff_open_nothing_for_others(wang: Phone, zhang: Phone) -> None:
    for phone in (wang, zhang):
        await phone.says("/invite")
        await phone.sees("这个由社区、街道工作人员来用")
        await phone.says("/help")
        said = await phone.sees("/mine")
        assert "/invite" not in said["text"]
    await wang.taps("📢 反映问题")
    await wang.sees("是哪方面的事？")
    await wang.says("/desk")
    await wang.sees("这个由有岗位的人来用。")
    await wang.sees("是哪方面的事？")
