"""The choice of a language by itself, also for who has not agreed to anything yet."""

from community import people as rules
from handlers.people import joining, settings
from handlers.people.settings import LANGUAGE_NAMES
from handlers.people.words import LANGUAGE
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import button
from talk.registry import Card
from talk.screens import Screen
from talk.turn import Turn
from talk.words import LANGUAGES


def language(turn: Turn) -> None:
    """/language: the choice alone, for who cannot read the rest."""
    turn.card(LANGUAGE, turn.who.id, fresh=True)


def draw(_tx: Tx, who: Person, person_id: int) -> Screen | None:
    """Every language by its own name; nobody else's choice."""
    if who.id != person_id:
        return None
    row = (
        button(f"🌐 {LANGUAGE_NAMES[code]}", LANGUAGE, person_id, f"to.{code}", 0)
        for code in LANGUAGES
    )
    return Screen(" · ".join(LANGUAGE_NAMES.values()), (tuple(row),))


def to(turn: Turn, person_id: int, code: str) -> None:
    """Speak it from now on; who has not agreed yet goes on where they were."""
    if turn.who.consented is not None:
        settings.speak(turn, person_id, code)
        return
    if code in LANGUAGES:
        rules.speak(turn.tx, turn.who, code)
        turn.again()
    if not filling.resume(turn):
        joining.start(turn)


CARD = Card(LANGUAGE, "person", lambda _tx, _person_id: 0, draw, {"to": to}, before_consent=True)
