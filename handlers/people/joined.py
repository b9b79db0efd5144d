"""Somebody entered by others comes themselves: shown what is theirs, and joined with it."""

from community import joining as rules
from handlers.people.words import KEPT
from storage import casebooks, people
from storage.people import Person
from storage.tx import Tell, Tx
from talk.cards import button
from talk.registry import Card
from talk.screens import Screen
from talk.turn import Turn
from talk.words import _

ENTERED = "entered"
OFFERED = 3
MANY = 100


def offer(turn: Turn) -> None:
    """Ask whether those entered under one's own number are oneself."""
    for person in rules.entered(turn.tx, turn.who)[:OFFERED]:
        turn.card(ENTERED, person.id, fresh=True)


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """Somebody with one's number; of the name only the beginning, as the number may be old."""
    found = [one for one in rules.entered(tx, who) if one.id == person_id]
    if not found:
        return None
    says = _(
        "Somebody else has entered {name} with your number, and {count} matters. Is that you?",
        name=people.name(tx, found[0])[:1] + "**",
        count=len(casebooks.reported_by(tx, person_id, MANY)),
    )
    offered = ((_("Yes, that is me"), "join"), (_("No, it is not"), "other"))
    row = tuple(button(word.to(who.language), ENTERED, person_id, act, 0) for word, act in offered)
    return Screen(says.to(who.language), (row,))


def join(turn: Turn, person_id: int, _extra: str) -> None:
    rules.join(turn.tx, turn.who, person_id, turn.now)
    turn.again()
    turn.reply(_("✅ All of it is here now: under 📋."))
    turn.home()


def other(turn: Turn, _person_id: int, _extra: str) -> None:
    turn.reply(KEPT)


def joined(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """That somebody one has entered has come themselves."""
    name = people.name(tx, people.known(tx, tell.subject))
    says = _("👤 {name}, whom you entered, has come to Telegram.", name=name)
    return Screen(says.to(reader.language))


CARD = Card(ENTERED, "person", lambda _tx, _person_id: 0, draw, {"join": join, "other": other})
