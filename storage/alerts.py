"""Alerts of emergencies: who raised them, and whether they were called off."""

from dataclasses import dataclass

from storage.tx import Tx

COLUMNS = "id, person_id, place_id, danger, made, taken, taken_by, higher, calmed"


@dataclass(frozen=True, slots=True)
class Alert:
    id: int
    person_id: int
    place_id: int
    danger: str | None
    made: int
    taken: int | None
    taken_by: int | None
    higher: int | None
    calmed: int | None

    @property
    def open(self) -> bool:
        """Whether somebody must still get in touch."""
        return self.taken is None and self.calmed is None


def add(
    tx: Tx, person_id: int, place_id: int, danger: str | None, now: int, words: str | None = None
) -> Alert:
    alert = Alert(tx.new_id(now), person_id, place_id, danger, now, None, None, None, None)
    tx.do(
        "INSERT INTO alerts (id, person_id, place_id, danger, words, made)"
        " VALUES (:id, :person, :place, :danger, :words, :now)",
        id=alert.id,
        person=person_id,
        place=place_id,
        danger=danger,
        words=tx.cipher.seal_or_none(words, "alerts", "words", alert.id),
        now=now,
    )
    return alert


def get(tx: Tx, alert_id: int) -> Alert | None:
    row = tx.one(f"SELECT {COLUMNS} FROM alerts WHERE id = :id", id=alert_id)
    return Alert(*row) if row else None


def known(tx: Tx, alert_id: int) -> Alert:
    alert = get(tx, alert_id)
    assert alert is not None, "the alert was just written or is referred to by a row"
    return alert


def words(tx: Tx, alert_id: int) -> str | None:
    """The words that raised it, until it is called off."""
    row = tx.one("SELECT words FROM alerts WHERE id = :id", id=alert_id)
    return tx.cipher.open_or_none(row[0], "alerts", "words", alert_id) if row else None


def of(tx: Tx, person_id: int) -> list[int]:
    """The numbers of all that somebody has ever raised and is not forgotten."""
    rows = tx.all("SELECT id FROM alerts WHERE person_id = :person", person=person_id)
    return [row[0] for row in rows]


def open_since(tx: Tx, person_id: int, since: int) -> Alert | None:
    """The person's newest alert after the time given that was not called off."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM alerts WHERE person_id = :person"
        " AND made > :since AND calmed IS NULL ORDER BY made DESC LIMIT 1",
        person=person_id,
        since=since,
    )
    return Alert(*row) if row else None


def last(tx: Tx, person_id: int) -> Alert | None:
    """The person's newest alert, called off or not."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM alerts WHERE person_id = :person ORDER BY made DESC LIMIT 1",
        person=person_id,
    )
    return Alert(*row) if row else None


def take(tx: Tx, alert_id: int, person_id: int, now: int) -> bool:
    """Let somebody get in touch; False when another one does."""
    return bool(
        tx.do(
            "UPDATE alerts SET taken = :now, taken_by = :person WHERE id = :id AND taken IS NULL",
            id=alert_id,
            person=person_id,
            now=now,
        )
    )


def name(tx: Tx, alert_id: int, danger: str) -> None:
    """Note of what somebody is in danger, where their words say it afterwards."""
    tx.do("UPDATE alerts SET danger = :danger WHERE id = :id", id=alert_id, danger=danger)


def rise(tx: Tx, alert_id: int, now: int) -> None:
    """Note that the level above is alerted, too."""
    tx.do("UPDATE alerts SET higher = :now WHERE id = :id AND higher IS NULL", id=alert_id, now=now)


def tell(tx: Tx, alert_id: int, now: int) -> bool:
    """Note that they are told to whom goes what they send; False when they were before."""
    return bool(
        tx.do("UPDATE alerts SET told = :now WHERE id = :id AND told IS NULL", id=alert_id, now=now)
    )


def calm(tx: Tx, alert_id: int, now: int) -> bool:
    """Call it off; False when that was done already."""
    return bool(
        tx.do(
            "UPDATE alerts SET calmed = :now, words = NULL WHERE id = :id AND calmed IS NULL",
            id=alert_id,
            now=now,
        )
    )


def forget(tx: Tx, before: int) -> None:
    """Delete what was raised before the time given: its two hours are long over."""
    tx.do("DELETE FROM alerts WHERE made < :before", before=before)
