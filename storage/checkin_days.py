"""The days of a check-in, keyed by the local date: a question or a word, a ladder, an end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from storage.paths import beyond
from storage.tx import Tx, Value, columns_of

COLUMNS = (
    "id, plan_id, person_id, place_id, day, state, rung, next_at, asked, revision, made, alarmed,"
    " outcome, ended, heard, taken, taken_by, ended_by"
)
FIXED = frozenset({"id", "plan_id", "person_id", "place_id", "day", "revision", "made"})


@dataclass(frozen=True, slots=True)
class Day:
    id: int
    plan_id: int
    person_id: int
    place_id: int
    day: str  # the local date
    state: str
    rung: int
    next_at: int | None
    asked: int | None
    revision: int
    made: int
    alarmed: int | None = None
    outcome: str | None = None
    ended: int | None = None
    heard: int | None = None
    taken: int | None = None
    taken_by: int | None = None
    ended_by: int | None = None


def add(
    tx: Tx,
    plan_id: int,
    person_id: int,
    place_id: int,
    day: date,
    state: str,
    now: int,
    *,
    rung: int = 0,
    next_at: int | None = None,
    asked: int | None = None,
    alarmed: int | None = None,
    outcome: str | None = None,
) -> Day | None:
    """Begin a date, or end it as it begins; None when it has been accounted for."""
    ended = None if outcome is None else now
    begun = Day(
        id=tx.new_id(now),
        plan_id=plan_id,
        person_id=person_id,
        place_id=place_id,
        day=day.isoformat(),
        state=state,
        rung=rung,
        next_at=next_at,
        asked=asked,
        alarmed=alarmed,
        outcome=outcome,
        ended=ended,
        revision=1,
        made=now,
    )
    done = tx.do(
        "INSERT INTO checkin_days (id, plan_id, person_id, place_id, day, state, rung, next_at,"
        " asked, alarmed, outcome, ended, revision, made) VALUES (:id, :plan, :person, :place,"
        " :day, :state, :rung, :next, :asked, :alarmed, :outcome, :ended, 1, :now)"
        " ON CONFLICT DO NOTHING",
        id=begun.id,
        plan=plan_id,
        person=person_id,
        place=place_id,
        day=begun.day,
        state=state,
        rung=rung,
        next=next_at,
        asked=asked,
        alarmed=alarmed,
        outcome=outcome,
        ended=ended,
        now=now,
    )
    return begun if done else None


def get(tx: Tx, day_id: int) -> Day | None:
    row = tx.one(f"SELECT {COLUMNS} FROM checkin_days WHERE id = :id", id=day_id)
    return Day(*row) if row else None


def known(tx: Tx, day_id: int) -> Day:
    """Return the day, which must be there."""
    day = get(tx, day_id)
    assert day is not None, "a row refers to it"
    return day


def hold(tx: Tx, day_id: int) -> Day | None:
    """The day, whose row nobody else changes until this unit ends."""
    row = tx.one(f"SELECT {COLUMNS} FROM checkin_days WHERE id = :id /*lock*/", id=day_id)
    return Day(*row) if row else None


def at(tx: Tx, plan_id: int, day: date) -> Day | None:
    """What became of a date."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM checkin_days WHERE plan_id = :plan AND day = :day",
        plan=plan_id,
        day=day.isoformat(),
    )
    return Day(*row) if row else None


def standing(tx: Tx, plan_id: int) -> list[Day]:
    """The days of a plan that have not ended, held against others; as a rule there is one."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM checkin_days WHERE plan_id = :plan AND ended IS NULL"
        " ORDER BY id /*lock*/",
        plan=plan_id,
    )
    return [Day(*row) for row in rows]


def taken_by(tx: Tx, person_id: int) -> list[Day]:
    """What somebody looks after and has not ended."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM checkin_days WHERE taken_by = :person AND ended IS NULL"
        " ORDER BY id",
        person=person_id,
    )
    return [Day(*row) for row in rows]


def below(tx: Tx, path: str, since: date, until: date) -> list[Day]:
    """The days of a place and below it from one date to another, both included."""
    rows = tx.all(
        f"SELECT {columns_of('d', COLUMNS)} FROM places p"
        " JOIN checkin_days d ON d.place_id = p.id AND d.day >= :since AND d.day <= :until"
        " WHERE p.path >= :start AND p.path < :end ORDER BY p.path, d.id",
        start=path,
        end=beyond(path),
        since=since.isoformat(),
        until=until.isoformat(),
    )
    return [Day(*row) for row in rows]


def change(tx: Tx, day: Day, **values: Value) -> Day:
    """Change what is named, and the revision with it."""
    assert not FIXED & values.keys()
    named: Mapping[str, Value] = values
    settings = ", ".join(f"{column} = :{column}" for column in named)
    tx.do(
        f"UPDATE checkin_days SET {settings}, revision = revision + 1 WHERE id = :row",
        row=day.id,
        **named,
    )
    tx.touched.add(("checkin", day.id))
    return known(tx, day.id)


def wait(tx: Tx, day_id: int, at: int) -> None:
    """Note when the next step is due, which nobody sees on a card."""
    tx.do("UPDATE checkin_days SET next_at = :at WHERE id = :id", id=day_id, at=at)


def forget(tx: Tx, before: int) -> None:
    """Delete what began before the time given and is over, with who heard of it."""
    old = "SELECT id FROM checkin_days WHERE made < :before AND ended IS NOT NULL"
    tx.do(f"DELETE FROM checkin_alerts WHERE day_id IN ({old})", before=before)
    tx.do("DELETE FROM checkin_days WHERE made < :before AND ended IS NOT NULL", before=before)
