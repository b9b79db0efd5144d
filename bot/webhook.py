"""Updates pushed by the platform: believed with the secret only, acknowledged once kept."""

import hmac
import json
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.intake import ALLOWED, Intake

MOST = 1_000_000  # bytes; the platform's largest updates are far smaller
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


class Webhook:
    """The door on LISTEN behind WEBHOOK_URL."""

    def __init__(self, intake: Intake, url: str, secret: str) -> None:
        self._intake = intake
        self._url = url
        self._secret = secret

    def route(self) -> web.RouteDef:
        return web.post(urlsplit(self._url).path or "/", self.take)

    def params(self) -> dict[str, Any]:
        """What the platform is told: where to, and with which secret."""
        return {"url": self._url, "secret_token": self._secret, "allowed_updates": ALLOWED}

    async def take(self, request: web.Request) -> web.Response:
        """Take one update; whatever is not answered 200 comes again."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), self._secret.encode()):
            return web.Response(status=401)
        if request.content_length is None or request.content_length > MOST:
            return web.Response(status=413)
        raw = _read(await request.read())
        if raw is None:
            return web.Response(status=400)
        return web.Response(status=200 if await self._intake.push(raw) else 503)


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
        return None
    return raw
