"""How far the database has come, kept in it and in a file outside: an older copy is so known."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from storage import counters
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Mark:
    """Which database, and until when it had lived; UTC milliseconds, always growing."""

    database: int
    at: int

    def behind(self, other: "Mark | None") -> bool:
        """Whether this is an older copy of what the other mark was put on."""
        return other is not None and self.database == other.database and self.at < other.at


def get(tx: Tx) -> Mark | None:
    """The mark in the database."""
    rows = tx.all("SELECT name, value FROM counters WHERE name IN ('database', 'mark')")
    found: dict[str, int] = {name: value for name, value in rows}  # noqa: C416 - rows are any
    return Mark(found["database"], found["mark"]) if len(found) == 2 else None


def advance(tx: Tx, now: int, past: Mark | None = None) -> Mark:
    """Move the database's mark on, beyond every one it has had."""
    own = get(tx)
    database = own.database if own else tx.new_id(now)
    ever = [mark.at for mark in (own, past) if mark and mark.database == database]
    mark = Mark(database, max(now, *(at + 1 for at in ever), 0))
    for name, value in (("database", mark.database), ("mark", mark.at)):
        counters.put(tx, name, value)
    return mark


def read(file: Path) -> Mark | None:
    """The mark outside; none where there is no file that can be read."""
    with suppress(OSError, ValueError):
        database, at = file.read_text("ascii").split()
        return Mark(int(database), int(at))
    return None


def write(file: Path, mark: Mark) -> None:
    """Put the mark outside, whole or not at all; only once it is committed in the database."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.partial")
    with fresh.open("w", encoding="ascii") as text:
        text.write(f"{mark.database} {mark.at}\n")
        text.flush()
        os.fsync(text.fileno())
    fresh.replace(file)
