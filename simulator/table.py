"""The Bot API as a table: every method and parameter, compiled once into checks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator import values
from simulator.refusal import bad_request

_EMPTY = {"chat_id": "chat_id is empty", "text": "message text is empty"}


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the Bot API with the checks of its parameters."""

    name: str
    checks: Mapping[str, values.Check]
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
            except values.Wrong as wrong:
                raise wrong.within(name).refusal() from None
        for name in self.required:
            if name not in typed:
                raise bad_request(_EMPTY.get(name, f'missing parameter "{name}"'))
        return typed


class Table:
    """All methods, found by name whatever its case."""

    def __init__(self, described: Mapping[str, Any]) -> None:
        self.version: str = described["version"]
        self._types: Mapping[str, Any] = described["types"]
        self._compiled: dict[str, values.Check] = {
            "Integer": values.integer,
            "Float": values.real,
            "String": values.string,
            "Boolean": values.boolean,
            "InputFile": values.upload,
            "Integer|String": values.chat_id,
            "InputFile|String": values.file_or_id,
        }
        self._methods = {
            name.lower(): Method(name, *self._fields(fields))
            for name, fields in described["methods"].items()
        }

    def find(self, name: str) -> Method | None:
        """The method of that name, if there is one."""
        return self._methods.get(name.lower())

    def _fields(self, fields: Mapping[str, str]) -> tuple[dict[str, values.Check], tuple[str, ...]]:
        checks = {name.rstrip("!"): self._check(kind) for name, kind in fields.items()}
        return checks, tuple(name[:-1] for name in fields if name.endswith("!"))

    def _check(self, kind: str) -> values.Check:
        if kind not in self._compiled:
            # A type may contain itself: the inner mention is looked up when it is used.
            self._compiled[kind] = lambda value: self._compiled[kind](value)
            self._compiled[kind] = self._compile(kind)
        return self._compiled[kind]

    def _compile(self, kind: str) -> values.Check:
        if kind.startswith("="):
            return values.fixed_value(kind[1:])
        if kind.startswith("Array of "):
            return values.array_of(
                self._check(kind.replace("Array of ", "", 1).replace("|Array of ", "|"))
            )
        if kind == "KeyboardButton":
            return self._keyboard_button()
        if "|" in kind:
            return self._one_of(kind, kind.split("|"))
        described = self._types[kind]
        if isinstance(described, list):
            return self._one_of(kind, described)
        return values.object_of(kind, *self._fields(described))

    def _keyboard_button(self) -> values.Check:
        button = values.object_of("KeyboardButton", *self._fields(self._types["KeyboardButton"]))
        return lambda value: {"text": value} if isinstance(value, str) else button(value)

    def _one_of(self, kind: str, names: list[str]) -> values.Check:
        """Tell the alternatives apart by their required and fixed fields."""
        marks = [(self._check(name), self._marks(name)) for name in names]

        def check(value: Any) -> Any:
            value = values.parsed(value)
            if not isinstance(value, dict):
                raise values.Wrong(f"must be {kind}")
            for inner, fields in marks:
                if all(
                    name in value and fixed in (None, value[name]) for name, fixed in fields.items()
                ):
                    return inner(value)
            raise values.Wrong(f"must be {kind}")

        return check

    def _marks(self, name: str) -> dict[str, str | None]:
        fields = self._types.get(name, {})
        return {
            field[:-1]: kind[1:] if kind[0] == "=" else None
            for field, kind in (fields.items() if isinstance(fields, dict) else ())
            if field.endswith("!")
        }


TABLE = Table(json.loads(Path(__file__).with_name("botapi.json").read_text("utf-8")))
