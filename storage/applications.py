"""Applications: who would like which work, and what the employer says to it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from storage.paths import beyond
from storage.tx import Tx, Value, in_list

COLUMNS = (
    "id, vacancy_id, person_id, stage, due, answered, answered_by, shown, note, ended, revision,"
    " made"
)
CHANGEABLE = frozenset({"stage", "due", "answered", "answered_by", "note", "ended"})


@dataclass(frozen=True, slots=True)
class Application:
    id: int
    vacancy_id: int
    person_id: int
    stage: str
    due: int
    answered: int | None
    answered_by: int | None
    sealed_shown: bytes | None
    sealed_note: bytes | None
    ended: int | None
    revision: int
    made: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What the employer was allowed to see, as it stood when somebody applied."""

    hours: str | None = None
    skills: str | None = None
    young: bool = False  # sixteen or seventeen


def add(
    tx: Tx,
    vacancy_id: int,
    person_id: int,
    stage: str,
    due: int,
    now: int,
    shown: Shown | None = None,
) -> Application | None:
    """Note that somebody would like the work; none when they have said so before."""
    application_id = tx.new_id(now)
    added = tx.do(
        "INSERT INTO applications (id, vacancy_id, person_id, stage, due, shown, revision, made)"
        " VALUES (:id, :vacancy, :person, :stage, :due, :shown, 1, :now) ON CONFLICT DO NOTHING",
        id=application_id,
        vacancy=vacancy_id,
        person=person_id,
        stage=stage,
        due=due,
        shown=tx.cipher.seal_or_none(
            json.dumps(asdict(shown), ensure_ascii=False) if shown else None,
            "applications",
            "shown",
            application_id,
        ),
        now=now,
    )
    return get(tx, application_id) if added else None


def get(tx: Tx, application_id: int) -> Application | None:
    row = tx.one(f"SELECT {COLUMNS} FROM applications WHERE id = :id", id=application_id)
    return Application(*row) if row else None


def hold(tx: Tx, application_id: int) -> Application | None:
    """The application, kept from others until the transaction ends."""
    row = tx.one(f"SELECT {COLUMNS} FROM applications WHERE id = :id /*lock*/", id=application_id)
    return Application(*row) if row else None


def change(tx: Tx, application: Application, **values: Value) -> Application:
    """Set the columns given and raise the revision."""
    assert values.keys() <= CHANGEABLE
    if "note" in values:
        text = values["note"]
        assert text is None or isinstance(text, str)
        values["note"] = tx.cipher.seal_or_none(text, "applications", "note", application.id)
    sets = ", ".join(("revision = revision + 1", *(f"{column} = :{column}" for column in values)))
    tx.do(
        f"UPDATE applications SET {sets} WHERE id = :id",
        id=application.id,
        **values,
    )
    changed = get(tx, application.id)
    assert changed is not None
    return changed


def note(tx: Tx, application: Application) -> str | None:
    return tx.cipher.open_or_none(application.sealed_note, "applications", "note", application.id)


def shown(tx: Tx, application: Application) -> Shown:
    """What the employer sees besides name and number."""
    text = tx.cipher.open_or_none(application.sealed_shown, "applications", "shown", application.id)
    return Shown(**json.loads(text)) if text else Shown()


def by(tx: Tx, person_id: int, vacancy_id: int) -> Application | None:
    """What somebody has said to a vacancy."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM applications WHERE vacancy_id = :vacancy AND person_id = :person",
        vacancy=vacancy_id,
        person=person_id,
    )
    return Application(*row) if row else None


def of(tx: Tx, person_id: int, stages: Sequence[str]) -> list[Application]:
    """What somebody has applied for in these stages, the newest first."""
    names, named = in_list("stage", stages)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM applications WHERE person_id = :person AND stage IN ({names})"
        " ORDER BY id DESC",
        person=person_id,
        **named,
    )
    return [Application(*row) for row in rows]


def to(tx: Tx, vacancy_id: int, stages: Sequence[str]) -> list[Application]:
    """Who has applied for a vacancy in these stages, the first one first."""
    names, named = in_list("stage", stages)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM applications WHERE vacancy_id = :vacancy AND stage IN ({names})"
        " ORDER BY id",
        vacancy=vacancy_id,
        **named,
    )
    return [Application(*row) for row in rows]


def unanswered(tx: Tx, path: str, stage: str, due: int, limit: int) -> list[int]:
    """Those in a stage that were due by then and go on, of employers at a place and below."""
    rows = tx.all(
        "SELECT a.id FROM applications a JOIN vacancies v ON v.id = a.vacancy_id"
        " JOIN employers e ON e.id = v.employer_id JOIN places p ON p.id = e.place_id"
        " WHERE a.stage = :stage AND a.due <= :due AND a.ended IS NULL"
        " AND p.path >= :path AND p.path < :after"
        " ORDER BY a.due LIMIT :limit",
        stage=stage,
        due=due,
        path=path,
        after=beyond(path),
        limit=limit,
    )
    return [application_id for (application_id,) in rows]


def forget(tx: Tx, before: int) -> None:
    """Delete what ended before the time given; that somebody was placed stays for the figures."""
    old = "SELECT id FROM applications WHERE ended < :before"
    tx.do(f"DELETE FROM interviews WHERE application_id IN ({old})", before=before)
    tx.do("DELETE FROM applications WHERE ended < :before", before=before)
