"""The menus of commands: set by scope and language, shown to one person in one chat."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.action import Uploads
from simulator.groups import Group
from simulator.people import Chat
from simulator.refusal import bad_request
from simulator.room import Room

if TYPE_CHECKING:
    from simulator.telegram import Telegram

JSON = dict[str, Any]

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_COMMANDS = 100


class Scope(NamedTuple):
    """For whom a menu is: the scope of the Bot API."""

    kind: str
    chat_id: int | None = None
    user_id: int | None = None


def set_my_commands(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """Set the menu of one scope and language."""
    commands = [{**one, "command": one["command"].removeprefix("/")} for one in params["commands"]]
    if len(commands) > _COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return _put(telegram, params, commands)


def get_my_commands(telegram: "Telegram", params: JSON, _uploads: Uploads) -> list[JSON]:
    """The menu of exactly this scope and language."""
    return telegram.menus.get(_key(telegram, params), [])


def delete_my_commands(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """Remove the menu of one scope and language."""
    return _put(telegram, params, [])


def shown(telegram: "Telegram", room: Room, user: JSON) -> list[JSON]:
    """The menu one person sees in a chat: the first there is, their language before any."""
    language = user.get("language_code", "").partition("-")[0]
    for scope in _scopes(room, user):
        for key in ((scope, language), (scope, "")):
            if key in telegram.menus:
                return telegram.menus[key]
    return []


def shown_in(telegram: "Telegram", room: Room) -> Any:
    """What the page offers after "/": in a group a menu for each person in it."""
    if isinstance(room, Group):
        people = (one.user for one in room.inside() if one.user is not telegram.bot)
        return {str(user["id"]): shown(telegram, room, user) for user in people}
    return shown(telegram, room, room.user) if isinstance(room, Chat) else []


def _scopes(room: Room, user: JSON) -> Iterator[Scope]:
    """The scopes that hold for a person, the narrowest first."""
    if isinstance(room, Group):
        leads = room.member(user).leads
        yield Scope("chat_member", room.id, user["id"])
        if leads:
            yield Scope("chat_administrators", room.id)
        yield Scope("chat", room.id)
        if leads:
            yield Scope("all_chat_administrators")
        yield Scope("all_group_chats")
    else:
        yield Scope("chat", room.id)
        yield Scope("all_private_chats")
    yield Scope("default")


def _key(telegram: "Telegram", params: JSON) -> tuple[Scope, str]:
    language = params.get("language_code", "")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    scope = params.get("scope", {"type": "default"})
    if "chat_id" not in scope:
        return Scope(scope["type"]), language
    chat = telegram.reachable(scope["chat_id"])
    if not isinstance(chat, Group) and scope["type"] != "chat":
        raise bad_request("can't change commands in private chats")
    return Scope(scope["type"], chat.id, scope.get("user_id")), language


def _put(telegram: "Telegram", params: JSON, commands: list[JSON]) -> bool:
    key = _key(telegram, params)
    touched = _touched(telegram, key[0]) if telegram.events.wanted else []
    before = [shown_in(telegram, room) for room in touched]
    if commands:
        telegram.menus[key] = commands
    else:
        telegram.menus.pop(key, None)
    for room, old in zip(touched, before, strict=True):
        new = shown_in(telegram, room)
        if new != old:
            telegram.events.tell(room.id, "commands", {"commands": new})
    return True


def _touched(telegram: "Telegram", scope: Scope) -> list[Room]:
    """The chats whose menu a scope may change."""
    if scope.chat_id is not None:
        return [telegram.known(scope.chat_id)]
    return [*telegram.chats.values(), *telegram.groups.values()]
