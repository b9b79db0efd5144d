"""The days of a check-in, keyed by the local date: a question or a word, a ladder, an end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from storage.paths import beyond
from storage.tx import Tx, Value, columns_of, in_list

TABLE = "checkin_days"
COLUMNS = (
    "id, plan_id, person_id, place_id, day, state, rung, next_at, asked, revision, made, alarmed,"
    " outcome, ended, heard, held_up, taken, taken_by, ended_by"
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
    held_up: int | None = None
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
    outcome: str | None = None,
) -> Day | None:
    """Begin a date, or end it as it begins; None when it has been accounted for.

    The plan is held, so nobody else begins one meanwhile.
    """
    if at(tx, plan_id, day) is not None:
        return None
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
        outcome=outcome,
        ended=ended,
        revision=1,
        made=now,
    )
    tx.later(
        "INSERT INTO checkin_days (id, plan_id, person_id, place_id, day, state, rung, next_at,"
        " asked, outcome, ended, revision, made) VALUES (:id, :plan, :person, :place,"
        " :day, :state, :rung, :next, :asked, :outcome, :ended, 1, :now)",
        id=begun.id,
        plan=plan_id,
        person=person_id,
        place=place_id,
        day=begun.day,
        state=state,
        rung=rung,
        next=next_at,
        asked=asked,
        outcome=outcome,
        ended=ended,
        now=now,
    )
    _keep(tx, begun)
    return begun


def _keep(tx: Tx, day: Day) -> None:
    """A date just begun or changed is found like those that were read for many at once."""
    found: dict[Any, Any] = {day.id: day, ("held", day.id): day, (day.plan_id, day.day): day}
    if tx.knows(TABLE, (day.plan_id, "standing")):
        others = [one for one in standing(tx, day.plan_id) if one.id != day.id]
        still = [day] if day.ended is None else []
        found[day.plan_id, "standing"] = sorted([*others, *still], key=lambda one: one.id)
    if any(tx.knows(TABLE, key) for key in found):
        tx.foresee(TABLE, found)


def foresee(tx: Tx, plan_ids: Sequence[int], since: date, until: date) -> None:
    """Look up for many plans at once, which are held, what stands and which dates are done."""
    found: dict[Any, Any] = {(plan_id, "standing"): [] for plan_id in plan_ids}
    days = [since + timedelta(days=at) for at in range((until - since).days + 1)]
    found |= {(plan_id, day.isoformat()): None for plan_id in plan_ids for day in days}
    names, named = in_list("plan", plan_ids)
    open_ = f"SELECT {COLUMNS} FROM checkin_days WHERE plan_id IN ({names}) AND ended IS NULL"
    for row in tx.all(f"{open_} ORDER BY id /*lock*/", **named):
        day = Day(*row)
        found[day.plan_id, "standing"].append(day)
    dated = f"SELECT {COLUMNS} FROM checkin_days WHERE plan_id IN ({names})"
    for row in tx.all(
        f"{dated} AND day >= :since AND day <= :until",
        since=since.isoformat(),
        until=until.isoformat(),
        **named,
    ):
        day = Day(*row)
        found[day.plan_id, day.day] = day
    tx.foresee(TABLE, found)


def get(tx: Tx, day_id: int) -> Day | None:
    return tx.foreseen(TABLE, day_id, lambda: _get(tx, day_id))


def _get(tx: Tx, day_id: int) -> Day | None:
    row = tx.one(f"SELECT {COLUMNS} FROM checkin_days WHERE id = :id", id=day_id)
    return Day(*row) if row else None


def known(tx: Tx, day_id: int) -> Day:
    """Return the day, which must be there."""
    day = get(tx, day_id)
    assert day is not None, "a row refers to it"
    return day


def each(tx: Tx, day_ids: Sequence[int]) -> list[Day]:
    """The days as they are before anybody holds them."""
    names, named = in_list("id", day_ids)
    rows = tx.all(f"SELECT {COLUMNS} FROM checkin_days WHERE id IN ({names})", **named)
    return [Day(*row) for row in rows]


def hold(tx: Tx, day_id: int) -> Day | None:
    """The day, whose row nobody else changes until this unit ends."""
    return tx.foreseen(TABLE, ("held", day_id), lambda: _hold(tx, [day_id])[day_id])


def hold_all(tx: Tx, day_ids: Sequence[int]) -> None:
    """Many days at once, each held as one is."""
    found: dict[Any, Any] = {}
    for day_id, day in _hold(tx, day_ids).items():
        found |= {("held", day_id): day, day_id: day}
    tx.foresee(TABLE, found)


def _hold(tx: Tx, day_ids: Sequence[int]) -> dict[int, Day | None]:
    names, named = in_list("id", day_ids)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM checkin_days WHERE id IN ({names}) ORDER BY id /*lock*/", **named
    )
    found = {row[0]: Day(*row) for row in rows}
    return {day_id: found.get(day_id) for day_id in day_ids}


def at(tx: Tx, plan_id: int, day: date) -> Day | None:
    """What became of a date."""
    return tx.foreseen(TABLE, (plan_id, day.isoformat()), lambda: _at(tx, plan_id, day))


def _at(tx: Tx, plan_id: int, day: date) -> Day | None:
    row = tx.one(
        f"SELECT {COLUMNS} FROM checkin_days WHERE plan_id = :plan AND day = :day",
        plan=plan_id,
        day=day.isoformat(),
    )
    return Day(*row) if row else None


def standing(tx: Tx, plan_id: int) -> list[Day]:
    """The days of a plan that have not ended, held against others; as a rule there is one."""
    return tx.foreseen(TABLE, (plan_id, "standing"), lambda: _standing(tx, plan_id))


def _standing(tx: Tx, plan_id: int) -> list[Day]:
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
    tx.touched.add(("checkin", day.id))
    return _changed(tx, f"{settings}, revision = revision + 1", day.id, **named)


def _changed(tx: Tx, settings: str, day_id: int, **values: Value) -> Day:
    """Write to one day, so that those foreseen beside it need not be looked up anew."""
    [row] = tx.all(
        f"UPDATE checkin_days SET {settings} WHERE id = :row RETURNING {COLUMNS}",
        row=day_id,
        **values,
    )
    day = Day(*row)
    _keep(tx, day)
    return day


def wait(tx: Tx, day_id: int, at: int) -> None:
    """Note when the next step is due, which nobody sees on a card."""
    _changed(tx, "next_at = :at", day_id, at=at)


def forget(tx: Tx, before: int) -> None:
    """Delete what began before the time given and is over, with who heard of it."""
    old = "SELECT id FROM checkin_days WHERE made < :before AND ended IS NOT NULL"
    tx.do(f"DELETE FROM checkin_alerts WHERE day_id IN ({old})", before=before)
    tx.do("DELETE FROM checkin_days WHERE made < :before AND ended IS NOT NULL", before=before)
