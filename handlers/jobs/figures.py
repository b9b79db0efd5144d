"""What /stats says of the station for employment: in the period, and until then in all."""

from collections.abc import Callable, Sequence

from community.jobs import figures as rules
from community.jobs.figures import READERS, Counted
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from talk.figures import Section, Table
from talk.words import Word, _

Count = Callable[[Counted], int]
NAMED: Sequence[tuple[Word, Count]] = (
    (_("Employers put on file"), lambda one: one.employers),
    (_("Vacancies published"), lambda one: one.notices),
    (_("People placed"), lambda one: one.placed),
    (_("women among them"), lambda one: one.women),
    (_("estates they come from"), lambda one: one.estates),
)
NOTE = _("An estate counts once, however many women come from it. No person is named.")


def _lines(tx: Tx, who: Person, place: Place, span: Span) -> Sequence[str]:
    then, ever = rules.of(tx, who, place, span)
    lines = [_line(word, count(then), count(ever)).to(who.language) for word, count in NAMED]
    return [*lines, "", NOTE.to(who.language)]


def _line(word: Word, then: int, ever: int) -> Word:
    return _("{what} {count} (in all by then {all})", what=word, count=then, all=ever)


def _table(tx: Tx, who: Person, place: Place, span: Span) -> Table:
    then, ever = rules.of(tx, who, place, span)
    head = [
        word.to(who.language) for word in (_("Figure"), _("In the period"), _("In all by then"))
    ]
    rows = [[word.to(who.language), str(count(then)), str(count(ever))] for word, count in NAMED]
    return Table([head, *rows], NOTE.to(who.language))


SECTION = Section("jobs", _("💼 Employment"), READERS, _lines, _table)
