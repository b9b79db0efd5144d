"""Parameters of a request, however they come: query, JSON, urlencoded or multipart."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl, unquote

from aiohttp import web

from simulator.files import Upload
from simulator.refusal import bad_request

JSON = dict[str, Any]

_NAME = re.compile(rb'[; ]name="?([^";\r\n]*)"?', re.IGNORECASE)
_FILE_NAME = re.compile(rb'[; ]filename="([^"]*)"', re.IGNORECASE)
_FILE_NAME_ENCODED = re.compile(rb"[; ]filename\*=utf-8''([^;\r\n]+)", re.IGNORECASE)
_TYPE = re.compile(rb"^content-type:\s*([^;\r\n]+)", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(r'boundary="?([^";]+)"?', re.IGNORECASE)


async def read(request: web.BaseRequest) -> tuple[JSON, dict[str, Upload]]:
    """Return the plain parameters and the uploads of a request."""
    given: JSON = dict(request.query) if request.query_string else {}
    uploads: dict[str, Upload] = {}
    if request.body_exists:
        body = await request.read()
        kind = request.headers.get("Content-Type", "")
        try:
            read_body(body, kind, given, uploads)
        except UnicodeDecodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
    return given, uploads


def read_body(body: bytes, kind: str, given: JSON, uploads: dict[str, Upload]) -> None:
    """Add the parameters and uploads of a body of that content type to those given."""
    if kind.startswith("application/x-www-form-urlencoded"):
        given.update(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    elif kind.startswith("application/json"):
        given.update(_json_object(body))
    elif kind.startswith("multipart/form-data"):
        _read_parts(body, kind, given, uploads)
    elif body:
        raise bad_request(f'content type "{kind}" is not understood')


def _json_object(body: bytes) -> JSON:
    try:
        value = json.loads(body.decode()) if body else {}
    except UnicodeDecodeError:
        raise
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise bad_request("request body must be a JSON object")
    return value


def _read_parts(body: bytes, kind: str, given: JSON, uploads: dict[str, Upload]) -> None:
    """Split the body at its boundary; a bot's requests are small enough to be held whole."""
    boundary = _BOUNDARY.search(kind)
    if boundary is None:
        raise bad_request("boundary of the multipart body is missing")
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode())[1:-1]:
        head, _, data = part.partition(b"\r\n\r\n")
        name = _NAME.search(head)
        if name is None:
            raise bad_request("a part of the multipart body has no name")
        file_name = _file_name(head)
        if file_name is None:
            given[name[1].decode()] = data.decode()
        else:
            mime = _TYPE.search(head)
            uploads[name[1].decode()] = Upload(
                file_name, mime[1].decode() if mime else "application/octet-stream", data
            )


def _file_name(head: bytes) -> str | None:
    if encoded := _FILE_NAME_ENCODED.search(head):
        return unquote(encoded[1].decode())
    plain = _FILE_NAME.search(head)
    return unquote(plain[1].decode()) if plain else None
