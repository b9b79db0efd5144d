"""What an office has changed in its own rules, as administrators read it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.issues.terms import TERMS
from handlers.issues.words import category_word
from storage import categories, changes, people, places
from storage.changes import Change
from talk.screens import Screen
from talk.turn import Turn
from talk.words import Word, _

LISTED = 20  # changes
WHAT = {
    "category.add": _("added a category"),
    "category.rename": _("renamed a category"),
    "category.term": _("gave a category another term"),
    "category.move": _("moved a category"),
    "category.hide": _("hid a category"),
    "category.show": _("offers a category again"),
    "term.change": _("changed a term"),
    "route.put": _("set a route"),
    "route.remove": _("removed a route"),
    "calendar.holiday": _("declared a day (public holiday)"),
    "calendar.make_up": _("declared a day (made-up workday)"),
    "calendar.local": _("declared a day (local)"),
    "calendar.sudden": _("declared a day (weather or the like)"),
    "calendar.complete": _("completed the calendar of a year"),
}
VALUES = TERMS | {"work": _("worked"), "off": _("free")}


def log(turn: Turn, _place_id: int, _extra: str) -> None:
    """The newest changes: when, who, what."""
    lines = [_changed(turn, change) for change in changes.newest(turn.tx, LISTED)]
    nothing = turn.to(_("Nothing was changed yet."))
    turn.say(Screen("\n".join(lines) or nothing))


def _changed(turn: Turn, change: Change) -> str:
    zone = ZoneInfo(places.roots(turn.tx)[0].zone)
    when = datetime.fromtimestamp(change.at / 1000, zone).strftime("%m-%d %H:%M")
    who = people.name(turn.tx, people.known(turn.tx, change.who_id))
    what = WHAT.get(change.what, Word(change.what))
    subject = TERMS.get(change.subject)
    if subject is None and categories.by_code(turn.tx, change.subject):
        subject = category_word(turn.tx, change.subject)
    values = [turn.to(VALUES.get(v, Word(v))) for v in (change.before, change.after) if v]
    line = _(
        "{when} {who} {what}: {subject}",
        when=when,
        who=who,
        what=what,
        subject=subject or change.subject,
    )
    return turn.to(_("{line} ({values})", line=line, values=" → ".join(values)) if values else line)
