"""The people's side of groups and channels over HTTP; who acts is named under "person"."""

from typing import Any

from aiohttp import web

from simulator import membership, walls
from simulator.answers import Handler, answer, explained, field, known_only
from simulator.deeds import DEEDS, Deed
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
            *(web.post(f"{group}/{name}", self._does(deed)) for name, deed in DEEDS.items()),
            web.get(f"{group}/chat", self._chat),
            web.get(f"{group}/waits", self._waits),
        )

    def _find(self, request: web.Request) -> Group:
        group = self._telegram.groups.get(int(request.match_info["id"]))
        if group is None:
            raise Refusal(404, "there is no such group")
        return group

    async def _groups(self, _request: web.Request) -> web.Response:
        return answer([group.shown_card() for group in self._telegram.groups.values()])

    async def _found(self, request: web.Request) -> web.Response:
        given, _ = await read(request)
        field(given, "title", str)
        field(given, "owner", int)
        return answer(self._telegram.found(**known_only(given, _FOUNDED)).shown_card())

    async def _change(self, request: web.Request) -> web.Response:
        group, (given, _) = self._find(request), await read(request)
        person = _number(given, "person")
        field(given, "status", str)
        del known_only(given, _CHANGE)["person"]
        membership.change(self._telegram, group, person, **given)
        return answer(group.shown_card())

    async def _migrate(self, request: web.Request) -> web.Response:
        return answer(membership.migrate(self._telegram, self._find(request)).shown_card())

    def _does(self, deed: Deed) -> Handler:
        async def handle(request: web.Request) -> web.Response:
            group, (given, uploads) = self._find(request).id, await read(request)
            person, upload = _number(given, "person"), next(iter(uploads.values()), None)
            del given["person"]
            return answer(deed(self._telegram, person, group, given, upload))

        return handle

    async def _chat(self, request: web.Request) -> web.Response:
        return answer(walls.shown(self._telegram, self._find(request)))

    async def _waits(self, request: web.Request) -> web.Response:
        return await walls.news(self._telegram, self._find(request), request)


def _number(given: JSON, name: str) -> int:
    """A whole number, which a form gives as text."""
    return int(field(given, name, int | str))
