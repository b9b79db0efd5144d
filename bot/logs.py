"""How the log is written: lines for people, or one JSON object a line for machines.

In both an error stands as its kind and where it happened, never in its own words, which may quote
what a person wrote.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Literal

_HANDLER = logging.StreamHandler()
LogFormat = Literal["text", "json"]
Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class SoberFormatter(logging.Formatter):
    """A line of text; tracebacks without the errors' words."""

    def formatException(self, ei: Failure) -> str:  # noqa: N802 - the library's name
        kind, places = _sober(ei)
        return "\n".join([kind, *(f"  {place}" for place in places)])


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if not record.exc_info:
            return json.dumps(said, ensure_ascii=False)
        kind, places = _sober(record.exc_info)
        return json.dumps(said | {"error": kind, "trace": places}, ensure_ascii=False)


def _sober(failure: Failure) -> tuple[str, list[str]]:
    if failure[1] is None:
        return "", []
    frames = traceback.extract_tb(failure[2])
    name = type(failure[1]).__name__
    return name, [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def begin(form: LogFormat = "text") -> None:
    """Log to the standard error, in this form from now on."""
    lines = SoberFormatter("%(asctime)s %(levelname)s %(message)s")
    _HANDLER.setFormatter(JsonFormatter() if form == "json" else lines)
    logging.basicConfig(level=logging.INFO, handlers=[_HANDLER])
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
