"""The local minimum wages, each from its date on."""

from dataclasses import dataclass

from storage.tx import Tx

COLUMNS = "id, month, hour, since"


@dataclass(frozen=True, slots=True)
class Minimum:
    """In fen: for a month of full-time work, for an hour of part-time work."""

    id: int
    month: int
    hour: int
    since: str


def put(tx: Tx, month: int, hour: int, since: str, by_id: int | None, now: int) -> None:
    """Say what holds from a local date on."""
    tx.do(
        "INSERT INTO minimum_wages (id, month, hour, since, by_id, made)"
        " VALUES (:id, :month, :hour, :since, :by, :now) ON CONFLICT (since) DO UPDATE"
        " SET month = excluded.month, hour = excluded.hour, by_id = excluded.by_id,"
        " made = excluded.made",
        id=tx.new_id(now),
        month=month,
        hour=hour,
        since=since,
        by=by_id,
        now=now,
    )


def on(tx: Tx, day: str) -> Minimum | None:
    """What holds on a local date."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM minimum_wages WHERE since <= :day ORDER BY since DESC LIMIT 1",
        day=day,
    )
    return Minimum(*row) if row else None


def every(tx: Tx) -> list[Minimum]:
    """All that were ever said, the newest first."""
    rows = tx.all(f"SELECT {COLUMNS} FROM minimum_wages ORDER BY since DESC")
    return [Minimum(*row) for row in rows]
