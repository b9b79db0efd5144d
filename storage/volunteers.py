"""Volunteers: what somebody can do for others, when, how far from home, and whose turn it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.paths import beyond
from storage.tx import Tx, Value, columns_of, in_list

COLUMNS = (
    "id, person_id, place_id, skills, hours, reach, age, limits, guardian, stage, checked_by,"
    " checked, skilled, insured, silent, turn, revision, made, ended"
)
SEALED = frozenset({"limits", "guardian"})
ANY = "any"  # the ability of everybody
CHANGEABLE = frozenset(
    {
        *("place_id", "skills", "hours", "reach", "age", "limits", "guardian", "stage"),
        *("checked_by", "checked", "skilled", "insured", "silent", "turn", "ended"),
    }
)


@dataclass(frozen=True, slots=True)
class Volunteer:
    id: int
    person_id: int
    place_id: int
    skills_text: str
    hours: str
    reach: str
    age: str
    sealed_limits: bytes | None
    sealed_guardian: bytes | None
    stage: str
    checked_by: int | None
    checked: int | None
    skilled: int | None
    insured: str | None
    silent: int
    turn: int
    revision: int
    made: int
    ended: int | None

    @property
    def skills(self) -> tuple[str, ...]:
        return tuple(part for part in self.skills_text.split(",") if part)


@dataclass(frozen=True, slots=True)
class Askable:
    """Somebody who can be asked, with the path of their home."""

    volunteer: Volunteer
    home: str
    away_until: int | None


def of(tx: Tx, person_id: int) -> Volunteer | None:
    row = tx.one(f"SELECT {COLUMNS} FROM volunteers WHERE person_id = :person", person=person_id)
    return Volunteer(*row) if row else None


def hold(tx: Tx, person_id: int) -> Volunteer | None:
    """The volunteer, kept from others until the transaction ends."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM volunteers WHERE person_id = :person /*lock*/", person=person_id
    )
    return Volunteer(*row) if row else None


def get(tx: Tx, volunteer_id: int) -> Volunteer | None:
    row = tx.one(f"SELECT {COLUMNS} FROM volunteers WHERE id = :id", id=volunteer_id)
    return Volunteer(*row) if row else None


def add(tx: Tx, person_id: int, now: int, **values: Value) -> Volunteer:
    """Note that somebody wants to help."""
    volunteer_id = tx.new_id(now)
    columns = ", ".join(values)
    tx.do(
        f"INSERT INTO volunteers (id, person_id, {columns}, silent, turn, revision, made)"
        f" VALUES (:id, :person, {', '.join(f':{name}' for name in values)}, 0, 0, 1, :now)",
        id=volunteer_id,
        person=person_id,
        now=now,
        **_kept(tx, volunteer_id, values),
    )
    volunteer = get(tx, volunteer_id)
    assert volunteer is not None, "the volunteer was just written"
    return volunteer


def change(tx: Tx, volunteer: Volunteer, **values: Value) -> Volunteer:
    """Set the columns given, sealing what is sealed, and raise the revision."""
    assert values.keys() <= CHANGEABLE
    sets = ", ".join(f"{column} = :{column}" for column in values)
    tx.do(
        f"UPDATE volunteers SET {sets}, revision = revision + 1 WHERE id = :id",
        id=volunteer.id,
        **_kept(tx, volunteer.id, values),
    )
    changed = get(tx, volunteer.id)
    assert changed is not None, "the volunteer is held"
    return changed


def _kept(tx: Tx, volunteer_id: int, values: dict[str, Value]) -> dict[str, Value]:
    kept = dict(values)
    for column in SEALED & values.keys():
        text = values[column]
        assert text is None or isinstance(text, str)
        kept[column] = tx.cipher.seal_or_none(text, "volunteers", column, volunteer_id)
    return kept


def limits(tx: Tx, volunteer: Volunteer) -> frozenset[str]:
    """What somebody cannot do, by code."""
    text = tx.cipher.open_or_none(volunteer.sealed_limits, "volunteers", "limits", volunteer.id)
    return frozenset(text.split(",")) if text else frozenset()


def guardian(tx: Tx, volunteer: Volunteer) -> str | None:
    """Who agreed for somebody under eighteen."""
    return tx.cipher.open_or_none(volunteer.sealed_guardian, "volunteers", "guardian", volunteer.id)


def below(tx: Tx, path: str, stages: Sequence[str], limit: int) -> list[Volunteer]:
    """The volunteers who live at a place and below it in these stages, the longest first."""
    columns = columns_of("v", COLUMNS)
    names, named = in_list("stage", stages)
    rows = tx.all(
        f"SELECT {columns} FROM places p CROSS JOIN volunteers v"
        f" WHERE v.place_id = p.id AND v.stage IN ({names})"
        " AND p.path >= :path AND p.path < :after ORDER BY v.id LIMIT :limit",
        path=path,
        after=beyond(path),
        limit=limit,
        **named,
    )
    return [Volunteer(*row) for row in rows]


def can(tx: Tx, volunteer: Volunteer, place_id: int | None, now: int) -> None:
    """Let somebody be asked for all they can do within a place, or for nothing at present."""
    tx.do("DELETE FROM abilities WHERE person_id = :person", person=volunteer.person_id)
    if place_id is None:
        return
    tx.many(
        "INSERT INTO abilities (id, person_id, skill, place_id, turn)"
        " VALUES (:id, :person, :skill, :place, :turn)",
        [
            {
                "id": tx.new_id(now),
                "person": volunteer.person_id,
                "skill": skill,
                "place": place_id,
                "turn": volunteer.turn,
            }
            for skill in (*volunteer.skills, ANY)
        ],
    )


def wait(tx: Tx, person_id: int, turn: int, silent: int) -> None:
    """Let it be somebody's turn again so much later."""
    tx.do(
        "UPDATE volunteers SET turn = :turn, silent = :silent WHERE person_id = :person",
        person=person_id,
        turn=turn,
        silent=silent,
    )
    tx.do(
        "UPDATE abilities SET turn = :turn WHERE person_id = :person", person=person_id, turn=turn
    )


REACHED = (
    " p.chat_id IS NOT NULL AND p.unreachable IS NULL AND p.died IS NULL"
    " AND p.stopped IS NULL AND p.consented IS NOT NULL"
)


def askable(tx: Tx, task_id: int, skill: str, place_id: int, limit: int) -> list[Askable]:
    """Who can do it within this very place and was not asked yet, whose turn it is first."""
    rows = tx.all(
        f"SELECT {columns_of('v', COLUMNS)}, h.path, p.away_until FROM abilities a"
        " JOIN volunteers v ON v.person_id = a.person_id JOIN people p ON p.id = a.person_id"
        " JOIN places h ON h.id = v.place_id"
        f" WHERE a.place_id = :place AND a.skill = :skill AND{REACHED} AND NOT EXISTS"
        " (SELECT 1 FROM offers o WHERE o.task_id = :task AND o.person_id = a.person_id)"
        " ORDER BY a.turn LIMIT :limit",
        task=task_id,
        place=place_id,
        skill=skill,
        limit=limit,
    )
    return [Askable(Volunteer(*row[:-2]), *row[-2:]) for row in rows]


def askable_of(tx: Tx, task_id: int, team_id: int, limit: int) -> list[Askable]:
    """Who of a team can be asked and was not yet, whose turn it is first."""
    rows = tx.all(
        f"SELECT {columns_of('v', COLUMNS)}, h.path, p.away_until FROM memberships m"
        " JOIN volunteers v ON v.person_id = m.person_id JOIN people p ON p.id = m.person_id"
        " JOIN places h ON h.id = v.place_id"
        " WHERE m.team_id = :team AND m.until IS NULL AND v.stage = 'active'"
        f" AND{REACHED} AND NOT EXISTS"
        " (SELECT 1 FROM offers o WHERE o.task_id = :task AND o.person_id = m.person_id)"
        " ORDER BY v.turn LIMIT :limit",
        task=task_id,
        team=team_id,
        limit=limit,
    )
    return [Askable(Volunteer(*row[:-2]), *row[-2:]) for row in rows]
