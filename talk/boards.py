"""What groups are shown: cards without anything personal, whose one button opens the private chat.

A board has no choices: who may decide on its row is asked in the private chat.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from storage import duty_groups, outbox, shown
from storage.duty_groups import Group
from storage.outbox import Letter, Rank
from storage.tx import Post, Tx
from talk import messages
from talk.bodies import body_of
from talk.screens import Button, Screen, Text, bold
from talk.words import Word, _

OPEN = _("🔒 Open in the private chat")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a group sees: words, and one button that leads where `start` says behind ?start=."""

    text: Text
    start: str | None
    button: Word | str = OPEN
    photo: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """A card for groups, of a row of the kind `of`, drawn in a group's language.

    `heads` are the words over a card that is posted because something happened; `fate` is told
    whether there is a letter to the group.
    """

    kind: str
    of: str
    revision: Callable[[Tx, int], int | None]
    draw: Callable[[Tx, str, int], Sheet | None]
    heads: Mapping[str, Word]
    rank: Rank = Rank.TASK
    fate: Callable[[Tx, int, Letter | None, int], None] | None = None


def posted(tx: Tx, username: str, board: Board, post: Post, now: int) -> list[Letter]:
    """Post a card into a group; of its older messages there the buttons are taken off."""
    letters = _posted(tx, username, board, post, now)
    if board.fate:
        board.fate(tx, post.subject, letters[-1] if letters else None, now)
    return letters


def _posted(tx: Tx, username: str, board: Board, post: Post, now: int) -> list[Letter]:
    group = duty_groups.get(tx, post.group)
    revision = board.revision(tx, post.subject)
    if group is None or group.gone is not None or revision is None:
        return []
    screen = _screen(tx, username, board, group.language, post.subject)
    if screen is None:
        return []
    letters = [
        messages.strip(tx, now, old)
        for old in shown.of(tx, board.kind, post.subject)
        if old.chat_id == group.chat_id
    ]
    if post.head:
        head = bold(board.heads[post.head].to(group.language))
        screen = replace(screen, text=head + "\n" + screen.text)
    kept = shown.add(tx, now, group.chat_id, None, board.kind, post.subject, revision)
    *before, (act, body) = messages.parts(screen)
    letters += [
        outbox.add(tx, now, group.chat_id, part, act=how, rank=board.rank) for how, part in before
    ]
    last = outbox.add(tx, now, group.chat_id, body, act=act, rank=board.rank, shown_id=kept.id)
    return [*letters, last]


def redrawn(tx: Tx, username: str, board: Board, subject: int, now: int) -> list[Letter]:
    """Bring the cards of a row up to date wherever they stand."""
    revision, letters = board.revision(tx, subject), []
    for old in shown.of(tx, board.kind, subject):
        group = duty_groups.by_chat(tx, old.chat_id)
        if revision is None or old.revision == revision or group is None or group.gone is not None:
            continue
        screen = _screen(tx, username, board, group.language, subject)
        if screen is not None:
            shown.redrawn(tx, old.id, revision)
            letters.append(messages.redraw(tx, now, old, screen))
    return letters


def say(tx: Tx, now: int, group: Group, screen: Screen) -> Letter:
    """Send a message into a group."""
    return outbox.add(tx, now, group.chat_id, body_of(screen))


def _screen(tx: Tx, username: str, board: Board, language: str, subject: int) -> Screen | None:
    sheet = board.draw(tx, language, subject)
    if sheet is None:
        return None
    says = sheet.button if isinstance(sheet.button, str) else sheet.button.to(language)
    link = f"https://t.me/{username}?start={sheet.start}"
    rows = ((Button(says, url=link),),) if sheet.start else ()
    return Screen(sheet.text, rows, photo=sheet.photo)
