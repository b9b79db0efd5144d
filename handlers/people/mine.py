"""📋: everything somebody follows or has to do, page by page."""

from community.roles import on_desk
from storage import people
from storage.people import Person
from storage.tx import Tx
from talk.cards import button
from talk.registry import Card
from talk.screens import Button, Screen
from talk.turn import Turn
from talk.words import _

MINE = "mine"
PAGE = 20  # a message carries a hundred buttons at most, and nobody reads so many


def opened(turn: Turn) -> None:
    """📋 or /mine."""
    turn.say(_page(turn, 0))


def said(turn: Turn, _sentence: str) -> None:
    """A free sentence about what became of something leads there, too."""
    opened(turn)


def draw(_tx: Tx, who: Person, person_id: int) -> Screen | None:
    """The way back to it; nobody else's."""
    if who.id != person_id:
        return None
    return Screen(_("Your matters.").to(who.language), ((_turned(who, "📋", 0),),))


def page(turn: Turn, _person_id: int, extra: str) -> None:
    number = int(extra) if extra.isascii() and extra.isdigit() and len(extra) < 4 else 0
    turn.amend(_page(turn, number))


def _page(turn: Turn, number: int) -> Screen:
    every = turn.registry.mine(turn.tx, turn.who)
    pages = max(1, -(-len(every) // PAGE))
    number = min(number, pages - 1)
    rows = every[number * PAGE : (number + 1) * PAGE]
    if on_desk(turn.who):
        turn.lists(len(rows))
    says = (
        _("Your matters. Tap one to see how it stands.")
        if rows
        else _("There is nothing of yours here yet. What is wrong, tell us with 📢.")
    )
    moves = (
        *((_turned(turn.who, "◀️", number - 1),) if number else ()),
        *((_turned(turn.who, "▶️", number + 1),) if number + 1 < pages else ()),
    )
    count = f" ({number + 1}/{pages})" if pages > 1 else ""
    return Screen(turn.to(says) + count, (*rows, *((moves,) if moves else ())))


def _turned(who: Person, label: str, number: int) -> Button:
    return button(label, MINE, who.id, f"page.{number}", 0)


def _revision(tx: Tx, person_id: int) -> int | None:
    return None if people.get(tx, person_id) is None else 0


CARD = Card(MINE, "person", _revision, draw, {"page": page})
