"""A form left half filled in: its person is reminded once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from storage import drafts, people, timers
from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk import waiting
from talk.drafts import Draft
from talk.registry import Capability, FormEntry, Notice
from talk.screens import Screen
from talk.standing import REMINDER, REMINDER_MS


def reminding(capabilities: Iterable[Capability]) -> Capability:
    """Return the capability that reminds of the forms of all the others."""
    forms = {entry.form.name: entry for brings in capabilities for entry in brings.forms}
    notice = Notice(Rank.REMINDER, partial(_draw, forms))
    return Capability("drafts", notices={REMINDER: notice}, timers={REMINDER: remind})


def remind(tx: Tx, person_id: int, occasion: str, now: int) -> None:
    """Tell of a form that nobody has touched for long enough; look again later at another."""
    changed, kept = drafts.changed(tx, person_id), drafts.get(tx, person_id)
    person = people.get(tx, person_id)
    if kept is None or changed is None or str(kept.id) != occasion:
        return
    if person is None or person.consented is None:
        return  # who has agreed to nothing is not written to
    if changed + REMINDER_MS > now:
        timers.add(tx, REMINDER, person_id, occasion, changed + REMINDER_MS, now)
    else:
        tx.told.append(Tell(person_id, REMINDER, kept.id, {}))


def _draw(forms: dict[str, FormEntry], tx: Tx, reader: Person, _tell: Tell) -> Screen | None:
    kept = drafts.get(tx, reader.id)
    entry = forms.get(kept.form) if kept else None
    if kept is None or entry is None:
        return None
    return waiting.kept(Draft.from_json(kept.id, kept.body), entry.form.title, reader.language)
