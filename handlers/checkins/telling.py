"""Somebody alarmed tells in words how it went: words end nothing, the keys for it come at once."""

from community.checkins import helping as rules
from community.checkins import plainly
from handlers.checkins.alarmed import RUNG
from handlers.checkins.words import readable
from storage import checkin_alerts, checkin_days, people
from storage.checkin_days import Day
from talk.forms import Said, Sent
from talk.registry import Stray
from talk.turn import Turn
from talk.words import _


def told(turn: Turn, message: Said | Sent) -> bool:
    """Whether they tell of somebody of whom they were alarmed, and of which one is plain."""
    text = message.text if isinstance(message, Said) else ""
    if not plainly.speaks_of_a_visit(text):
        return False
    open_days = checkin_alerts.open_for(turn.tx, turn.who.id)
    found = [checkin_days.known(turn.tx, day_id) for day_id in open_days]
    theirs = [day for day in found if rules.may_help(turn.tx, turn.who, day)]
    about = [day for day in theirs if _name(turn, day) in text] or theirs
    return len(about) == 1 and _ask(turn, about[0], text)


def replied(turn: Turn, day_id: int, message: Said | Sent) -> bool:
    """The same as a reply to the card."""
    day = checkin_days.get(turn.tx, day_id)
    return day is not None and isinstance(message, Said) and _ask(turn, day, message.text)


def _ask(turn: Turn, day: Day, text: str) -> bool:
    name = _name(turn, day)
    if plainly.speaks_well(text):
        says = _("💬 Is {name} well? Please tap it below, then everybody hears so.", name=name)
    else:
        says = _("💬 So that everybody hears how it went with {name}: please tap below.", name=name)
    return turn.card(RUNG, day.id, fresh=True, head=says)


def _name(turn: Turn, day: Day) -> str:
    return readable(turn.tx, people.known(turn.tx, day.person_id))


STRAY = Stray(told)
