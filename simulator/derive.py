"""Derive simulator/botapi.json from the public machine-readable Bot API (its api.json)."""

import json
import re
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("botapi.json")
PRIMITIVES = frozenset({"Integer", "Float", "String", "Boolean", "InputFile"})
_FIXED = re.compile(r"(?:must be|always) [\"“]?([a-z0-9_]+)[\"”]?$")


def derive(api: dict[str, Any]) -> dict[str, Any]:
    """Return methods and the types they take in; "!" marks what is required, "=" a fixed value."""
    methods = {name: _fields(method) for name, method in api["methods"].items()}
    types: dict[str, Any] = {}
    waiting = [name for fields in methods.values() for name in _named(fields)]
    while waiting:
        name = waiting.pop()
        if name in types or name in PRIMITIVES:
            continue
        described = api["types"][name]
        if "subtypes" in described:
            types[name] = described["subtypes"]
            waiting += described["subtypes"]
        else:
            types[name] = _fields(described)
            waiting += _named(types[name])
    return {
        "version": api["version"],
        "methods": methods,
        "types": dict(sorted(types.items())),
    }


def _fields(described: dict[str, Any]) -> dict[str, str]:
    return {
        field["name"] + "!" * field["required"]: _type(field)
        for field in described.get("fields", [])
    }


def _type(field: dict[str, Any]) -> str:
    fixed = _FIXED.search(field["description"]) if field["name"] in ("type", "source") else None
    return f"={fixed[1]}" if fixed else "|".join(field["types"])


def _named(fields: dict[str, str]) -> list[str]:
    parts = (part for kind in fields.values() if kind[0] != "=" for part in kind.split("|"))
    return [part.replace("Array of ", "") for part in parts]


def _written(table: dict[str, Any]) -> str:
    """One line per method and type, so that a new version of the API reads well as a diff."""
    sections = [f'"version": {json.dumps(table["version"])}']
    for section in ("methods", "types"):
        lines = ",\n".join(
            f"{json.dumps(name)}: {json.dumps(described)}"
            for name, described in table[section].items()
        )
        sections.append(f'"{section}": {{\n{lines}\n}}')
    return "{\n" + ",\n".join(sections) + "\n}\n"


if __name__ == "__main__":
    source = Path(sys.argv[1])
    TARGET.write_text(_written(derive(json.loads(source.read_text("utf-8")))), "utf-8")
