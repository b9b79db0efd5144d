"""Words made to harm: they are only ever words, and an address in them is only ever read."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession, web

from simulator.client import Phone
from tests.talks.test_entering import GRANNY, NUMBER, enters
from tests.talks.test_invitations import INVALID, joins
from tests.talks.test_rights import data_of
from tests.town import NEWCOMER, Town, answers, dispatches, free_port, reports

QUERIES = (
    "x' OR '1'='1",
    "'); DROP TABLE cases; --",
    "%_%",
    '路灯* OR NEAR("坏" 1)',
    ":id $1 %s {0} \\'",
)
ROWS = ("people", "places", "cases", "timeline", "invitations", "roles", "drafts")
UNOPENED = {"is_disabled": True}


async def test_what_is_typed_is_never_a_query(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    story = "\n".join(QUERIES)
    await reports(wang, story)
    assert story in (await li.sees("📢 新的反映"))["text"]
    await enters(li, GRANNY, NUMBER)
    await li.says("/desk")
    desk = data_of(await li.sees("🗂 工作台"), "🔄 刷新")
    await li.says("/find")
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    before = {table: await town.count(table) for table in ROWS}
    for query in QUERIES:
        await zhang.says(f"/start inv_{query}")
        await zhang.sees(INVALID)
        await li.says(query)
        await li.sees("这个号码不行")
        await wang.says(query)
        await wang.sees("请点下面的按钮")
        forged = desk.replace("-.-.0", f"-.{query[:8].replace(':', '')}.0")
        await li.taps_data(li.last["message_id"], forged, forged=True)
        await li.sees("全部类别")
    await town.quiet()
    assert {table: await town.count(table) for table in ROWS} == before


async def test_no_address_in_words_is_ever_opened(town: Town, li: Phone, zhang: Phone) -> None:
    async with canary() as (address, opened):
        bait = await town.phone(f"{address}/name", NEWCOMER, last_name=f"{address}/surname")
        await joins(bait)
        await bait.sees("好了")
        await bait.sends_photo(f"路灯坏了 {address}/caption")
        await bait.sends("document", caption=f"{address}/file", file_name=f"{address}/a.pdf")
        await bait.says("/cancel")
        await bait.says(f"/start {address}/start")
        await bait.taps("📢 反映问题")
        await bait.taps("💡 照明")
        await bait.taps("广安社区")
        await bait.taps("森林公园小区")
        await bait.sees("📍 广安社区 森林公园小区")
        await bait.taps("就填到")
        await bait.sees("怎么回事？")
        await bait.says(f"看 {address}/story 和 [这里]({address}/markup)")
        await bait.taps("⏭ 跳过")
        await bait.taps("✅ 提交")
        await bait.sees("✅ 已收到")
        await dispatches(li)
        await zhang.taps("签收")
        await answers(zhang, f"见 {address}/answer")
        await bait.sees(f"{address}/answer")
        await town.quiet()
        assert opened == [], "the bot itself"
        async with ClientSession() as session, session.get(f"{address}/self"):
            assert opened == ["/self"], "the canary sings"
    worded = [call for call in town.telegram.journal.after() if "text" in call.params]
    worded = [call for call in worded if call.method != "answerCallbackQuery"]
    assert any("/story" in call.params["text"] for call in worded)
    shown = [call for call in worded if call.params.get("link_preview_options") != UNOPENED]
    assert shown == [], "nor the platform for the readers"


@asynccontextmanager
async def canary() -> AsyncIterator[tuple[str, list[str]]]:
    """An address of this machine, and what was asked of it."""
    opened: list[str] = []

    async def note(request: web.Request) -> web.Response:
        opened.append(request.path)
        return web.Response()

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", note)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", free_port())
        await site.start()
        yield site.name, opened
    finally:
        await runner.cleanup()
