"""Who signed up for an activity, who waits for a place, who came."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.tx import Tx, Value, columns_of, in_list

COLUMNS = (
    "id, activity_id, person_id, name, people, stage, since, until, photos, liked, would_come,"
    " entered_by"
)
CHANGEABLE = frozenset({"people", "stage", "since", "until", "photos", "liked", "would_come"})


@dataclass(frozen=True, slots=True)
class SignUp:
    id: int
    activity_id: int
    person_id: int | None
    sealed_name: bytes | None
    people: int
    stage: str
    since: int
    until: int | None
    photos: int | None
    liked: str | None
    would_come: int | None
    entered_by: int | None


def add(
    tx: Tx,
    activity_id: int,
    person_id: int | None,
    people: int,
    stage: str,
    now: int,
    name: str | None = None,
    entered_by: int | None = None,
) -> SignUp:
    sign_up_id = tx.new_id(now)
    tx.do(
        "INSERT INTO sign_ups (id, activity_id, person_id, name, people, stage, since, entered_by)"
        " VALUES (:id, :activity, :person, :name, :people, :stage, :now, :by)",
        id=sign_up_id,
        activity=activity_id,
        person=person_id,
        name=tx.cipher.seal_or_none(name, "sign_ups", "name", sign_up_id),
        people=people,
        stage=stage,
        now=now,
        by=entered_by,
    )
    return known(tx, sign_up_id)


def get(tx: Tx, sign_up_id: int) -> SignUp | None:
    row = tx.one(f"SELECT {COLUMNS} FROM sign_ups WHERE id = :id", id=sign_up_id)
    return SignUp(*row) if row else None


def known(tx: Tx, sign_up_id: int) -> SignUp:
    sign_up = get(tx, sign_up_id)
    assert sign_up is not None, "it was just written or is referred to"
    return sign_up


def by(tx: Tx, activity_id: int, person_id: int) -> SignUp | None:
    """What somebody is to an activity."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM sign_ups WHERE activity_id = :activity AND person_id = :person",
        activity=activity_id,
        person=person_id,
    )
    return SignUp(*row) if row else None


def name(tx: Tx, sign_up: SignUp) -> str:
    """What the host has called somebody without Telegram."""
    return tx.cipher.open_or_none(sign_up.sealed_name, "sign_ups", "name", sign_up.id) or ""


def change(tx: Tx, sign_up: SignUp, **values: Value) -> SignUp:
    """Set the columns given."""
    assert values.keys() <= CHANGEABLE
    sets = ", ".join(f"{column} = :{column}" for column in values)
    tx.do(f"UPDATE sign_ups SET {sets} WHERE id = :id", id=sign_up.id, **values)
    return known(tx, sign_up.id)


def of(tx: Tx, activity_id: int, stages: Sequence[str]) -> list[SignUp]:
    """Those in these stages, whoever came first first."""
    names, named = in_list("stage", stages)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM sign_ups WHERE activity_id = :activity AND stage IN ({names})"
        " ORDER BY since, id",
        activity=activity_id,
        **named,
    )
    return [SignUp(*row) for row in rows]


def counted(tx: Tx, activity_id: int) -> dict[str, int]:
    """How many people there are in each stage."""
    rows = tx.all(
        "SELECT stage, sum(people) FROM sign_ups WHERE activity_id = :activity GROUP BY stage",
        activity=activity_id,
    )
    return {stage: int(people) for stage, people in rows}


def of_person(tx: Tx, person_id: int, stages: Sequence[str]) -> list[SignUp]:
    """Those of somebody, in these stages, for what is still to be held; the next one first."""
    names, named = in_list("stage", stages)
    rows = tx.all(
        f"SELECT {columns_of('s', COLUMNS)} FROM sign_ups s"
        " JOIN activities a ON a.id = s.activity_id"
        f" WHERE s.person_id = :person AND s.stage IN ({names}) AND a.stage = 'published'"
        " ORDER BY a.starts, s.id",
        person=person_id,
        **named,
    )
    return [SignUp(*row) for row in rows]


def ever(tx: Tx, person_id: int) -> int:
    """How many there are of somebody, in every stage."""
    row = tx.one("SELECT count(*) FROM sign_ups WHERE person_id = :person", person=person_id)
    return int(row[0]) if row else 0


def liked(tx: Tx, activity_id: int) -> dict[str, int]:
    """How many said what of it."""
    rows = tx.all(
        "SELECT liked, count(*) FROM sign_ups WHERE activity_id = :activity AND liked IS NOT NULL"
        " GROUP BY liked",
        activity=activity_id,
    )
    return {said: int(count) for said, count in rows}


def unlink(tx: Tx, before: int) -> None:
    """Forget who came to what ended before the time given; how many came stays."""
    ended = "(SELECT id FROM activities WHERE ended < :before AND ended IS NOT NULL)"
    tx.do(
        f"DELETE FROM sign_ups WHERE stage <> 'attended' AND activity_id IN {ended}", before=before
    )
    tx.do(
        "UPDATE sign_ups SET person_id = NULL, name = NULL, entered_by = NULL, photos = NULL"
        " WHERE (person_id IS NOT NULL OR name IS NOT NULL OR entered_by IS NOT NULL)"
        f" AND activity_id IN {ended}",
        before=before,
    )
