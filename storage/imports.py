"""Tables of places and people that somebody brings in: their rows, and how far each is."""

from dataclasses import dataclass

from storage.tx import Tx, Value

COLUMNS = "id, person_id, state, revision, body, places, people, roles, others, same, total, upto"
CHANGEABLE = frozenset({"state", "places", "people", "roles", "others", "same", "total", "upto"})


@dataclass(frozen=True, slots=True)
class Import:
    id: int
    person_id: int
    state: str
    revision: int
    sealed_body: bytes | None
    places: int
    people: int
    roles: int
    others: int
    same: int
    total: int
    upto: int


def add(tx: Tx, person_id: int, state: str, now: int) -> Import:
    import_id = tx.new_id(now)
    tx.do(
        "INSERT INTO imports (id, person_id, state, revision, places, people, roles, others, same,"
        " total, upto, made) VALUES (:id, :person, :state, 1, 0, 0, 0, 0, 0, 0, 0, :now)",
        id=import_id,
        person=person_id,
        state=state,
        now=now,
    )
    return Import(import_id, person_id, state, 1, None, 0, 0, 0, 0, 0, 0, 0)


def get(tx: Tx, import_id: int) -> Import | None:
    row = tx.one(f"SELECT {COLUMNS} FROM imports WHERE id = :id", id=import_id)
    return Import(*row) if row else None


def hold(tx: Tx, import_id: int) -> Import | None:
    """The import, kept from others until the transaction ends."""
    row = tx.one(f"SELECT {COLUMNS} FROM imports WHERE id = :id /*lock*/", id=import_id)
    return Import(*row) if row else None


def body(tx: Tx, one: Import) -> str | None:
    """Its rows, as long as they wait to be entered."""
    return tx.cipher.open_or_none(one.sealed_body, "imports", "body", one.id)


def set_body(tx: Tx, import_id: int, text: str | None) -> None:
    tx.do(
        "UPDATE imports SET body = :body WHERE id = :id",
        id=import_id,
        body=tx.cipher.seal_or_none(text, "imports", "body", import_id),
    )


def change(tx: Tx, import_id: int, **values: Value) -> None:
    """Set the columns given and raise the revision."""
    assert values.keys() <= CHANGEABLE
    sets = ", ".join(f"{column} = :{column}" for column in values)
    tx.do(
        f"UPDATE imports SET {sets}, revision = revision + 1 WHERE id = :id",
        id=import_id,
        **values,
    )
