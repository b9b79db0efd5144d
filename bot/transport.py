"""The way to the platform: python-telegram-bot's request layer on aiohttp."""

import json
import os
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import aiohttp
from pydantic_core import to_json
from telegram import InputFile
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

# What the library is moving to: without it every retry_after is an int that warns.
os.environ.setdefault("PTB_TIMEDELTA", "1")

CONNECTIONS = 64
CONNECT_TIMEOUT = 5.0  # seconds
CHUNK = 64 * 1024
JSON = {"Content-Type": "application/json"}


class FileTooLarge(Exception):
    """A file is larger than what was to be fetched."""


class AnswerLost(NetworkError):
    """The request went out, and the connection broke: nobody knows whether it was accepted."""


class AiohttpRequest(BaseRequest):
    """Requests through one aiohttp session: several times the default's throughput.

    The measurements are in docs/decisions/0004-transport.md.
    """

    def __init__(self, read_timeout: float = 20.0) -> None:
        self._read_timeout = read_timeout
        self._timeout = aiohttp.ClientTimeout(total=read_timeout, sock_connect=CONNECT_TIMEOUT)
        self._session: aiohttp.ClientSession | None = None
        self.dated: Callable[[str], None] | None = (
            None  # hears the Date of answers, not of failures
        )

    @property
    def read_timeout(self) -> float | None:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar()
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Read an answer; the library's own would log one it cannot read, whole."""
        try:
            return json.loads(payload)
        except (ValueError, RecursionError):
            raise NetworkError("an answer that is no JSON") from None

    async def download(self, url: str, most: int) -> bytes:
        """Fetch what is at the address, up to a byte beyond `most`."""
        assert self._session is not None, "the request layer is not initialised"
        try:
            async with self._session.get(url, timeout=self._timeout) as response:
                if response.status != HTTPStatus.OK:
                    raise NetworkError("no such file")
                content = bytearray()
                async for piece in response.content.iter_chunked(CHUNK):
                    content += piece
                    if len(content) > most:
                        break
                return bytes(content)
        except TimeoutError as error:
            raise TimedOut("no answer in time") from error
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - one total bounds all
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Make one request; failures of the network become NetworkError, AnswerLost, TimedOut."""
        assert self._session is not None, "the request layer is not initialised"
        timeout = self._timeout
        if read_timeout is not BaseRequest.DEFAULT_NONE:
            timeout = aiohttp.ClientTimeout(total=read_timeout, sock_connect=CONNECT_TIMEOUT)
        try:
            async with self._session.request(
                method, url, timeout=timeout, **_payload(request_data)
            ) as response:
                date = response.headers.get("Date")
                if self.dated and date and response.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                    self.dated(date)
                return response.status, await response.read()
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as error:
            # The text of a client error can hold the address, and with it the token.
            raise NetworkError(type(error).__name__) from None
        except TimeoutError as error:
            raise TimedOut("no answer in time") from error
        except aiohttp.ClientError as error:
            raise AnswerLost(type(error).__name__) from None


def _payload(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if data.contains_files:
        form = aiohttp.FormData(data.json_parameters)
        for name, part in data.multipart_data.items():
            form.add_field(name, part[1], filename=part[0], content_type=part[2])
        return {"data": form}
    # JSON rather than a form: percent-encoding Chinese costs more than all the rest of a request.
    return {"data": to_json(data.parameters), "headers": JSON}


class Api:
    """Bot API methods by name, with plain data in and out; refusals raise telegram.error."""

    def __init__(self, root: str, token: str) -> None:
        self._url = f"{root.rstrip('/')}/bot{token}/"
        self._files = f"{root.rstrip('/')}/file/bot{token}/"
        self._requests = AiohttpRequest()
        self._polling = AiohttpRequest(read_timeout=60.0)

    def on_date(self, heard: Callable[[str], None]) -> None:
        """Have a function called with the Date of every answer."""
        self._requests.dated = self._polling.dated = heard

    async def __aenter__(self) -> "Api":
        await self._requests.initialize()
        await self._polling.initialize()
        return self

    async def __aexit__(self, *_failure: object) -> None:
        await self._requests.shutdown()
        await self._polling.shutdown()

    async def call(self, method: str, params: dict[str, Any]) -> Any:
        """Call a method and return its result."""
        return await self._requests.post(self._url + method, _data(params))

    async def download(self, file_id: str, most: int) -> bytes:
        """Fetch a file the platform keeps; raise FileTooLarge beyond `most` bytes."""
        file = await self.call("getFile", {"file_id": file_id})
        if file.get("file_size", 0) > most:
            raise FileTooLarge
        content = await self._requests.download(self._files + file["file_path"], most)
        if len(content) > most:
            raise FileTooLarge
        return content

    async def poll(self, params: dict[str, Any]) -> Any:
        """Ask for updates, on a connection of its own so that long waits hold up nobody."""
        return await self._polling.post(self._url + "getUpdates", _data(params))


def _data(params: dict[str, Any]) -> RequestData:
    # Built directly: Bot.do_api_request would warn about every method the library knows itself.
    return RequestData(
        [
            RequestParameter(name, None, [value])
            if isinstance(value, InputFile)
            else RequestParameter(name, value, None)
            for name, value in params.items()
        ]
    )
