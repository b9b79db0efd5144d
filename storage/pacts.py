"""What two sides agree on: each version of the draft is a row, one of them stands."""

from dataclasses import dataclass

from storage.tx import Tx, Value

COLUMNS = (
    "id, case_id, version, text, perform_by, by_id, made, agreed_a, agreed_b, replaced, way,"
    " signed, kept_a, kept_b, asked"
)
CHANGEABLE = frozenset(
    {"agreed_a", "agreed_b", "replaced", "way", "signed", "kept_a", "kept_b", "asked"}
)


@dataclass(frozen=True, slots=True)
class Pact:
    id: int
    case_id: int
    version: int
    sealed_text: bytes | None
    perform_by: int | None
    by_id: int
    made: int
    agreed_a: int | None = None
    agreed_b: int | None = None
    replaced: int | None = None
    way: str | None = None
    signed: int | None = None
    kept_a: int | None = None
    kept_b: int | None = None
    asked: int | None = None

    @property
    def confirmed(self) -> bool:
        """Whether both sides have agreed to this very version."""
        both = self.agreed_a is not None and self.agreed_b is not None
        return both and self.replaced is None


def add(tx: Tx, case_id: int, text: str, perform_by: int | None, by_id: int, now: int) -> Pact:
    """Write a version that takes the place of the one before."""
    before = standing(tx, case_id)
    if before is not None:
        change(tx, before, replaced=now)
    pact_id, version = tx.new_id(now), before.version + 1 if before else 1
    tx.do(
        "INSERT INTO pacts (id, case_id, version, text, perform_by, by_id, made)"
        " VALUES (:id, :case, :version, :text, :perform_by, :by, :now)",
        id=pact_id,
        case=case_id,
        version=version,
        text=tx.cipher.seal(text, "pacts", "text", pact_id),
        perform_by=perform_by,
        by=by_id,
        now=now,
    )
    added = get(tx, pact_id)
    assert added is not None
    return added


def get(tx: Tx, pact_id: int) -> Pact | None:
    row = tx.one(f"SELECT {COLUMNS} FROM pacts WHERE id = :id", id=pact_id)
    return Pact(*row) if row else None


def standing(tx: Tx, case_id: int) -> Pact | None:
    """The version that counts now."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM pacts WHERE case_id = :case AND replaced IS NULL", case=case_id
    )
    return Pact(*row) if row else None


def of(tx: Tx, case_id: int) -> list[Pact]:
    """Every version."""
    rows = tx.all(f"SELECT {COLUMNS} FROM pacts WHERE case_id = :case", case=case_id)
    return [Pact(*row) for row in rows]


def change(tx: Tx, pact: Pact, **values: Value) -> Pact:
    assert values.keys() <= CHANGEABLE
    sets = ", ".join(f"{column} = :{column}" for column in values)
    tx.do(f"UPDATE pacts SET {sets} WHERE id = :id", id=pact.id, **values)
    changed = get(tx, pact.id)
    assert changed is not None
    return changed


def text(tx: Tx, pact: Pact) -> str:
    return tx.cipher.open_or_none(pact.sealed_text, "pacts", "text", pact.id) or ""
