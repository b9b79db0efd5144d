"""Introductions of two single people: who asked whom, what each said alone, how it ended."""

from dataclasses import dataclass

from storage.paths import beyond
from storage.tx import Tx

COLUMNS = (
    "id, her_id, his_id, matchmaker_id, stage, reason, again, her_answer, his_answer, contact,"
    " ending, revision, made, ended"
)


@dataclass(frozen=True, slots=True)
class Introduction:
    id: int
    her_id: int
    his_id: int
    matchmaker_id: int | None
    stage: str
    sealed_reason: bytes | None
    sealed_again: bytes | None
    her_answer: str | None
    his_answer: str | None
    contact: int | None
    ending: str | None
    revision: int
    made: int
    ended: int | None

    @property
    def both(self) -> tuple[int, int]:
        return self.her_id, self.his_id

    def other(self, person_id: int) -> int:
        """The one to whom somebody is introduced."""
        return self.his_id if person_id == self.her_id else self.her_id

    def answer_of(self, person_id: int) -> str | None:
        """What one of the two has said; the other one never reads it."""
        return self.her_answer if person_id == self.her_id else self.his_answer


def add(
    tx: Tx,
    her_id: int,
    his_id: int,
    matchmaker_id: int,
    reason: str | None,
    again: str | None,
    now: int,
) -> int | None:
    """Introduce two people; nothing when one of them is being introduced already."""
    introduction_id = tx.new_id(now)
    place = ("introductions", "reason", introduction_id)
    done = tx.do(
        "INSERT INTO introductions (id, her_id, his_id, matchmaker_id, stage, reason, again,"
        " revision, made) VALUES (:id, :her, :his, :matchmaker, 'asked', :reason, :again, 1, :now)"
        " ON CONFLICT DO NOTHING",
        id=introduction_id,
        her=her_id,
        his=his_id,
        matchmaker=matchmaker_id,
        reason=tx.cipher.seal_or_none(reason, *place),
        again=tx.cipher.seal_or_none(again, "introductions", "again", introduction_id),
        now=now,
    )
    return introduction_id if done else None


def get(tx: Tx, introduction_id: int) -> Introduction | None:
    row = tx.one(f"SELECT {COLUMNS} FROM introductions WHERE id = :id", id=introduction_id)
    return Introduction(*row) if row else None


def known(tx: Tx, introduction_id: int) -> Introduction:
    """Return the introduction, which must be there."""
    one = get(tx, introduction_id)
    assert one is not None, "introductions are never deleted"
    return one


def hold(tx: Tx, introduction_id: int) -> Introduction | None:
    """The introduction, whose row nobody else changes until this unit ends."""
    row = tx.one(f"SELECT {COLUMNS} FROM introductions WHERE id = :id /*lock*/", id=introduction_id)
    return Introduction(*row) if row else None


def reason(tx: Tx, one: Introduction) -> str | None:
    """Why the matchmaker thinks of them."""
    return tx.cipher.open_or_none(one.sealed_reason, "introductions", "reason", one.id)


def standing(tx: Tx, person_id: int) -> Introduction | None:
    """The one that is open for somebody."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM introductions WHERE her_id = :person AND ended IS NULL"
        f" UNION ALL SELECT {COLUMNS} FROM introductions WHERE his_id = :person AND ended IS NULL",
        person=person_id,
    )
    return Introduction(*rows[0]) if rows else None


def met(tx: Tx, person_id: int) -> frozenset[int]:
    """Everybody to whom somebody has ever been introduced."""
    rows = tx.all(
        "SELECT his_id FROM introductions WHERE her_id = :person"
        " UNION SELECT her_id FROM introductions WHERE his_id = :person",
        person=person_id,
    )
    return frozenset(row[0] for row in rows)


def of(tx: Tx, person_id: int) -> list[int]:
    """All introductions there ever were of somebody."""
    rows = tx.all(
        "SELECT id FROM introductions WHERE her_id = :person"
        " UNION ALL SELECT id FROM introductions WHERE his_id = :person",
        person=person_id,
    )
    return [introduction_id for (introduction_id,) in rows]


def of_matchmaker(tx: Tx, matchmaker_id: int) -> list[Introduction]:
    """The introductions of a matchmaker that stand, the longest first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM introductions WHERE matchmaker_id = :matchmaker"
        " AND stage IN ('asked', 'contact') ORDER BY id",
        matchmaker=matchmaker_id,
    )
    return [Introduction(*row) for row in rows]


def answer(tx: Tx, one: Introduction, person_id: int, said: str, now: int) -> None:
    """Keep what one of the two has said."""
    whose = "her" if person_id == one.her_id else "his"
    tx.do(
        f"UPDATE introductions SET {whose}_answer = :said, {whose}_answered = :now,"
        " revision = revision + 1 WHERE id = :id",
        said=said,
        now=now,
        id=one.id,
    )


def connect(tx: Tx, introduction_id: int, now: int) -> None:
    """Note that both have each other's name and number from now on."""
    tx.do(
        "UPDATE introductions SET stage = 'contact', contact = :now, revision = revision + 1"
        " WHERE id = :id",
        now=now,
        id=introduction_id,
    )


def end(tx: Tx, introduction_id: int, ending: str, now: int) -> bool:
    """End an introduction; False when it has ended already."""
    return bool(
        tx.do(
            "UPDATE introductions SET stage = 'ended', ending = :ending, ended = :now,"
            " revision = revision + 1 WHERE id = :id AND ended IS NULL",
            ending=ending,
            now=now,
            id=introduction_id,
        )
    )


def forget_words(tx: Tx, person_id: int) -> None:
    """Take out what was written about two people of whom one leaves."""
    tx.do(
        "UPDATE introductions SET reason = NULL, again = NULL WHERE her_id = :person",
        person=person_id,
    )
    tx.do(
        "UPDATE introductions SET reason = NULL, again = NULL WHERE his_id = :person",
        person=person_id,
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """How many introductions there were, and what they came to."""

    all: int
    connected: int
    together: int


def counted(tx: Tx, path: str, until: int, since: int = 0) -> Counted:
    """Those of women who registered at a place and below it, made in a time."""
    row = tx.one(
        "SELECT count(*), count(i.contact), count(CASE WHEN i.ending = 'together' THEN 1 END)"
        " FROM places p JOIN singles s ON s.place_id = p.id"
        " JOIN introductions i ON i.her_id = s.person_id AND i.made >= :since AND i.made < :until"
        " WHERE p.path >= :start AND p.path < :end",
        since=since,
        until=until,
        start=path,
        end=beyond(path),
    )
    assert row is not None
    return Counted(*row)
