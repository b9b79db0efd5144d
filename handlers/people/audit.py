"""/audit: who has read what is kept about somebody, or about a case; for administrators."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from annotated_types import MaxLen

from community import audit as rules
from community.places import label
from community.roles import Role
from handlers.people.words import ROLES
from storage import cases, people, places, reads
from storage.people import Person
from storage.reads import Read
from storage.tx import Tx
from talk import filling
from talk.cards import button
from talk.forms import Ask, Form
from talk.phones import read_phone
from talk.registry import Card
from talk.screens import Rows, Screen, bold
from talk.turn import Turn
from talk.words import Word, _

AUDIT = "audit"
PAGE, PAGE_DIGITS = 10, 4
OWN = 30  # as far back as everybody sees about themselves
Pages = Callable[[Tx, Person, int, int], Screen | None]
NOBODY = _("Nobody has looked yet.")
UNKNOWN = _("Nothing is known of this number. Please look at it once more.")
WHY = {
    "card": _("opened it"),
    "notice": _("was told of it"),
    "media": _("looked at the photos"),
    "timeline": _("read how it went"),
    "export": _("took it along as a file"),
}
LISTED = "list"
NO_OFFICE = _("without an office (an employer, for one)")


class Asked(Form):
    """What to look up."""

    name: ClassVar[str] = "people.audit"
    title: ClassVar[Word] = _("Who has read what")
    at_once: ClassVar[bool] = True

    subject: Annotated[
        str,
        MaxLen(40),
        Ask(
            _("About whom or what? Send a case number, or somebody's telephone number."),
            label=_("About"),
        ),
    ]


def audit(turn: Turn) -> None:
    """/audit, maybe with the number behind it."""
    if turn.event.argument:
        _show(turn, turn.event.argument)
    else:
        filling.start(turn, Asked)


def asked(turn: Turn, form: Asked) -> None:
    _show(turn, form.subject)


def _show(turn: Turn, wanted: str) -> None:
    """Show it; ask again where nothing of that number is known."""
    subject = rules.find(turn.tx, turn.who, wanted.strip(), read_phone(wanted))
    if subject is None:
        filling.start(turn, Asked, heard=UNKNOWN)
    else:
        turn.card(AUDIT, subject)


def draw(tx: Tx, who: Person, subject: int) -> Screen | None:
    """The newest page of who has read about a person or a case."""
    return _page(tx, who, subject, 0)


def _page(tx: Tx, who: Person, subject: int, page: int) -> Screen | None:
    found = rules.of(tx, who, subject, PAGE + 1, page * PAGE)
    if found is None:
        return None
    lines = [_line(tx, who, read, read.reader_id) for read in found[:PAGE]]
    rows = _moves(subject, "page", page, more=len(found) > PAGE)
    if rules.by(tx, who, subject, 1, 0):
        own = _("🔎 What they have read themselves").to(who.language)
        rows = (*rows, (button(own, AUDIT, subject, "by.0", 0),))
    head = bold(Asked.title.to(who.language)) + "\n👀 " + _head(tx, subject)
    return Screen(head + "\n" + ("\n".join(lines) or NOBODY.to(who.language)), rows)


def _read_by(tx: Tx, who: Person, subject: int, page: int) -> Screen | None:
    """A page of what somebody has read, for whom that is to be known."""
    found = rules.by(tx, who, subject, PAGE + 1, page * PAGE)
    if not found:
        return None
    lines = [_line(tx, who, read, read.about_id) for read in found[:PAGE]]
    back = button(_("⬅️ Back").to(who.language), AUDIT, subject, "page.0", 0)
    head = bold(_("🔎 What they have read themselves").to(who.language)) + "\n👤 "
    rows = (*_moves(subject, "by", page, more=len(found) > PAGE), (back,))
    return Screen(head + _head(tx, subject) + "\n" + "\n".join(lines), rows)


def _moves(subject: int, choice: str, page: int, *, more: bool) -> Rows:
    moves = ([("◀️", page - 1)] if page else []) + ([("▶️", page + 1)] if more else [])
    row = tuple(button(arrow, AUDIT, subject, f"{choice}.{to}", 0) for arrow, to in moves)
    return (row,) if row else ()


def _head(tx: Tx, subject: int) -> str:
    case = cases.get(tx, subject)
    return case.number if case else people.name(tx, people.known(tx, subject))


def turn_page(draws: Pages, turn: Turn, subject: int, extra: str) -> None:
    page = int(extra) if extra.isdecimal() and len(extra) <= PAGE_DIGITS else 0
    if screen := draws(turn.tx, turn.who, subject, page):
        turn.reply(screen)


def without_names(tx: Tx, who: Person) -> list[str]:
    """Who has looked at one's own data: the office, not the name of who sat there."""
    return [_line(tx, who, read, None) for read in reads.of_person(tx, who.id, OWN)]


def _line(tx: Tx, who: Person, read: Read, name_id: int | None) -> str:
    place = places.get(tx, read.place_id) if read.place_id else None
    case = cases.get(tx, read.case_id) if read.case_id else None
    zone = (place or places.roots(tx)[0]).zone
    at = datetime.fromtimestamp(read.at / 1000, ZoneInfo(zone))
    parts = [
        f"{at:%Y-%m-%d %H:%M}",
        people.name(tx, people.known(tx, name_id)) if name_id else "",
        (ROLES[Role(read.role)] if read.role else NO_OFFICE).to(who.language),
        label(tx, place) if place else "",
        case.number if case else "",
        _why(read).to(who.language),
    ]
    return " · ".join(part for part in parts if part)


def _why(read: Read) -> Word:
    if read.why == LISTED:
        return _("looked through a list of {count}", count=read.lines or 0)
    return WHY[read.why]


def _revision(_tx: Tx, _subject: int) -> int:
    return 0


CARD = Card(
    AUDIT,
    AUDIT,
    _revision,
    draw,
    {"page": partial(turn_page, _page), "by": partial(turn_page, _read_by)},
)
