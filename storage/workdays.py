"""Days that an office itself has declared to be worked or free."""

from dataclasses import dataclass
from datetime import date

from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Declared:
    day: date
    working: bool
    why: str


def declared(tx: Tx, day: date) -> bool | None:
    """Whether a day is worked, where the office has said so."""
    return tx.recall("workday", day.isoformat(), lambda: _declared(tx, day))


def _declared(tx: Tx, day: date) -> bool | None:
    row = tx.one("SELECT working FROM workdays WHERE day = :day", day=day.isoformat())
    return None if row is None else bool(row[0])


def declare(tx: Tx, day: date, *, working: bool, why: str) -> None:
    tx.recalled.clear()
    tx.do(
        "INSERT INTO workdays (day, working, why) VALUES (:day, :working, :why)"
        " ON CONFLICT (day) DO UPDATE SET working = excluded.working, why = excluded.why",
        day=day.isoformat(),
        working=int(working),
        why=why,
    )


def latest(tx: Tx, limit: int) -> list[Declared]:
    """The latest days of those declared, in their order."""
    rows = tx.all("SELECT day, working, why FROM workdays ORDER BY day DESC LIMIT :n", n=limit)
    return [Declared(date.fromisoformat(day), bool(on), why) for day, on, why in reversed(rows)]
