"""Who is asked each morning whether they are well: when, how, and what whoever helps must know."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.paths import beyond
from storage.tx import Tx, columns_of, in_list

COLUMNS = (
    "id, person_id, way, opens, closes, entered_by, keys, hearing, illness, advice, family,"
    " paused_until, paused_why, paused_by, revision, made, ended, why"
)
GIVEN = ("checkin_links", "checkin_greetings")
TABLE = "checkin_plans"
NOTES = ("keys", "hearing", "illness", "advice")  # sealed; only who goes there reads them


@dataclass(frozen=True, slots=True)
class Plan:
    id: int
    person_id: int
    way: str
    opens: int
    closes: int
    entered_by: int | None
    sealed_keys: bytes | None
    sealed_hearing: bytes | None
    sealed_illness: bytes | None
    sealed_advice: bytes | None
    family: int | None
    paused_until: int | None
    paused_why: str | None
    paused_by: int | None
    revision: int
    made: int
    ended: int | None
    why: str | None


def add(
    tx: Tx, person_id: int, way: str, opens: int, closes: int, entered_by: int | None, now: int
) -> Plan:
    """Ask somebody from now on; who had left begins anew in the same row."""
    tx.do(
        "INSERT INTO checkin_plans (id, person_id, way, opens, closes, entered_by, revision, made)"
        " VALUES (:id, :person, :way, :opens, :closes, :by, 1, :now)"
        " ON CONFLICT (person_id) DO UPDATE SET way = :way, opens = :opens, closes = :closes,"
        " entered_by = :by, paused_until = NULL, paused_why = NULL, paused_by = NULL,"
        " ended = NULL, why = NULL, revision = checkin_plans.revision + 1",
        id=tx.new_id(now),
        person=person_id,
        way=way,
        opens=opens,
        closes=closes,
        by=entered_by,
        now=now,
    )
    plan = of(tx, person_id)
    assert plan is not None, "it was just written"
    return plan


def get(tx: Tx, plan_id: int) -> Plan | None:
    if tx.knows(TABLE, plan_id):
        return hold(tx, plan_id)
    row = tx.one(f"SELECT {COLUMNS} FROM checkin_plans WHERE id = :id", id=plan_id)
    return Plan(*row) if row else None


def known(tx: Tx, plan_id: int) -> Plan:
    """Return the plan, which must be there."""
    plan = get(tx, plan_id)
    assert plan is not None, "a row refers to it"
    return plan


def hold(tx: Tx, plan_id: int) -> Plan | None:
    """The plan, whose row nobody else changes until this unit ends."""
    return tx.foreseen(TABLE, plan_id, lambda: _held(tx, [plan_id])[plan_id])


def hold_all(tx: Tx, plan_ids: Sequence[int]) -> list[Plan]:
    """Many plans at once, each held as one is."""
    found = _held(tx, plan_ids)
    tx.foresee(TABLE, found)
    return [plan for plan in found.values() if plan]


def _held(tx: Tx, plan_ids: Sequence[int]) -> dict[int, Plan | None]:
    names, named = in_list("id", plan_ids)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM checkin_plans WHERE id IN ({names}) ORDER BY id /*lock*/", **named
    )
    found = {row[0]: Plan(*row) for row in rows}
    return {plan_id: found.get(plan_id) for plan_id in plan_ids}


def hold_of(tx: Tx, person_id: int) -> Plan | None:
    """The same, by whom it is about."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM checkin_plans WHERE person_id = :person /*lock*/", person=person_id
    )
    return Plan(*row) if row else None


def of(tx: Tx, person_id: int) -> Plan | None:
    """What there is of a person, ended or not."""
    row = tx.one(f"SELECT {COLUMNS} FROM checkin_plans WHERE person_id = :person", person=person_id)
    return Plan(*row) if row else None


def below(tx: Tx, path: str, limit: int) -> list[Plan]:
    """Those that stand of people who live at a place or below it."""
    rows = tx.all(
        f"SELECT {columns_of('c', COLUMNS)} FROM places p JOIN people ON people.home_id = p.id"
        " JOIN checkin_plans c ON c.person_id = people.id AND c.ended IS NULL"
        " WHERE p.path >= :start AND p.path < :end ORDER BY p.path, c.id LIMIT :limit",
        start=path,
        end=beyond(path),
        limit=limit,
    )
    return [Plan(*row) for row in rows]


def note(tx: Tx, plan: Plan, column: str) -> str | None:
    """One of the sealed notes."""
    return tx.cipher.open_or_none(
        getattr(plan, f"sealed_{column}"), "checkin_plans", column, plan.id
    )


def set_note(tx: Tx, plan_id: int, column: str, text: str | None) -> None:
    assert column in NOTES
    tx.do(
        f"UPDATE checkin_plans SET {column} = :text, revision = revision + 1 WHERE id = :id",
        text=tx.cipher.seal_or_none(text, "checkin_plans", column, plan_id),
        id=plan_id,
    )


def set_window(tx: Tx, plan_id: int, opens: int, closes: int) -> None:
    tx.do(
        "UPDATE checkin_plans SET opens = :opens, closes = :closes, revision = revision + 1"
        " WHERE id = :id",
        opens=opens,
        closes=closes,
        id=plan_id,
    )


def set_way(tx: Tx, plan_id: int, way: str) -> None:
    tx.do(
        "UPDATE checkin_plans SET way = :way, revision = revision + 1 WHERE id = :id",
        way=way,
        id=plan_id,
    )


def set_family(tx: Tx, plan_id: int, since: int | None) -> None:
    tx.do(
        "UPDATE checkin_plans SET family = :since, revision = revision + 1 WHERE id = :id",
        since=since,
        id=plan_id,
    )


def renew(tx: Tx, plan_id: int) -> None:
    """Something that hangs on the plan has changed: what shows it is drawn anew."""
    tx.do("UPDATE checkin_plans SET revision = revision + 1 WHERE id = :id", id=plan_id)


def pause(tx: Tx, plan_id: int, until: int | None, why: str | None, by: int | None) -> None:
    """Ask nothing until then; None: from now on again."""
    tx.do(
        "UPDATE checkin_plans SET paused_until = :until, paused_why = :why, paused_by = :by,"
        " revision = revision + 1 WHERE id = :id",
        until=until,
        why=why,
        by=by,
        id=plan_id,
    )


def end(tx: Tx, plan_id: int, why: str, now: int) -> bool:
    """Ask no more, and keep nothing of what helpers had to know; False when it had ended."""
    return bool(
        tx.do(
            "UPDATE checkin_plans SET ended = :now, why = :why, keys = NULL, hearing = NULL,"
            " illness = NULL, advice = NULL, family = NULL, paused_until = NULL,"
            " paused_why = NULL, revision = revision + 1 WHERE id = :id AND ended IS NULL",
            why=why,
            now=now,
            id=plan_id,
        )
    )


def go_on(tx: Tx, plan_id: int) -> bool:
    """Ask again; False when it had not ended."""
    return bool(
        tx.do(
            "UPDATE checkin_plans SET ended = NULL, why = NULL, revision = revision + 1"
            " WHERE id = :id AND ended IS NOT NULL",
            id=plan_id,
        )
    )


def remove(tx: Tx, plan_id: int) -> None:
    """Delete a plan with all that hangs on it."""
    tx.do(
        "DELETE FROM checkin_alerts WHERE day_id IN"
        " (SELECT id FROM checkin_days WHERE plan_id = :id)",
        id=plan_id,
    )
    for table in ("checkin_days", "checkin_helpers", "checkin_rungs", *GIVEN):
        tx.do(f"DELETE FROM {table} WHERE plan_id = :id", id=plan_id)
    tx.do("DELETE FROM timers WHERE subject = :id", id=plan_id)
    tx.do("DELETE FROM checkin_plans WHERE id = :id", id=plan_id)
