"""The open form of a person: one at a time, kept until it is sent or cancelled."""

from dataclasses import dataclass

from storage.cipher import Unreadable
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as kept; `body` is the kit's own text of it."""

    id: int
    form: str
    body: str


def get(tx: Tx, person_id: int) -> Kept | None:
    row = tx.one("SELECT id, form, body FROM drafts WHERE person_id = :person", person=person_id)
    if row is None:
        return None
    draft_id, form, body = row
    try:
        return Kept(draft_id, form, tx.cipher.open(body, "drafts", "body", draft_id))
    except Unreadable:
        return None  # better a form begun again than a person locked out


def changed(tx: Tx, person_id: int) -> int | None:
    """When the person last answered."""
    row = tx.one("SELECT changed FROM drafts WHERE person_id = :person", person=person_id)
    return row[0] if row else None


def put(tx: Tx, person_id: int, kept: Kept, now: int) -> None:
    tx.do(
        "INSERT INTO drafts (person_id, id, form, body, changed)"
        " VALUES (:person, :id, :form, :body, :now)"
        " ON CONFLICT (person_id) DO UPDATE SET id = excluded.id, form = excluded.form,"
        " body = excluded.body, changed = excluded.changed",
        person=person_id,
        id=kept.id,
        form=kept.form,
        body=tx.cipher.seal(kept.body, "drafts", "body", kept.id),
        now=now,
    )


def forget(tx: Tx, before: int) -> int:
    """Delete what nobody has gone on with since the time given."""
    return tx.do("DELETE FROM drafts WHERE changed < :before", before=before)


def remove(tx: Tx, person_id: int) -> None:
    tx.do("DELETE FROM drafts WHERE person_id = :person", person=person_id)
