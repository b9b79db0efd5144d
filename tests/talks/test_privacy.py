"""Nothing private in the logs, in the tables as written, or in other people's chats."""

import logging
from pathlib import Path

import pytest

from simulator.client import Phone
from tests.town import NEWCOMER, Town, answers, cast, dispatches, reports, standing

STORY = "canary-13900001234-门口"
ANSWER = "canary-result-换好了"
NAME = "金丝雀"


async def test_no_private_word_in_the_logs_or_in_the_file(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    async with standing(sqlite_url) as town:
        await _whole_talk(town)
        secrets = (STORY, ANSWER, NAME, "canary", town.settings.bot_token)
        kept = b"".join(path.read_bytes() for path in file.parent.rglob("*") if path.is_file())
        assert [word for word in secrets if word.encode() in kept] == []
    simulated = ("simulator", "aiohttp.access")
    lines = [r.getMessage() for r in caplog.records if not r.name.startswith(simulated)]
    said = "\n".join([*lines, *(str(r.exc_text) for r in caplog.records)])
    assert lines, "logging was on"
    assert [word for word in secrets if word in said] == []


async def _whole_talk(town: Town) -> None:
    _wang, li, zhang = await cast(town)
    bird = await town.phone(NAME, NEWCOMER)
    await bird.says("/start")
    await bird.taps("同意")
    for place in ("广安社区", "森林公园小区", "1号楼", "1单元"):
        await bird.taps(place)
    await bird.taps("✅ 提交")
    await bird.sees("好了")
    await bird.says(STORY)
    await bird.sees("💬 您说")
    await bird.taps("都不是")
    await bird.sees("没猜对")
    await reports(bird, STORY)
    fault = await town.phones.fault("500", method="sendMessage", times=1)
    await dispatches(li)
    await zhang.taps("签收")
    await bird.blocks()
    await answers(zhang, ANSWER)
    await bird.blocks(False)
    await bird.says("/mine")
    await bird.sees("这些是您的事")
    await town.injects("message", {"text": STORY, "chat": STORY})
    await town.quiet()
    assert (await town.phones.fault_counts())[fault] == 1
    assert await town.count("set_aside") == 1


async def test_neighbours_hear_nothing(town: Town, wang: Phone, li: Phone, zhang: Phone) -> None:
    neighbour = await town.phone("邻居", NEWCOMER)
    await neighbour.says("/start")
    await neighbour.taps("同意")
    await neighbour.taps("⏭ 跳过")
    await neighbour.taps("✅ 提交")
    await neighbour.sees("好了")
    await reports(wang, STORY)
    await dispatches(li)
    await zhang.taps("签收")
    await wang.sees("👉 正在办")
    await neighbour.says("/mine")
    await neighbour.sees("您还没有办理中的事")
    await town.quiet()
    assert not await neighbour.shows(STORY)
    assert not await neighbour.shows("王阿姨")


async def test_files_people_send_are_asked_for_by_nobody(town: Town, wang: Phone) -> None:
    await wang.says("看 http://127.0.0.1:1/x 和 https://t.me/somebody")
    await wang.sees("🙂")
    await wang.sends("document")
    await wang.sees("没听明白")
    await town.quiet()
    assert {call.method for call in town.telegram.journal.after()} <= {
        *("getMe", "deleteWebhook", "setMyCommands", "sendMessage")
    }
