"""What /stats says of the matchmakers."""

from collections.abc import Sequence

from community.matchmaking import figures as rules
from community.roles import STAFF
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from talk.figures import Section, Table
from talk.words import Word, _

LABEL = _("💞 Matchmakers")
NOTE = _("To date means from the beginning until the end of the period. No person is counted.")


def _said(tx: Tx, who: Person, place: Place, span: Span) -> list[tuple[Word, int]]:
    found = rules.of(tx, who, place, span)
    return [
        (_("Volunteer matchmakers, now"), found.matchmakers),
        (_("Registered, to date"), found.registered),
        (_("of them in the period"), found.registered_new),
        (_("Introductions, to date"), found.introduced),
        (_("of them in the period"), found.introduced_new),
        (_("both wanted to, to date"), found.connected),
        (_("together, to date"), found.together),
    ]


def _lines(tx: Tx, who: Person, place: Place, span: Span) -> Sequence[str]:
    said = _said(tx, who, place, span)
    return [
        *(f"{word.to(who.language)} {count}" for word, count in said),
        "",
        NOTE.to(who.language),
    ]


def _table(tx: Tx, who: Person, place: Place, span: Span) -> Table:
    head = [_("Figure").to(who.language), _("Number").to(who.language)]
    rows = [[word.to(who.language), str(count)] for word, count in _said(tx, who, place, span)]
    return Table([head, *rows], NOTE.to(who.language))


SECTION = Section("match", LABEL, STAFF, _lines, _table)
