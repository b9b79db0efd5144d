"""The Bot API as a table: every method and parameter, compiled once into checks."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.files import Upload
from simulator.refusal import Refusal, bad_request

Check = Callable[[Any], Any]

_EMPTY = {"chat_id": "chat_id is empty", "text": "message text is empty"}


class Wrong(Exception):  # noqa: N818 - wrong is the value
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


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the Bot API with the checks of its parameters."""

    name: str
    checks: Mapping[str, Check]
    required: tuple[str, ...]

    def check(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the parameters in their real types, or raise the refusal."""
        checks, typed = self.checks, {}
        for name, value in given.items():
            check = checks.get(name)
            if check is None:
                raise bad_request(f'unknown parameter "{name}"')
            if value is None:
                continue
            try:
                typed[name] = check(value)
            except Wrong as wrong:
                raise wrong.within(name).refusal() from None
        for name in self.required:
            if name not in typed:
                raise bad_request(_EMPTY.get(name, f'missing parameter "{name}"'))
        return typed


def _integer(value: Any) -> int:
    if type(value) is int:
        return value
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            pass
    raise Wrong("must be Integer")


def _float(value: Any) -> float:
    if type(value) in (int, float):
        return float(value)
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            pass
    raise Wrong("must be Float")


_BOOLEANS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in _BOOLEANS:
        return _BOOLEANS[value.lower()]
    raise Wrong("must be Boolean")


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong("must be String")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
    return value


def _chat_id(value: Any) -> int | str:
    if type(value) is int:
        return value
    text = _string(value)
    return int(text) if text.removeprefix("-").isdecimal() else text


def _file(value: Any) -> Any:
    return value if isinstance(value, Upload) else _string(value)


def _upload(value: Any) -> Any:
    if isinstance(value, Upload) or (isinstance(value, str) and value.startswith("attach://")):
        return value
    raise Wrong("must be InputFile")


def _parsed(value: Any) -> Any:
    """Nested values come as JSON objects or, in a form, as JSON text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise Wrong("can't be parsed as JSON object") from None


def _fixed(wanted: str) -> Check:
    def check(value: Any) -> str:
        if value != wanted:
            raise Wrong(f'must be "{wanted}"')
        return wanted

    return check


def _array(item: Check) -> Check:
    def check(value: Any) -> list[Any]:
        value = _parsed(value)
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


def _object(kind: str, fields: Mapping[str, Check], required: tuple[str, ...]) -> Check:
    def check(value: Any) -> dict[str, Any]:
        value = _parsed(value)
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


class Table:
    """All methods, found by name whatever its case."""

    def __init__(self, described: Mapping[str, Any]) -> None:
        self.version: str = described["version"]
        self._types: Mapping[str, Any] = described["types"]
        self._compiled: dict[str, Check] = {
            "Integer": _integer,
            "Float": _float,
            "String": _string,
            "Boolean": _boolean,
            "InputFile": _upload,
            "Integer|String": _chat_id,
            "InputFile|String": _file,
        }
        self._methods = {
            name.lower(): Method(name, *self._fields(fields))
            for name, fields in described["methods"].items()
        }

    def find(self, name: str) -> Method | None:
        """The method of that name, if there is one."""
        return self._methods.get(name.lower())

    def _fields(self, fields: Mapping[str, str]) -> tuple[dict[str, Check], tuple[str, ...]]:
        checks = {name.rstrip("!"): self._check(kind) for name, kind in fields.items()}
        return checks, tuple(name[:-1] for name in fields if name.endswith("!"))

    def _check(self, kind: str) -> Check:
        if kind not in self._compiled:
            # A type may contain itself: the inner mention is looked up when it is used.
            self._compiled[kind] = lambda value: self._compiled[kind](value)
            self._compiled[kind] = self._compile(kind)
        return self._compiled[kind]

    def _compile(self, kind: str) -> Check:
        if kind.startswith("="):
            return _fixed(kind[1:])
        if kind.startswith("Array of "):
            return _array(self._check(kind.replace("Array of ", "", 1).replace("|Array of ", "|")))
        if kind == "KeyboardButton":
            return self._keyboard_button()
        if "|" in kind:
            return self._one_of(kind, kind.split("|"))
        described = self._types[kind]
        if isinstance(described, list):
            return self._one_of(kind, described)
        return _object(kind, *self._fields(described))

    def _keyboard_button(self) -> Check:
        button = _object("KeyboardButton", *self._fields(self._types["KeyboardButton"]))
        return lambda value: {"text": value} if isinstance(value, str) else button(value)

    def _one_of(self, kind: str, names: list[str]) -> Check:
        """Tell the alternatives apart by their required and fixed fields."""
        marks = [(self._check(name), self._marks(name)) for name in names]

        def check(value: Any) -> Any:
            value = _parsed(value)
            if not isinstance(value, dict):
                raise Wrong(f"must be {kind}")
            for inner, fields in marks:
                if all(
                    name in value and fixed in (None, value[name]) for name, fixed in fields.items()
                ):
                    return inner(value)
            raise Wrong(f"must be {kind}")

        return check

    def _marks(self, name: str) -> dict[str, str | None]:
        fields = self._types.get(name, {})
        return {
            field[:-1]: kind[1:] if kind[0] == "=" else None
            for field, kind in (fields.items() if isinstance(fields, dict) else ())
            if field.endswith("!")
        }


TABLE = Table(json.loads(Path(__file__).with_name("botapi.json").read_text("utf-8")))
