"""The log: an object a line on request, and never the words of an error."""

import json
import logging
import sys

import pytest

from bot.logs import JsonFormatter, SoberFormatter

CANARY = "三号楼的李奶奶 13900001234"


def _record(formatter: logging.Formatter) -> str:
    try:
        raise ValueError(CANARY)
    except ValueError:
        record = logging.LogRecord(
            "bot.intake", logging.ERROR, __file__, 1, "update %d failed", (7,), sys.exc_info()
        )
    return formatter.format(record)


def test_an_object_a_line() -> None:
    line = _record(JsonFormatter())
    assert "\n" not in line
    said = json.loads(line)
    assert said["at"].endswith("+00:00")
    assert said["level"] == "error"
    assert said["logger"] == "bot.intake"
    assert said["message"] == "update 7 failed"
    assert said["error"] == "ValueError"
    assert "_record" in said["trace"][0]


@pytest.mark.parametrize("formatter", [JsonFormatter(), SoberFormatter()])
def test_the_words_of_an_error_are_left_out(formatter: logging.Formatter) -> None:
    line = _record(formatter)
    assert "ValueError" in line
    assert CANARY not in line


def test_a_line_without_an_error() -> None:
    record = logging.makeLogRecord({"msg": "well again", "levelname": "WARNING"})
    said = json.loads(JsonFormatter().format(record))
    assert said["message"] == "well again"
    assert "error" not in said
