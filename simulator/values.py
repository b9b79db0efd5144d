"""Checks of single values, as they come in JSON or as text in a form."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from simulator.files import Upload
from simulator.refusal import Refusal, bad_request

Check = Callable[[Any], Any]


class Wrong(Exception):
    """A value does not fit; the path to it is collected on the way out."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.path: list[str] = []

    def within(self, step: str) -> "Wrong":
        """The same complaint, seen from one level further out."""
        self.path.insert(0, step)
        return self

    def refusal(self) -> Refusal:
        """The complaint as the platform's answer."""
        return bad_request(f'parameter "{".".join(self.path)}" {self.problem}')


def integer(value: Any) -> int:
    """An Integer, or its digits in a form."""
    if type(value) is int:
        return value
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            pass
    raise Wrong("must be Integer")


def real(value: Any) -> float:
    """A Float, or its digits in a form."""
    if type(value) in (int, float):
        return float(value)
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            pass
    raise Wrong("must be Float")


_BOOLEANS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def boolean(value: Any) -> bool:
    """A Boolean, or its word in a form."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in _BOOLEANS:
        return _BOOLEANS[value.lower()]
    raise Wrong("must be Boolean")


def string(value: Any) -> str:
    """A String of whole characters."""
    if not isinstance(value, str):
        raise Wrong("must be String")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
    return value


def chat_id(value: Any) -> int | str:
    """An Integer, or a String that is none."""
    if type(value) is int:
        return value
    text = string(value)
    return int(text) if text.removeprefix("-").isdecimal() else text


def file_or_id(value: Any) -> Any:
    """An upload, or a String that names a file."""
    return value if isinstance(value, Upload) else string(value)


def upload(value: Any) -> Any:
    """An upload, or the name of one in the same request."""
    if isinstance(value, Upload) or (isinstance(value, str) and value.startswith("attach://")):
        return value
    raise Wrong("must be InputFile")


def parsed(value: Any) -> Any:
    """Nested values come as JSON objects or, in a form, as JSON text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise Wrong("can't be parsed as JSON object") from None


def fixed_value(wanted: str) -> Check:
    """The check for one fixed String."""

    def check(value: Any) -> str:
        if value != wanted:
            raise Wrong(f'must be "{wanted}"')
        return wanted

    return check


def array_of(item: Check) -> Check:
    """The check for an Array whose items pass a check."""

    def check(value: Any) -> list[Any]:
        value = parsed(value)
        if not isinstance(value, list):
            raise Wrong("must be an Array")
        typed = []
        for index, one in enumerate(value):
            try:
                typed.append(item(one))
            except Wrong as wrong:
                raise wrong.within(str(index)) from None
        return typed

    return check


def object_of(kind: str, fields: Mapping[str, Check], required: tuple[str, ...]) -> Check:
    """The check for an object with these fields and no others."""

    def check(value: Any) -> dict[str, Any]:
        value = parsed(value)
        if not isinstance(value, dict):
            raise Wrong(f"must be {kind}")
        typed = {}
        for name, item in value.items():
            field = fields.get(name)
            if field is None:
                raise Wrong(f'has the unknown field "{name}" for {kind}')
            if item is None:
                continue
            try:
                typed[name] = field(item)
            except Wrong as wrong:
                raise wrong.within(name) from None
        for name in required:
            if name not in typed:
                raise Wrong(f'lacks the field "{name}" of {kind}')
        return typed

    return check
