"""How the people's side answers, and how it explains what is wrong with a request."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from simulator.refusal import Refusal

JSON = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answer(value: Any, status: int = 200) -> web.Response:
    """A JSON answer."""
    text = json.dumps(value, ensure_ascii=False)
    return web.Response(text=text, status=status, content_type="application/json")


def explained(*routes: web.RouteDef) -> list[web.RouteDef]:
    """The same routes, with refusals turned into a sentence under "error"."""
    return [web.route(one.method, one.path, _explained(one.handler)) for one in routes]


def _explained(handler: Any) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            response: web.StreamResponse = await handler(request)
        except Refusal as refusal:
            return answer({"error": refusal.description}, refusal.code)
        except (TypeError, ValueError) as wrong:
            return answer({"error": str(wrong)}, 400)
        return response

    return handle


def field(given: JSON, name: str, kind: Any) -> Any:
    """A field that must be there, in its type."""
    value = given.get(name)
    if value is None or not isinstance(value, kind):
        raise Refusal(400, f'"{name}" must be given, as {getattr(kind, "__name__", kind)}')
    return value


def known_only(given: JSON, names: tuple[str, ...]) -> JSON:
    """The given fields, or a refusal that names the one nobody knows."""
    for name in given:
        if name not in names:
            raise Refusal(400, f'unknown field "{name}"')
    return given
