"""What groups are shown: cards without anything personal, whose one button opens the private chat.

A board has no choices: who may decide on its row is asked in the private chat.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from storage import duty_groups, outbox, shown
from storage.duty_groups import Group
from storage.ids import short
from storage.outbox import Letter, Rank
from storage.shown import Shown
from storage.tx import Post, Tx
from talk import messages
from talk.bodies import body_of
from talk.screens import Button, Screen, Text, bold
from talk.words import Word, _

OPEN = _("🔒 Open in the private chat")


@dataclass(frozen=True, slots=True)
class Board:
    """A card for groups, of a row of the kind `of`; `start` is the prefix of the link into it.

    `heads` are the words over a card that is posted because something happened.
    """

    kind: str
    of: str
    start: str
    revision: Callable[[Tx, int], int | None]
    draw: Callable[[Tx, str, int], Text | None]
    heads: Mapping[str, Word]


def posted(tx: Tx, username: str, board: Board, post: Post, now: int) -> list[Letter]:
    """Post a card into a group; of its older messages there the buttons are taken off."""
    group = duty_groups.get(tx, post.group)
    revision = board.revision(tx, post.subject)
    screen = _screen(tx, username, board, group.language, post.subject) if group else None
    if group is None or screen is None or revision is None:
        return []
    letters = [
        messages.strip(tx, now, old)
        for old in shown.of(tx, board.kind, post.subject)
        if old.chat_id == group.chat_id
    ]
    head = bold(board.heads[post.head].to(group.language))
    screen = Screen(head + "\n" + screen.text, screen.rows)
    kept = shown.add(tx, now, group.chat_id, None, board.kind, post.subject, revision)
    return [*letters, say(tx, now, group, screen, Rank.TASK, kept)]


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


def say(
    tx: Tx,
    now: int,
    group: Group,
    screen: Screen,
    rank: Rank = Rank.REPLY,
    kept: Shown | None = None,
) -> Letter:
    """Send a message into a group."""
    shown_id = kept.id if kept else None
    return outbox.add(tx, now, group.chat_id, body_of(screen), rank=rank, shown_id=shown_id)


def _screen(tx: Tx, username: str, board: Board, language: str, subject: int) -> Screen | None:
    text = board.draw(tx, language, subject)
    link = f"https://t.me/{username}?start={board.start}_{short(subject)}"
    return Screen(text, ((Button(OPEN.to(language), url=link),),)) if text else None
