"""Who follows a case that somebody else has reported, and which cases go on with another one."""

from storage.tx import Tx


def add(tx: Tx, case_id: int, person_id: int, now: int) -> bool:
    """Follow a case from now on; False when that is so already."""
    return bool(
        tx.do(
            "INSERT INTO followers (id, case_id, person_id, made)"
            " VALUES (:id, :case, :person, :now) ON CONFLICT (case_id, person_id) DO NOTHING",
            id=tx.new_id(now),
            case=case_id,
            person=person_id,
            now=now,
        )
    )


def remove(tx: Tx, case_id: int, person_id: int) -> bool:
    return bool(
        tx.do(
            "DELETE FROM followers WHERE case_id = :case AND person_id = :person",
            case=case_id,
            person=person_id,
        )
    )


def follows(tx: Tx, case_id: int, person_id: int) -> bool:
    row = tx.one(
        "SELECT id FROM followers WHERE case_id = :case AND person_id = :person",
        case=case_id,
        person=person_id,
    )
    return row is not None


def of(tx: Tx, case_id: int) -> list[int]:
    """Those who follow the case."""
    rows = tx.all(
        "SELECT person_id FROM followers WHERE case_id = :case ORDER BY person_id", case=case_id
    )
    return [person_id for (person_id,) in rows]


def count(tx: Tx, case_id: int) -> int:
    row = tx.one("SELECT count(*) FROM followers WHERE case_id = :case", case=case_id)
    return int(row[0]) if row else 0


def followed_by(tx: Tx, person_id: int, limit: int) -> list[int]:
    """The cases a person follows, the newest first."""
    rows = tx.all(
        "SELECT case_id FROM followers WHERE person_id = :person ORDER BY id DESC LIMIT :limit",
        person=person_id,
        limit=limit,
    )
    return [case_id for (case_id,) in rows]


def lead(tx: Tx, case_id: int, leading_id: int, now: int) -> None:
    """Let a case go on with another one, and with it what goes on with it already."""
    tx.do(
        "UPDATE merges SET leading_id = :leading WHERE leading_id = :case",
        leading=leading_id,
        case=case_id,
    )
    tx.do(
        "INSERT INTO merges (id, case_id, leading_id, made) VALUES (:id, :case, :leading, :now)",
        id=tx.new_id(now),
        case=case_id,
        leading=leading_id,
        now=now,
    )


def leading(tx: Tx, case_id: int) -> int | None:
    """The case with which this one goes on."""
    row = tx.one("SELECT leading_id FROM merges WHERE case_id = :case", case=case_id)
    return row[0] if row else None
