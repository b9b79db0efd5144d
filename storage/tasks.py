"""Tasks: what is to be done, for whom and where; names and numbers sealed."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.paths import beyond
from storage.tx import Tx, Value, columns_of, in_list

COLUMNS = (
    "id, number, source, source_id, person_id, made_by, team_id, place_id, skill, whom, by_phone,"
    " demands, what, address, helped, phone, starts, ends, hands, urgent, pair, stage, choosing,"
    " wave, revision, made, ended"
)
SEALED = frozenset({"what", "address", "helped", "phone"})
CHANGEABLE = SEALED | {
    *("person_id", "starts", "ends", "hands", "urgent", "pair", "stage", "choosing", "wave"),
    *("team_id", "ended", "source_id"),
}


@dataclass(frozen=True, slots=True)
class Task:
    id: int
    number: str
    source: str
    source_id: int | None
    person_id: int | None
    made_by: int | None
    team_id: int | None
    place_id: int
    skill: str
    whom: str
    by_phone: int
    demands_text: str
    sealed_what: bytes | None
    sealed_address: bytes | None
    sealed_helped: bytes | None
    sealed_phone: bytes | None
    starts: int
    ends: int
    hands: int
    urgent: int
    pair: int
    stage: str
    choosing: int | None
    wave: int
    revision: int
    made: int
    ended: int | None

    @property
    def demands(self) -> frozenset[str]:
        return frozenset(part for part in self.demands_text.split(",") if part)


@dataclass(frozen=True, slots=True)
class Said:
    """What is told of a task: the first to whoever is asked, the rest to who does it."""

    what: str | None
    address: str | None
    helped: str | None
    phone: str | None


def next_number(tx: Tx, month: str) -> str:
    """The next task number of a month such as "2611": Z2611-1, Z2611-2, …"""
    row = tx.one(
        "INSERT INTO counters (name, value) VALUES (:name, 1)"
        " ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value",
        name=f"task-{month}",
    )
    assert row is not None
    return f"Z{month}-{row[0]}"


def add(tx: Tx, now: int, **values: Value) -> Task:
    task_id = tx.new_id(now)
    tx.do(
        f"INSERT INTO tasks (id, {', '.join(values)}, wave, revision, made)"
        f" VALUES (:id, {', '.join(f':{name}' for name in values)}, 0, 1, :now)",
        id=task_id,
        now=now,
        **_kept(tx, task_id, values),
    )
    return known(tx, task_id)


def _kept(tx: Tx, task_id: int, values: dict[str, Value]) -> dict[str, Value]:
    kept = dict(values)
    for column in SEALED & values.keys():
        text = values[column]
        assert text is None or isinstance(text, str)
        kept[column] = tx.cipher.seal_or_none(text, "tasks", column, task_id)
    return kept


def get(tx: Tx, task_id: int) -> Task | None:
    row = tx.one(f"SELECT {COLUMNS} FROM tasks WHERE id = :id", id=task_id)
    return Task(*row) if row else None


def known(tx: Tx, task_id: int) -> Task:
    task = get(tx, task_id)
    assert task is not None, "the task was just written or is referred to by a row"
    return task


def hold(tx: Tx, task_id: int) -> Task | None:
    """The task, kept from others until the transaction ends."""
    row = tx.one(f"SELECT {COLUMNS} FROM tasks WHERE id = :id /*lock*/", id=task_id)
    return Task(*row) if row else None


def change(tx: Tx, task: Task, **values: Value) -> Task:
    """Set the columns given, sealing what is sealed, and raise the revision."""
    assert values.keys() <= CHANGEABLE
    sets = "".join(f"{column} = :{column}, " for column in values)
    tx.do(
        f"UPDATE tasks SET {sets}revision = revision + 1 WHERE id = :id",
        id=task.id,
        **_kept(tx, task.id, values),
    )
    return known(tx, task.id)


def said(tx: Tx, task: Task) -> Said:
    """What is told of it, to be read."""
    sealed = (task.sealed_what, task.sealed_address, task.sealed_helped, task.sealed_phone)
    names = ("what", "address", "helped", "phone")
    return Said(
        *(
            tx.cipher.open_or_none(blob, "tasks", name, task.id)
            for blob, name in zip(sealed, names, strict=True)
        )
    )


def from_source(tx: Tx, source: str, source_id: int) -> Task | None:
    """The newest task that a matter has brought."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM tasks WHERE source_id = :id AND source = :source"
        " ORDER BY id DESC LIMIT 1",
        id=source_id,
        source=source,
    )
    return Task(*row) if row else None


def done_for(tx: Tx, person_id: int) -> bool:
    """Whether somebody was visited already: a call is no visit."""
    row = tx.one(
        "SELECT 1 FROM tasks WHERE person_id = :person AND stage = 'done' AND by_phone = 0 LIMIT 1",
        person=person_id,
    )
    return row is not None


def helped(tx: Tx, person_id: int) -> list[int]:
    """All that was ever done for somebody, by its ids."""
    rows = tx.all("SELECT id FROM tasks WHERE person_id = :person", person=person_id)
    return [task_id for (task_id,) in rows]


def of_person(tx: Tx, person_id: int, stages: Sequence[str]) -> list[Task]:
    """What is done for somebody, in these stages."""
    names, named = in_list("stage", stages)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM tasks WHERE person_id = :person AND stage IN ({names})",
        person=person_id,
        **named,
    )
    return [Task(*row) for row in rows]


def below(tx: Tx, path: str, stages: Sequence[str], limit: int, skip: int = 0) -> list[Task]:
    """The tasks at a place and everywhere below it in these stages, the soonest first."""
    columns = columns_of("t", COLUMNS)
    names, named = in_list("stage", stages)
    rows = tx.all(
        # Place by place, which CROSS says to SQLite.
        f"SELECT {columns} FROM places p CROSS JOIN tasks t"
        f" WHERE t.place_id = p.id AND t.stage IN ({names})"
        " AND p.path >= :path AND p.path < :after"
        " ORDER BY t.starts, t.id LIMIT :limit OFFSET :skip",
        path=path,
        after=beyond(path),
        limit=limit,
        skip=skip,
        **named,
    )
    return [Task(*row) for row in rows]


def forget(tx: Tx, before: int) -> None:
    """Take the words out of what ended before the time given; figures stay."""
    tx.do(
        "UPDATE tasks SET what = NULL, address = NULL, helped = NULL, phone = NULL,"
        " person_id = NULL, revision = revision + 1 WHERE ended < :before AND what IS NOT NULL",
        before=before,
    )


def forget_person(tx: Tx, person_id: int) -> None:
    """Take the words out of all that was done for somebody, and who they were."""
    tx.do(
        "UPDATE tasks SET what = NULL, address = NULL, helped = NULL, phone = NULL,"
        " person_id = NULL, revision = revision + 1 WHERE person_id = :person",
        person=person_id,
    )
