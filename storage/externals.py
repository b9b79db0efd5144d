"""Numbers a case has elsewhere: 12345, the grid platform, another department."""

from dataclasses import dataclass

from storage.tx import Tx

IN, OUT = "in", "out"


@dataclass(frozen=True, slots=True)
class External:
    """`way` is "in" where it came from there, "out" where it went there."""

    id: int
    case_id: int
    way: str
    office: str
    number: str | None
    who_id: int
    at: int


def add(
    tx: Tx, case_id: int, way: str, office: str, number: str | None, who_id: int, now: int
) -> None:
    row_id = tx.new_id(now)
    tx.do(
        "INSERT INTO externals (id, case_id, way, office, number, who_id, at)"
        " VALUES (:id, :case, :way, :office, :number, :who, :now)",
        id=row_id,
        case=case_id,
        way=way,
        office=tx.cipher.seal(office, "externals", "office", row_id),
        number=tx.cipher.seal_or_none(number, "externals", "number", row_id),
        who=who_id,
        now=now,
    )


def of(tx: Tx, case_id: int) -> list[External]:
    """What is noted for a case, the oldest first."""
    rows = tx.all(
        "SELECT id, case_id, way, office, number, who_id, at FROM externals"
        " WHERE case_id = :case ORDER BY id",
        case=case_id,
    )
    return [
        External(
            row_id,
            case,
            way,
            tx.cipher.open_or_none(office, "externals", "office", row_id) or "",
            tx.cipher.open_or_none(number, "externals", "number", row_id),
            who,
            at,
        )
        for row_id, case, way, office, number, who, at in rows
    ]
