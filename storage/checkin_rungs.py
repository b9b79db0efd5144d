"""The rungs of somebody's ladder, where they are not the usual ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Rung:
    after: int  # minutes after the question
    who: str


def of(tx: Tx, plan_id: int) -> list[Rung]:
    """The rungs of a plan, the first first; none: it has the usual ones."""
    rows = tx.all(
        "SELECT after, who FROM checkin_rungs WHERE plan_id = :plan ORDER BY position",
        plan=plan_id,
    )
    return [Rung(*row) for row in rows]


def put(tx: Tx, plan_id: int, rungs: Sequence[Rung], now: int) -> None:
    """Give a plan rungs of its own; with none it has the usual ones again."""
    tx.do("DELETE FROM checkin_rungs WHERE plan_id = :plan", plan=plan_id)
    tx.many(
        "INSERT INTO checkin_rungs (id, plan_id, position, after, who)"
        " VALUES (:id, :plan, :position, :after, :who)",
        [
            {
                "id": tx.new_id(now),
                "plan": plan_id,
                "position": position,
                "after": rung.after,
                "who": rung.who,
            }
            for position, rung in enumerate(rungs, start=1)
        ],
    )
