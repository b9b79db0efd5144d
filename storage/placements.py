"""Placements: who found work by which vacancy, and whether they stayed."""

from dataclasses import dataclass

from storage.paths import beyond
from storage.tx import Tx

COLUMNS = "id, vacancy_id, person_id, place_id, woman, by_id, hers, theirs, made"


@dataclass(frozen=True, slots=True)
class Placement:
    id: int
    vacancy_id: int
    person_id: int
    place_id: int | None
    woman: int
    by_id: int | None
    hers: int | None
    theirs: int | None
    made: int


def add(
    tx: Tx,
    vacancy_id: int,
    person_id: int,
    place_id: int | None,
    by_id: int | None,
    now: int,
    *,
    woman: bool,
) -> Placement | None:
    """Note that somebody has found this work; none when that is noted already."""
    placement_id = tx.new_id(now)
    added = tx.do(
        "INSERT INTO placements (id, vacancy_id, person_id, place_id, woman, by_id, made)"
        " VALUES (:id, :vacancy, :person, :place, :woman, :by, :now) ON CONFLICT DO NOTHING",
        id=placement_id,
        vacancy=vacancy_id,
        person=person_id,
        place=place_id,
        woman=int(woman),
        by=by_id,
        now=now,
    )
    return get(tx, placement_id) if added else None


def get(tx: Tx, placement_id: int) -> Placement | None:
    row = tx.one(f"SELECT {COLUMNS} FROM placements WHERE id = :id", id=placement_id)
    return Placement(*row) if row else None


def by(tx: Tx, vacancy_id: int, person_id: int) -> Placement | None:
    """What came of a vacancy for one person."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM placements WHERE vacancy_id = :vacancy AND person_id = :person",
        vacancy=vacancy_id,
        person=person_id,
    )
    return Placement(*row) if row else None


def count_as(tx: Tx, placement_id: int, *, woman: bool) -> None:
    """Note how somebody wants to be counted."""
    tx.do("UPDATE placements SET woman = :woman WHERE id = :id", id=placement_id, woman=int(woman))


def of_vacancy(tx: Tx, vacancy_id: int) -> list[Placement]:
    """Who has found this work, the first one first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM placements WHERE vacancy_id = :vacancy ORDER BY id",
        vacancy=vacancy_id,
    )
    return [Placement(*row) for row in rows]


def filled(tx: Tx, vacancy_id: int) -> int:
    """How many have found this work."""
    row = tx.one("SELECT count(*) FROM placements WHERE vacancy_id = :vacancy", vacancy=vacancy_id)
    return int(row[0]) if row else 0


def say(tx: Tx, placement_id: int, *, hers: bool | None = None, theirs: bool | None = None) -> None:
    """Note what one side says of whether the work goes on."""
    for column, says in (("hers", hers), ("theirs", theirs)):
        if says is not None:
            tx.do(
                f"UPDATE placements SET {column} = :says WHERE id = :id",
                id=placement_id,
                says=int(says),
            )


def counted(tx: Tx, path: str, since: int, until: int) -> tuple[int, int, int]:
    """Of a period: how many found work, how many of them women, and from how many estates these.

    They count where they lived then, at a place and everywhere below it.
    """
    row = tx.one(
        "SELECT count(*), sum(s.woman), count(DISTINCT CASE WHEN s.woman = 1 THEN s.place_id END)"
        " FROM placements s JOIN places p ON p.id = s.place_id"
        " WHERE s.made >= :since AND s.made < :until AND p.path >= :path AND p.path < :after",
        since=since,
        until=until,
        path=path,
        after=beyond(path),
    )
    return (int(row[0]), int(row[1] or 0), int(row[2])) if row else (0, 0, 0)
