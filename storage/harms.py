"""What somebody told of violence or of harm to a child, and who sees to it."""

from dataclasses import dataclass

from storage.tx import Tx

COLUMNS = (
    "id, person_id, place_id, case_id, sort, made, taken, taken_by, reported, reported_by,"
    " reported_to"
)


@dataclass(frozen=True, slots=True)
class Harm:
    id: int
    person_id: int
    place_id: int
    case_id: int | None
    sort: str
    made: int
    taken: int | None = None
    taken_by: int | None = None
    reported: int | None = None
    reported_by: int | None = None
    sealed_reported_to: bytes | None = None


def add(tx: Tx, person_id: int, place_id: int, case_id: int | None, sort: str, now: int) -> Harm:
    harm = Harm(tx.new_id(now), person_id, place_id, case_id, sort, now)
    tx.do(
        "INSERT INTO harms (id, person_id, place_id, case_id, sort, made)"
        " VALUES (:id, :person, :place, :case, :sort, :now)",
        id=harm.id,
        person=person_id,
        place=place_id,
        case=case_id,
        sort=sort,
        now=now,
    )
    return harm


def get(tx: Tx, harm_id: int) -> Harm | None:
    row = tx.one(f"SELECT {COLUMNS} FROM harms WHERE id = :id", id=harm_id)
    return Harm(*row) if row else None


def newest(tx: Tx, person_id: int, sort: str) -> Harm | None:
    """The last of this sort that somebody told of."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM harms WHERE person_id = :person AND sort = :sort"
        " ORDER BY id DESC LIMIT 1",
        person=person_id,
        sort=sort,
    )
    return Harm(*row) if row else None


def take(tx: Tx, harm_id: int, person_id: int, now: int) -> bool:
    """Let somebody see to it; False when another one does."""
    return bool(
        tx.do(
            "UPDATE harms SET taken = :now, taken_by = :person WHERE id = :id AND taken IS NULL",
            id=harm_id,
            person=person_id,
            now=now,
        )
    )


def report(tx: Tx, harm_id: int, person_id: int, to: str, now: int) -> bool:
    """Note where it was reported; False when that is known."""
    return bool(
        tx.do(
            "UPDATE harms SET reported = :now, reported_by = :person, reported_to = :to"
            " WHERE id = :id AND reported IS NULL",
            id=harm_id,
            person=person_id,
            to=tx.cipher.seal(to, "harms", "reported_to", harm_id),
            now=now,
        )
    )


def reported_to(tx: Tx, harm: Harm) -> str | None:
    return tx.cipher.open_or_none(harm.sealed_reported_to, "harms", "reported_to", harm.id)
