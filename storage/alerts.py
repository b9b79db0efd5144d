"""Alerts of emergencies: who raised them, and whether they were called off."""

from dataclasses import dataclass

from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Alert:
    id: int
    person_id: int
    place_id: int
    made: int
    calmed: int | None


def add(tx: Tx, person_id: int, place_id: int, now: int) -> Alert:
    alert = Alert(tx.new_id(now), person_id, place_id, now, None)
    tx.do(
        "INSERT INTO alerts (id, person_id, place_id, made) VALUES (:id, :person, :place, :now)",
        id=alert.id,
        person=person_id,
        place=place_id,
        now=now,
    )
    return alert


def get(tx: Tx, alert_id: int) -> Alert | None:
    row = tx.one(
        "SELECT id, person_id, place_id, made, calmed FROM alerts WHERE id = :id", id=alert_id
    )
    return Alert(*row) if row else None


def open_since(tx: Tx, person_id: int, since: int) -> Alert | None:
    """The person's newest alert after the time given that was not called off."""
    row = tx.one(
        "SELECT id, person_id, place_id, made, calmed FROM alerts WHERE person_id = :person"
        " AND made > :since AND calmed IS NULL ORDER BY made DESC LIMIT 1",
        person=person_id,
        since=since,
    )
    return Alert(*row) if row else None


def calm(tx: Tx, alert_id: int, now: int) -> bool:
    """Call it off; False when that was done already."""
    return bool(
        tx.do(
            "UPDATE alerts SET calmed = :now WHERE id = :id AND calmed IS NULL",
            id=alert_id,
            now=now,
        )
    )
