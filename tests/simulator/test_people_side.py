"""The people's side over HTTP, as the page and the tests use it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from simulator.client import Phone, Phones
from simulator.embed import serve
from simulator.files import sample_picture
from simulator.telegram import DEFAULT_TOKEN, Telegram
from tests.simulator.conftest import Time, Wire

BUTTON = {"inline_keyboard": [[{"text": "签收", "callback_data": "c:1"}]]}


def tell(telegram: Telegram, phone: Phone, text: str, **params: Any) -> dict[str, Any]:
    """The bot sends a text."""
    sent: dict[str, Any] = telegram.call(
        "sendMessage", {"chat_id": phone.id, "text": text, **params}
    )
    return sent


async def test_a_person_stays_who_they_are(phones: Phones) -> None:
    mei = await phones.person("小梅", "王", "mei", hint="居民", id=4711)
    again = await phones.person("别人", id=4711)
    assert again.person == mei.person
    assert mei.person == {
        "id": 4711,
        "is_bot": False,
        "first_name": "小梅",
        "last_name": "王",
        "username": "mei",
        "language_code": "zh-hans",
        "hint": "居民",
    }
    assert await phones.get("/sim/people") == [mei.person]


async def test_the_chat_tells_its_state(telegram: Telegram, phones: Phones, mei: Phone) -> None:
    tell(telegram, mei, "菜单", reply_markup={"keyboard": [["我的事"]]})
    tell(telegram, mei, "新的", reply_markup=BUTTON)
    query = await mei.taps("签收")
    telegram.call("answerCallbackQuery", {"callback_query_id": query, "text": "好的"})
    chat = await phones.get(f"/sim/people/{mei.id}/chat")
    assert [(one["text"], one["out"]) for one in chat["messages"]] == [
        ("/start", False),
        ("菜单", True),
        ("新的", True),
    ]
    assert chat["keyboard"] == {"keyboard": [[{"text": "我的事"}]]}
    assert [answer["text"] for answer in chat["answers"]] == ["好的"]


async def test_only_a_modified_client_taps_what_is_not_there(
    telegram: Telegram, mei: Phone
) -> None:
    sent = tell(telegram, mei, "新的", reply_markup=BUTTON)
    with pytest.raises(AssertionError, match="no such button"):
        await mei.taps_data(sent["message_id"], "c:2")
    assert await mei.taps_data(sent["message_id"], "c:2", forged=True)
    with pytest.raises(AssertionError, match="no such message"):
        await mei.taps_data(999, "c:2", forged=True)


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("says", {}, '"text" must be given'),
        ("says", {"text": "  "}, "message text is empty"),
        ("says", {"text": "字" * 4097}, "too long"),
        ("says", {"text": "一", "reply_to": 99}, "replied not found"),
        ("taps", {"data": "c"}, '"message_id" must be given'),
        ("edits", {"message_id": 99, "text": "一"}, "can't be edited"),
        ("sends", {"kind": "flowers"}, "nobody can send"),
        ("blocks", {"blocked": "yes"}, '"blocked" must be given'),
    ],
)
async def test_what_cannot_be_is_explained(
    phones: Phones, mei: Phone, path: str, body: dict[str, Any], words: str
) -> None:
    with pytest.raises(AssertionError) as caught:
        await phones.post(f"/sim/people/{mei.id}/{path}", body)
    assert words in str(caught.value)


async def test_a_stranger_has_no_chat(phones: Phones) -> None:
    with pytest.raises(AssertionError, match="no such person"):
        await phones.get("/sim/people/1/chat")


async def test_the_page_hears_everything(
    telegram: Telegram, wire: Wire, phones: Phones, mei: Phone
) -> None:
    async with wire.session.ws_connect(f"{wire.url}/sim/events") as page:
        hello = await page.receive_json()
        assert hello["type"] == "hello"
        assert hello["people"] == [mei.person]
        assert [one["text"] for one in hello["chats"][str(mei.id)]["messages"]] == ["/start"]
        sent = tell(telegram, mei, "新的", reply_markup=BUTTON)
        query = await mei.taps("签收")
        where = {"chat_id": mei.id, "message_id": sent["message_id"]}
        telegram.call("answerCallbackQuery", {"callback_query_id": query, "text": "好的"})
        telegram.call("editMessageText", {**where, "text": "办好了"})
        telegram.call("deleteMessage", where)
        telegram.call("sendChatAction", {"chat_id": mei.id, "action": "typing"})
        tell(telegram, mei, "菜单", reply_markup={"keyboard": [["我的事"]]})
        await phones.person("老李")
        events = [await page.receive_json() for _ in range(8)]
    assert [event["type"] for event in events] == [
        "message",
        "answer",
        "edit",
        "delete",
        "action",
        "keyboard",
        "message",
        "person",
    ]
    assert [event["seq"] for event in events] == list(range(hello["seq"] + 1, hello["seq"] + 9))
    assert events[2]["message"]["out"] is True
    assert {event["person"] for event in events[:7]} == {mei.id}


async def test_files_are_shown_but_never_run(wire: Wire, mei: Phone) -> None:
    picture = sample_picture(5).data
    sent = await mei.sends_photo("看", picture)
    shown = f"{wire.url}/sim/files/{sent['photo'][-1]['file_unique_id']}"
    async with wire.session.get(shown) as response:
        assert response.content_type == "image/png"
        assert await response.read() == picture
    form = aiohttp.FormData({"kind": "document"})
    form.add_field("file", b"<script>", filename="a.html", content_type="text/html")
    async with wire.session.post(f"{wire.url}/sim/people/{mei.id}/sends", data=form) as response:
        document = (await response.json())["document"]
    assert (document["file_name"], document["mime_type"]) == ("a.html", "text/html")
    async with wire.session.get(f"{wire.url}/sim/files/{document['file_unique_id']}") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_journal_tells_the_bots_calls(phones: Phones, wire: Wire, mei: Phone) -> None:
    await wire.call("sendMessage", json={"chat_id": mei.id, "text": "一"})
    await wire.call("sendMessage", json={"chat_id": 42, "text": "二"})
    done, refused = await phones.journal()
    assert (done["method"], done["params"]["text"], done["error"]) == ("sendMessage", "一", None)
    assert done["result"]["text"] == "一"
    assert refused["error"]["description"] == "Bad Request: chat not found"
    assert await phones.journal(after=done["id"]) == [refused]


async def test_any_update_can_be_queued(phones: Phones, wire: Wire) -> None:
    await phones.post("/sim/updates", {"kind": "message", "content": {"message_id": "?"}})
    (update,) = (await wire.call("getUpdates"))["result"]
    assert update["message"] == {"message_id": "?"}
    await phones.post("/sim/quiet-week", {})
    await phones.post("/sim/updates", {"kind": "message", "content": {}})
    _, later = (await wire.call("getUpdates"))["result"]
    assert later["update_id"] < update["update_id"]


async def test_time_moves_forwards_only(phones: Phones) -> None:
    with pytest.raises(AssertionError, match="cannot be moved"):
        await phones.post("/sim/clock", {"forward": 60})
    async with serve(Telegram()) as url, Phones(url) as others:
        before = (await others.get("/sim/clock"))["now"]
        after = (await others.post("/sim/clock", {"forward": 3600}))["now"]
        assert after - before >= 3_600_000
        with pytest.raises(AssertionError, match="does not run backwards"):
            await others.post("/sim/clock", {"forward": -1})


async def test_limits_can_be_switched(phones: Phones, telegram: Telegram) -> None:
    assert await phones.post("/sim/limits", {"on": True}) == {"on": True}
    assert telegram.limits.on


async def test_the_page_and_the_guide_are_served(wire: Wire) -> None:
    async with wire.session.get(wire.url) as response:
        assert response.content_type == "text/html"
    for path in ("/sim/guide", "/page/..%2Ftable.py", "/page/nothing.js"):
        async with wire.session.get(wire.url + path) as response:
            assert response.status == 404
    guide = {"title": "试一试", "lines": ["说一句话"]}
    async with serve(Telegram(), guide=guide) as url, Phones(url) as phones:
        assert await phones.get("/sim/guide") == guide


def test_what_is_kept_is_bounded(time: Time) -> None:
    telegram = Telegram(clock=time, limits=False, history=3, journal=2, events=0)
    person = telegram.join("小梅")
    telegram.say(person.id, "/start")
    for number in range(10):
        telegram.call("sendMessage", {"chat_id": person.id, "text": str(number)})
    assert [one["text"] for one in telegram.chats[person.id].messages.values()] == ["7", "8", "9"]
    assert len(telegram.journal.after()) == 2
    assert len(telegram.journal) == 10
    assert telegram.events.after(person.id, 0) == []


def test_the_embedded_phones_need_no_http(telegram: Telegram) -> None:
    events: list[dict[str, Any]] = []
    stop = telegram.listen(events.append)
    person = telegram.join("小梅")
    said = telegram.say(person.id, "灯坏了")
    telegram.edit(person.id, said["message_id"], "路灯坏了")
    telegram.send(person.id, "photo", caption="看")
    stop()
    telegram.say(person.id, "谢谢")
    assert [event["type"] for event in events] == ["person", "message", "edit", "message"]
    assert len(telegram.updates) == 4


def test_the_command_line_starts_and_stops(tmp_path: Path) -> None:
    people, guide = tmp_path / "people.json", tmp_path / "guide.json"
    people.write_text(json.dumps([{"first_name": "小梅", "hint": "居民"}]), "utf-8")
    guide.write_text(json.dumps({"title": "试一试", "lines": []}), "utf-8")
    command = [sys.executable, "-m", "simulator", "--port", "0", "--no-limits"]
    with subprocess.Popen(
        [*command, "--people", str(people), "--guide", str(guide)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert "http://127.0.0.1:" in process.stdout.readline()
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    assert ":" in DEFAULT_TOKEN
