"""Those whom somebody has named: who is phoned, who knocks, whose family hears each morning."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.tx import Tx, in_list

TABLE = "checkin_helpers"
COLUMNS = "id, plan_id, person_id, part, asked, agreed, declined"


@dataclass(frozen=True, slots=True)
class Helper:
    id: int
    plan_id: int
    person_id: int
    part: str
    asked: int
    agreed: int | None
    declined: int | None


def add(tx: Tx, plan_id: int, person_id: int, part: str, now: int) -> Helper:
    """Name somebody, who must say yes; who was named as that before is asked anew."""
    tx.do(
        "INSERT INTO checkin_helpers (id, plan_id, person_id, part, asked)"
        " VALUES (:id, :plan, :person, :part, :now) ON CONFLICT (plan_id, person_id, part)"
        " DO UPDATE SET asked = :now, declined = NULL, agreed ="
        " CASE WHEN checkin_helpers.declined IS NULL THEN checkin_helpers.agreed END",
        id=tx.new_id(now),
        plan=plan_id,
        person=person_id,
        part=part,
        now=now,
    )
    row = tx.one(
        f"SELECT {COLUMNS} FROM checkin_helpers"
        " WHERE plan_id = :plan AND person_id = :person AND part = :part",
        plan=plan_id,
        person=person_id,
        part=part,
    )
    assert row is not None
    return Helper(*row)


def get(tx: Tx, helper_id: int) -> Helper | None:
    row = tx.one(f"SELECT {COLUMNS} FROM checkin_helpers WHERE id = :id", id=helper_id)
    return Helper(*row) if row else None


def of(tx: Tx, plan_id: int) -> list[Helper]:
    """Everybody named, whether they have agreed or not, the first named first."""
    return tx.foreseen(TABLE, plan_id, lambda: _of(tx, [plan_id])[plan_id])


def foresee(tx: Tx, plan_ids: Sequence[int]) -> list[int]:
    """Look up for many plans at once who is named; returns whom."""
    found = _of(tx, plan_ids)
    tx.foresee(TABLE, found)
    return sorted({one.person_id for each in found.values() for one in each})


def _of(tx: Tx, plan_ids: Sequence[int]) -> dict[int, list[Helper]]:
    names, named = in_list("plan", plan_ids)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM checkin_helpers WHERE plan_id IN ({names}) ORDER BY id", **named
    )
    found: dict[int, list[Helper]] = {plan_id: [] for plan_id in plan_ids}
    for row in rows:
        one = Helper(*row)
        found[one.plan_id].append(one)
    return found


def agreed(tx: Tx, plan_id: int, part: str) -> list[int]:
    """Who has agreed to be that."""
    return [
        one.person_id
        for one in of(tx, plan_id)
        if one.part == part and one.agreed is not None and one.declined is None
    ]


def helping(tx: Tx, person_id: int) -> list[Helper]:
    """For whom somebody is named."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM checkin_helpers WHERE person_id = :person ORDER BY id",
        person=person_id,
    )
    return [Helper(*row) for row in rows]


def agree(tx: Tx, helper_id: int, now: int) -> bool:
    return bool(
        tx.do(
            "UPDATE checkin_helpers SET agreed = :now, declined = NULL"
            " WHERE id = :id AND (agreed IS NULL OR declined IS NOT NULL)",
            id=helper_id,
            now=now,
        )
    )


def decline(tx: Tx, helper_id: int, now: int) -> bool:
    return bool(
        tx.do(
            "UPDATE checkin_helpers SET declined = :now WHERE id = :id AND declined IS NULL",
            id=helper_id,
            now=now,
        )
    )


def move(tx: Tx, helper_id: int, plan_id: int) -> None:
    """Let somebody be there for the same person as another plan has them."""
    tx.do("UPDATE checkin_helpers SET plan_id = :plan WHERE id = :id", plan=plan_id, id=helper_id)


def remove(tx: Tx, helper_id: int) -> None:
    tx.do("DELETE FROM checkin_helpers WHERE id = :id", id=helper_id)
