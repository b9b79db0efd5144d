"""Words of somebody who has signed up and does not come after all: the key to sign off.

Who is ill is asked besides whether those near shall hear it.
"""

from collections.abc import Sequence

from community.activities.access import ACTIVITY
from community.activities.kinds import STANDING
from community.activities.saying import signs_off, sounds_ill
from handlers.activities.words import line_of
from storage import activities, sign_ups
from storage.activities import Activity
from talk.cards import opener
from talk.forms import Said, Sent
from talk.registry import Stray
from talk.screens import Screen
from talk.turn import Turn
from talk.words import _

HEAD = _("You have signed up for this. If you cannot come, tap “Sign off” below.")
WHICH = _("Which of these can you not come to?")
HELP = "help"  # the door behind which somebody listens to who is ill


def hear(turn: Turn, message: Said | Sent) -> bool:
    """Show what they have signed up for, where the words say that they do not come."""
    if not isinstance(message, Said):
        return False
    own = [
        activities.known(turn.tx, one.activity_id)
        for one in sign_ups.of_person(turn.tx, turn.who.id, STANDING)
    ]
    titles = [activities.words(turn.tx, one).title for one in own]
    if not own or not signs_off(message.text, titles):
        return False
    _ask(turn, own)
    if sounds_ill(message.text) and (door := turn.registry.doors.get(HELP)):
        door.open(turn, message.text)
    return True


def _ask(turn: Turn, own: Sequence[Activity]) -> None:
    if len(own) == 1:
        turn.card(ACTIVITY, own[0].id, fresh=True, head=HEAD)
        return
    rows = tuple((opener(f"🎉 {line_of(turn.tx, one)}", ACTIVITY, one.id),) for one in own)
    turn.say(Screen(turn.to(WHICH), rows))


STRAY = Stray(hear)
