"""The people's side over HTTP: what the page, the tests and the faults come in by."""

import asyncio
import json
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from simulator import walls
from simulator.answers import Handler, answer, explained, field, known_only
from simulator.deeds import DEEDS, Deed
from simulator.people import Chat
from simulator.reading import read
from simulator.refusal import Refusal
from simulator.telegram import Telegram

JSON = dict[str, Any]

PAGE = Path(__file__).with_name("page")
_PERSON_FIELDS = ("first_name", "last_name", "username", "language_code", "hint", "id")


class PeopleSide:
    """Everything below /sim, and the page."""

    def __init__(self, telegram: Telegram, guide: JSON | None = None) -> None:
        self._telegram = telegram
        self._guide = guide
        self._sockets: set[web.WebSocketResponse] = set()

    def routes(self) -> list[web.RouteDef]:
        """Where people come in."""
        person = "/sim/people/{id:[0-9]+}"
        return explained(
            web.get("/sim/people", self._people),
            web.post("/sim/people", self._join),
            *(web.post(f"{person}/{name}", self._does(deed)) for name, deed in DEEDS.items()),
            web.post(f"{person}/blocks", self._blocks),
            web.post(f"{person}/deactivates", self._deactivates),
            web.get(f"{person}/chat", self._chat),
            web.get(f"{person}/waits", self._waits),
            web.get("/sim/files/{unique_id}", self._file),
            web.get("/sim/guide", self._show_guide),
            web.get("/sim/events", self._events),
            web.get("/", self._page),
            web.get("/page/{path:.+}", self._page_file),
        )

    async def hang_up(self, _app: web.Application) -> None:
        """Close the pages' sockets, so that the server can stop."""
        for socket in tuple(self._sockets):
            await socket.close()

    def _find(self, request: web.Request) -> Chat:
        chat = self._telegram.chats.get(int(request.match_info["id"]))
        if chat is None:
            raise Refusal(404, "there is no such person")
        return chat

    async def _people(self, _request: web.Request) -> web.Response:
        return answer([chat.person.shown() for chat in self._telegram.chats.values()])

    async def _join(self, request: web.Request) -> web.Response:
        given, _ = await read(request)
        field(given, "first_name", str)
        return answer(self._telegram.join(**known_only(given, _PERSON_FIELDS)).shown())

    def _does(self, deed: Deed) -> Handler:
        async def handle(request: web.Request) -> web.Response:
            person, (given, uploads) = self._find(request).id, await read(request)
            upload = next(iter(uploads.values()), None)
            return answer(deed(self._telegram, person, None, given, upload))

        return handle

    async def _blocks(self, request: web.Request) -> web.Response:
        person, given = self._find(request).id, (await read(request))[0]
        blocked = field(given, "blocked", bool)
        self._telegram.block(person, blocked)
        return answer({"blocked": blocked})

    async def _deactivates(self, request: web.Request) -> web.Response:
        chat, given = self._find(request), (await read(request))[0]
        chat.deactivated = field(given, "deactivated", bool)
        return answer({"deactivated": chat.deactivated})

    def _shown(self, chat: Chat) -> JSON:
        return {**walls.shown(self._telegram, chat), "blocked": chat.blocked}

    async def _chat(self, request: web.Request) -> web.Response:
        return answer(self._shown(self._find(request)))

    async def _waits(self, request: web.Request) -> web.Response:
        return await walls.news(self._telegram, self._find(request), request)

    async def _events(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        queue: asyncio.Queue[JSON] = asyncio.Queue()
        queue.put_nowait(self._hello())
        stop = self._telegram.listen(queue.put_nowait)
        writer = asyncio.create_task(_write(socket, queue))
        self._sockets.add(socket)
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            stop()
            writer.cancel()
            self._sockets.discard(socket)
        return socket

    def _hello(self) -> JSON:
        telegram, chats = self._telegram, self._telegram.chats
        groups = [group for group in telegram.groups.values() if group.migrated_to is None]
        walls_of = {str(group.id): walls.shown(telegram, group) for group in groups}
        return {
            "type": "hello",
            "seq": telegram.events.seq,
            "people": [chat.person.shown() for chat in chats.values()],
            "groups": [group.shown_card() for group in groups],
            "chats": {str(id_): self._shown(chat) for id_, chat in chats.items()} | walls_of,
            "bot": telegram.bot,
            "now": int(telegram.clock() * 1000),
            "paused": {"polling": telegram.updates.held, "api": telegram.down},
        }

    async def _file(self, request: web.Request) -> web.Response:
        file = self._telegram.files.by_unique_id(request.match_info["unique_id"])
        if file is None:
            raise Refusal(404, "there is no such file")
        # The page shows pictures; anything else a person sent must not run in it.
        safe = file.mime.startswith(("image/png", "image/jpeg", "image/gif", "image/webp"))
        kind = file.mime if safe else "application/octet-stream"
        return web.Response(
            body=file.data,
            content_type=kind,
            headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "max-age=86400"},
        )

    async def _show_guide(self, _request: web.Request) -> web.Response:
        if self._guide is None:
            raise Refusal(404, "there is no guide")
        return answer(self._guide)

    async def _page(self, _request: web.Request) -> web.StreamResponse:
        return _static("index.html")

    async def _page_file(self, request: web.Request) -> web.StreamResponse:
        return _static(request.match_info["path"])


async def _write(socket: web.WebSocketResponse, queue: "asyncio.Queue[JSON]") -> None:
    while True:
        event = await queue.get()
        await socket.send_str(json.dumps(event, ensure_ascii=False))


def _static(path: str) -> web.StreamResponse:
    file = (PAGE / path).resolve()
    if not file.is_relative_to(PAGE) or not file.is_file():
        raise Refusal(404, "there is no such page")
    return web.FileResponse(file, headers={"Cache-Control": "no-cache"})
