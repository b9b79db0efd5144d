"""Employers on the books of the station for employment."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from storage import tokens
from storage.paths import beyond
from storage.tx import Tx, Value, columns_of, in_list

COLUMNS = (
    "id, name, kind, place_id, address, contact_name, phone, source, person_id, drafted_by, stage,"
    " checked_by, checked, revision, made"
)
PURPOSE = "employer link"
SEALED = frozenset({"name", "address", "contact_name", "phone"})
CHANGEABLE = SEALED | {"kind", "place_id", "person_id", "stage", "checked_by", "checked"}


@dataclass(frozen=True, slots=True)
class Employer:
    id: int
    sealed_name: bytes
    kind: str
    place_id: int
    sealed_address: bytes | None
    sealed_contact_name: bytes | None
    sealed_phone: bytes | None
    source: str
    person_id: int | None
    drafted_by: int | None
    stage: str
    checked_by: int | None
    checked: int | None
    revision: int
    made: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of an employer."""

    name: str
    sort: str
    place_id: int
    address: str | None
    contact_name: str
    phone: str


def add(
    tx: Tx,
    now: int,
    entry: Entry,
    *,
    source: str,
    person_id: int | None,
    drafted_by: int | None,
    stage: str,
) -> Employer:
    employer_id = tx.new_id(now)
    tx.do(
        "INSERT INTO employers (id, name, kind, place_id, address, contact_name, phone, source,"
        " person_id, drafted_by, stage, revision, made) VALUES (:id, :name, :kind, :place_id,"
        " :address, :contact_name, :phone, :source, :person, :drafted_by, :stage, 1, :now)",
        id=employer_id,
        source=source,
        person=person_id,
        drafted_by=drafted_by,
        stage=stage,
        now=now,
        **_kept(tx, employer_id, _values(entry)),
    )
    return known(tx, employer_id)


def _values(entry: Entry) -> dict[str, Value]:
    said: dict[str, Value] = asdict(entry)
    return {"kind": said.pop("sort"), **said}


def _kept(tx: Tx, employer_id: int, values: dict[str, Value]) -> dict[str, Value]:
    """The values as they are kept: what is sealed, sealed."""
    kept = dict(values)
    for column in SEALED & values.keys():
        text = values[column]
        assert text is None or isinstance(text, str)
        kept[column] = tx.cipher.seal_or_none(text, "employers", column, employer_id)
    return kept


def get(tx: Tx, employer_id: int) -> Employer | None:
    row = tx.one(f"SELECT {COLUMNS} FROM employers WHERE id = :id", id=employer_id)
    return Employer(*row) if row else None


def known(tx: Tx, employer_id: int) -> Employer:
    employer = get(tx, employer_id)
    assert employer is not None, "the employer was just written or is referred to by a row"
    return employer


def hold(tx: Tx, employer_id: int) -> Employer | None:
    """The employer, kept from others until the transaction ends."""
    row = tx.one(f"SELECT {COLUMNS} FROM employers WHERE id = :id /*lock*/", id=employer_id)
    return Employer(*row) if row else None


def change(tx: Tx, employer: Employer, **values: Value) -> Employer:
    """Set the columns given, sealing what is sealed, and raise the revision."""
    assert values.keys() <= CHANGEABLE
    sets = ", ".join(f"{column} = :{column}" for column in values)
    tx.do(
        f"UPDATE employers SET {sets}, revision = revision + 1 WHERE id = :id",
        id=employer.id,
        **_kept(tx, employer.id, values),
    )
    return known(tx, employer.id)


def rewrite(tx: Tx, employer: Employer, entry: Entry) -> Employer:
    """Let the employer be what the entry says."""
    return change(tx, employer, **_values(entry))


def name(tx: Tx, employer: Employer) -> str:
    return tx.cipher.open(employer.sealed_name, "employers", "name", employer.id)


def address(tx: Tx, employer: Employer) -> str | None:
    return tx.cipher.open_or_none(employer.sealed_address, "employers", "address", employer.id)


def contact_name(tx: Tx, employer: Employer) -> str | None:
    return tx.cipher.open_or_none(
        employer.sealed_contact_name, "employers", "contact_name", employer.id
    )


def phone(tx: Tx, employer: Employer) -> str | None:
    return tx.cipher.open_or_none(employer.sealed_phone, "employers", "phone", employer.id)


def of(tx: Tx, person_id: int) -> list[Employer]:
    """The employers for which somebody speaks in the chat, the first one first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM employers WHERE person_id = :person ORDER BY id", person=person_id
    )
    return [Employer(*row) for row in rows]


def at(tx: Tx, place_id: int, stages: Sequence[str]) -> list[Employer]:
    """The employers at this very place in these stages, the oldest first."""
    names, named = in_list("stage", stages)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM employers WHERE place_id = :place AND stage IN ({names})"
        " ORDER BY id",
        place=place_id,
        **named,
    )
    return [Employer(*row) for row in rows]


def below(tx: Tx, path: str, stages: Sequence[str], limit: int) -> list[Employer]:
    """The employers at a place and everywhere below it in these stages, the oldest first."""
    columns = columns_of("e", COLUMNS)
    names, named = in_list("stage", stages)
    rows = tx.all(
        # Place by place, which CROSS says to SQLite.
        f"SELECT {columns} FROM places p CROSS JOIN employers e"
        f" WHERE e.place_id = p.id AND e.stage IN ({names})"
        " AND p.path >= :path AND p.path < :after ORDER BY e.id LIMIT :limit",
        path=path,
        after=beyond(path),
        limit=limit,
        **named,
    )
    return [Employer(*row) for row in rows]


def put_on_file(tx: Tx, path: str, since: int, until: int) -> int:
    """How many came on file in a period at a place and everywhere below it."""
    row = tx.one(
        "SELECT count(*) FROM employers e JOIN places p ON p.id = e.place_id"
        " WHERE e.checked >= :since AND e.checked < :until AND p.path >= :path AND p.path < :after",
        since=since,
        until=until,
        path=path,
        after=beyond(path),
    )
    return int(row[0]) if row else 0


def put_out(tx: Tx, employer_id: int, token: str, until: int) -> None:
    """Make the link by which somebody comes to speak for it; an older one counts no more."""
    tx.do(
        "UPDATE employers SET link = :link, link_until = :until WHERE id = :id",
        id=employer_id,
        link=tx.cipher.digest(token, PURPOSE),
        until=until,
    )


def linked(tx: Tx, token: str) -> tuple[int, int] | None:
    """Which employer a link is to, and until when it counts."""
    select = "SELECT id, link_until FROM employers WHERE link = :digest"
    row = tokens.opened(tx, select, token, PURPOSE)
    return (row[0], row[1]) if row else None


def hand_over(tx: Tx, employer: Employer, person_id: int) -> Employer:
    """Let somebody speak for it, and no link count any more."""
    tx.do("UPDATE employers SET link = NULL, link_until = NULL WHERE id = :id", id=employer.id)
    return change(tx, employer, person_id=person_id)


def idle(tx: Tx, before: int) -> list[Employer]:
    """Those of whom it is known whom to call, though they have offered nothing since then."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM employers WHERE made < :before AND phone IS NOT NULL"
        " AND (checked IS NULL OR checked < :before) AND NOT EXISTS (SELECT 1 FROM vacancies v"
        " WHERE v.employer_id = employers.id AND (v.ended IS NULL OR v.ended >= :before))",
        before=before,
    )
    return [Employer(*row) for row in rows]
