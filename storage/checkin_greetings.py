"""A voice or a photo from the family that waits for the next morning; it stays in their chat."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.tx import Tx, in_list

TABLE = "checkin_greetings"
COLUMNS = "id, plan_id, person_id, message_id, made"


@dataclass(frozen=True, slots=True)
class Greeting:
    id: int
    plan_id: int
    person_id: int
    message_id: int | None  # none: who wants to send it has not yet
    made: int


def ask(tx: Tx, plan_id: int, person_id: int, now: int) -> None:
    """Wait for what somebody is about to send; what waited from them goes."""
    tx.do(
        "INSERT INTO checkin_greetings (id, plan_id, person_id, made)"
        " VALUES (:id, :plan, :sender, :now) ON CONFLICT (plan_id, person_id)"
        " DO UPDATE SET message_id = NULL, made = :now",
        id=tx.new_id(now),
        plan=plan_id,
        sender=person_id,
        now=now,
    )


def asked(tx: Tx, person_id: int, since: int) -> Greeting | None:
    """What somebody is about to send, if they said so not long ago."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM checkin_greetings"
        " WHERE person_id = :sender AND message_id IS NULL AND made >= :since ORDER BY made DESC",
        sender=person_id,
        since=since,
    )
    return Greeting(*row) if row else None


def put(tx: Tx, greeting_id: int, message_id: int) -> None:
    tx.do(
        "UPDATE checkin_greetings SET message_id = :message WHERE id = :id",
        message=message_id,
        id=greeting_id,
    )


def take(tx: Tx, plan_id: int) -> list[Greeting]:
    """What waits for somebody, which then waits no more."""
    found = tx.foreseen(TABLE, plan_id, lambda: _waiting(tx, [plan_id])[plan_id])
    for greeting in found:
        tx.later("DELETE FROM checkin_greetings WHERE id = :id", id=greeting.id)
    if found:
        tx.foresee(TABLE, {plan_id: []})
    return found


def foresee(tx: Tx, plan_ids: Sequence[int]) -> None:
    """Look up what waits for many at once."""
    tx.foresee(TABLE, _waiting(tx, plan_ids))


def _waiting(tx: Tx, plan_ids: Sequence[int]) -> dict[int, list[Greeting]]:
    names, named = in_list("plan", plan_ids)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM checkin_greetings"
        f" WHERE plan_id IN ({names}) AND message_id IS NOT NULL ORDER BY id",
        **named,
    )
    found: dict[int, list[Greeting]] = {plan_id: [] for plan_id in plan_ids}
    for row in rows:
        one = Greeting(*row)
        found[one.plan_id].append(one)
    return found
