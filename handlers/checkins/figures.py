"""What /stats says of the mornings, and the same sums in the week's notice."""

from collections.abc import Sequence

from community.checkins import figures as rules
from community.roles import STAFF
from handlers.checkins.care_words import LABEL
from storage.checkin_board import Sums
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from talk.figures import Section, Table, rate
from talk.words import _


def said(sums: Sums, language: str) -> list[tuple[str, str]]:
    """Each figure by its name, with numerator and denominator."""
    named = (
        (_("Mornings"), str(sums.days)),
        (_("Heard of"), rate(sums.heard, sums.days, language)),
        (_("Alarms"), str(sums.alarms)),
        (_("Alarms ended by somebody"), rate(sums.ended, sums.alarms, language)),
        (_("False alarms"), rate(sums.false, sums.alarms, language)),
    )
    return [(word.to(language), value) for word, value in named]


def _rows(tx: Tx, who: Person, place: Place, span: Span) -> list[tuple[str, str]]:
    enrolled, sums = rules.of(tx, who, place, span)
    first = (_("Asked each morning, at the end of it").to(who.language), str(enrolled))
    return [first, *said(sums, who.language)]


def _lines(tx: Tx, who: Person, place: Place, span: Span) -> Sequence[str]:
    return [f"{name} {value}" for name, value in _rows(tx, who, place, span)]


def _table(tx: Tx, who: Person, place: Place, span: Span) -> Table:
    head = [_("Figure").to(who.language), _("In the period").to(who.language)]
    return Table([head, *([name, value] for name, value in _rows(tx, who, place, span))])


SECTION = Section("mornings", LABEL, STAFF, _lines, _table)
