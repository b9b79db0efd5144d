"""What is listed of a table whose rows are about somebody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """The columns of a table that are about the person whom one of its columns names."""

    table: str
    owner: str
    columns: tuple[str, ...]
    sealed: frozenset[str] = frozenset()
    erased: bool = True  # what is not erased keeps an id of which nothing is known any more

    @property
    def key(self) -> str:
        """What it is called where it is handed out."""
        own = self.owner in ("id", "person_id")
        return self.table if own else f"{self.table}.{self.owner}"


@dataclass(frozen=True, slots=True)
class Kept:
    """What one capability keeps about people and cases."""

    parts: tuple[Part, ...] = ()
    of_cases: tuple[tuple[str, str], ...] = ()  # table and column that names a case
    # Of what there is one a person: table and the other columns of the unique index, if any.
    one_each: tuple[tuple[str, ...], ...] = ()
