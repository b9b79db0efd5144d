"""A voice or a photo from the family that waits for the next morning; it stays in their chat."""

from dataclasses import dataclass

from storage.tx import Tx

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
    rows = tx.all(
        f"SELECT {COLUMNS} FROM checkin_greetings"
        " WHERE plan_id = :plan AND message_id IS NOT NULL ORDER BY id",
        plan=plan_id,
    )
    if rows:
        tx.do(
            "DELETE FROM checkin_greetings WHERE plan_id = :plan AND message_id IS NOT NULL",
            plan=plan_id,
        )
    return [Greeting(*row) for row in rows]
