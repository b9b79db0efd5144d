"""What residents say of an answer: solved or not, satisfied or not; one row a round."""

from dataclasses import dataclass

from storage.cases import Case
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Feedback:
    """`called_by` has phoned them; without, they said it in the chat."""

    case_id: int
    round: int
    solved: int
    satisfied: int | None
    called_by: int | None
    at: int


def add(tx: Tx, case: Case, *, solved: bool, called_by: int | None, now: int) -> None:
    """Keep what came of a round; the first word on it counts."""
    tx.do(
        "INSERT INTO feedback (id, case_id, round, solved, called_by, at)"
        " VALUES (:id, :case, :round, :solved, :by, :now)"
        " ON CONFLICT (case_id, round) DO NOTHING",
        id=tx.new_id(now),
        case=case.id,
        round=case.round,
        solved=int(solved),
        by=called_by,
        now=now,
    )


def satisfy(tx: Tx, case: Case, *, satisfied: bool) -> bool:
    """Keep whether they are satisfied with this round; False where they said so before."""
    return bool(
        tx.do(
            "UPDATE feedback SET satisfied = :satisfied"
            " WHERE case_id = :case AND round = :round AND satisfied IS NULL",
            case=case.id,
            round=case.round,
            satisfied=int(satisfied),
        )
    )


def of(tx: Tx, case: Case) -> Feedback | None:
    """What was said of the present round."""
    row = tx.one(
        "SELECT case_id, round, solved, satisfied, called_by, at FROM feedback"
        " WHERE case_id = :case AND round = :round",
        case=case.id,
        round=case.round,
    )
    return Feedback(*row) if row else None
