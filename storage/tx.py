"""One unit of work as rules see it: synchronous, on the database thread."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from storage.cipher import Cipher
from storage.ids import Ids

Value = str | int | float | bytes | None
Row = tuple[Any, ...]
Recalled = dict[tuple[str, int | str], Any]
Each = TypeVar("Each", bound=Value)
Found = TypeVar("Found")
_WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)")


def in_list(name: str, values: Iterable[Each]) -> tuple[str, dict[str, Each]]:
    """What stands between the brackets of `IN (…)`, and the parameters it names."""
    named = {f"{name}{nth}": value for nth, value in enumerate(values)}
    return ", ".join(f":{one}" for one in named), named


def columns_of(alias: str, columns: str) -> str:
    """The columns of one table among several, by what the statement calls it."""
    return ", ".join(f"{alias}.{column.strip()}" for column in columns.split(","))


@lru_cache(maxsize=2048)
def written_by(sql: str) -> str | None:
    """The table that a statement writes to."""
    found = _WRITES.match(sql)
    return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Tell:
    """What a rule wants said to a person; the notice's renderer words it later.

    Once it is `stale` nobody says it any more: it would no longer be true, or of use.
    """

    person: int
    notice: str
    subject: int
    facts: Mapping[str, Any]
    stale: int | None = None  # UTC milliseconds

    def late(self, now: int) -> bool:
        """Whether it would come too late now."""
        return self.stale is not None and self.stale <= now


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

    Where one unit does the same for very many, a rule would wait for the database as often as there
    are rows. So what all of them will ask for can be read in one statement (`foresee`), and rows
    written together with their likes (`later`). Neither changes what a rule finds: what waits is
    written before anything is asked, and what was foreseen of a table is forgotten as it is
    written to.
    """

    __slots__ = (
        "_foreseen",
        "_ids",
        "_later",
        "cipher",
        "erased",
        "failure",
        "posted",
        "recalled",
        "told",
        "touched",
    )

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
        self._later: dict[str, list[Mapping[str, Value]]] = {}
        self._foreseen: dict[str, dict[Any, Any]] = {}  # by the tables it was read from

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

    def later(self, sql: str, /, **values: Value) -> None:
        """Writes a row, together with others that the same statement writes."""
        self._later.setdefault(sql, []).append(values)

    def foresee(self, tables: str, rows: Mapping[Any, Any]) -> None:
        """Keep what was read for many at once, until one of the tables is written to."""
        self._foreseen.setdefault(tables, {}).update(rows)

    def foreseen(self, tables: str, key: Any, look: Callable[[], Found]) -> Found:
        """What was read for many at once, or else is read now."""
        rows = self._foreseen.get(tables)
        if rows is None:
            return look()
        if key not in rows:
            rows[key] = look()  # the next of those who were foreseen may ask the same
        found: Found = rows[key]
        return found

    def knows(self, tables: str, key: Any) -> bool:
        """Whether it was read for many at once."""
        return key in self._foreseen.get(tables, ())

    def settle(self) -> None:
        """Writes what waits, and raises the failure of a statement that the job has swallowed."""
        if self.failure is not None:
            raise self.failure
        if self._later:
            self._write()

    def _write(self) -> None:
        """What waits; its rows were foreseen by who wrote them, so nothing is forgotten."""
        waiting, self._later = self._later, {}
        kept, self._foreseen = self._foreseen, {}
        for sql, rows in waiting.items():
            if len(rows) > 1:
                self.many(sql, rows)
            else:
                self.do(sql, **rows[0])
        self._foreseen = kept

    def _forget(self, sql: str) -> None:
        """What was foreseen of the table that a statement writes to."""
        table = written_by(sql)
        for tables in [known for known in self._foreseen if table in known.split()]:
            del self._foreseen[tables]
