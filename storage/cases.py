"""Cases with their timeline: what every capability that follows a matter shares."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.paths import beyond
from storage.tx import Tx, Value, columns_of, in_list

COLUMNS = (
    "id, number, kind, category, term, place_id, reporter_id, speaker_id, spoken_as, stage,"
    " responsible_id, round, revision, story, result, contact_due, site_due, finish_due,"
    " asked_due, extended, paused, planned, kept_until, made, dispatched, signed, arrived,"
    " answered, closed"
)
CHANGEABLE = frozenset(
    {
        "stage",
        "term",
        "responsible_id",
        "round",
        "result",
        "contact_due",
        "site_due",
        "finish_due",
        "asked_due",
        "extended",
        "paused",
        "planned",
        "kept_until",
        "dispatched",
        "signed",
        "arrived",
        "answered",
        "closed",
    }
)


@dataclass(frozen=True, slots=True)
class Case:
    id: int
    number: str
    kind: str
    category: str
    term: str | None
    place_id: int
    reporter_id: int
    speaker_id: int | None
    spoken_as: str | None
    stage: str
    responsible_id: int | None
    round: int
    revision: int
    sealed_story: bytes | None
    result: str | None
    contact_due: int | None
    site_due: int | None
    finish_due: int | None
    asked_due: int | None
    extended: int | None
    paused: int | None
    planned: int | None
    kept_until: int | None
    made: int
    dispatched: int | None
    signed: int | None
    arrived: int | None
    answered: int | None
    closed: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a case's timeline; `responsible_id` is who was responsible then."""

    id: int
    case_id: int
    at: int
    who_id: int | None
    step: str
    stage: str
    responsible_id: int | None
    sealed_note: bytes | None


def next_number(tx: Tx, month: str) -> str:
    """The next case number of a month such as "2611": 2611-1, 2611-2, …"""
    row = tx.one(
        "INSERT INTO counters (name, value) VALUES (:name, 1)"
        " ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value",
        name=f"case-{month}",
    )
    assert row is not None
    return f"{month}-{row[0]}"


def add(
    tx: Tx,
    now: int,
    *,
    number: str,
    kind: str,
    category: str,
    place_id: int,
    reporter_id: int,
    speaker_id: int | None,
    spoken_as: str | None,
    stage: str,
    story: str,
) -> Case:
    case_id = tx.new_id(now)
    tx.do(
        "INSERT INTO cases (id, number, kind, category, place_id, reporter_id,"
        " speaker_id, spoken_as, stage, round, revision, story, made) VALUES (:id, :number, :kind,"
        " :category, :place, :reporter, :speaker, :spoken_as, :stage, 1, 1, :story, :now)",
        id=case_id,
        number=number,
        kind=kind,
        category=category,
        place=place_id,
        reporter=reporter_id,
        speaker=speaker_id,
        spoken_as=spoken_as,
        stage=stage,
        story=tx.cipher.seal(story, "cases", "story", case_id),
        now=now,
    )
    return known(tx, case_id)


def get(tx: Tx, case_id: int) -> Case | None:
    row = tx.one(f"SELECT {COLUMNS} FROM cases WHERE id = :id", id=case_id)
    return Case(*row) if row else None


def known(tx: Tx, case_id: int) -> Case:
    case = get(tx, case_id)
    assert case is not None, "the case was just written or is referred to by a row"
    return case


def hold(tx: Tx, case_id: int) -> Case | None:
    """The case, kept from others until the transaction ends."""
    row = tx.one(f"SELECT {COLUMNS} FROM cases WHERE id = :id /*lock*/", id=case_id)
    return Case(*row) if row else None


def change(tx: Tx, case: Case, **values: Value) -> Case:
    """Set the columns given and raise the revision."""
    assert values.keys() <= CHANGEABLE
    sets = ", ".join(f"{column} = :{column}" for column in values)
    tx.do(f"UPDATE cases SET {sets}, revision = revision + 1 WHERE id = :id", id=case.id, **values)
    return known(tx, case.id)


def story(tx: Tx, case: Case) -> str:
    return tx.cipher.open_or_none(case.sealed_story, "cases", "story", case.id) or ""


def by_number(tx: Tx, number: str) -> Case | None:
    row = tx.one(f"SELECT {COLUMNS} FROM cases WHERE number = :number", number=number)
    return Case(*row) if row else None


def alike(
    tx: Tx, kind: str, category: str, path: str, stages: Sequence[str], limit: int
) -> list[Case]:
    """The newest cases of a category in these stages at a place and below it, the oldest first."""
    names, named = in_list("stage", stages)
    columns = columns_of("c", COLUMNS)
    meant, others = (
        f"{row}.place_id = p.id AND {row}.category = :category AND {row}.closed IS NULL"
        f" AND {row}.kind = :kind AND {row}.stage IN ({names})"
        for row in ("c", "n")
    )
    rows = tx.all(
        # Place by place, which CROSS says to SQLite: a category has many open ones in a city. And
        # of each place no more than the newest: everybody in it may report the same thing.
        f"SELECT {columns} FROM places p CROSS JOIN cases c"
        f" WHERE p.path >= :path AND p.path < :after AND {meant}"
        f" AND c.made >= coalesce((SELECT n.made FROM cases n WHERE {others}"
        " ORDER BY n.made DESC LIMIT 1 OFFSET :newer), 0)"
        " ORDER BY c.made DESC, c.id DESC LIMIT :limit",
        kind=kind,
        category=category,
        path=path,
        after=beyond(path),
        newer=limit - 1,
        limit=limit,
        **named,
    )
    return [Case(*row) for row in reversed(rows)]


def note(
    tx: Tx, now: int, case: Case, who_id: int | None, step: str, text: str | None = None
) -> Entry:
    """Write a line of the timeline: what was done, by whom, and where it led."""
    entry_id = tx.new_id(now)
    sealed = tx.cipher.seal_or_none(text, "timeline", "note", entry_id)
    entry = Entry(entry_id, case.id, now, who_id, step, case.stage, case.responsible_id, sealed)
    tx.do(
        "INSERT INTO timeline (id, case_id, at, who_id, step, stage, responsible_id, note)"
        " VALUES (:id, :case, :at, :who, :step, :stage, :responsible, :note)",
        id=entry_id,
        case=case.id,
        at=now,
        who=who_id,
        step=step,
        stage=case.stage,
        responsible=case.responsible_id,
        note=sealed,
    )
    return entry


def timeline(tx: Tx, case_id: int) -> list[Entry]:
    rows = tx.all(
        "SELECT id, case_id, at, who_id, step, stage, responsible_id, note FROM timeline"
        " WHERE case_id = :case ORDER BY id",
        case=case_id,
    )
    return [Entry(*row) for row in rows]


def note_text(tx: Tx, entry: Entry) -> str | None:
    return tx.cipher.open_or_none(entry.sealed_note, "timeline", "note", entry.id)
