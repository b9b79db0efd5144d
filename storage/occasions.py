"""What is held again and again, and what was decided about each day on which it falls."""

from dataclasses import dataclass

from storage.tx import Tx

REPEAT = "id, place_id, model_id, rule, ended"
OCCASION = "what, day, activity_id"


@dataclass(frozen=True, slots=True)
class Repeat:
    id: int
    place_id: int
    model_id: int
    rule: str
    ended: int | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day that was decided on: what is held then, or nothing where it was struck out."""

    what: str
    day: str
    activity_id: int | None


def repeat(tx: Tx, place_id: int, model_id: int, rule: str, made_by: int, now: int) -> Repeat:
    """Let an activity be held again by a rule, in place of the one it had."""
    tx.do(
        "INSERT INTO repeats (id, place_id, model_id, rule, made_by, made)"
        " VALUES (:id, :place, :model, :rule, :by, :now) ON CONFLICT (model_id)"
        " DO UPDATE SET rule = excluded.rule, made_by = excluded.made_by, ended = NULL",
        id=tx.new_id(now),
        place=place_id,
        model=model_id,
        rule=rule,
        by=made_by,
        now=now,
    )
    found = of_model(tx, model_id)
    assert found is not None, "it was just written"
    return found


def of_model(tx: Tx, model_id: int) -> Repeat | None:
    row = tx.one(f"SELECT {REPEAT} FROM repeats WHERE model_id = :model", model=model_id)
    return Repeat(*row) if row else None


def standing(tx: Tx, place_id: int) -> list[Repeat]:
    """What is held again and again at a place, and has not been ended."""
    rows = tx.all(
        f"SELECT {REPEAT} FROM repeats WHERE place_id = :place AND ended IS NULL ORDER BY id",
        place=place_id,
    )
    return [Repeat(*row) for row in rows]


def end(tx: Tx, repeat_id: int, now: int) -> None:
    tx.do("UPDATE repeats SET ended = :now WHERE id = :id AND ended IS NULL", id=repeat_id, now=now)


def decide(
    tx: Tx, place_id: int, what: str, day: str, activity_id: int | None, by_id: int, now: int
) -> bool:
    """Note what was decided about a day; False when something is decided already."""
    return bool(
        tx.do(
            "INSERT INTO occasions (id, place_id, what, day, activity_id, decided_by, decided)"
            " VALUES (:id, :place, :what, :day, :activity, :by, :now) ON CONFLICT DO NOTHING",
            id=tx.new_id(now),
            place=place_id,
            what=what,
            day=day,
            activity=activity_id,
            by=by_id,
            now=now,
        )
    )


def undecide(tx: Tx, place_id: int, what: str, day: str) -> None:
    """Let a day that was struck out be open again."""
    tx.do(
        "DELETE FROM occasions WHERE place_id = :place AND what = :what AND day = :day"
        " AND activity_id IS NULL",
        place=place_id,
        what=what,
        day=day,
    )


def decided(tx: Tx, place_id: int) -> dict[tuple[str, str], Occasion]:
    """Everything that was decided at a place."""
    rows = tx.all(f"SELECT {OCCASION} FROM occasions WHERE place_id = :place", place=place_id)
    return {(row[0], row[1]): Occasion(*row) for row in rows}
