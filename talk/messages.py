"""Messages on their way into the outbox, and which of them show a card."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import Any

from storage import outbox, shown
from storage.media import Medium
from storage.outbox import Letter, Rank
from storage.people import Person
from storage.shown import Shown
from storage.tx import Tx
from talk.bodies import body_of, captioned
from talk.screens import CAPTION_MOST, Screen

UPLOAD_MOST = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Showing:
    """What a message shows: a row, by the kind of its card, at a revision."""

    kind: str
    subject: int
    revision: int


def send(
    tx: Tx,
    now: int,
    reader: Person,
    screen: Screen,
    rank: Rank = Rank.REPLY,
    shows: Showing | None = None,
    stale: int | None = None,
) -> list[Letter]:
    """Send a new message; of a card's messages only the newest keeps its buttons."""
    assert reader.chat_id is not None
    letters = retire(tx, now, reader, shows) if shows else []
    kept = _note(tx, now, reader, shows) if shows else None
    said = parts(screen)
    for act, body in said:
        shown_id = kept.id if kept and body is said[-1][1] else None
        letters.append(
            outbox.add(
                tx,
                now,
                reader.chat_id,
                body,
                act=act,
                rank=rank,
                person_id=reader.id,
                shown_id=shown_id,
                stale=stale,
            )
        )
    if screen.copy is not None:
        letters.append(_copy(tx, now, reader, screen.copy, rank))
    return letters


def parts(screen: Screen) -> list[tuple[str, dict[str, Any]]]:
    """The messages it takes: one, or a photo and then what is too long to stand below it."""
    if screen.photo is None:
        return [("send", body_of(screen))]
    if len(screen.text) <= CAPTION_MOST:
        return [("photo", captioned(screen))]
    file_id, kept = screen.photo
    return [("photo", {"photo": file_id, "kept": kept}), ("send", body_of(screen))]


def upload(
    tx: Tx, now: int, reader: Person, act: str, filename: str, content: bytes, caption: str = ""
) -> Letter:
    """Send bytes as a "document" or a "photo"; UPLOAD_MOST bounds what a row has to hold."""
    assert reader.chat_id is not None
    assert len(content) <= UPLOAD_MOST
    body = {"filename": filename, "base64": b64encode(content).decode()}
    if caption:
        body["caption"] = caption
    return outbox.add(tx, now, reader.chat_id, body, act=act, person_id=reader.id)


def attached(tx: Tx, now: int, reader: Person, medium: Medium, caption: str = "") -> Letter:
    """Send a photo or the like that is kept."""
    assert reader.chat_id is not None
    body = {medium.kind: medium.file_id, "kept": medium.name}
    if caption:
        body["caption"] = caption
    return outbox.add(tx, now, reader.chat_id, body, act=medium.kind, person_id=reader.id)


def amend(tx: Tx, now: int, reader: Person, message_id: int, screen: Screen) -> Letter:
    """Change a message of which the number is known, because somebody tapped it."""
    return _change_number(tx, now, reader, message_id, screen, None)


def edit(
    tx: Tx, now: int, reader: Person, message_id: int, screen: Screen, shows: Showing | None = None
) -> list[Letter]:
    """Change a tapped message, and with it what it shows."""
    assert reader.chat_id is not None
    at = shown.at(tx, reader.chat_id, message_id)
    if shows is None:
        if at:
            shown.retire(tx, at.id)
        return [amend(tx, now, reader, message_id, screen)]
    theirs = _theirs(tx, reader, shows)
    # One without a number is the message just sent: the tap was quicker than the writing back.
    here = _numbered(theirs, message_id) or (None if at else _numbered(theirs, None))
    if here:
        shown.redrawn(tx, here.id, shows.revision, message_id)
        if here.message_id is None:  # though a kill follows, no copy of it says what it said
            outbox.arrived(tx, reader.id, here.id, message_id, now)
        theirs = []
    else:
        here = _turned(tx, now, reader, at, shows, message_id)
    letter = _change_number(tx, now, reader, message_id, screen, here.id)
    return [letter, *(strip(tx, now, old) for old in theirs)]


def redraw(tx: Tx, now: int, old: Shown, screen: Screen) -> Letter:
    """Bring a shown card up to date where it stands."""
    return _change(tx, now, old, *_drawn_anew(screen))


def strip(tx: Tx, now: int, old: Shown) -> Letter:
    """Take the buttons off a message that shows nothing current any more."""
    shown.retire(tx, old.id)
    return _change(tx, now, old, "strip", {})


def retire(tx: Tx, now: int, reader: Person, shows: Showing) -> list[Letter]:
    """Strip the older messages in which the reader has this card."""
    return [strip(tx, now, old) for old in _theirs(tx, reader, shows)]


def _theirs(tx: Tx, reader: Person, shows: Showing) -> list[Shown]:
    """The messages in which the reader has this card."""
    found = shown.of(tx, shows.kind, shows.subject)
    return [old for old in found if old.person_id == reader.id]


def _copy(tx: Tx, now: int, reader: Person, message: tuple[int, int], rank: Rank) -> Letter:
    assert reader.chat_id is not None
    chat_id, number = message
    body = {"from_chat_id": chat_id, "message_id": number}
    return outbox.add(tx, now, reader.chat_id, body, act="copy", rank=rank, person_id=reader.id)


def _numbered(found: list[Shown], message_id: int | None) -> Shown | None:
    return next((old for old in found if old.message_id == message_id), None)


def _turned(
    tx: Tx, now: int, reader: Person, here: Shown | None, shows: Showing, message_id: int
) -> Shown:
    """What the message shows now, whatever it has shown before."""
    if here is None:
        return _note(tx, now, reader, shows, message_id)
    shown.becomes(tx, here.id, shows.kind, shows.subject, shows.revision)
    return here


def _note(tx: Tx, now: int, reader: Person, shows: Showing, message_id: int | None = None) -> Shown:
    assert reader.chat_id is not None
    return shown.add(
        tx, now, reader.chat_id, reader.id, shows.kind, shows.subject, shows.revision, message_id
    )


def _drawn_anew(screen: Screen) -> tuple[str, dict[str, Any]]:
    """How a message comes to show it: below a photo nothing but the buttons ever changes."""
    body = body_of(screen)
    if screen.photo is None or len(screen.text) > CAPTION_MOST:
        return "edit", body
    return "strip", {key: value for key, value in body.items() if key == "reply_markup"}


def _change(tx: Tx, now: int, old: Shown, act: str, body: dict[str, Any]) -> Letter:
    return outbox.add(
        tx,
        now,
        old.chat_id,
        body,
        act=act,
        person_id=old.person_id,
        shown_id=old.id,
        message_id=old.message_id,
    )


def _change_number(
    tx: Tx, now: int, reader: Person, message_id: int, screen: Screen, shown_id: int | None
) -> Letter:
    assert reader.chat_id is not None
    act, body = _drawn_anew(screen)
    return outbox.add(
        tx,
        now,
        reader.chat_id,
        body,
        act=act,
        person_id=reader.id,
        shown_id=shown_id,
        message_id=message_id,
    )
