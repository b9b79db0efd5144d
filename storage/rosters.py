"""Rosters: a week of duty at a place, and whose each of its shifts is."""

from dataclasses import dataclass
from datetime import date

from storage.tx import Tx

SHIFT = "id, roster_id, place_id, day, shift, person_id"


@dataclass(frozen=True, slots=True)
class Roster:
    id: int
    place_id: int
    week: date  # its Monday
    revision: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A shift somebody has; the one of the night begins on its day."""

    id: int
    roster_id: int
    place_id: int
    day: date
    shift: str
    person_id: int


def ensure(tx: Tx, place_id: int, week: date, now: int) -> Roster:
    """The roster of a place for the week of this Monday, empty until somebody fills it."""
    tx.do(
        "INSERT INTO rosters (id, place_id, week, revision) VALUES (:id, :place, :week, 1)"
        " ON CONFLICT (place_id, week) DO NOTHING",
        id=tx.new_id(now),
        place=place_id,
        week=week.isoformat(),
    )
    row = tx.one(
        "SELECT id, place_id, week, revision FROM rosters"
        " WHERE place_id = :place AND week = :week /*lock*/",
        place=place_id,
        week=week.isoformat(),
    )
    assert row is not None
    return _roster(*row)


def hold(tx: Tx, roster_id: int) -> Roster | None:
    """The roster, kept for this transaction."""
    row = tx.one(
        "SELECT id, place_id, week, revision FROM rosters WHERE id = :id /*lock*/", id=roster_id
    )
    return _roster(*row) if row else None


def get(tx: Tx, roster_id: int) -> Roster | None:
    row = tx.one("SELECT id, place_id, week, revision FROM rosters WHERE id = :id", id=roster_id)
    return _roster(*row) if row else None


def known(tx: Tx, roster_id: int) -> Roster:
    roster = get(tx, roster_id)
    assert roster is not None, "its card was just drawn"
    return roster


def change(tx: Tx, roster_id: int) -> None:
    """Note that something in it has changed."""
    tx.do("UPDATE rosters SET revision = revision + 1 WHERE id = :id", id=roster_id)


def put(tx: Tx, roster: Roster, day: date, shift: str, person_id: int, now: int) -> None:
    """Give a shift to somebody, whoever had it."""
    tx.do(
        "INSERT INTO shifts (id, roster_id, place_id, day, shift, person_id)"
        " VALUES (:id, :roster, :place, :day, :shift, :person)"
        " ON CONFLICT (place_id, day, shift) DO UPDATE SET person_id = excluded.person_id",
        id=tx.new_id(now),
        roster=roster.id,
        place=roster.place_id,
        day=day.isoformat(),
        shift=shift,
        person=person_id,
    )


def slots(tx: Tx, roster_id: int) -> list[Slot]:
    """The shifts of a week that are somebody's."""
    rows = tx.all(
        f"SELECT {SHIFT} FROM shifts WHERE roster_id = :roster ORDER BY day, shift",
        roster=roster_id,
    )
    return [_slot(*row) for row in rows]


def slot(tx: Tx, slot_id: int) -> Slot | None:
    row = tx.one(f"SELECT {SHIFT} FROM shifts WHERE id = :id", id=slot_id)
    return _slot(*row) if row else None


def at(tx: Tx, place_id: int, day: date, shift: str) -> Slot | None:
    """The shift of this day, if it is somebody's."""
    row = tx.one(
        f"SELECT {SHIFT} FROM shifts WHERE place_id = :place AND day = :day AND shift = :shift",
        place=place_id,
        day=day.isoformat(),
        shift=shift,
    )
    return _slot(*row) if row else None


def of(tx: Tx, person_id: int, since: date) -> list[Slot]:
    """Somebody's shifts from this day on."""
    rows = tx.all(
        f"SELECT {SHIFT} FROM shifts WHERE person_id = :person AND day >= :since"
        " ORDER BY person_id, day, shift",
        person=person_id,
        since=since.isoformat(),
    )
    return [_slot(*row) for row in rows]


def pass_on(tx: Tx, slot: Slot, from_id: int, to_id: int) -> bool:
    """Let somebody else have a shift; False when it is no longer the first one's."""
    return bool(
        tx.do(
            "UPDATE shifts SET person_id = :to WHERE id = :id AND person_id = :from",
            **{"id": slot.id, "from": from_id, "to": to_id},
        )
    )


def _roster(roster_id: int, place_id: int, week: str, revision: int) -> Roster:
    return Roster(roster_id, place_id, date.fromisoformat(week), revision)


def _slot(
    slot_id: int, roster_id: int, place_id: int, day: str, shift: str, person_id: int
) -> Slot:
    return Slot(slot_id, roster_id, place_id, date.fromisoformat(day), shift, person_id)
