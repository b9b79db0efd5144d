"""The rounds of cases, from being accepted to their end: what figures are counted from."""

from storage.cases import Case
from storage.tx import Tx


def begin(tx: Tx, case: Case, now: int) -> None:
    """The present round is accepted, unless it was before."""
    tx.do(
        "INSERT INTO rounds (id, case_id, round, kind, place_id, accepted)"
        " VALUES (:id, :case, :round, :kind, :place, :now) ON CONFLICT (case_id, round) DO NOTHING",
        id=tx.new_id(now),
        case=case.id,
        round=case.round,
        kind=case.kind,
        place=case.place_id,
        now=now,
    )


def answer(tx: Tx, case: Case) -> None:
    """The present round has its answer."""
    tx.do(
        "UPDATE rounds SET answered = :answered, result = :result"
        " WHERE case_id = :case AND round = :round",
        case=case.id,
        round=case.round,
        answered=case.answered,
        result=case.result,
    )


def end(tx: Tx, case_id: int, round_: int, outcome: str, now: int) -> None:
    """A round has ended so; what has ended before keeps its end."""
    tx.do(
        "UPDATE rounds SET ended = :now, outcome = :outcome"
        " WHERE case_id = :case AND round = :round AND ended IS NULL",
        case=case_id,
        round=round_,
        outcome=outcome,
        now=now,
    )
