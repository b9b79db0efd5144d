"""Disputes: what a case of mediation holds beside the case itself."""

from dataclasses import dataclass

from storage.cases import Case
from storage.tx import Tx, Value

COLUMNS = (
    "id, case_id, asked_by, origin, opposite, name, may_tell, settle, level, chosen_id,"
    " early, early_by, defused"
)
CHANGEABLE = frozenset({"level", "chosen_id", "early", "early_by", "defused"})


@dataclass(frozen=True, slots=True)
class Dispute:
    id: int
    case_id: int
    asked_by: int
    origin: str
    opposite: str
    sealed_name: bytes | None
    sealed_may_tell: bytes | None
    sealed_settle: bytes | None
    level: int
    chosen_id: int | None = None
    early: int | None = None
    early_by: int | None = None
    defused: int | None = None

    @property
    def named(self) -> bool:
        """Whether it is said with whom it is: otherwise there is only a talk at the door."""
        return self.sealed_name is not None


def add(
    tx: Tx,
    now: int,
    case: Case,
    *,
    origin: str,
    opposite: str,
    name: str | None,
    may_tell: str | None,
    settle: str | None,
    level: int,
) -> Dispute:
    dispute_id = tx.new_id(now)
    sealed = {
        column: tx.cipher.seal_or_none(text, "disputes", column, dispute_id)
        for column, text in (("name", name), ("may_tell", may_tell), ("settle", settle))
    }
    tx.do(
        "INSERT INTO disputes (id, case_id, asked_by, origin, opposite, name, may_tell, settle,"
        " level) VALUES (:id, :case, :by, :origin, :opposite, :name, :may_tell, :settle, :level)",
        id=dispute_id,
        case=case.id,
        by=case.reporter_id,
        origin=origin,
        opposite=opposite,
        level=level,
        **sealed,
    )
    return known(tx, case.id)


def of(tx: Tx, case_id: int) -> Dispute | None:
    row = tx.one(f"SELECT {COLUMNS} FROM disputes WHERE case_id = :case", case=case_id)
    return Dispute(*row) if row else None


def known(tx: Tx, case_id: int) -> Dispute:
    dispute = of(tx, case_id)
    assert dispute is not None, "each case of mediation has its dispute"
    return dispute


def change(tx: Tx, dispute: Dispute, **values: Value) -> Dispute:
    assert values.keys() <= CHANGEABLE
    sets = ", ".join(f"{column} = :{column}" for column in values)
    tx.do(f"UPDATE disputes SET {sets} WHERE id = :id", id=dispute.id, **values)
    return known(tx, dispute.case_id)


def forget_name(tx: Tx, dispute: Dispute) -> None:
    """Blank with whom it is; that somebody was named stays known."""
    blank = tx.cipher.seal("", "disputes", "name", dispute.id)
    tx.do("UPDATE disputes SET name = :blank WHERE id = :id", id=dispute.id, blank=blank)


def name(tx: Tx, dispute: Dispute) -> str | None:
    """With whom it is, as the one who asks says."""
    return tx.cipher.open_or_none(dispute.sealed_name, "disputes", "name", dispute.id)


def may_tell(tx: Tx, dispute: Dispute) -> str | None:
    """Exactly what the other side may be told."""
    return tx.cipher.open_or_none(dispute.sealed_may_tell, "disputes", "may_tell", dispute.id)


def settle(tx: Tx, dispute: Dispute) -> str | None:
    """What would settle it, for who asks."""
    return tx.cipher.open_or_none(dispute.sealed_settle, "disputes", "settle", dispute.id)
