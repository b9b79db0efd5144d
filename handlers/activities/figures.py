"""What /stats says of activities: by whose they are and of which kind, side by side."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from community.activities import figures as rules
from community.activities.figures import READERS, Counted
from community.activities.kinds import Category, Origin
from handlers.activities.words import CATEGORIES, ORIGINS
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from talk.figures import Section, Table
from talk.words import Word, _

NOTE = _(
    "Held, and how many people came. What is counted under two origins stays two counts: they are"
    " not added."
)
NOTHING = Counted()
Row = tuple[Origin, Category, Counted, Counted]


def _rows(tx: Tx, who: Person, place: Place, span: Span) -> list[Row]:
    """What was ever held there, in the order of the kinds."""
    then, ever = rules.of(tx, who, place, span)
    return [
        (origin, category, then.get((origin, category), NOTHING), ever[origin, category])
        for origin in Origin
        for category in Category
        if (origin, category) in ever
    ]


def _lines(tx: Tx, who: Person, place: Place, span: Span) -> Sequence[str]:
    lines: list[str] = []
    for origin, found in groupby(_rows(tx, who, place, span), key=itemgetter(0)):
        own = [*found]
        said = [word.to(who.language) for word in (_whole(origin, own), *map(_kind, own))]
        lines += ["", *said] if lines else said
    if not lines:
        lines.append(_("No activity was held here yet.").to(who.language))
    return [*lines, "", NOTE.to(who.language)]


def _kind(row: Row) -> Word:
    _origin, category, then, ever = row
    return _(
        "{category}: {held} held, {came} people (in all by then {ever})",
        category=CATEGORIES[category],
        held=then.held,
        came=then.came,
        ever=ever.held,
    )


def _whole(origin: Origin, rows: Sequence[Row]) -> Word:
    """An origin with the sum of its own kinds, which may be added, being one count."""
    return _(
        "▪️ {origin}: {held} held (in all by then {ever})",
        origin=ORIGINS[origin],
        held=sum(then.held for _origin, _category, then, _ever in rows),
        ever=sum(ever.held for _origin, _category, _then, ever in rows),
    )


def _table(tx: Tx, who: Person, place: Place, span: Span) -> Table:
    head = (
        *(_("Counts as"), _("Kind"), _("Held in the period")),
        *(_("People who came"), _("In all by then")),
    )
    rows = [
        [
            *(ORIGINS[origin].to(who.language), CATEGORIES[category].to(who.language)),
            *(str(then.held), str(then.came), str(ever.held)),
        ]
        for origin, category, then, ever in _rows(tx, who, place, span)
    ]
    return Table([[word.to(who.language) for word in head], *rows], NOTE.to(who.language))


SECTION = Section("events", _("🎉 Activities"), READERS, _lines, _table)
