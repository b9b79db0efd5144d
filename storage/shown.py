"""Which message shows which row, so that a change can redraw it."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.tx import Tx, in_list

RETIRED, CLOSED = "retired", "closed"
COLUMNS = "id, chat_id, message_id, person_id, kind, subject, revision, tapped, choice"
TABLE = "shown"


@dataclass(frozen=True, slots=True)
class Shown:
    id: int
    chat_id: int
    message_id: int | None
    person_id: int | None  # none: a group
    kind: str
    subject: int
    revision: int
    tapped: int | None = None  # when a button of it was tapped last
    choice: str | None = None  # and which


def add(
    tx: Tx,
    now: int,
    chat_id: int,
    person_id: int | None,
    kind: str,
    subject: int,
    revision: int = 0,
    message_id: int | None = None,
) -> Shown:
    shown = Shown(tx.new_id(now), chat_id, message_id, person_id, kind, subject, revision)
    if tx.knows(TABLE, (kind, subject)):
        tx.foresee(TABLE, {(kind, subject): [*of(tx, kind, subject), shown]})
    tx.later(
        "INSERT INTO shown (id, chat_id, message_id, person_id, kind, subject, revision, made)"
        " VALUES (:id, :chat, :message, :person, :kind, :subject, :revision, :now)",
        id=shown.id,
        chat=chat_id,
        message=message_id,
        person=person_id,
        kind=kind,
        subject=subject,
        revision=revision,
        now=now,
    )
    return shown


def get(tx: Tx, shown_id: int) -> Shown | None:
    row = tx.one(f"SELECT {COLUMNS} FROM shown WHERE id = :id", id=shown_id)
    return Shown(*row) if row else None


def at(tx: Tx, chat_id: int, message_id: int) -> Shown | None:
    """What the message shows; of what it has shown one after the other, the newest."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM shown WHERE chat_id = :chat AND message_id = :message"
        " ORDER BY id DESC LIMIT 1",
        chat=chat_id,
        message=message_id,
    )
    return Shown(*row) if row else None


def of(tx: Tx, kind: str, subject: int) -> list[Shown]:
    """Every message that shows the row."""
    return tx.foreseen(TABLE, (kind, subject), lambda: _of(tx, kind, [subject])[subject])


def foresee(tx: Tx, kind: str, subjects: Sequence[int]) -> None:
    """Look up for many rows at once what shows them."""
    found = _of(tx, kind, subjects)
    tx.foresee(TABLE, {(kind, subject): each for subject, each in found.items()})


def _of(tx: Tx, kind: str, subjects: Sequence[int]) -> dict[int, list[Shown]]:
    names, named = in_list("subject", subjects)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM shown WHERE kind = :kind AND subject IN ({names}) ORDER BY id",
        kind=kind,
        **named,
    )
    found: dict[int, list[Shown]] = {subject: [] for subject in subjects}
    for row in rows:
        one = Shown(*row)
        found[one.subject].append(one)
    return found


def lately(tx: Tx, chat_id: int, kind: str, most: int) -> list[int]:
    """The rows of which a chat has shown cards of a kind last."""
    rows = tx.all(
        "SELECT subject FROM shown WHERE chat_id = :chat AND kind = :kind"
        " ORDER BY id DESC LIMIT :most",
        chat=chat_id,
        kind=kind,
        most=most,
    )
    return [*dict.fromkeys(subject for (subject,) in rows)]


def redrawn(tx: Tx, shown_id: int, revision: int, message_id: int | None = None) -> None:
    """Note what revision the message shows now, and its number if that was not known yet."""
    tx.do(
        "UPDATE shown SET revision = :revision,"
        " message_id = coalesce(message_id, CAST(:message AS BIGINT)) WHERE id = :id",
        id=shown_id,
        revision=revision,
        message=message_id,
    )


def becomes(tx: Tx, shown_id: int, kind: str, subject: int, revision: int) -> None:
    """Note that the message shows something else from now on."""
    tx.do(
        "UPDATE shown SET kind = :kind, subject = :subject, revision = :revision, tapped = NULL,"
        " choice = NULL WHERE id = :id",
        id=shown_id,
        kind=kind,
        subject=subject,
        revision=revision,
    )


def tap(tx: Tx, shown_id: int, choice: str, now: int) -> None:
    """Note which button was tapped last, and when."""
    tx.do(
        "UPDATE shown SET tapped = :now, choice = :choice WHERE id = :id",
        id=shown_id,
        now=now,
        choice=choice,
    )


def move(tx: Tx, old: int, new: int) -> None:
    """The chat has a new number, in which its old messages cannot be changed."""
    tx.do(
        "UPDATE shown SET chat_id = :new, message_id = NULL WHERE chat_id = :old", old=old, new=new
    )


def retire(tx: Tx, shown_id: int) -> None:
    """The message shows nothing current any more; it is still known, to take its buttons off."""
    tx.do("UPDATE shown SET kind = :kind WHERE id = :id", kind=RETIRED, id=shown_id)


def copies(tx: Tx, of_one: Shown) -> list[Shown]:
    """The older messages in the same chat in which the row still stands, without buttons."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM shown WHERE kind = :kind AND subject = :subject AND chat_id = :chat"
        " ORDER BY id",
        kind=RETIRED,
        subject=of_one.subject,
        chat=of_one.chat_id,
    )
    return [Shown(*row) for row in rows]


def close(tx: Tx, shown_id: int) -> None:
    """The message tells nothing of the row any more."""
    tx.do("UPDATE shown SET kind = :kind WHERE id = :id", kind=CLOSED, id=shown_id)


def forget(tx: Tx, before: int) -> int:
    """Delete what was shown before the time given: messages older than that stay as they are."""
    return tx.do("DELETE FROM shown WHERE made < :before", before=before)
