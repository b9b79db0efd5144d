"""The two sides of a dispute, and the link by which the second one joins."""

from dataclasses import dataclass

from storage import tokens
from storage.tx import Tx, Value

COLUMNS = "id, case_id, side, person_id, joined, agreed, refused, gone, heard, longer, veiled"
CHANGEABLE = frozenset({"agreed", "refused", "gone", "heard", "longer", "veiled"})
LINK = "id, case_id, made_by, expires, used_by, revoked"
PURPOSE = "party"  # of the digest of a link's token


@dataclass(frozen=True, slots=True)
class Party:
    id: int
    case_id: int
    side: str
    person_id: int
    joined: int
    agreed: int | None = None
    refused: int | None = None
    gone: int | None = None
    heard: int | None = None
    longer: int | None = None
    veiled: int | None = None  # up to this entry their room is not for who mediates now

    @property
    def takes_part(self) -> bool:
        """Whether they have agreed to be mediated and still are."""
        return self.agreed is not None and self.gone is None


@dataclass(frozen=True, slots=True)
class PartyLink:
    id: int
    case_id: int
    made_by: int
    expires: int
    used_by: int | None
    revoked: int | None


def add(tx: Tx, case_id: int, side: str, person_id: int, now: int, agreed: int | None) -> bool:
    """Let somebody be a side; False when it is somebody's already."""
    return bool(
        tx.do(
            "INSERT INTO parties (id, case_id, side, person_id, joined, agreed)"
            " VALUES (:id, :case, :side, :person, :now, :agreed)"
            " ON CONFLICT (case_id, side) DO NOTHING",
            id=tx.new_id(now),
            case=case_id,
            side=side,
            person=person_id,
            now=now,
            agreed=agreed,
        )
    )


def of(tx: Tx, case_id: int) -> dict[str, Party]:
    """The sides there are of a dispute."""
    rows = tx.all(f"SELECT {COLUMNS} FROM parties WHERE case_id = :case", case=case_id)
    return {party.side: party for party in (Party(*row) for row in rows)}


def persons(tx: Tx, case_id: int) -> list[int]:
    """Who the sides of a dispute are."""
    return [party.person_id for party in of(tx, case_id).values()]


def theirs(tx: Tx, person_id: int, limit: int) -> list[Party]:
    """The disputes somebody takes part in, the newest first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM parties WHERE person_id = :person ORDER BY id DESC LIMIT :limit",
        person=person_id,
        limit=limit,
    )
    return [Party(*row) for row in rows]


def change(tx: Tx, party: Party, **values: Value) -> Party:
    assert values.keys() <= CHANGEABLE
    sets = ", ".join(f"{column} = :{column}" for column in values)
    tx.do(f"UPDATE parties SET {sets} WHERE id = :id", id=party.id, **values)
    return of(tx, party.case_id)[party.side]


def remove(tx: Tx, party: Party) -> None:
    """Let somebody be no side: they never were."""
    tx.do("DELETE FROM parties WHERE id = :id", id=party.id)


def put_out(tx: Tx, token: str, case_id: int, made_by: int, now: int, expires: int) -> None:
    """Make a link for the second side; an older one of the same maker counts no more."""
    take_back(tx, case_id, now, made_by)
    tx.do(
        "INSERT INTO party_links (id, digest, case_id, made_by, made, expires)"
        " VALUES (:id, :digest, :case, :by, :now, :expires)",
        id=tx.new_id(now),
        digest=tx.cipher.digest(token, PURPOSE),
        case=case_id,
        by=made_by,
        now=now,
        expires=expires,
    )


def take_back(tx: Tx, case_id: int, now: int, made_by: int | None = None) -> None:
    """Let the links that are out count no more, or only those that somebody has made."""
    whose = " AND made_by = :by" if made_by is not None else ""
    values = {"by": made_by} if made_by is not None else {}
    tx.do(
        "UPDATE party_links SET revoked = :now"
        f" WHERE case_id = :case AND used_by IS NULL AND revoked IS NULL{whose}",
        case=case_id,
        now=now,
        **values,
    )


def link(tx: Tx, token: str) -> PartyLink | None:
    select = f"SELECT {LINK} FROM party_links WHERE digest = :digest"
    row = tokens.opened(tx, select, token, PURPOSE)
    return PartyLink(*row) if row else None


def use(tx: Tx, link: PartyLink, person_id: int, now: int) -> bool:
    """Use a link up; False when somebody did already, or it was taken back."""
    return bool(
        tx.do(
            "UPDATE party_links SET used_by = :person, used = :now"
            " WHERE id = :id AND used_by IS NULL AND revoked IS NULL",
            id=link.id,
            person=person_id,
            now=now,
        )
    )
