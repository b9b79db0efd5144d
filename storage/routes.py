"""Routes: to whom what is reported of a category at a place goes; rows that an office changes."""

from dataclasses import dataclass

from storage.places import Place, upwards
from storage.tx import Tx

COLUMNS = "id, category, place_id, role, person_id, automatic"


@dataclass(frozen=True, slots=True)
class Route:
    """It counts at its place and everywhere below, where no nearer one does."""

    id: int
    category: str
    place_id: int
    role: str
    person_id: int | None
    automatic: int


def put(
    tx: Tx,
    category: str,
    place_id: int,
    role: str,
    person_id: int | None,
    automatic: bool,
    now: int,
) -> Route:
    """Set the one route of a category at a place."""
    tx.do(
        "INSERT INTO routes (id, category, place_id, role, person_id, automatic, made)"
        " VALUES (:id, :category, :place, :role, :person, :automatic, :now)"
        " ON CONFLICT (category, place_id) DO UPDATE SET role = excluded.role,"
        " person_id = excluded.person_id, automatic = excluded.automatic",
        id=tx.new_id(now),
        category=category,
        place=place_id,
        role=role,
        person=person_id,
        automatic=int(automatic),
        now=now,
    )
    row = tx.one(
        f"SELECT {COLUMNS} FROM routes WHERE category = :category AND place_id = :place",
        category=category,
        place=place_id,
    )
    assert row is not None, "it was just written"
    return Route(*row)


def get(tx: Tx, route_id: int) -> Route | None:
    row = tx.one(f"SELECT {COLUMNS} FROM routes WHERE id = :id", id=route_id)
    return Route(*row) if row else None


def of(tx: Tx, category: str) -> list[Route]:
    """The routes of a category, the widest place first."""
    rows = tx.all(
        "SELECT r.id, r.category, r.place_id, r.role, r.person_id, r.automatic FROM routes r"
        " JOIN places p ON p.id = r.place_id WHERE r.category = :category ORDER BY p.path",
        category=category,
    )
    return [Route(*row) for row in rows]


def nearest(tx: Tx, category: str, place: Place) -> Route | None:
    """The route for what happens at a place."""
    above = {at.id for at in upwards(tx, place)}
    found = [route for route in of(tx, category) if route.place_id in above]
    return found[-1] if found else None


def remove(tx: Tx, route_id: int) -> None:
    tx.do("DELETE FROM routes WHERE id = :id", id=route_id)
