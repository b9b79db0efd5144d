"""How all those stand today who are asked each morning: a line each, by place."""

from dataclasses import dataclass
from datetime import date, timedelta

from storage.paths import beyond
from storage.tx import Tx

TABLE = "checkin_boards"
STANDING = 7  # days after which nothing of before can stand any more: each morning takes it over


@dataclass(frozen=True, slots=True)
class Line:
    """One plan with what is known of its person and its day; no day: not judged yet."""

    path: str  # of their home
    plan_id: int
    person_id: int
    opens: int
    way: str
    paused_until: int | None
    away_until: int | None
    heard: int | None
    unreachable: int | None
    day_id: int | None
    state: str | None
    outcome: str | None
    alarmed: int | None
    cried: int | None  # when they last pressed 🆘 and have not called it off


@dataclass(frozen=True, slots=True)
class Sums:
    """The days of a stretch of time: how many, how many alarms, how many of them were false."""

    days: int
    heard: int
    alarms: int
    false: int
    ended: int


def look(tx: Tx, place_id: int, now: int) -> None:
    """Note that somebody looks at the board of a place, which is of now."""
    tx.do(
        "INSERT INTO checkin_boards (place_id, at, looked) VALUES (:place, :now, :now)"
        " ON CONFLICT (place_id) DO UPDATE SET at = :now, looked = :now",
        place=place_id,
        now=now,
    )


def renew(tx: Tx, place_id: int, now: int) -> None:
    """Let the board of a place be of now."""
    tx.do("UPDATE checkin_boards SET at = :now WHERE place_id = :place", now=now, place=place_id)


def foresee(tx: Tx) -> None:
    """Let the boards that many ask for be looked up once."""
    tx.foresee(TABLE, {})


def standing(tx: Tx, place_id: int) -> tuple[int, int] | None:
    """Of when the board of a place is, and when somebody looked at it last."""
    return tx.foreseen(TABLE, place_id, lambda: _standing(tx, place_id))


def _standing(tx: Tx, place_id: int) -> tuple[int, int] | None:
    row = tx.one("SELECT at, looked FROM checkin_boards WHERE place_id = :place", place=place_id)
    return (row[0], row[1]) if row else None


def lines(tx: Tx, path: str, day: date, limit: int) -> list[Line]:
    """Everybody asked who lives at a place or below it; what still stands comes before today."""
    rows = tx.all(
        "SELECT p.path, c.id, c.person_id, c.opens, c.way, c.paused_until, people.away_until,"
        " people.heard, people.unreachable, d.id, d.state, d.outcome, d.alarmed,"
        " (SELECT max(a.made) FROM alerts a WHERE a.person_id = c.person_id AND a.calmed IS NULL)"
        " FROM places p JOIN people ON people.home_id = p.id"
        " JOIN checkin_plans c ON c.person_id = people.id AND c.ended IS NULL"
        " LEFT JOIN checkin_days d ON d.plan_id = c.id AND d.day >= :since AND d.day <= :day"
        " AND (d.day = :day OR d.ended IS NULL)"
        " WHERE p.path >= :start AND p.path < :end ORDER BY p.path, c.id, d.day LIMIT :limit",
        start=path,
        end=beyond(path),
        day=day.isoformat(),
        since=(day - timedelta(days=STANDING)).isoformat(),
        limit=limit,
    )
    each = [Line(*row) for row in rows]
    return list({one.plan_id: one for one in reversed(each)}.values())[::-1]


def sums(tx: Tx, path: str, since: date, until: date) -> Sums:
    """What became of the mornings of a place from one date to another, both included."""
    row = tx.one(
        "SELECT count(*),"
        " count(CASE WHEN d.outcome IN ('touched', 'answered', 'well') THEN 1 END),"
        " count(d.alarmed),"
        " count(CASE WHEN d.outcome IN ('touched', 'answered', 'well') THEN d.alarmed END),"
        " count(CASE WHEN d.ended IS NOT NULL THEN d.alarmed END)"
        " FROM places p JOIN checkin_days d"
        " ON d.place_id = p.id AND d.day >= :since AND d.day <= :until"
        " WHERE p.path >= :start AND p.path < :end AND coalesce(d.outcome, '') <> 'paused'",
        start=path,
        end=beyond(path),
        since=since.isoformat(),
        until=until.isoformat(),
    )
    assert row is not None
    return Sums(*(int(value) for value in row))


def enrolled(tx: Tx, path: str, until: int) -> int:
    """How many who live at a place or below it were enrolled then, resting or not."""
    row = tx.one(
        "SELECT count(*) FROM places p JOIN people ON people.home_id = p.id"
        " JOIN checkin_plans c ON c.person_id = people.id"
        " WHERE p.path >= :start AND p.path < :end AND c.made < :until"
        " AND (c.ended IS NULL OR c.ended >= :until)",
        start=path,
        end=beyond(path),
        until=until,
    )
    return int(row[0]) if row else 0


def false_alarms(tx: Tx, plan_id: int, since: date) -> int:
    """How often others were alarmed since a date, and all was well."""
    row = tx.one(
        "SELECT count(*) FROM checkin_days WHERE plan_id = :plan AND day >= :since"
        " AND alarmed IS NOT NULL AND outcome IN ('touched', 'answered', 'well')",
        plan=plan_id,
        since=since.isoformat(),
    )
    assert row is not None
    return int(row[0])
