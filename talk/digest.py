"""A few pushes a day and person; what is beyond them comes in one message, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import islice

from storage import pushes
from storage.moments import local, moment
from storage.people import Person
from storage.tx import Tell, Tx
from talk.cards import opener
from talk.messages import Showing
from talk.quiet import hours_of, rest, zone_of
from talk.registry import Registry
from talk.screens import Button, Screen, bold, clip
from talk.words import _

EVENING = 19 * 60  # when the rest of the day comes; after that it is the next morning's
MORNING = 8 * 60  # for who keeps no quiet hours
LINE_MOST, LABEL_MOST = 120, 40


def room(tx: Tx, registry: Registry, reader: Person, now: int) -> int:
    """How many more pushes the reader's day has room for."""
    return registry.pushes - pushes.sent(tx, reader.id, _day(tx, reader, now))


def count(tx: Tx, reader: Person, now: int) -> None:
    """Note that one more push has gone to the reader today."""
    pushes.count(tx, reader.id, _day(tx, reader, now), now)


def rests(tx: Tx, registry: Registry, reader: Person, tell: Tell, now: int) -> bool:
    """Keep what is told for the day's digest; False while the day has room."""
    if room(tx, registry, reader, now) > 0:
        return False
    rest(tx, tell, _next(tx, registry, reader, now), now)
    return True


def of(language: str, drawn: Sequence[tuple[Screen, Showing | None]]) -> Screen:
    """One message of several: a line each, and the button each would have had."""
    lines, rows = [], []
    for order, (screen, shows) in enumerate(drawn, 1):
        line = f"{order}. {clip(_gist(screen), LINE_MOST).plain}"
        lines.append(line)
        if button := _button(clip(line, LABEL_MOST).plain, order, screen, shows):
            rows.append((button,))
    says = _("📰 {count} more things for you", count=len(lines)).to(language)
    return Screen(bold(says) + "\n" + "\n".join(lines), tuple(rows))


def _button(label: str, order: int, screen: Screen, shows: Showing | None) -> Button | None:
    if shows:
        return opener(label, shows.kind, shows.subject)
    if not screen.rows:
        return None
    own = screen.rows[0][0]
    return Button(f"{order}. {own.label}", own.data, own.url)


def _gist(screen: Screen) -> str:
    """The heading and what comes first below it: of several announcements the heading is one."""
    lines = (line for line in screen.text.plain.splitlines() if line.strip())
    return " · ".join(islice(lines, 2))


def _next(tx: Tx, registry: Registry, reader: Person, now: int) -> int:
    """When the next digest is due: this evening, or in the morning after the quiet hours."""
    zone = zone_of(tx, reader)
    today = local(now, zone).date()
    if now < (evening := moment(today, EVENING, zone)):
        return evening
    hours = hours_of(reader, registry.quiet)
    morning = MORNING if hours.start == hours.end else hours.end
    return moment(today + timedelta(days=1), morning, zone)


def _day(tx: Tx, reader: Person, now: int) -> str:
    return local(now, zone_of(tx, reader)).date().isoformat()
