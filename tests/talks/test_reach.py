"""Blocked bots: pushes end, open cases stay, and coming back works."""

from simulator.client import Phone
from tests.town import ZHANG, Town, cast, dispatches, greeted, reports


async def test_a_case_stays_open_while_its_reporter_has_blocked_the_bot(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "路灯坏了")
    await wang.blocks()
    await town.quiet()
    assert (await town.person(wang.id)).unreachable is not None
    await dispatches(li)
    await zhang.taps("签收")
    await li.sees("阶段：处置中")
    await wang.blocks(False)
    await wang.says("/mine")
    await wang.taps("路灯坏了 · 正在办")
    await wang.sees("👉 正在办")
    assert (await town.person(wang.id)).unreachable is None
    assert await town.count("cases", "stage = 'working'") == 1


async def test_a_block_nobody_told_of_is_found_out_by_sending(rough_town: Town) -> None:
    town = rough_town
    wang, li, zhang = await cast(town)
    refused = await town.phones.fault("403", method="sendMessage", chat_id=ZHANG)
    await reports(wang, "路灯坏了")
    await dispatches(li)
    await town.quiet()
    assert (await town.person(ZHANG)).unreachable is not None
    assert (await town.phones.fault_counts())[refused] == 1, "not tried again"
    assert await town.count("outbox", "error = 'unreachable'") == 1
    await town.app.timing.scan()
    told = await li.sees("⚠️ 现在给张师傅发消息送不到。手上还有 1 件事")
    assert "路灯坏了 · 已派单 · 张师傅" in str(told["reply_markup"])
    await town.phones.clear_faults()
    await zhang.says("/start")
    await zhang.sees("")
    await town.app.timing.scan()
    waits = await zhang.sees("🔧 现在又收得到消息了。您手上有 1 件事。")
    assert "路灯坏了 · 已派单" in str(waits["reply_markup"])
    for phone in (li, zhang):
        await phone.blocks()
        await town.quiet()
        await town.app.timing.scan()
    assert await town.count("people", "unreachable IS NOT NULL") == 2
    assert await town.count("timers", "kind = 'people.reach'") == 0
    await zhang.blocks(False)
    await greeted(zhang)
    assert (await town.person(ZHANG)).unreachable is None
    await zhang.taps("📋 我的事")
    await zhang.taps("路灯坏了 · 已派单")
    await zhang.taps("签收")
    await wang.sees("👉 正在办")


async def test_an_account_that_is_gone_ends_only_what_was_for_it(rough_town: Town) -> None:
    town = rough_town
    wang, li, _zhang = await cast(town)
    gone = "Forbidden: user is deactivated"
    await town.phones.fault("403", chat_id=ZHANG, description=gone)
    await reports(wang, "路灯坏了")
    await dispatches(li)
    await wang.sees("👉 已交给张师傅")
    await town.quiet()
    assert await town.count("people", "unreachable IS NOT NULL") == 1
