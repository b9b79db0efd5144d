"""What was told to somebody in their quiet hours and waits for the end of them."""

import json

from storage.tx import Tell, Tx


def add(tx: Tx, tell: Tell, now: int) -> None:
    row_id = tx.new_id(now)
    facts = json.dumps(dict(tell.facts), ensure_ascii=False)
    tx.do(
        "INSERT INTO resting (id, person_id, notice, subject, facts, stale, made)"
        " VALUES (:id, :person, :notice, :subject, :facts, :stale, :now)",
        id=row_id,
        person=tell.person,
        notice=tell.notice,
        subject=tell.subject,
        facts=tx.cipher.seal(facts, "resting", "facts", row_id),
        stale=tell.stale,
        now=now,
    )


def take(tx: Tx, person_id: int) -> list[Tell]:
    """Remove what waits for a person, in its order."""
    rows = tx.all(
        "SELECT id, notice, subject, facts, stale FROM resting WHERE person_id = :person"
        " ORDER BY person_id, id",
        person=person_id,
    )
    tx.do("DELETE FROM resting WHERE person_id = :person", person=person_id)
    return [
        Tell(
            person_id,
            notice,
            subject,
            json.loads(tx.cipher.open(facts, "resting", "facts", row_id)),
            stale,
        )
        for row_id, notice, subject, facts, stale in rows
    ]
