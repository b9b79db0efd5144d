"""An activity carried elsewhere: as a link, a file for a calendar, a button below announcements."""

from urllib.parse import quote

from community.activities.access import ACTIVITY
from community.activities.kinds import Stage
from handlers.activities import ics
from storage import activities
from storage.ids import from_short, short
from storage.people import Person
from storage.tx import Tx
from talk.cards import NOT_FOUND
from talk.pointing import Pointer
from talk.screens import Button, Screen
from talk.turn import Turn
from talk.words import _

LINK = "act"  # behind ?start=
POINTED_MOST = 20


def calendar_file(turn: Turn, activity_id: int, _extra: str) -> None:
    """A file that calendars on telephones and computers take in."""
    activity = activities.known(turn.tx, activity_id)
    turn.document(f"{short(activity.id)}.ics", ics.written(turn.tx, activity, turn.now))
    turn.answer(_("📅 Open the file, and your calendar takes it in."))


def share(turn: Turn, activity_id: int, _extra: str) -> None:
    """A link that opens the activity for whoever taps it."""
    activity = activities.known(turn.tx, activity_id)
    link = f"https://t.me/{turn.registry.username}?start={LINK}_{short(activity_id)}"
    title = activities.words(turn.tx, activity).title
    says = _("Pass this on to whoever may like it:\n🎉 {title}\n{link}", title=title, link=link)
    url = f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(title, safe='')}"
    turn.say(Screen(turn.to(says), ((Button(turn.to(_("🔗 Send on")), url=url),),)))


def shared(turn: Turn, rest: str) -> None:
    """Open the activity of a link."""
    if not turn.card(ACTIVITY, from_short(rest) or 0, fresh=True):
        turn.say(NOT_FOUND)


def _to_point_to(tx: Tx, _who: Person) -> list[int]:
    return [one.id for one in activities.coming(tx, POINTED_MOST)]


def _named(tx: Tx, _who: Person, activity_id: int) -> str | None:
    one = activities.get(tx, activity_id)
    return f"🎉 {activities.words(tx, one).title}" if one and one.stage == Stage.PUBLISHED else None


def _opened(turn: Turn, activity_id: int) -> None:
    turn.card(ACTIVITY, activity_id, fresh=True)


POINTER = Pointer(ACTIVITY, _("🎉 One of the activities"), _to_point_to, _named, _opened, LINK)
