"""Activities: what is held where and when, for how many, and how it stands."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from storage.paths import beyond
from storage.tx import Tx, Value, columns_of

COLUMNS = (
    "id, category, origin, place_id, words, starts, ends, closes, capacity, poster_id, stage,"
    " reason, made_by, published, ended, revision, made"
)
PLANNED = ("category", "origin", "place_id", "starts", "ends", "closes", "capacity")
CHANGEABLE = frozenset({*PLANNED, "words", "poster_id", "stage", "reason", "published", "ended"})


@dataclass(frozen=True, slots=True)
class Activity:
    id: int
    category: str
    origin: str
    place_id: int
    sealed_words: bytes
    starts: int
    ends: int
    closes: int | None
    capacity: int | None
    poster_id: int | None
    stage: str
    sealed_reason: bytes | None
    made_by: int | None
    published: int | None
    ended: int | None
    revision: int
    made: int

    @property
    def until(self) -> int:
        """Until when one can sign up."""
        return self.starts if self.closes is None else min(self.closes, self.starts)


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of an activity: its title, who holds it, where exactly, for whom."""

    title: str
    host: str
    spot: str
    about: str | None = None
    cohosts: str | None = None
    units: str | None = None  # of the members who take part
    whom: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything about an activity that its host decides."""

    category: str
    origin: str
    place_id: int
    words: Words
    starts: int
    ends: int
    closes: int | None = None
    capacity: int | None = None


def add(tx: Tx, plan: Plan, made_by: int, now: int) -> Activity:
    activity_id = tx.new_id(now)
    tx.do(
        "INSERT INTO activities (id, category, origin, place_id, words, starts, ends, closes,"
        " capacity, stage, made_by, revision, made) VALUES (:id, :category, :origin, :place_id,"
        " :words, :starts, :ends, :closes, :capacity, 'draft', :by, 1, :now)",
        id=activity_id,
        by=made_by,
        now=now,
        **_kept(tx, activity_id, plan),
    )
    return known(tx, activity_id)


def _kept(tx: Tx, activity_id: int, plan: Plan) -> Mapping[str, Value]:
    text = json.dumps(asdict(plan.words), ensure_ascii=False)
    sealed = tx.cipher.seal(text, "activities", "words", activity_id)
    return {**{column: getattr(plan, column) for column in PLANNED}, "words": sealed}


def get(tx: Tx, activity_id: int) -> Activity | None:
    row = tx.one(f"SELECT {COLUMNS} FROM activities WHERE id = :id", id=activity_id)
    return Activity(*row) if row else None


def known(tx: Tx, activity_id: int) -> Activity:
    activity = get(tx, activity_id)
    assert activity is not None, "activities are never deleted"
    return activity


def hold(tx: Tx, activity_id: int) -> Activity | None:
    """The activity, kept from others until the transaction ends."""
    row = tx.one(f"SELECT {COLUMNS} FROM activities WHERE id = :id /*lock*/", id=activity_id)
    return Activity(*row) if row else None


def words(tx: Tx, activity: Activity) -> Words:
    sealed = activity.sealed_words
    said: dict[str, Any] = json.loads(tx.cipher.open(sealed, "activities", "words", activity.id))
    return Words(**said)


def reason(tx: Tx, activity: Activity) -> str | None:
    """Why it was cancelled."""
    return tx.cipher.open_or_none(activity.sealed_reason, "activities", "reason", activity.id)


def plan_of(tx: Tx, activity: Activity) -> Plan:
    """What its host has decided."""
    return Plan(
        words=words(tx, activity), **{column: getattr(activity, column) for column in PLANNED}
    )


def rewrite(tx: Tx, activity: Activity, plan: Plan) -> Activity:
    """Let it be as the plan says."""
    return change(tx, activity, **_kept(tx, activity.id, plan))


def change(tx: Tx, activity: Activity, **values: Value) -> Activity:
    """Set the columns given, and raise the revision."""
    assert values.keys() <= CHANGEABLE
    sets = ", ".join(f"{column} = :{column}" for column in values)
    tx.do(
        f"UPDATE activities SET {sets}, revision = revision + 1 WHERE id = :id",
        id=activity.id,
        **values,
    )
    return known(tx, activity.id)


def cancel(tx: Tx, activity: Activity, why: str, now: int) -> Activity:
    """End it before it is held, and keep why."""
    sealed = tx.cipher.seal(why, "activities", "reason", activity.id)
    return change(tx, activity, stage="cancelled", reason=sealed, ended=now)


def coming(tx: Tx, limit: int) -> list[Activity]:
    """What is published and not over, the next one first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM activities WHERE stage = 'published' ORDER BY starts, id"
        " LIMIT :limit",
        limit=limit,
    )
    return [Activity(*row) for row in rows]


def below(tx: Tx, path: str, stage: str, limit: int, made_by: int | None = None) -> list[Activity]:
    """Those in a stage at a place and everywhere below it, maybe somebody's, the latest first."""
    theirs = " AND a.made_by = :by" if made_by else ""
    rows = tx.all(
        # Place by place, which CROSS says to SQLite.
        f"SELECT {columns_of('a', COLUMNS)} FROM places p CROSS JOIN activities a"
        " WHERE a.place_id = p.id AND a.stage = :stage AND p.path >= :path AND p.path < :after"
        f"{theirs} ORDER BY a.starts DESC, a.id LIMIT :limit",
        path=path,
        after=beyond(path),
        stage=stage,
        limit=limit,
        **({"by": made_by} if made_by else {}),
    )
    return [Activity(*row) for row in rows]


def held(tx: Tx, path: str, since: int, until: int) -> dict[tuple[str, str], tuple[int, int]]:
    """By origin and category how many were held in a period, and how many people came."""
    rows = tx.all(
        "SELECT a.origin, a.category, count(*), sum((SELECT coalesce(sum(s.people), 0)"
        " FROM sign_ups s WHERE s.activity_id = a.id AND s.stage = 'attended'))"
        " FROM places p CROSS JOIN activities a"
        " WHERE a.place_id = p.id AND a.stage = 'held' AND a.starts >= :since AND a.starts < :until"
        " AND p.path >= :path AND p.path < :after GROUP BY a.origin, a.category",
        since=since,
        until=until,
        path=path,
        after=beyond(path),
    )
    return {(origin, category): (int(count), int(came)) for origin, category, count, came in rows}
