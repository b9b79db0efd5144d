"""What people want to hear of."""

from storage.tx import Tx


def of(tx: Tx, person_id: int) -> frozenset[str]:
    rows = tx.all("SELECT interest FROM interests WHERE person_id = :person", person=person_id)
    return frozenset(interest for (interest,) in rows)


def add(tx: Tx, person_id: int, interest: str, now: int) -> None:
    tx.do(
        "INSERT INTO interests (id, person_id, interest, made)"
        " VALUES (:id, :person, :interest, :now) ON CONFLICT (person_id, interest) DO NOTHING",
        id=tx.new_id(now),
        person=person_id,
        interest=interest,
        now=now,
    )


def remove(tx: Tx, person_id: int, interest: str) -> None:
    tx.do(
        "DELETE FROM interests WHERE person_id = :person AND interest = :interest",
        person=person_id,
        interest=interest,
    )
