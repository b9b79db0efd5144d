"""Who has heard that somebody does not answer, on which rung, and what they said."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.tx import Tx, in_list

TABLE = "checkin_alerts"
COLUMNS = "id, day_id, person_id, rung, who, told, said"


@dataclass(frozen=True, slots=True)
class Alert:
    id: int
    day_id: int
    person_id: int
    rung: int
    who: str
    told: int
    said: str | None


def put(tx: Tx, day_id: int, person_id: int, rung: int, who: str, now: int) -> None:
    """Note that somebody is told, once more or for the first time.

    What they were told as stays, but who is on duty is so from then on, and whom they have named.
    """
    tx.do(
        "INSERT INTO checkin_alerts (id, day_id, person_id, rung, who, told)"
        " VALUES (:id, :day, :person, :rung, :who, :now) ON CONFLICT (day_id, person_id)"
        " DO UPDATE SET rung = :rung, told = :now, said = NULL, who = CASE"
        " WHEN :who = 'duty' OR (:who = 'contact' AND checkin_alerts.who <> 'duty') THEN :who"
        " ELSE checkin_alerts.who END",
        id=tx.new_id(now),
        day=day_id,
        person=person_id,
        rung=rung,
        who=who,
        now=now,
    )


def of(tx: Tx, day_id: int) -> list[Alert]:
    """Everybody who has heard of a day, the first told first."""
    return tx.foreseen(TABLE, day_id, lambda: _of(tx, [day_id])[day_id])


def foresee(tx: Tx, day_ids: Sequence[int]) -> None:
    """Look up for many days at once who has heard of them."""
    tx.foresee(TABLE, _of(tx, day_ids))


def _of(tx: Tx, day_ids: Sequence[int]) -> dict[int, list[Alert]]:
    names, named = in_list("day", day_ids)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM checkin_alerts WHERE day_id IN ({names}) ORDER BY id", **named
    )
    found: dict[int, list[Alert]] = {day_id: [] for day_id in day_ids}
    for row in rows:
        one = Alert(*row)
        found[one.day_id].append(one)
    return found


def to(tx: Tx, day_id: int, person_id: int) -> Alert | None:
    """What somebody was told of a day."""
    return next((one for one in of(tx, day_id) if one.person_id == person_id), None)


def open_for(tx: Tx, person_id: int) -> list[int]:
    """The days that somebody has heard of and that have not ended."""
    rows = tx.all(
        "SELECT a.day_id FROM checkin_alerts a JOIN checkin_days d ON d.id = a.day_id"
        " WHERE a.person_id = :person AND d.ended IS NULL ORDER BY a.day_id",
        person=person_id,
    )
    return [row[0] for row in rows]


def open_as(tx: Tx, person_id: int, who: str, limit: int) -> list[int]:
    """The days not ended of which somebody was told as this, the oldest first."""
    rows = tx.all(
        "SELECT a.day_id FROM checkin_alerts a JOIN checkin_days d ON d.id = a.day_id"
        " WHERE a.person_id = :person AND a.who = :who AND d.ended IS NULL"
        " ORDER BY a.day_id LIMIT :limit",
        person=person_id,
        who=who,
        limit=limit,
    )
    return [row[0] for row in rows]


def say(tx: Tx, day_id: int, person_id: int, said: str) -> None:
    tx.do(
        "UPDATE checkin_alerts SET said = :said WHERE day_id = :day AND person_id = :person",
        said=said,
        day=day_id,
        person=person_id,
    )
