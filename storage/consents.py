"""What people have agreed to, for which purpose, and how that is known."""

from dataclasses import dataclass

from storage import people
from storage.tx import Tx

CHAT = "chat"  # with their own tap
GENERAL = "general"  # the purpose without which nothing but emergencies works


@dataclass(frozen=True, slots=True)
class Consent:
    id: int
    purpose: str
    given: int
    how: str
    recorded_by: int | None
    sealed_witness: bytes | None


def give(
    tx: Tx,
    person_id: int,
    purpose: str,
    now: int,
    how: str = CHAT,
    recorded_by: int | None = None,
    witness: str | None = None,
) -> None:
    """Note that somebody agrees: by a tap of their own, or as somebody else has recorded it."""
    consent_id = tx.new_id(now)
    tx.do(
        "INSERT INTO consents (id, person_id, purpose, given, how, recorded_by, witness)"
        " VALUES (:id, :person, :purpose, :now, :how, :by, :witness)",
        id=consent_id,
        person=person_id,
        purpose=purpose,
        now=now,
        how=how,
        by=recorded_by,
        witness=tx.cipher.seal_or_none(witness, "consents", "witness", consent_id),
    )
    if purpose == GENERAL:
        people.set_consented(tx, person_id, now)


def of(tx: Tx, person_id: int) -> list[Consent]:
    """What the person has agreed to and not withdrawn."""
    rows = tx.all(
        "SELECT id, purpose, given, how, recorded_by, witness FROM consents"
        " WHERE person_id = :person AND withdrawn IS NULL ORDER BY id",
        person=person_id,
    )
    return [Consent(*row) for row in rows]


def ever(tx: Tx, person_id: int) -> bool:
    """Whether the person has agreed to anything at any time."""
    return bool(tx.one("SELECT 1 FROM consents WHERE person_id = :person", person=person_id))


def witness(tx: Tx, consent: Consent) -> str | None:
    return tx.cipher.open_or_none(consent.sealed_witness, "consents", "witness", consent.id)


def withdraw(tx: Tx, person_id: int, purpose: str, now: int) -> None:
    tx.do(
        "UPDATE consents SET withdrawn = :now"
        " WHERE person_id = :person AND purpose = :purpose AND withdrawn IS NULL",
        person=person_id,
        purpose=purpose,
        now=now,
    )
