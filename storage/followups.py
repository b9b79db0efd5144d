"""How it goes on after two people have each other's number, as each of them says."""

from dataclasses import dataclass

from storage.tx import Tx

COLUMNS = "id, introduction_id, person_id, days, said"


@dataclass(frozen=True, slots=True)
class Followup:
    id: int
    introduction_id: int
    person_id: int
    days: int
    said: str | None


def add(tx: Tx, introduction_id: int, person_id: int, days: int, now: int) -> int | None:
    """Ask somebody how it goes; nothing where they were asked on this day already."""
    followup_id = tx.new_id(now)
    done = tx.do(
        "INSERT INTO followups (id, introduction_id, person_id, days, made)"
        " VALUES (:id, :introduction, :person, :days, :now) ON CONFLICT DO NOTHING",
        id=followup_id,
        introduction=introduction_id,
        person=person_id,
        days=days,
        now=now,
    )
    return followup_id if done else None


def get(tx: Tx, followup_id: int) -> Followup | None:
    row = tx.one(f"SELECT {COLUMNS} FROM followups WHERE id = :id", id=followup_id)
    return Followup(*row) if row else None


def say(tx: Tx, followup_id: int, said: str, now: int) -> bool:
    """Keep what somebody has said; False when they have said something already."""
    return bool(
        tx.do(
            "UPDATE followups SET said = :said, at = :now WHERE id = :id AND said IS NULL",
            said=said,
            now=now,
            id=followup_id,
        )
    )


def both_together(tx: Tx, introduction_id: int) -> bool:
    """Whether each of the two has said, at whatever time, that they are together."""
    row = tx.one(
        "SELECT count(DISTINCT person_id) FROM followups"
        " WHERE introduction_id = :introduction AND said = 'together'",
        introduction=introduction_id,
    )
    return row is not None and row[0] == 2
