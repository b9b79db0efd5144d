"""Whom a vacancy suits, and who of them was told of it."""

from storage.tx import Tx


def add(tx: Tx, person_id: int, vacancy_id: int, score: int, now: int) -> None:
    """Note that it suits somebody, from 0 to 1000, unless they have been told of it already."""
    tx.do(
        "INSERT INTO hints (id, person_id, vacancy_id, score, made)"
        " VALUES (:id, :person, :vacancy, :score, :now) ON CONFLICT DO NOTHING",
        id=tx.new_id(now),
        person=person_id,
        vacancy=vacancy_id,
        score=score,
        now=now,
    )


def told(tx: Tx, vacancy_id: int) -> int:
    """How many have been told of it."""
    row = tx.one(
        "SELECT count(*) FROM hints WHERE vacancy_id = :vacancy AND at IS NOT NULL",
        vacancy=vacancy_id,
    )
    return int(row[0]) if row else 0


def keep_best(tx: Tx, vacancy_id: int, most: int) -> None:
    """Forget all who have not been told but those whom it suits best."""
    tx.do(
        "DELETE FROM hints WHERE id IN (SELECT id FROM hints WHERE vacancy_id = :vacancy"
        " AND at IS NULL ORDER BY score DESC, id LIMIT :every OFFSET :most)",
        vacancy=vacancy_id,
        every=1 << 31,  # SQLite has no OFFSET without a LIMIT
        most=most,
    )


def best(tx: Tx, vacancy_id: int, limit: int) -> list[int]:
    """Whom it suits best of those who have not been told."""
    rows = tx.all(
        "SELECT person_id FROM hints WHERE vacancy_id = :vacancy AND at IS NULL"
        " ORDER BY score DESC, id LIMIT :limit",
        vacancy=vacancy_id,
        limit=limit,
    )
    return [person_id for (person_id,) in rows]


def tell(tx: Tx, person_id: int, vacancy_id: int, now: int) -> None:
    """Note that somebody is told of it."""
    tx.do(
        "UPDATE hints SET at = :now WHERE person_id = :person AND vacancy_id = :vacancy",
        person=person_id,
        vacancy=vacancy_id,
        now=now,
    )


def entered(tx: Tx, vacancy_id: int, limit: int) -> list[int]:
    """Who of those told of it was entered by an officer, whom it suits best first."""
    rows = tx.all(
        "SELECT h.person_id FROM hints h JOIN seekers s ON s.person_id = h.person_id"
        " WHERE h.vacancy_id = :vacancy AND h.at > 0 AND s.by_id IS NOT NULL"
        " ORDER BY h.score DESC, h.id LIMIT :limit",
        vacancy=vacancy_id,
        limit=limit,
    )
    return [person_id for (person_id,) in rows]


def forget(tx: Tx, before: int) -> None:
    """Delete what is older than the time given: those vacancies are long over."""
    tx.do("DELETE FROM hints WHERE made < :before", before=before)
