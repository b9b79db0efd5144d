"""Talks agreed for the same hour each week; birthdays and festivals laid before the teams."""

from dataclasses import dataclass

from storage.tx import Tx, Value

COLUMNS = (
    "id, person_id, place_id, volunteer_id, team_id, weekday, oclock, birthday, stage, made_by,"
    " revision, made, ended"
)
CHANGEABLE = frozenset({"volunteer_id", "stage", "ended"})
FEAST = "id, place_id, team_id, weekly_id, what, day, stage"


@dataclass(frozen=True, slots=True)
class Weekly:
    id: int
    person_id: int
    place_id: int
    volunteer_id: int | None
    team_id: int | None
    weekday: int
    oclock: int
    sealed_birthday: bytes | None
    stage: str
    made_by: int
    revision: int
    made: int
    ended: int | None


@dataclass(frozen=True, slots=True)
class Feast:
    """A birthday, or a festival, which comes soon."""

    id: int
    place_id: int
    team_id: int | None
    weekly_id: int | None
    what: str
    day: str
    stage: str


def add(tx: Tx, person_id: int, birthday: str | None, now: int, **values: Value) -> Weekly | None:
    """Keep a time that is proposed; nothing where one stands already."""
    weekly_id = tx.new_id(now)
    columns = ", ".join(values)
    added = tx.do(
        f"INSERT INTO weeklies (id, person_id, {columns}, birthday, revision, made)"
        f" VALUES (:id, :person, {', '.join(f':{name}' for name in values)}, :birthday, 1, :now)"
        " ON CONFLICT (person_id) WHERE ended IS NULL DO NOTHING",
        id=weekly_id,
        person=person_id,
        birthday=tx.cipher.seal_or_none(birthday, "weeklies", "birthday", weekly_id),
        now=now,
        **values,
    )
    return get(tx, weekly_id) if added else None


def get(tx: Tx, weekly_id: int) -> Weekly | None:
    row = tx.one(f"SELECT {COLUMNS} FROM weeklies WHERE id = :id", id=weekly_id)
    return Weekly(*row) if row else None


def hold(tx: Tx, weekly_id: int) -> Weekly | None:
    """The weekly talk, kept from others until the transaction ends."""
    row = tx.one(f"SELECT {COLUMNS} FROM weeklies WHERE id = :id /*lock*/", id=weekly_id)
    return Weekly(*row) if row else None


def change(tx: Tx, weekly: Weekly, **values: Value) -> Weekly:
    """Set the columns given and raise the revision."""
    assert values.keys() <= CHANGEABLE
    sets = ", ".join(f"{column} = :{column}" for column in values)
    tx.do(
        f"UPDATE weeklies SET {sets}, revision = revision + 1 WHERE id = :id",
        id=weekly.id,
        **values,
    )
    changed = get(tx, weekly.id)
    assert changed is not None, "the weekly talk is held"
    return changed


def end(tx: Tx, weekly: Weekly, stage: str, now: int) -> Weekly:
    """It is over: of the birthday nothing is kept."""
    tx.do("UPDATE weeklies SET birthday = NULL WHERE id = :id", id=weekly.id)
    return change(tx, weekly, stage=stage, ended=now)


def birthday(tx: Tx, weekly: Weekly) -> str | None:
    return tx.cipher.open_or_none(weekly.sealed_birthday, "weeklies", "birthday", weekly.id)


def of_person(tx: Tx, person_id: int) -> Weekly | None:
    """The one that is proposed to somebody or stands for them."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM weeklies WHERE person_id = :person AND ended IS NULL",
        person=person_id,
    )
    return Weekly(*row) if row else None


def proposed(tx: Tx, person_id: int, by: int, since: int) -> bool:
    """Whether somebody has proposed one to a person since then."""
    row = tx.one(
        "SELECT 1 FROM weeklies WHERE person_id = :person AND made_by = :by AND made >= :since"
        " LIMIT 1",
        person=person_id,
        by=by,
        since=since,
    )
    return row is not None


def by_volunteer(tx: Tx, person_id: int) -> list[Weekly]:
    """Those that somebody has agreed to ring up each week."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM weeklies WHERE volunteer_id = :person AND ended IS NULL"
        " ORDER BY id",
        person=person_id,
    )
    return [Weekly(*row) for row in rows]


def of_team(tx: Tx, team_id: int) -> list[Weekly]:
    """Those that stand and that a team sees to."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM weeklies WHERE team_id = :team AND stage = 'standing' ORDER BY id",
        team=team_id,
    )
    return [Weekly(*row) for row in rows]


def forget(tx: Tx, person_id: int) -> None:
    """Delete all that was agreed for somebody."""
    tx.do(
        "DELETE FROM feasts WHERE weekly_id IN (SELECT id FROM weeklies WHERE person_id = :person)",
        person=person_id,
    )
    tx.do("DELETE FROM weeklies WHERE person_id = :person", person=person_id)


def add_feast(
    tx: Tx,
    place_id: int,
    team_id: int | None,
    weekly_id: int | None,
    what: str,
    day: str,
    now: int,
) -> Feast | None:
    """Note a day that comes soon; nothing where it is noted already."""
    feast_id = tx.new_id(now)
    added = tx.do(
        "INSERT INTO feasts (id, place_id, team_id, weekly_id, what, day, stage, made)"
        " VALUES (:id, :place, :team, :weekly, :what, :day, 'open', :now) ON CONFLICT DO NOTHING",
        id=feast_id,
        place=place_id,
        team=team_id,
        weekly=weekly_id,
        what=what,
        day=day,
        now=now,
    )
    return feast(tx, feast_id) if added else None


def feast(tx: Tx, feast_id: int) -> Feast | None:
    row = tx.one(f"SELECT {FEAST} FROM feasts WHERE id = :id", id=feast_id)
    return Feast(*row) if row else None


def decide(tx: Tx, feast_id: int, stage: str) -> bool:
    """Note what becomes of it; False when that was decided."""
    return bool(
        tx.do(
            "UPDATE feasts SET stage = :stage WHERE id = :id AND stage = 'open'",
            id=feast_id,
            stage=stage,
        )
    )
