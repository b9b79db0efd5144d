"""Sessions of mediation: proposed, answered by each side alone, fixed, held or not."""

from dataclasses import dataclass

from storage.tx import Tx, Value

COLUMNS = (
    "id, case_id, way, begins, spot, by_id, made, agreed_a, agreed_b, offered_a, offered_b,"
    " ended, how"
)
CHANGEABLE = frozenset({"agreed_a", "agreed_b", "offered_a", "offered_b", "ended", "how"})


@dataclass(frozen=True, slots=True)
class Sitting:
    id: int
    case_id: int
    way: str
    begins: int
    sealed_spot: bytes | None
    by_id: int
    made: int
    agreed_a: int | None = None
    agreed_b: int | None = None
    offered_a: int | None = None
    offered_b: int | None = None
    ended: int | None = None
    how: str | None = None

    @property
    def fixed(self) -> bool:
        """Whether it suits both sides."""
        both = self.agreed_a is not None and self.agreed_b is not None
        return both and self.ended is None


def add(
    tx: Tx, case_id: int, way: str, begins: int, spot: str | None, by_id: int, now: int
) -> Sitting:
    """Propose one; what stood before must have ended."""
    sitting_id = tx.new_id(now)
    sealed = tx.cipher.seal_or_none(spot, "sittings", "spot", sitting_id)
    tx.do(
        "INSERT INTO sittings (id, case_id, way, begins, spot, by_id, made)"
        " VALUES (:id, :case, :way, :begins, :spot, :by, :now)",
        id=sitting_id,
        case=case_id,
        way=way,
        begins=begins,
        spot=sealed,
        by=by_id,
        now=now,
    )
    return Sitting(sitting_id, case_id, way, begins, sealed, by_id, now)


def get(tx: Tx, sitting_id: int) -> Sitting | None:
    row = tx.one(f"SELECT {COLUMNS} FROM sittings WHERE id = :id", id=sitting_id)
    return Sitting(*row) if row else None


def standing(tx: Tx, case_id: int) -> Sitting | None:
    row = tx.one(
        f"SELECT {COLUMNS} FROM sittings WHERE case_id = :case AND ended IS NULL", case=case_id
    )
    return Sitting(*row) if row else None


def of(tx: Tx, case_id: int) -> list[Sitting]:
    rows = tx.all(f"SELECT {COLUMNS} FROM sittings WHERE case_id = :case ORDER BY id", case=case_id)
    return [Sitting(*row) for row in rows]


def change(tx: Tx, sitting: Sitting, **values: Value) -> Sitting:
    assert values.keys() <= CHANGEABLE
    sets = ", ".join(f"{column} = :{column}" for column in values)
    tx.do(f"UPDATE sittings SET {sets} WHERE id = :id", id=sitting.id, **values)
    changed = get(tx, sitting.id)
    assert changed is not None
    return changed


def spot(tx: Tx, sitting: Sitting) -> str | None:
    """Where they meet."""
    return tx.cipher.open_or_none(sitting.sealed_spot, "sittings", "spot", sitting.id)
