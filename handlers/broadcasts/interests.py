"""⭐ What somebody wants to hear about: their own choice, under ⚙️ and nowhere else."""

from community import interests as rules
from community.broadcasts import Interest
from handlers.broadcasts.words import INTERESTS
from storage.people import Person
from storage.tx import Tx
from talk.cards import button
from talk.registry import Card
from talk.screens import Screen, bold
from talk.turn import Turn
from talk.words import _

KIND = "interests"


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """One's own interests; nobody else's."""
    if who.id != person_id:
        return None
    chosen = rules.of(tx, who)
    rows = tuple(
        (
            button(
                ("✅ " if interest in chosen else "▫️ ") + word.to(who.language),
                KIND,
                who.id,
                f"{'drop' if interest in chosen else 'add'}.{interest}",
                0,
            ),
        )
        for interest, word in INTERESTS.items()
    )
    back = button(_("⬅️ Back").to(who.language), "settings", who.id, "open", 0)
    says = _(
        "Tap what you would like to hear about. We then tell you of it now and then; what concerns"
        " where you live comes anyway."
    )
    head = bold(_("⭐ What I want to hear about").to(who.language))
    return Screen(head + "\n" + says.to(who.language), (*rows, (back,)))


def add(turn: Turn, _person_id: int, code: str) -> None:
    if code in set(Interest):
        rules.choose(turn.tx, turn.who, Interest(code), turn.now)
    turn.card(KIND, turn.who.id)


def drop(turn: Turn, _person_id: int, code: str) -> None:
    if code in set(Interest):
        rules.drop(turn.tx, turn.who, Interest(code))
    turn.card(KIND, turn.who.id)


CARD = Card(KIND, "person", lambda _tx, _person_id: 0, draw, {"add": add, "drop": drop})
