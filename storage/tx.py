"""One unit of work as rules see it: synchronous, on the database thread."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from storage.cipher import Cipher
from storage.ids import Ids

Value = str | int | float | bytes | None
Row = tuple[Any, ...]
Recalled = dict[tuple[str, int | str], Any]
Each = TypeVar("Each", bound=Value)
Found = TypeVar("Found")


def in_list(name: str, values: Iterable[Each]) -> tuple[str, dict[str, Each]]:
    """What stands between the brackets of `IN (…)`, and the parameters it names."""
    named = {f"{name}{nth}": value for nth, value in enumerate(values)}
    return ", ".join(f":{one}" for one in named), named


def columns_of(alias: str, columns: str) -> str:
    """The columns of one table among several, by what the statement calls it."""
    return ", ".join(f"{alias}.{column.strip()}" for column in columns.split(","))


@dataclass(frozen=True, slots=True)
class Tell:
    """What a rule wants said to a person; the notice's renderer words it later."""

    person: int
    notice: str
    subject: int
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """What a rule wants shown to a group: the kind of board, its row, the name of a head if any."""

    group: int
    board: str
    subject: int
    head: str = ""


class Tx(ABC):
    """A transaction: SQL with `:name` parameters, rows as plain tuples.

    A SELECT that ends in `/*lock*/` locks its rows on PostgreSQL; SQLite has one writer anyway.
    In `/*skip*/` it passes over those that another process holds.
    A statement that failed fails its unit, even when the job swallows the error: PostgreSQL
    knows no other way, so SQLite keeps to it too. Write `ON CONFLICT` instead of catching.
    """

    __slots__ = ("_ids", "cipher", "erased", "failure", "posted", "recalled", "told", "touched")

    dialect: str

    def __init__(self, cipher: Cipher, ids: Ids) -> None:
        self.cipher = cipher
        self.told: list[Tell] = []
        self.posted: list[Post] = []
        self.touched: set[tuple[str, int]] = set()
        self.erased: set[int] = set()  # people of whom this transaction leaves nothing
        # What hardly ever changes and was looked up already; who changes any of it clears it all.
        self.recalled: Recalled = {}
        self.failure: Exception | None = None
        self._ids = ids

    @abstractmethod
    def one(self, sql: str, /, **values: Value) -> Row | None:
        """The first row, if there is any."""

    @abstractmethod
    def all(self, sql: str, /, **values: Value) -> list[Row]:
        """Every row."""

    @abstractmethod
    def do(self, sql: str, /, **values: Value) -> int:
        """How many rows the statement changed."""

    @abstractmethod
    def many(self, sql: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Runs the statement once for each row of values."""

    def new_id(self, now: int) -> int:
        """A fresh row id; `now` in UTC milliseconds."""
        return self._ids.new(now)

    def ids_go_on_from(self, row_id: int) -> None:
        """Let every fresh id be beyond this one, for as long as the process lives."""
        self._ids.go_on_from(row_id)

    def recall(self, what: str, key: int | str, look: Callable[[], Found]) -> Found:
        """What was looked up already, or is now: only what clears `recalled` when it changes."""
        try:
            found: Found = self.recalled[what, key]
        except KeyError:
            found = self.recalled[what, key] = look()
        return found

    def settle(self) -> None:
        """Raises the failure of a statement that the job has swallowed."""
        if self.failure is not None:
            raise self.failure
