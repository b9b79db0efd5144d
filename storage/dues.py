"""The parts of deadlines as they ran: when each fell due, who had it then, whether it was met."""

from dataclasses import dataclass

from storage.cases import Case
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Due:
    """A part that runs; `due` is None while it waits."""

    id: int
    due: int | None


def running(tx: Tx, case_id: int, part: str) -> Due | None:
    row = tx.one(
        "SELECT id, due FROM dues WHERE case_id = :case AND part = :part AND ended IS NULL",
        case=case_id,
        part=part,
    )
    return Due(*row) if row else None


def begin(tx: Tx, case: Case, part: str, due: int, now: int) -> None:
    tx.do(
        "INSERT INTO dues (id, case_id, round, kind, part, place_id, responsible_id, due)"
        " VALUES (:id, :case, :round, :kind, :part, :place, :responsible, :due)",
        id=tx.new_id(now),
        case=case.id,
        round=case.round,
        kind=case.kind,
        part=part,
        place=case.place_id,
        responsible=case.responsible_id,
        due=due,
    )


def move(tx: Tx, due_id: int, due: int | None, responsible_id: int | None) -> None:
    """It will fall due at another time, or with somebody else."""
    tx.do(
        "UPDATE dues SET due = :due, responsible_id = :responsible WHERE id = :id",
        id=due_id,
        due=due,
        responsible=responsible_id,
    )


def end(tx: Tx, due_id: int, met: int | None, now: int) -> None:
    """It runs no more: it was met then, or never."""
    tx.do("UPDATE dues SET met = :met, ended = :now WHERE id = :id", id=due_id, met=met, now=now)


def forget(tx: Tx, due_id: int) -> None:
    """It will not fall due at all."""
    tx.do("DELETE FROM dues WHERE id = :id", id=due_id)
