"""The rows of a table of places and people, and what may be wrong with one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, overload

Path = tuple[str, ...]  # names from the community down


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in which line; `reason` has words in the handlers."""

    sheet: str
    line: int
    reason: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place by its names; `root` is what the row calls the subdistrict, if it does."""

    sheet: str
    line: int
    root: str
    path: Path


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody with their home, how they agreed to be kept, and maybe a role at a place."""

    sheet: str
    line: int
    name: str
    phone: str | None
    home: Path
    role: str | None
    at: Path
    how: str
    witness: str | None


@dataclass(frozen=True, slots=True)
class OtherRow:
    """What else a table may bring: rows of a `kind` that a capability knows how to enter."""

    sheet: str
    line: int
    kind: str
    values: Mapping[str, Any]


Row = PlaceRow | PersonRow | OtherRow


@dataclass(frozen=True, slots=True)
class Book:
    """All rows of a table file."""

    places: Sequence[PlaceRow]
    people: Sequence[PersonRow]
    others: Sequence[OtherRow] = ()

    @property
    def rows(self) -> Sequence[Row]:
        """Every row in the order in which they are entered."""
        return [*self.places, *self.people, *self.others]

    def lines(self) -> str:
        """Every row as a line of JSON."""
        return "\n".join(json.dumps(asdict(row), ensure_ascii=False) for row in self.rows)


class Lines(Sequence[Row]):
    """Rows as they were kept, each read only when it is its turn."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return [_read(line) for line in self._lines[at]]
        return _read(self._lines[at])


def _read(line: str) -> Row:
    kept = json.loads(line)
    for name in ("path", "home", "at"):
        if name in kept:
            kept[name] = tuple(kept[name])
    if "kind" in kept:
        return OtherRow(**kept)
    return PlaceRow(**kept) if "path" in kept else PersonRow(**kept)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a table would bring, or what is wrong with it."""

    problems: Sequence[Problem]
    places: int = 0
    people: int = 0
    roles: int = 0
    others: int = 0
    same: int = 0  # rows of which all is there already
