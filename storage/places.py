"""Places: the tree from the subdistrict down to the stairwell, and the households there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from storage.paths import beyond
from storage.tx import Row, Tx, in_list

LEVEL = 4  # characters of the path a level
BELOW_MOST = 10**LEVEL  # places directly below one
COLUMNS = "id, parent_id, kind, name, path, zone, label"
HOUSEHOLD = "household"  # the kind of which the name is sealed


@dataclass(frozen=True, slots=True)
class Place:
    id: int
    parent_id: int | None
    kind: str
    name: str
    path: str
    zone: str


def add(tx: Tx, parent: Place | None, kind: str, name: str, zone: str, now: int) -> Place:
    """Add a place as the last one below its parent; `zone` is its time zone's IANA name."""
    tx.recalled.clear()
    row = tx.one(
        "SELECT count(*) FROM places WHERE parent_id = :parent"
        if parent
        else "SELECT count(*) FROM places WHERE parent_id IS NULL",
        **({"parent": parent.id} if parent else {}),
    )
    order = row[0] if row else 0
    path = f"{parent.path if parent else ''}{order:0{LEVEL}d}"
    place = Place(tx.new_id(now), parent.id if parent else None, kind, name, path, zone)
    home = kind == HOUSEHOLD
    tx.do(
        "INSERT INTO places (id, parent_id, kind, name, label, path, zone, made)"
        " VALUES (:id, :parent, :kind, :name, :label, :path, :zone, :now)",
        id=place.id,
        parent=place.parent_id,
        kind=kind,
        name="" if home else name,
        label=tx.cipher.seal(name, "places", "label", place.id) if home else None,
        path=path,
        zone=zone,
        now=now,
    )
    return place


def _place(tx: Tx, row: Row) -> Place:
    *columns, sealed = row
    place = Place(*columns)
    if sealed is None:
        return place
    return replace(place, name=tx.cipher.open(sealed, "places", "label", place.id))


def get(tx: Tx, place_id: int) -> Place | None:
    return tx.recall("place", place_id, lambda: _get(tx, place_id))


def foresee(tx: Tx, place_ids: Collection[int]) -> None:
    """Look up many places at once, with those directly above them."""
    while unknown := {at for at in place_ids if ("place", at) not in tx.recalled}:
        names, named = in_list("id", unknown)
        rows = tx.all(f"SELECT {COLUMNS} FROM places WHERE id IN ({names})", **named)
        found = {row[0]: _place(tx, row) for row in rows}
        tx.recalled.update({("place", at): found.get(at) for at in unknown})
        place_ids = {place.parent_id for place in found.values() if place.parent_id}


def _get(tx: Tx, place_id: int) -> Place | None:
    row = tx.one(f"SELECT {COLUMNS} FROM places WHERE id = :id", id=place_id)
    return _place(tx, row) if row else None


def roots(tx: Tx) -> Sequence[Place]:
    return tx.recall("roots", "", lambda: _roots(tx))


def _roots(tx: Tx) -> list[Place]:
    rows = tx.all(f"SELECT {COLUMNS} FROM places WHERE parent_id IS NULL ORDER BY path")
    return [_place(tx, row) for row in rows]


def below(tx: Tx, place_id: int) -> Sequence[Place]:
    """The places directly below but for households, in their order."""
    return tx.recall("below", place_id, lambda: _below(tx, place_id))


def _below(tx: Tx, place_id: int) -> list[Place]:
    rows = tx.all(
        f"SELECT {COLUMNS} FROM places WHERE parent_id = :id AND kind <> 'household'"
        " ORDER BY parent_id, path",
        id=place_id,
    )
    return [_place(tx, row) for row in rows]


def households(tx: Tx, place_id: int) -> list[Place]:
    """The households of a stairwell, in their order."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM places WHERE parent_id = :id AND kind = 'household'"
        " ORDER BY parent_id, path",
        id=place_id,
    )
    return [_place(tx, row) for row in rows]


def of_kinds(tx: Tx, path: str, kinds: Iterable[str]) -> list[Place]:
    """The places of some kinds with this path or below it, in their order."""
    names, named = in_list("kind", kinds)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM places WHERE path >= :path AND path < :after"
        f" AND kind IN ({names}) ORDER BY path",
        path=path,
        after=beyond(path),
        **named,
    )
    return [_place(tx, row) for row in rows]


def hold_root(tx: Tx) -> Place:
    """The subdistrict, kept from others until the transaction ends."""
    tx.recalled.clear()  # others may have changed the tree until now
    row = tx.one(f"SELECT {COLUMNS} FROM places WHERE parent_id IS NULL ORDER BY path /*lock*/")
    assert row is not None, "the subdistrict is made at the first start"
    return _place(tx, row)


def child(tx: Tx, parent: Place, name: str) -> Place | None:
    """The place of this name directly below, the first if there are several.

    Names of households are sealed: each is opened.
    """
    row = tx.one(
        f"SELECT {COLUMNS} FROM places WHERE parent_id = :parent AND name = :name"
        " ORDER BY parent_id, path LIMIT 1",
        parent=parent.id,
        name=name,
    )
    if row is None:
        found = (at for at in households(tx, parent.id) if at.name == name)
        return next(found, None)
    return _place(tx, row)


def rename(tx: Tx, place: Place, name: str) -> Place:
    tx.recalled.clear()
    tx.do("UPDATE places SET name = :name WHERE id = :id", id=place.id, name=name)
    return replace(place, name=name)


def leaves_below(tx: Tx, place_id: int) -> Sequence[int]:
    """The places directly below that have none below them but households."""
    return tx.recall("leaves", place_id, lambda: _leaves_below(tx, place_id))


def _leaves_below(tx: Tx, place_id: int) -> list[int]:
    rows = tx.all(
        "SELECT p.id FROM places p WHERE p.parent_id = :id AND NOT EXISTS"
        " (SELECT 1 FROM places q WHERE q.parent_id = p.id AND q.kind <> 'household')",
        id=place_id,
    )
    return [found for (found,) in rows]


def upwards(tx: Tx, place: Place) -> list[Place]:
    """The place and all above it, the subdistrict first."""
    return [*tx.recall("above", place.path, lambda: _above(tx, place)), place]


def _above(tx: Tx, place: Place) -> list[Place]:
    ends = range(LEVEL, len(place.path), LEVEL)
    names, above = in_list("path", (place.path[:end] for end in ends))
    if not above:
        return []
    rows = tx.all(f"SELECT {COLUMNS} FROM places WHERE path IN ({names}) ORDER BY path", **above)
    return [_place(tx, row) for row in rows]
