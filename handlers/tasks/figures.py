"""What /stats says of voluntary help: tasks done, hours, volunteers."""

from collections.abc import Sequence

from community.tasks import figures as rules
from community.tasks.figures import READERS, Counted
from handlers.tasks.words import hours_words
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from talk.figures import Section, Table, rate
from talk.words import Word, _

NOTE = _("Tasks done of those done or missed; called-off ones stand outside. Nobody is ranked.")


def _rows(counted: Counted, language: str) -> list[tuple[Word, str]]:
    ended = counted.ended
    return [
        (_("Tasks done"), rate(ended.done, ended.done + ended.missed, language)),
        (_("Tasks called off"), str(ended.cancelled)),
        (_("Hours confirmed"), hours_words(counted.minutes).to(language)),
        (_("People who gave them"), str(counted.helpers)),
        (_("Volunteers at the end of it"), str(counted.volunteers)),
        (_("skilled helpers among them"), str(counted.skilled)),
        (_("Stations at the end of it"), str(counted.stations)),
        (_("teams below them"), str(counted.teams)),
    ]


def _lines(tx: Tx, who: Person, place: Place, span: Span) -> Sequence[str]:
    found = _rows(rules.of(tx, who, place, span), who.language)
    said = [f"{word.to(who.language)} {count}" for word, count in found]
    return [*said, "", NOTE.to(who.language)]


def _table(tx: Tx, who: Person, place: Place, span: Span) -> Table:
    found = _rows(rules.of(tx, who, place, span), who.language)
    head = [_("Figure").to(who.language), _("In the period").to(who.language)]
    rows = [[word.to(who.language), count] for word, count in found]
    return Table([head, *rows], NOTE.to(who.language))


SECTION = Section("tasks", _("🧡 Voluntary help"), READERS, _lines, _table)
