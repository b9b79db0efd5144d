"""What is drawn on asking, outside the database, and handed to who asked for it as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from storage import people
from storage.chores import Asked
from storage.outbox import Letter
from storage.people import Person
from storage.tx import Tx
from talk import messages
from talk.chores import Chore, Work
from talk.screens import Screen
from talk.words import Word, _

NO_FONT = _("This machine has no Chinese font to draw with. An administrator can add one.")


class Handed(NamedTuple):
    """How a drawing comes to its reader."""

    name: str
    caption: str
    kind: str = "document"


Handing = Callable[[Tx, Person, Asked], Handed | None]


def drawing(work: Work, handing: Handing, failed: Word) -> Chore:
    """Drawn by `work`, none where there is no font; `handing` is none if it is no longer theirs."""

    def drawn(tx: Tx, asked: Asked, content: bytes | None, now: int) -> list[Letter]:
        reader = _reader(tx, asked)
        if reader is None or (handed := handing(tx, reader, asked)) is None:
            return []
        if content is None:
            return messages.send(tx, now, reader, Screen(NO_FONT.to(reader.language)))
        return [messages.upload(tx, now, reader, handed.kind, handed.name, content, handed.caption)]

    def sorry(tx: Tx, asked: Asked, now: int) -> list[Letter]:
        reader = _reader(tx, asked)
        return messages.send(tx, now, reader, Screen(failed.to(reader.language))) if reader else []

    return Chore(work, drawn, sorry)


def _reader(tx: Tx, asked: Asked) -> Person | None:
    """Who has asked for it, where messages reach them."""
    reader = people.get(tx, asked.person_id or 0)
    return reader if reader is not None and reader.reachable else None
