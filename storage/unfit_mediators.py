"""Who shall not mediate a dispute: related, unwanted, or has passed it on."""

from storage.tx import Tx


def add(tx: Tx, case_id: int, person_id: int, why: str, by_id: int, now: int) -> None:
    tx.do(
        "INSERT INTO unfit_mediators (id, case_id, person_id, why, by_id, at)"
        " VALUES (:id, :case, :person, :why, :by, :now)"
        " ON CONFLICT (case_id, person_id) DO NOTHING",
        id=tx.new_id(now),
        case=case_id,
        person=person_id,
        why=why,
        by=by_id,
        now=now,
    )


def of(tx: Tx, case_id: int) -> frozenset[int]:
    rows = tx.all("SELECT person_id FROM unfit_mediators WHERE case_id = :case", case=case_id)
    return frozenset(person_id for (person_id,) in rows)
