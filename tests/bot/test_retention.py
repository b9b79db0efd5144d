"""Cases that ended long ago: their texts and photos go, their figures stay."""

from tests.town import Town, answers, cast, dispatches, reports

DAY_MS = 86_400_000
TEXTS = "story IS NOT NULL"


async def test_what_was_written_goes_and_what_is_counted_stays(town: Town) -> None:
    wang, li, zhang = await cast(town)
    await reports(wang, "路灯坏了")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await zhang.taps("签收")
    await answers(zhang, "换了灯泡")
    await wang.sees("解决了吗")
    await wang.taps("解决了")
    await town.quiet()
    ended = await town.count("cases", "closed IS NOT NULL")
    await reports(wang, "还开着的")
    await town.quiet()
    lines = await town.count("timeline")
    town.clock.advance((town.settings.retention_days - 1) * DAY_MS)
    await town.app.tidy()
    assert await town.count("cases", TEXTS) == 2
    town.clock.advance(2 * DAY_MS)
    await town.app.tidy()
    assert ended == 1
    assert await town.count("cases", f"{TEXTS} AND closed IS NOT NULL") == 0
    assert await town.count("cases", TEXTS) == 1, "what is open keeps its text"
    closed = "case_id IN (SELECT id FROM cases WHERE closed IS NOT NULL)"
    assert await town.count("timeline", f"note IS NOT NULL AND {closed}") == 0
    assert await town.count("timeline") == lines
    await wang.taps("📋 我的事")
    await wang.sees("这些是您的事")
