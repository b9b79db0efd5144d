"""Many values in one parameter of PostgreSQL: the rows of a statement, the members of a list.

One statement a row, or one parameter a member, costs the driver and the server more than the work.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from storage.tx import Value

LONG = 40  # members of a list that goes there as one array
_INSERT = re.compile(r"(INSERT INTO \w+ \([^)]*\)) VALUES \(([^()]*)\)([^:]*)")
_LIST = re.compile(rf"(NOT )?IN \((:\w{{1,40}}(?:, :\w{{1,40}}){{{LONG},}})\)")
_NAME = re.compile(r":(\w+)")
_ARRAYS = {int: "bigint[]", str: "text[]", bytes: "bytea[]"}

Values = dict[str, Value]


def rows_as_arrays(sql: str, rows: Sequence[Mapping[str, Value]]) -> tuple[str, Values] | None:
    """An INSERT of all the rows at once, an array a column; None where it takes none."""
    arrays: Values = {}
    kinds: list[tuple[str, str]] = []
    for name in rows[0]:
        column = [row[name] for row in rows]
        if any(value is not None for value in column):  # else the statement says NULL
            arrays[name] = _literal(column)
            kinds.append((name, _kind(column)))
    text = _inserting(sql, tuple(kinds))
    return (text, arrays) if text else None


def lists_as_arrays(sql: str, values: Mapping[str, Value]) -> tuple[str, Values]:
    """The statement with each of its long lists as one array."""
    left = dict(values)

    def as_array(found: re.Match[str]) -> str:
        names = _NAME.findall(found[2])
        members = [values[name] for name in names]
        kind = _kind(members)
        if not kind:
            return found[0]
        for name in names:
            left.pop(name, None)  # a list may stand there twice
        left[names[0]] = _literal(members)
        one_of = "<> ALL" if found[1] else "= ANY"
        return f"{one_of} (:{names[0]}::{kind})"

    return _LIST.sub(as_array, sql), left


@lru_cache(maxsize=256)
def _inserting(sql: str, kinds: tuple[tuple[str, str], ...]) -> str | None:
    insert, known = _INSERT.fullmatch(sql), dict(kinds)
    if insert is None or not all(known.values()):
        return None
    head, values, tail = insert.groups()
    chosen = _NAME.sub(lambda name: f'r."{name[1]}"' if name[1] in known else "NULL", values)
    arrays = ", ".join(f":{name}::{kind}" for name, kind in kinds)
    names = ", ".join(f'"{name}"' for name in known)
    return f"{head} SELECT {chosen} FROM unnest({arrays}) AS r({names}){tail}"


def _kind(members: Sequence[Value]) -> str:
    """What an array of these is called; nothing where we have none, or they are not of one kind."""
    given = [member for member in members if member is not None]
    alike = (of for of in _ARRAYS if given and all(isinstance(member, of) for member in given))
    return next((_ARRAYS[of] for of in alike), "")


def _literal(members: Sequence[Value]) -> str:
    """The array as the server reads it; the driver's own way takes ten times as long."""
    return f"{{{','.join(map(_member, members))}}}"


def _member(value: Value) -> str:
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if isinstance(value, bytes):
        return f'"\\\\x{value.hex()}"'
    return "NULL" if value is None else str(int(value) if isinstance(value, bool) else value)
