"""What rests for over a month is put away; what was set aside is told once a day."""

from simulator.client import Phone
from storage import updates
from tests.talks.test_rights import data_of
from tests.town import ADMIN, Town

DAY_MS = 24 * 3_600_000


async def test_a_form_left_for_over_a_month_is_put_away(town: Town, wang: Phone) -> None:
    await wang.taps("📢 反映问题")
    question = await wang.sees("哪方面")
    town.clock.advance(29 * DAY_MS)
    await town.app.tidy()
    assert await town.count("drafts") == 1
    town.clock.advance(2 * DAY_MS)
    await town.app.tidy()
    assert await town.count("drafts") == 0
    assert not await wang.shows("收起来了")
    await wang.taps_data(question["message_id"], data_of(question, "💡 照明"))
    await wang.hears("收起来了")
    await wang.taps("📢 反映问题")
    await wang.sees("哪方面")


async def test_administrators_hear_once_a_day_of_what_was_set_aside(town: Town) -> None:
    admin = await town.phone("老赵", ADMIN)
    for answer in ("/start", "同意", "⏭ 跳过", "✅ 提交"):
        await (admin.says(answer) if answer == "/start" else admin.taps(answer))
    await admin.sees("好了")
    await _set_aside(town, 1)
    await admin.sees("有 1 条")
    for more in (2, 3):
        await _set_aside(town, more)
    await town.quiet()
    assert not await admin.shows("有 2 条")
    town.clock.advance(DAY_MS)
    await town.app.timing.scan()
    await admin.sees("有 2 条")
    town.clock.advance(2 * DAY_MS)
    await town.app.timing.scan()
    await _set_aside(town, 4)
    await admin.sees("有 1 条")
    await town.run(lambda tx: updates.forget_set_aside(tx, town.clock.now() + 1))


async def _set_aside(town: Town, update_id: int) -> None:
    now = town.clock.now()
    job = town.app.units.set_aside(None, 70_000_000 + update_id, "KeyError", "{}", now)
    town.app.delivery.offer((await town.run(job)).letters)
