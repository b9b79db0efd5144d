"""The rungs of somebody's ladder, where they are not the usual ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.tx import Tx, in_list

TABLE = "checkin_rungs"


@dataclass(frozen=True, slots=True)
class Rung:
    after: int  # minutes after the question
    who: str


def of(tx: Tx, plan_id: int) -> list[Rung]:
    """The rungs of a plan, the first first; none: it has the usual ones."""
    return tx.foreseen(TABLE, plan_id, lambda: _of(tx, [plan_id])[plan_id])


def foresee(tx: Tx, plan_ids: Sequence[int]) -> None:
    """Look up the rungs of many plans at once."""
    tx.foresee(TABLE, _of(tx, plan_ids))


def _of(tx: Tx, plan_ids: Sequence[int]) -> dict[int, list[Rung]]:
    names, named = in_list("plan", plan_ids)
    rows = tx.all(
        f"SELECT plan_id, after, who FROM checkin_rungs WHERE plan_id IN ({names})"
        " ORDER BY plan_id, position",
        **named,
    )
    found: dict[int, list[Rung]] = {plan_id: [] for plan_id in plan_ids}
    for plan_id, *rung in rows:
        found[plan_id].append(Rung(*rung))
    return found


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
