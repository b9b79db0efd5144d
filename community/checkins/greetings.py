"""A voice or a photo that the family sends for the next morning."""

from community.checkins.kinds import Part
from community.checkins.naming import theirs
from community.deadlines import MINUTE_MS
from community.refused import Refused
from storage import checkin_greetings
from storage.checkin_greetings import Greeting
from storage.people import Person
from storage.tx import Tx

SENDING_MS = 15 * MINUTE_MS  # within which what comes is the greeting


def prepare(tx: Tx, who: Person, helper_id: int, now: int) -> None:
    """What the family sends next is the greeting."""
    helper, plan = theirs(tx, who, helper_id)
    if helper.part != Part.FAMILY or helper.agreed is None or helper.declined is not None:
        raise Refused("checkins.not_found")
    checkin_greetings.ask(tx, plan.id, who.id, now)


def awaited(tx: Tx, who: Person, now: int) -> Greeting | None:
    """The greeting that somebody is about to send."""
    return checkin_greetings.asked(tx, who.id, now - SENDING_MS)
