"""The commands offered in a private chat: what the person's roles open, in their language.

Everybody's are set once for all chats; a chat gets its own when roles or the language ask for it.
What a chat has was a letter once: it is kept, sent and tried again as all letters are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from storage import counters, outbox, people, preferences
from storage.outbox import Letter, Rank
from storage.people import Person
from storage.tx import Tx
from talk.registry import Command, Registry, everyone
from talk.words import LANGUAGES

SET, REMOVE = "menu", "no_menu"  # the acts of letters
COUNTER = "menus"

Described = list[dict[str, str]]


def described(commands: Iterable[Command], language: str) -> Described:
    """Commands as the platform takes them."""
    return [
        {"command": command.name, "description": command.about.to(language)} for command in commands
    ]


def of_everybody(registry: Registry, language: str) -> Described:
    """What is offered where nothing else is known."""
    every = registry.commands.values()
    return described((command for command in every if command.allowed is everyone), language)


def renewed(tx: Tx, registry: Registry, person_id: int, now: int) -> list[Letter]:
    """The letter that gives somebody's chat its menu, if that is not what it has."""
    person = people.get(tx, person_id)
    if person is None or person.chat_id is None or not person.reachable:
        return []
    offered = described(_allowed(registry, person), person.language)
    has, wanted = preferences.menu(tx, person_id), _digest(offered)
    if wanted == (_digest(of_everybody(registry, person.language)) if has is None else has):
        return []
    preferences.set_menu(tx, person_id, wanted)
    body: dict[str, Any] = {"commands": offered}
    return [_letter(tx, now, person.chat_id, SET, body, person_id)]


def removed(tx: Tx, chat_id: int, now: int) -> Letter:
    """The letter that takes a chat's own menu away, when nothing of its person stays."""
    return _letter(tx, now, chat_id, REMOVE, {}, None)


def renew_all(tx: Tx, registry: Registry) -> None:
    """Look at every menu that was given, when there are other commands than before."""
    every = [described(registry.commands.values(), language) for language in LANGUAGES]
    known = _digest([command for commands in every for command in commands])
    if counters.get(tx, COUNTER) != known:
        counters.put(tx, COUNTER, known)
        preferences.doubt_menus(tx)


def _allowed(registry: Registry, person: Person) -> list[Command]:
    return [command for command in registry.commands.values() if command.allowed(person)]


def _digest(offered: Described) -> int:
    return crc32(repr(offered).encode())


def _letter(
    tx: Tx, now: int, chat_id: int, act: str, body: dict[str, Any], person_id: int | None
) -> Letter:
    body = {**body, "scope": {"type": "chat", "chat_id": chat_id}}
    return outbox.add(tx, now, chat_id, body, act=act, rank=Rank.TASK, person_id=person_id)
