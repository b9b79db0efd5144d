"""Vacancies: what an employer offers, and until when it holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.paths import beyond
from storage.tx import Tx, Value, columns_of, in_list

COLUMNS = (
    "id, employer_id, post, trade, number, content, hours, place_id, stop, stops, pay_from,"
    " pay_to, pay_unit, contract, insurance, contact_name, phone, valid_until, source, stage,"
    " reason, note, entered_by, decided_by, opened, confirmed, ended, revision, made"
)
TEXTS = frozenset({"post", "content", "stop", "contact_name", "phone", "source"})
SEALED = TEXTS | {"note"}
OFFERED = TEXTS | {
    *("trade", "number", "hours", "place_id", "stops", "pay_from", "pay_to", "pay_unit"),
    *("contract", "insurance", "valid_until"),
}
CHANGEABLE = OFFERED | {"note", "stage", "reason", "decided_by", "opened", "confirmed", "ended"}


@dataclass(frozen=True, slots=True)
class Vacancy:
    id: int
    employer_id: int
    sealed_post: bytes
    trade: str
    number: int
    sealed_content: bytes
    hours: str
    place_id: int
    sealed_stop: bytes | None
    stops: int
    pay_from: int
    pay_to: int
    pay_unit: str
    contract: str
    insurance: str
    sealed_contact_name: bytes | None
    sealed_phone: bytes | None
    valid_until: str
    sealed_source: bytes | None
    stage: str
    reason: str | None
    sealed_note: bytes | None
    entered_by: int | None
    decided_by: int | None
    opened: int | None
    confirmed: int | None
    ended: int | None
    revision: int
    made: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Everything about a vacancy that its employer says."""

    post: str
    trade: str
    number: int
    content: str
    hours: str
    place_id: int
    stop: str | None
    stops: int
    pay_from: int
    pay_to: int
    pay_unit: str
    contract: str
    insurance: str
    contact_name: str | None
    phone: str | None
    valid_until: str
    source: str | None = None


def add(
    tx: Tx, now: int, employer_id: int, offer: Offer, stage: str, entered_by: int | None
) -> Vacancy:
    vacancy_id = tx.new_id(now)
    tx.do(
        "INSERT INTO vacancies (id, employer_id, post, trade, number, content, hours, place_id,"
        " stop, stops, pay_from, pay_to, pay_unit, contract, insurance, contact_name, phone,"
        " valid_until, source, stage, entered_by, revision, made) VALUES (:id, :employer, :post,"
        " :trade, :number, :content, :hours, :place_id, :stop, :stops, :pay_from, :pay_to,"
        " :pay_unit, :contract, :insurance, :contact_name, :phone, :valid_until, :source, :stage,"
        " :by, 1, :now)",
        id=vacancy_id,
        employer=employer_id,
        stage=stage,
        by=entered_by,
        now=now,
        **_kept(tx, vacancy_id, _values(offer)),
    )
    return known(tx, vacancy_id)


def _values(offer: Offer) -> dict[str, Value]:
    return {column: getattr(offer, column) for column in sorted(OFFERED)}


def _kept(tx: Tx, vacancy_id: int, values: dict[str, Value]) -> dict[str, Value]:
    """The values as they are kept: what is sealed, sealed."""
    kept = dict(values)
    for column in SEALED & values.keys():
        text = values[column]
        assert text is None or isinstance(text, str)
        kept[column] = tx.cipher.seal_or_none(text, "vacancies", column, vacancy_id)
    return kept


def get(tx: Tx, vacancy_id: int) -> Vacancy | None:
    row = tx.one(f"SELECT {COLUMNS} FROM vacancies WHERE id = :id", id=vacancy_id)
    return Vacancy(*row) if row else None


def known(tx: Tx, vacancy_id: int) -> Vacancy:
    vacancy = get(tx, vacancy_id)
    assert vacancy is not None, "the vacancy was just written or is referred to by a row"
    return vacancy


def hold(tx: Tx, vacancy_id: int) -> Vacancy | None:
    """The vacancy, kept from others until the transaction ends."""
    row = tx.one(f"SELECT {COLUMNS} FROM vacancies WHERE id = :id /*lock*/", id=vacancy_id)
    return Vacancy(*row) if row else None


def change(tx: Tx, vacancy: Vacancy, **values: Value) -> Vacancy:
    """Set the columns given, sealing what is sealed, and raise the revision."""
    assert values.keys() <= CHANGEABLE
    sets = ", ".join(f"{column} = :{column}" for column in values)
    tx.do(
        f"UPDATE vacancies SET {sets}, revision = revision + 1 WHERE id = :id",
        id=vacancy.id,
        **_kept(tx, vacancy.id, values),
    )
    return known(tx, vacancy.id)


def rewrite(tx: Tx, vacancy: Vacancy, offer: Offer) -> Vacancy:
    """Let the vacancy say what the offer says."""
    return change(tx, vacancy, **_values(offer))


def offer(tx: Tx, vacancy: Vacancy) -> Offer:
    """What the employer says, to be read."""
    return Offer(
        post=post(tx, vacancy),
        trade=vacancy.trade,
        number=vacancy.number,
        content=tx.cipher.open(vacancy.sealed_content, "vacancies", "content", vacancy.id),
        hours=vacancy.hours,
        place_id=vacancy.place_id,
        stop=_opened(tx, vacancy, "stop", vacancy.sealed_stop),
        stops=vacancy.stops,
        pay_from=vacancy.pay_from,
        pay_to=vacancy.pay_to,
        pay_unit=vacancy.pay_unit,
        contract=vacancy.contract,
        insurance=vacancy.insurance,
        contact_name=_opened(tx, vacancy, "contact_name", vacancy.sealed_contact_name),
        phone=_opened(tx, vacancy, "phone", vacancy.sealed_phone),
        valid_until=vacancy.valid_until,
        source=_opened(tx, vacancy, "source", vacancy.sealed_source),
    )


def post(tx: Tx, vacancy: Vacancy) -> str:
    return tx.cipher.open(vacancy.sealed_post, "vacancies", "post", vacancy.id)


def note(tx: Tx, vacancy: Vacancy) -> str | None:
    """What the officer would have changed."""
    return _opened(tx, vacancy, "note", vacancy.sealed_note)


def _opened(tx: Tx, vacancy: Vacancy, column: str, sealed: bytes | None) -> str | None:
    return tx.cipher.open_or_none(sealed, "vacancies", column, vacancy.id)


def of(tx: Tx, employer_id: int, stages: Sequence[str], limit: int, skip: int = 0) -> list[Vacancy]:
    """The vacancies of an employer in these stages, the newest first."""
    names, named = in_list("stage", stages)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM vacancies WHERE employer_id = :employer AND stage IN ({names})"
        " ORDER BY id DESC LIMIT :limit OFFSET :skip",
        employer=employer_id,
        limit=limit,
        skip=skip,
        **named,
    )
    return [Vacancy(*row) for row in rows]


def newest(tx: Tx, path: str, stage: str, trade: str | None, limit: int) -> list[Vacancy]:
    """The vacancies of a stage, maybe of one trade, at a place and below it, the newest first."""
    columns = columns_of("v", COLUMNS)
    rows = tx.all(
        f"SELECT {columns} FROM vacancies v JOIN places p ON p.id = v.place_id"
        f" WHERE v.stage = :stage{' AND v.trade = :trade' if trade else ''}"
        " AND p.path >= :path AND p.path < :after ORDER BY v.id DESC LIMIT :limit",
        stage=stage,
        path=path,
        after=beyond(path),
        limit=limit,
        **({"trade": trade} if trade else {}),
    )
    return [Vacancy(*row) for row in rows]


def offered_from(tx: Tx, path: str, stages: Sequence[str], limit: int) -> list[Vacancy]:
    """The vacancies in these stages of employers at a place and below it, the oldest first."""
    columns = columns_of("v", COLUMNS)
    names, named = in_list("stage", stages)
    rows = tx.all(
        # Employer by employer, which CROSS says to SQLite.
        f"SELECT {columns} FROM places p CROSS JOIN employers e CROSS JOIN vacancies v"
        f" WHERE e.place_id = p.id AND v.employer_id = e.id AND v.stage IN ({names})"
        " AND p.path >= :path AND p.path < :after ORDER BY v.id LIMIT :limit",
        path=path,
        after=beyond(path),
        limit=limit,
        **named,
    )
    return [Vacancy(*row) for row in rows]


def published(tx: Tx, path: str, since: int, until: int) -> int:
    """How many were published first in a period at a place and everywhere below it."""
    row = tx.one(
        "SELECT count(*) FROM vacancies v JOIN employers e ON e.id = v.employer_id"
        " JOIN places p ON p.id = e.place_id"
        " WHERE v.opened >= :since AND v.opened < :until AND p.path >= :path AND p.path < :after",
        since=since,
        until=until,
        path=path,
        after=beyond(path),
    )
    return int(row[0]) if row else 0


def unlink(tx: Tx, before: int) -> None:
    """Forget whom one would have called about what ended before the time given."""
    tx.do(
        "UPDATE vacancies SET contact_name = NULL, phone = NULL WHERE ended < :before"
        " AND (contact_name IS NOT NULL OR phone IS NOT NULL)",
        before=before,
    )
