"""Updates come in: twice, shuffled, poisoned, unreadable; one effect, and nobody else suffers."""

import asyncio
import json
import logging
from typing import Any

import aiohttp
import pytest

from bot import building, intake
from bot.app import CAPABILITIES
from simulator.client import JSON, Phone
from simulator.telegram import Telegram
from simulator.view import inline_buttons
from talk.registry import Capability, Command
from talk.telegram import read
from talk.turn import Turn
from talk.words import _
from tests.town import ADMIN, LI, WANG, Town, cast, fills_in, greeted, reports

TABLES = ("cases", "timeline", "outbox", "shown", "drafts", "timers", "people", "consents", "seen")
ASIDE = "抱歉，我们这边出了点问题，工作人员会看到"
CANARY = "13900001234"
WARNED = "条消息或定时事项没能处理"


async def joined(town: Town, name: str, number: int) -> Phone:
    phone = await town.phone(name, number)
    await phone.says("/start")
    await phone.taps("同意")
    await phone.taps("⏭ 跳过")
    await phone.taps("✅ 提交")
    await phone.sees("好了")
    return phone


async def rows(town: Town) -> dict[str, int]:
    return {table: await town.count(table) for table in TABLES}


def again(telegram: Telegram) -> None:
    """Deliver once more everything that was confirmed."""
    for update in list(telegram.updates.confirmed):
        telegram.updates._waiting[update["update_id"]] = (telegram.clock(), dict(update))


async def test_every_update_once_more_changes_no_row(town: Town) -> None:
    wang, li, _zhang = await cast(town)
    await reports(wang, "路灯坏了")
    await li.taps("受理派单")
    await li.taps("张师傅 · 物业")
    await li.sees("阶段：已派单")
    await town.quiet()
    before = await rows(town)
    await town.phones.pause(polling=True)
    again(town.telegram)
    assert len(town.telegram.updates) > 10
    await town.phones.pause(polling=False)
    await wang.says("/menu")
    await wang.sees("请问有什么可以帮您")
    await town.quiet()
    after = await rows(town)
    assert after.pop("seen") == before.pop("seen") + 1
    assert after.pop("outbox") == before.pop("outbox") + 1
    assert after == before


async def test_duplicated_and_shuffled_updates_have_one_effect(town: Town) -> None:
    wang, li, _zhang = await cast(town)
    await fills_in(wang, "路灯坏了")
    faults = [await town.phones.fault(kind) for kind in ("duplicate", "shuffle")]
    message = wang.last
    send = inline_buttons(message)[0]["callback_data"]
    await town.phones.pause(polling=True)
    for _round in range(5):
        await wang.taps_data(message["message_id"], send)
        await li.says("/menu")
    await town.phones.pause(polling=False)
    await wang.sees("✅ 已收到")
    await li.says("/menu")
    await town.quiet()
    counts = await town.phones.fault_counts()
    assert all(counts[fault] for fault in faults), "the faults really happened"
    await town.phones.clear_faults()
    await town.quiet()
    assert await town.count("cases") == 1
    assert await town.count("people") == len(await cast(town))


async def test_lower_ids_after_a_quiet_week_are_not_lost(
    rough_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = rough_town
    monkeypatch.setattr(intake, "WAIT", 1)
    await town.restarts()
    wang = await greeted(await town.phone("王阿姨", WANG))
    await town.quiet()
    await town.phones.post("/sim/quiet-week", {})
    polls = await town.phones.fault("delay", method="getUpdates", seconds=0.0)
    async with asyncio.timeout(10):
        while (await town.phones.fault_counts())[polls] < 2:  # noqa: ASYNC110 - counted there
            await asyncio.sleep(0.01)
    await wang.says("/help")
    await wang.sees("/mine")


def _stumble(turn: Turn) -> None:
    raise RuntimeError(turn.event.argument)


def _stumble_strangely(turn: Turn) -> None:
    json.loads("{" + turn.event.argument)  # its error cannot be made without arguments


POISON = Capability(
    stem="poison",
    commands=(
        Command("stumble", _("x"), _stumble),
        Command("strangely", _("x"), _stumble_strangely),
    ),
)


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    """A capability with commands that always raise."""
    monkeypatch.setattr(building, "CAPABILITIES", (*CAPABILITIES, POISON))


@pytest.mark.usefixtures("poison")
@pytest.mark.parametrize("command", ["/stumble", "/strangely"])
async def test_an_update_that_always_raises_is_set_aside(
    rough_town: Town, command: str, caplog: pytest.LogCaptureFixture
) -> None:
    town = rough_town
    await poisoned(town, command)
    assert await town.count("set_aside", "origin = 'update'") == 1
    assert CANARY not in caplog.text
    assert "is set aside" in caplog.text


async def poisoned(town: Town, command: str) -> None:
    """Somebody sends what always raises while others go on."""
    town.phones.patience = 5.0
    wang, li, _zhang = await cast(town)
    boss = await joined(town, "陈主任", ADMIN)
    await town.phones.pause(polling=True)
    await li.says("/help")
    await wang.says(f"{command} {CANARY}")
    await li.says("/mine")
    await town.phones.pause(polling=False)
    await wang.sees(ASIDE)
    await li.sees("/mine — 我的事")
    await li.sees("您还没有办理中的事")
    await boss.sees(WARNED)
    await wang.says("/menu")
    await wang.sees("请问有什么可以帮您")


UNREADABLE: list[tuple[str, Any]] = [
    ("message", {"message_id": "x", "date": "yesterday", "chat": 7}),
    ("message", {}),
    ("callback_query", {"id": "1", "from": [], "message": {"chat": None}}),
    ("my_chat_member", {"chat": {"id": 1}}),
    ("message", ["a", "list"]),
]


@pytest.mark.parametrize(("kind", "content"), UNREADABLE, ids=range(len(UNREADABLE)))
async def test_an_unreadable_update_stops_nobody(
    rough_town: Town, kind: str, content: JSON, caplog: pytest.LogCaptureFixture
) -> None:
    town = rough_town
    town.phones.patience = 5.0
    wang, _li, _zhang = await cast(town)
    boss = await joined(town, "陈主任", ADMIN)
    await town.phones.pause(polling=True)
    town.telegram.updates.add(kind, content)
    await wang.says("/help")
    await town.phones.pause(polling=False)
    await wang.sees("/mine — 我的事")
    await boss.sees(WARNED)
    assert await town.count("set_aside") == 1
    assert "yesterday" not in caplog.text


async def test_updates_nobody_asked_for_are_passed_over(rough_town: Town) -> None:
    town = rough_town
    wang, _li, _zhang = await cast(town)
    said = await wang.says("/help")
    await wang.edits(said["message_id"], "/mine")
    group = {"id": -100_777, "type": "supergroup", "title": "业主群"}
    person = town.telegram.chats[WANG].user
    message = {"message_id": 77, "date": said["date"], "chat": group, "text": "/mine"}
    await town.injects("message", {**message, "from": person})
    channel = {"id": -100_778, "type": "channel", "title": "频道"}
    await town.injects("message", {**message, "chat": channel, "sender_chat": channel})
    anonymous = {**message, "from": {"id": 1_087_968_824, "is_bot": True, "first_name": "Group"}}
    await town.injects("message", {**anonymous, "sender_chat": group})
    await wang.says("/menu")
    await wang.sees("请问有什么可以帮您")
    await town.quiet()
    assert await town.count("outbox", "chat_id < 0 AND act = 'leave'") == 2, "groups of nobody"
    assert await town.count("outbox", "chat_id < 0 AND act <> 'leave'") == 1, "one goodbye"
    assert await town.count("set_aside") == 0
    assert not await wang.shows("您还没有办理中的事")


async def test_an_update_with_nothing_in_it_is_an_event_all_the_same() -> None:
    assert read({"update_id": 5}).update_id == 5


async def test_lone_surrogates_are_replaced() -> None:
    chat = {"id": 5, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat, "text": "灯\ud83d坏\0"}
    assert read({"update_id": 5, "message": message}).text == "灯?坏\ufffd"


async def test_a_flood_of_updates_from_many_is_handled_in_order_for_each(town: Town) -> None:
    wang, li, zhang = await cast(town)
    await town.phones.pause(polling=True)
    for _round in range(40):
        for phone in (wang, li, zhang):
            await phone.says("/report")
    for phone in (wang, li, zhang):
        await phone.says("/cancel")
    await town.phones.pause(polling=False)
    for phone in (wang, li, zhang):
        await phone.sees("已取消")
    await town.quiet()
    assert await town.count("drafts") == 0


async def test_another_process_that_polls_is_waited_for(
    rough_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town = rough_town
    li = await greeted(await town.phone("小李", LI))
    await town.quiet()
    poll = f"{town.settings.bot_api_url}/bot{town.settings.bot_token}/getUpdates"
    async with aiohttp.ClientSession() as other, other.get(poll) as response:
        assert response.status == 200
    await li.says("/menu")
    await li.sees("请问有什么可以帮您")
    assert "another process fetches the updates of this bot" in caplog.text
    assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("text", ["灯坏了", "/start inv_x", "/mine@bot", "a\0b"])
@pytest.mark.parametrize("kind", ["private", "supergroup"])
def test_mere_words_are_read_as_the_library_would(text: str, kind: str) -> None:
    chat = {"id": -5, "type": kind, "title": "业主群"}
    user = {
        "id": 5,
        "is_bot": False,
        "first_name": "王",
        "last_name": "阿姨",
        "language_code": "zh",
    }
    message = {"message_id": 9, "date": 1, "chat": chat, "from": user, "text": text}
    whole = {**message, "has_protected_content": False}  # one field more, and the library reads it
    assert read({"update_id": 7, "message": message}) == read({"update_id": 7, "message": whole})
