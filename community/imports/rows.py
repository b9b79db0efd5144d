"""The rows of a table of places and people, and what may be wrong with one."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

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


Row = PlaceRow | PersonRow


@dataclass(frozen=True, slots=True)
class Book:
    """All rows of a table file."""

    places: Sequence[PlaceRow]
    people: Sequence[PersonRow]

    @property
    def rows(self) -> Sequence[Row]:
        """Every row in the order in which they are entered."""
        return [*self.places, *self.people]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Book":
        return cls(
            [PlaceRow(**row | {"path": tuple(row["path"])}) for row in kept["places"]],
            [
                PersonRow(**row | {"home": tuple(row["home"]), "at": tuple(row["at"])})
                for row in kept["people"]
            ],
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """What a table would bring, or what is wrong with it."""

    problems: Sequence[Problem]
    places: int = 0
    people: int = 0
    roles: int = 0
    same: int = 0  # rows of which all is there already
