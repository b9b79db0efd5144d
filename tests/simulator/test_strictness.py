"""What Telegram refuses is refused, in its words where they are known."""

import json
from typing import Any

import pytest

from simulator.client import Phone
from simulator.files import Upload
from simulator.refusal import Refusal
from simulator.table import TABLE
from simulator.telegram import Telegram
from tests.simulator.conftest import Time, Wire

FORM = "application/x-www-form-urlencoded"
BUTTON = {"text": "签收", "callback_data": "c:1"}


def under(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": None}, "message text is empty"),
        ({"text": 7}, 'parameter "text" must be String'),
        ({"text": "字" * 4097}, "message is too long"),
        ({"text": "📢" * 2049}, "message is too long"),
        ({"text": "\ud800"}, "strings must be encoded in UTF-8"),
        ({"chat_id": 42}, "chat not found"),
        ({"chat_id": "@nobody"}, "chat not found"),
        ({"chat_id": None}, "chat_id is empty"),
        ({"txt": "a"}, 'unknown parameter "txt"'),
        ({"protect_content": "perhaps"}, 'parameter "protect_content" must be Boolean'),
        ({"message_thread_id": []}, 'parameter "message_thread_id" must be Integer'),
        ({"reply_markup": "{"}, 'parameter "reply_markup" can\'t be parsed as JSON object'),
        ({"reply_markup": {"rows": []}}, 'parameter "reply_markup" must be InlineKeyboardMarkup'),
        (
            {"reply_markup": under({**BUTTON, "colour": "red"})},
            'parameter "reply_markup.inline_keyboard.0.0" has the unknown field "colour"',
        ),
        ({"reply_markup": under({"callback_data": "c"})}, 'lacks the field "text"'),
        ({"reply_markup": under({"text": "a"})}, "Text buttons are unallowed"),
        ({"reply_markup": under({**BUTTON, "url": "http://a"})}, "exactly one action"),
        ({"reply_markup": under({"text": "a", "url": "nowhere"})}, "Wrong HTTP URL"),
        ({"reply_markup": under({"text": "a", "callback_data": "字" * 22})}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": under({"text": "a", "callback_data": ""})}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": under(*[BUTTON] * 101)}, "reply markup is too long"),
        ({"reply_markup": {"keyboard": []}}, "reply keyboard markup must be non-empty"),
        ({"reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"parse_mode": "Word"}, "unsupported parse_mode"),
        ({"parse_mode": "HTML", "text": "<b>a"}, "Can't find end tag corresponding to"),
        ({"parse_mode": "MarkdownV2", "text": "a."}, "Character '.' is reserved"),
        ({"entities": [{"type": "bold", "offset": 0, "length": 9}]}, "ends after the end of"),
        ({"entities": [{"type": "big", "offset": 0, "length": 1}]}, "wrong entity type"),
        (
            {"text": "📢", "entities": [{"type": "bold", "offset": 1, "length": 1}]},
            "in a middle of a UTF-16 symbol",
        ),
    ],
)
async def test_a_wrong_text_is_refused(
    wire: Wire, mei: Phone, params: dict[str, Any], words: str
) -> None:
    said = await wire.refusal("sendMessage", **({"chat_id": mei.id, "text": "你好"} | params))
    assert said.startswith("Bad Request: ")
    assert words in said


async def test_unknown_and_unsupported_methods_differ(wire: Wire) -> None:
    unknown = await wire.call("sendFlowers", json={})
    assert (unknown["error_code"], unknown["description"]) == (404, "Not Found")
    known = await wire.call("setWebhook", json={"url": "https://example.org"})
    assert known["error_code"] == 501
    assert "setWebhook" in known["description"]


async def test_a_parameter_without_effect_here_is_said_loudly(wire: Wire, mei: Phone) -> None:
    params = {"chat_id": mei.id, "text": "你好", "message_effect_id": "1"}
    assert (await wire.call("sendMessage", json=params))["error_code"] == 501


async def test_a_wrong_token_is_unauthorized(wire: Wire) -> None:
    wire.token = "1:wrong"
    answer = await wire.call("getMe")
    assert (answer["error_code"], answer["description"]) == (401, "Unauthorized")


async def test_parameters_come_in_any_form(wire: Wire, mei: Phone) -> None:
    params = {"chat_id": str(mei.id), "text": "你好", "reply_markup": json.dumps(under(BUTTON))}
    answers = [
        await wire.call("sendMessage", json={**params, "reply_markup": under(BUTTON)}),
        await wire.call("sendMessage", data=params),
        await wire.call("sendMessage", params=params),
        await wire.call("SENDMESSAGE", json=params),
    ]
    address = f"{wire.url}/bot{wire.token}/sendMessage"
    async with wire.session.get(address, params=params) as response:
        answers.append(await response.json())
    for answer in answers:
        assert answer["result"]["reply_markup"] == under(BUTTON)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"data": b"[]", "headers": {"Content-Type": "application/json"}}, "JSON object"),
        ({"data": b'"\xff"', "headers": {"Content-Type": "application/json"}}, "UTF-8"),
        ({"data": b"a=%ff", "headers": {"Content-Type": FORM}}, "UTF-8"),
        ({"data": b"a", "headers": {"Content-Type": "text/plain"}}, "not understood"),
        ({"data": b"a", "headers": {"Content-Type": "multipart/form-data"}}, "boundary"),
    ],
)
async def test_an_unreadable_body_is_refused(
    wire: Wire, options: dict[str, Any], words: str
) -> None:
    assert words in (await wire.call("getMe", **options))["description"]


async def test_only_changes_are_edits(wire: Wire, mei: Phone) -> None:
    sent = await wire.call(
        "sendMessage", json={"chat_id": mei.id, "text": "一", "reply_markup": under(BUTTON)}
    )
    where = {"chat_id": mei.id, "message_id": sent["result"]["message_id"]}
    same = {**where, "text": " 一 ", "reply_markup": under(BUTTON)}
    assert "message is not modified" in await wire.refusal("editMessageText", **same)
    assert "message is not modified" in await wire.refusal(
        "editMessageReplyMarkup", **where, reply_markup=under(BUTTON)
    )
    assert (await wire.call("editMessageText", json={**where, "text": "一"}))["ok"]
    gone = {**where, "message_id": 999, "text": "二"}
    assert "message to edit not found" in await wire.refusal("editMessageText", **gone)
    assert "no caption" in await wire.refusal("editMessageCaption", **where, caption="二")


async def test_some_messages_can_never_be_edited(wire: Wire, mei: Phone) -> None:
    menu = {"keyboard": [["我的事"]]}
    sent = await wire.call(
        "sendMessage", json={"chat_id": mei.id, "text": "菜单", "reply_markup": menu}
    )
    theirs = await mei.says("我的")
    for message_id in (sent["result"]["message_id"], theirs["message_id"]):
        said = await wire.refusal(
            "editMessageText", chat_id=mei.id, message_id=message_id, text="改"
        )
        assert said == "Bad Request: message can't be edited"


async def test_old_messages_stay(wire: Wire, mei: Phone, time: Time) -> None:
    sent = await wire.call("sendMessage", json={"chat_id": mei.id, "text": "一"})
    where = {"chat_id": mei.id, "message_id": sent["result"]["message_id"]}
    time.now += 49 * 3600
    assert "can't be deleted" in await wire.refusal("deleteMessage", **where)
    assert "not found" in await wire.refusal("deleteMessage", chat_id=mei.id, message_id=999)


async def test_a_tap_waits_only_so_long(wire: Wire, mei: Phone, time: Time) -> None:
    params = {"chat_id": mei.id, "text": "一", "reply_markup": under(BUTTON)}
    await wire.call("sendMessage", json=params)
    query = await mei.taps("签收")
    time.now += 61
    said = await wire.refusal("answerCallbackQuery", callback_query_id=query)
    assert said.startswith("Bad Request: query is too old")
    assert "too old" in await wire.refusal("answerCallbackQuery", callback_query_id="made up")


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendPhoto", {"photo": "nothing"}, "wrong file identifier"),
        ("sendPhoto", {"photo": "attach://nothing"}, "no upload named"),
        ("sendPhoto", {"photo": "https://example.org/a.png"}, "fetch a file"),
        ("sendMediaGroup", {"media": []}, "wrong number of media"),
        ("sendChatAction", {"action": "sleep"}, "wrong parameter action"),
        ("getFile", {"file_id": "nothing"}, "invalid file_id"),
        (
            "setMyCommands",
            {"commands": [{"command": "A b", "description": "a"}]},
            "COMMAND_INVALID",
        ),
        ("setMyShortDescription", {"short_description": "字" * 121}, "TOO_LONG"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "字" * 201}, "TOO_LONG"),
    ],
)
async def test_the_other_methods_refuse_too(
    wire: Wire, mei: Phone, method: str, params: dict[str, Any], words: str
) -> None:
    addressed = {"chat_id": mei.id} if method.startswith("send") else {}
    assert words in await wire.refusal(method, **addressed, **params)


def test_a_photo_must_be_a_picture(telegram: Telegram) -> None:
    person = telegram.join("小梅")
    document = telegram.send(person.id, "document")["document"]["file_id"]
    with pytest.raises(Refusal, match="can't use file of type Document as Photo"):
        telegram.call("sendPhoto", {"chat_id": person.id, "photo": document})
    upload = Upload("a.png", "image/png", b"no picture")
    with pytest.raises(Refusal, match="IMAGE_PROCESS_FAILED"):
        telegram.call("sendPhoto", {"chat_id": person.id}, {"photo": upload})


def test_the_table_holds_the_whole_api() -> None:
    assert TABLE.version.startswith("Bot API")
    method = TABLE.find("sendmessage")
    assert method
    assert method.name == "sendMessage"
    assert {"chat_id", "text"} == set(method.required)
