"""Hours that volunteers have given, in the fields of the national service record."""

from dataclasses import dataclass

from storage.paths import beyond
from storage.tx import Tx, columns_of

COLUMNS = (
    "id, task_id, person_id, place_id, team_id, skill, day, minutes, stage, confirmed_by,"
    " confirmed, made"
)


@dataclass(frozen=True, slots=True)
class Given:
    """What one volunteer did on one day."""

    id: int
    task_id: int
    person_id: int
    place_id: int
    team_id: int | None
    skill: str
    day: str
    minutes: int
    stage: str
    confirmed_by: int | None
    confirmed: int | None
    made: int


def note(
    tx: Tx,
    task_id: int,
    person_id: int,
    place_id: int,
    team_id: int | None,
    skill: str,
    day: str,
    minutes: int,
    now: int,
) -> None:
    """Note what somebody has given, still to be confirmed."""
    tx.do(
        "INSERT INTO hours (id, task_id, person_id, place_id, team_id, skill, day, minutes, stage,"
        " made) VALUES (:id, :task, :person, :place, :team, :skill, :day, :minutes, 'noted', :now)"
        " ON CONFLICT DO NOTHING",
        id=tx.new_id(now),
        task=task_id,
        person=person_id,
        place=place_id,
        team=team_id,
        skill=skill,
        day=day,
        minutes=minutes,
        now=now,
    )


def get(tx: Tx, given_id: int) -> Given | None:
    row = tx.one(f"SELECT {COLUMNS} FROM hours WHERE id = :id", id=given_id)
    return Given(*row) if row else None


def decide(tx: Tx, given: Given, stage: str, minutes: int, by: int, now: int) -> bool:
    """Confirm or decline; False when that was done."""
    return bool(
        tx.do(
            "UPDATE hours SET stage = :stage, minutes = :minutes, confirmed_by = :by,"
            " confirmed = :now WHERE id = :id AND stage = 'noted'",
            id=given.id,
            stage=stage,
            minutes=minutes,
            by=by,
            now=now,
        )
    )


def of(tx: Tx, person_id: int, since: str, until: str) -> list[Given]:
    """What somebody has given on the days from the first to the last one, both included."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM hours WHERE person_id = :person AND day >= :since"
        " AND day <= :until ORDER BY day, id",
        person=person_id,
        since=since,
        until=until,
    )
    return [Given(*row) for row in rows]


def minutes_of(tx: Tx, person_id: int) -> tuple[int, int]:
    """How many minutes of somebody are confirmed, and how many wait to be."""
    row = tx.one(
        "SELECT sum(CASE WHEN stage = 'confirmed' THEN minutes ELSE 0 END),"
        " sum(CASE WHEN stage = 'noted' THEN minutes ELSE 0 END)"
        " FROM hours WHERE person_id = :person",
        person=person_id,
    )
    return (int(row[0] or 0), int(row[1] or 0)) if row else (0, 0)


def noted_below(tx: Tx, path: str, limit: int) -> list[Given]:
    """What waits to be confirmed at a place and below it, the oldest first."""
    rows = tx.all(
        f"SELECT {columns_of('h', COLUMNS)} FROM places p CROSS JOIN hours h"
        " WHERE h.place_id = p.id AND h.stage = 'noted'"
        " AND p.path >= :path AND p.path < :after ORDER BY h.id LIMIT :limit",
        path=path,
        after=beyond(path),
        limit=limit,
    )
    return [Given(*row) for row in rows]
