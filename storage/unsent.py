"""What becomes of letters that have not gone: dropped, readdressed, held and released."""

import json

from storage.tx import Tx


def drop_pushes(tx: Tx, person_id: int, now: int) -> None:
    """End what waits for a person whom nothing reaches."""
    tx.do(
        "UPDATE outbox SET state = 'failed', error = 'unreachable', body = NULL, done = :now"
        " WHERE person_id = :person AND state = 'waiting'",
        person=person_id,
        now=now,
    )


def drop(tx: Tx, person_id: int, now: int) -> None:
    """Drop everything that waits for a person, whatever it is."""
    tx.do(
        "UPDATE outbox SET state = 'dropped', body = NULL, done = :now"
        " WHERE person_id = :person AND state IN ('waiting', 'held')",
        person=person_id,
        now=now,
    )


def withdraw(tx: Tx, letter_id: int, now: int, *, held: bool) -> bool:
    """Drop a letter that nobody has begun to send; False when it is too late for that."""
    states = "'waiting', 'held'" if held else "'waiting'"
    return bool(
        tx.do(
            "UPDATE outbox SET state = 'dropped', body = NULL, done = :now"
            f" WHERE id = :id AND state IN ({states})",
            id=letter_id,
            now=now,
        )
    )


def drop_copies(tx: Tx, chat_id: int, now: int) -> None:
    """Drop what would copy messages of a chat to others; rare, so each that waits is opened."""
    for state in ("waiting", "held"):
        for letter_id, sealed in tx.all(
            f"SELECT id, body FROM outbox WHERE state = '{state}' AND act = 'copy'"
        ):
            body = json.loads(tx.cipher.open(sealed, "outbox", "body", letter_id))
            if body["from_chat_id"] == chat_id:
                tx.do(
                    "UPDATE outbox SET state = 'dropped', body = NULL, done = :now WHERE id = :id",
                    id=letter_id,
                    now=now,
                )


def move(tx: Tx, old: int, new: int) -> None:
    """Readdress what is not sent yet; messages of the old chat are not in the new one."""
    for state in ("waiting", "held"):
        tx.do(
            "UPDATE outbox SET chat_id = :new, message_id = NULL"
            f" WHERE chat_id = :old AND chat_id < 0 AND state = '{state}'",
            old=old,
            new=new,
        )


def hold(tx: Tx) -> int:
    """Keep back what waits, until somebody decides; returns how many letters."""
    return tx.do("UPDATE outbox SET state = 'held' WHERE state = 'waiting'")


def release(tx: Tx, send: bool, now: int) -> int:
    """Let what was held wait again, or drop it; returns how many letters."""
    if send:
        return tx.do("UPDATE outbox SET state = 'waiting', done = NULL WHERE state = 'held'")
    return tx.do(
        "UPDATE outbox SET state = 'dropped', body = NULL, done = :now WHERE state = 'held'",
        now=now,
    )
