"""Interviews: when and where employer and seeker meet, as one side has proposed it."""

from dataclasses import dataclass

from storage.tx import Tx

COLUMNS = "id, application_id, person_id, meets, spot, theirs, agreed, ended, made"


@dataclass(frozen=True, slots=True)
class Interview:
    id: int
    application_id: int
    person_id: int
    meets: int
    sealed_spot: bytes
    theirs: int
    agreed: int | None
    ended: int | None
    made: int


def add(
    tx: Tx, application_id: int, person_id: int, meets: int, spot: str, now: int, *, theirs: bool
) -> Interview:
    """Propose a time and a place, in place of what was proposed before."""
    end(tx, application_id, now)
    interview_id = tx.new_id(now)
    tx.do(
        "INSERT INTO interviews (id, application_id, person_id, meets, spot, theirs, made)"
        " VALUES (:id, :application, :person, :meets, :spot, :theirs, :now)",
        id=interview_id,
        application=application_id,
        person=person_id,
        meets=meets,
        spot=tx.cipher.seal(spot, "interviews", "spot", interview_id),
        theirs=int(theirs),
        now=now,
    )
    found = get(tx, interview_id)
    assert found is not None
    return found


def get(tx: Tx, interview_id: int) -> Interview | None:
    row = tx.one(f"SELECT {COLUMNS} FROM interviews WHERE id = :id", id=interview_id)
    return Interview(*row) if row else None


def standing(tx: Tx, application_id: int) -> Interview | None:
    """What is proposed or agreed now."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM interviews WHERE application_id = :application AND ended IS NULL",
        application=application_id,
    )
    return Interview(*row) if row else None


def spot(tx: Tx, interview: Interview) -> str:
    return tx.cipher.open(interview.sealed_spot, "interviews", "spot", interview.id)


def agree(tx: Tx, interview_id: int, now: int) -> None:
    tx.do("UPDATE interviews SET agreed = :now WHERE id = :id", id=interview_id, now=now)


def end(tx: Tx, application_id: int, now: int) -> None:
    """Note that what was proposed holds no more."""
    tx.do(
        "UPDATE interviews SET ended = :now WHERE application_id = :application AND ended IS NULL",
        application=application_id,
        now=now,
    )
