"""The people's side of groups and channels over HTTP; who acts is named under "person"."""

from typing import Any

from aiohttp import web

from simulator import membership, walls
from simulator.answers import answer, explained, field, known_only
from simulator.groups import Group
from simulator.reading import read
from simulator.refusal import Refusal
from simulator.telegram import Telegram

JSON = dict[str, Any]

_FOUNDED = ("title", "owner", "members", "kind", "username", "id", "bot")
_CHANGE = ("person", "status", "by", "anonymous")


class GroupSide:
    """Everything below /sim/groups."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    def routes(self) -> list[web.RouteDef]:
        """Where groups are founded and lived in."""
        group = "/sim/groups/{id:-[0-9]+}"
        return explained(
            web.get("/sim/groups", self._groups),
            web.post("/sim/groups", self._found),
            web.post(f"{group}/members", self._change),
            web.post(f"{group}/migrates", self._migrate),
            web.post(f"{group}/says", self._says),
            web.post(f"{group}/sends", self._sends),
            web.post(f"{group}/taps", self._taps),
            web.post(f"{group}/edits", self._edits),
            web.get(f"{group}/chat", self._chat),
            web.get(f"{group}/waits", self._waits),
        )

    def _find(self, request: web.Request) -> Group:
        group = self._telegram.groups.get(int(request.match_info["id"]))
        if group is None:
            raise Refusal(404, "there is no such group")
        return group

    async def _acts(self, request: web.Request) -> tuple[JSON, int, int]:
        """What is asked, by whom, and where."""
        given, _ = await read(request)
        return given, _number(given, "person"), self._find(request).id

    async def _groups(self, _request: web.Request) -> web.Response:
        return answer([group.shown_card() for group in self._telegram.groups.values()])

    async def _found(self, request: web.Request) -> web.Response:
        given, _ = await read(request)
        field(given, "title", str)
        field(given, "owner", int)
        return answer(self._telegram.found(**known_only(given, _FOUNDED)).shown_card())

    async def _change(self, request: web.Request) -> web.Response:
        given, person, _ = await self._acts(request)
        group = self._find(request)
        field(given, "status", str)
        del known_only(given, _CHANGE)["person"]
        membership.change(self._telegram, group, person, **given)
        return answer(group.shown_card())

    async def _migrate(self, request: web.Request) -> web.Response:
        return answer(membership.migrate(self._telegram, self._find(request)).shown_card())

    async def _says(self, request: web.Request) -> web.Response:
        given, person, group = await self._acts(request)
        text, reply_to = field(given, "text", str), given.get("reply_to")
        return answer(self._telegram.say(person, text, reply_to, chat_id=group))

    async def _sends(self, request: web.Request) -> web.Response:
        group, (given, uploads) = self._find(request).id, await read(request)
        person, upload = _number(given, "person"), next(iter(uploads.values()), None)
        field(given, "kind", str)
        fields = {name: value for name, value in given.items() if name != "person"}
        return answer(self._telegram.send(person, upload=upload, chat_id=group, **fields))

    async def _taps(self, request: web.Request) -> web.Response:
        given, person, group = await self._acts(request)
        query = self._telegram.tap(
            person,
            field(given, "message_id", int),
            field(given, "data", str),
            forged=given.get("forged", False),
            chat_id=group,
        )
        return answer({"callback_query_id": query})

    async def _edits(self, request: web.Request) -> web.Response:
        given, person, group = await self._acts(request)
        message, text = field(given, "message_id", int), field(given, "text", str)
        return answer(self._telegram.edit(person, message, text, chat_id=group))

    async def _chat(self, request: web.Request) -> web.Response:
        return answer(walls.shown(self._telegram, self._find(request)))

    async def _waits(self, request: web.Request) -> web.Response:
        return await walls.news(self._telegram, self._find(request), request)


def _number(given: JSON, name: str) -> int:
    """A whole number, which a form gives as text."""
    return int(field(given, name, int | str))
