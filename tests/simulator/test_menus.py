"""Menus of commands: the one a person sees is the narrowest there is, in their language first."""

from typing import Any

import pytest
from aiogram import Bot as AiogramBot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from simulator.client import Phone, Phones
from simulator.telegram import Telegram
from tests.simulator.conftest import Wire


def put(telegram: Telegram, name: str, language: str = "", **scope: Any) -> None:
    commands = [{"command": name, "description": name}]
    params: dict[str, Any] = {"commands": commands, "language_code": language}
    telegram.call("setMyCommands", params | ({"scope": scope} if scope else {}))


async def seen(phones: Phones, phone: Phone) -> list[str]:
    chat = await phones.get(f"/sim/people/{phone.id}/chat")
    return [command["command"] for command in chat["commands"]]


async def test_the_narrowest_menu_in_a_private_chat(
    telegram: Telegram, phones: Phones, mei: Phone
) -> None:
    assert await seen(phones, mei) == []
    put(telegram, "default")
    assert await seen(phones, mei) == ["default"]
    put(telegram, "default_zh", "zh")
    assert await seen(phones, mei) == ["default_zh"]
    put(telegram, "private", type="all_private_chats")
    assert await seen(phones, mei) == ["private"]
    put(telegram, "mine", type="chat", chat_id=mei.id)
    put(telegram, "mine_en", "en", chat_id=mei.id, type="chat")
    assert await seen(phones, mei) == ["mine"]
    put(telegram, "mine_zh", "zh", chat_id=str(mei.id), type="chat")
    assert await seen(phones, mei) == ["mine_zh"]
    telegram.call("deleteMyCommands", {"scope": {"type": "chat", "chat_id": mei.id}})
    put(telegram, "groups", type="all_group_chats")
    assert await seen(phones, mei) == ["mine_zh"]


async def test_in_a_group_each_person_sees_their_own(
    telegram: Telegram, phones: Phones, mei: Phone
) -> None:
    li = await phones.person("老李")
    group = await phones.group("3号楼", li, mei)

    async def menus() -> list[str]:
        commands = (await phones.get(f"/sim/groups/{group.id}/chat"))["commands"]
        return [commands[str(who.id)][0]["command"] for who in (li, mei)]

    put(telegram, "default")
    assert await menus() == ["default", "default"]
    put(telegram, "groups", type="all_group_chats")
    put(telegram, "leaders", type="all_chat_administrators")
    assert await menus() == ["leaders", "groups"]
    put(telegram, "here", type="chat", chat_id=group.id)
    assert await menus() == ["here", "here"]
    put(telegram, "leaders_here", type="chat_administrators", chat_id=group.id)
    put(telegram, "only_mei", type="chat_member", chat_id=group.id, user_id=mei.id)
    assert await menus() == ["leaders_here", "only_mei"]


async def test_the_page_hears_of_a_new_menu(
    aiogram: AiogramBot, wire: Wire, phones: Phones, mei: Phone
) -> None:
    li = await phones.person("老李", language_code="en")
    await aiogram.set_my_commands([BotCommand(command="start", description="开始")])
    async with wire.session.ws_connect(f"{wire.url}/sim/events") as page:
        hello = await page.receive_json()
        assert hello["chats"][str(mei.id)]["commands"][0]["command"] == "start"
        desk = [BotCommand(command="desk", description="工作台")]
        scope = BotCommandScopeAllPrivateChats()
        await aiogram.set_my_commands(desk, scope=scope, language_code="zh")
        told = await page.receive_json()
        await aiogram.set_my_commands(desk, scope=BotCommandScopeChat(chat_id=mei.id))
        await aiogram.delete_my_commands(scope=scope, language_code="zh")
        await li.says("/desk")
        after = await page.receive_json()
    assert (told["type"], told["person"]) == ("commands", mei.id)
    assert told["commands"] == [{"command": "desk", "description": "工作台"}]
    assert after["type"] == "message", "a menu that looks the same is not told again"


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"language_code": "zh-hans"}, "invalid language code"),
        ({"scope": {"type": "chat", "chat_id": 42}}, "chat not found"),
        ({"scope": {"type": "chat_administrators", "chat_id": "private"}}, "private chats"),
    ],
)
async def test_a_wrong_menu_is_refused(
    wire: Wire, mei: Phone, params: dict[str, Any], words: str
) -> None:
    if params.get("scope", {}).get("chat_id") == "private":
        params["scope"]["chat_id"] = mei.id
    assert words in await wire.refusal("setMyCommands", commands=[], **params)
