"""Days that an office itself has declared to be worked or free."""

from datetime import date

from storage.tx import Tx


def declared(tx: Tx, day: date) -> bool | None:
    """Whether a day is worked, where the office has said so."""
    row = tx.one("SELECT working FROM workdays WHERE day = :day", day=day.isoformat())
    return None if row is None else bool(row[0])


def declare(tx: Tx, day: date, *, working: bool) -> None:
    tx.do(
        "INSERT INTO workdays (day, working) VALUES (:day, :working)"
        " ON CONFLICT (day) DO UPDATE SET working = excluded.working",
        day=day.isoformat(),
        working=int(working),
    )
