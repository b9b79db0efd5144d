"""The bot's side over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from email.utils import formatdate
from functools import partial
from typing import Any

from aiohttp import web

from simulator.faults import Rule
from simulator.files import UPLOAD_LIMIT, File, Upload
from simulator.journal import DOWNLOAD, FAULT, POLL, STRAY
from simulator.reading import read
from simulator.refusal import Refusal
from simulator.table import TABLE
from simulator.telegram import Telegram

JSON = dict[str, Any]

# The name under which fault rules and the journal know the download of files.
DOWNLOADS = "file"
BODY_LIMIT = UPLOAD_LIMIT + 1024 * 1024
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_HEADERS = {"Content-Type": "application/json"}


class BotSide:
    """Reads the requests of the bot, lets faults strike, and words the answers."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    def routes(self) -> list[web.RouteDef]:
        """Where the bot comes in."""
        return [
            web.route("*", "/bot{token}/{method}", self._dated),
            web.get("/file/bot{token}/{path:.+}", self._file),
        ]

    async def _dated(self, request: web.Request) -> web.Response:
        """The answer of a method, with the time as the clock here has it."""
        answer = await self._method(request)
        answer.headers["Date"] = formatdate(self._telegram.clock(), usegmt=True)
        return answer

    async def _method(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        try:
            self._let_in(request)
            method = TABLE.find(name)
            if method is None:
                raise Refusal(404, "Not Found")
            given, uploads = await read(request)
        except Refusal as refusal:
            self._note(STRAY, name, {}, None, refusal)
            return _answer(refusal.body(), refusal.code)
        try:
            if self._telegram.faults.rules:
                call = partial(self._call, method.name, given, uploads)
                result = await self._with_faults(request, method.name, given, call)
            else:
                result = await self._call(method.name, given, uploads)
        except Refusal as refusal:
            return _answer(refusal.body(), refusal.code)
        return _answer({"ok": True, "result": result}, 200)

    async def _file(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        try:
            self._let_in(request)
            fetch = partial(self._fetch, path)
            file: File = await self._with_faults(request, DOWNLOADS, {"file_path": path}, fetch)
        except Refusal as refusal:
            return _answer(refusal.body(), refusal.code)
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def _fetch(self, path: str) -> File:
        file, given = self._telegram.files.by_path(path), {"file_path": path}
        if file is None:
            refusal = Refusal(404, "Not Found")
            self._note(DOWNLOAD, DOWNLOADS, given, None, refusal)
            raise refusal
        self._note(DOWNLOAD, DOWNLOADS, given, len(file.data), None)
        return file

    def _let_in(self, request: web.Request) -> None:
        if self._telegram.down:
            raise Refusal(502, "Bad Gateway")
        if request.match_info["token"] != self._telegram.token:
            raise Refusal(401, "Unauthorized")

    async def _call(self, name: str, given: JSON, uploads: dict[str, Upload]) -> Any:
        if name == "getUpdates":
            return await self._poll(given)
        return self._telegram.call(name, given, uploads)

    async def _poll(self, given: JSON) -> list[JSON]:
        try:
            updates = await self._telegram.get_updates(given)
        except Refusal as refusal:
            self._note(POLL, "getUpdates", given, None, refusal)
            raise
        self._note(POLL, "getUpdates", given, [one["update_id"] for one in updates], None)
        return updates

    async def _with_faults(
        self, request: web.Request, name: str, given: JSON, call: Callable[[], Awaitable[Any]]
    ) -> Any:
        ending: Rule | None = None
        for rule in self._telegram.faults.strike(name, given.get("chat_id")):
            if rule.kind == "delay":
                await asyncio.sleep(rule.seconds)
            else:
                ending = rule
        if ending is None:
            return await call()
        if ending.kind == "reset_after":
            with contextlib.suppress(Refusal):
                await call()
        if ending.kind in ("reset_before", "reset_after"):
            self._note(FAULT, name, given, ending.kind, None)
            _hang_up(request)
        refusal = ending.refusal()
        self._note(FAULT, name, given, ending.kind, refusal)
        raise refusal

    def _note(
        self, kind: str, method: str, given: JSON, result: Any, refusal: Refusal | None
    ) -> None:
        telegram = self._telegram
        error = refusal.body() if refusal else None
        telegram.journal.note(kind, telegram.clock(), method, given, result, error)


def _hang_up(request: web.Request) -> None:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    raise ConnectionResetError("fault: the connection was closed")


def _answer(body: JSON, status: int) -> web.Response:
    return web.Response(body=_encode(body).encode(), status=status, headers=_HEADERS)
