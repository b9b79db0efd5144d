"""Questions that stand in place of an announcement's card, and the keys on both."""

from community.broadcasts.kinds import BROADCAST
from storage.broadcasts import Broadcast
from storage.people import Person
from talk.cards import button
from talk.messages import Showing
from talk.screens import Button, Screen
from talk.turn import Turn
from talk.words import Word, _


def choice(who: Person, one: Broadcast, says: Word | str, code: str) -> Button:
    label = says if isinstance(says, str) else says.to(who.language)
    return button(label, BROADCAST, one.id, code, one.revision)


def back_to(who: Person, one: Broadcast) -> Button:
    return choice(who, one, _("⬅️ Back"), "see")


def ask(turn: Turn, one: Broadcast, screen: Screen) -> None:
    """Ask something in place of the card, which comes back."""
    turn.reply(screen, shows=Showing(BROADCAST, one.id, one.revision))
